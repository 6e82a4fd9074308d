"""Whether there is a screen that can be driven, found out quickly and without ever hanging."""

from __future__ import annotations

import os
import re
import socket
import struct
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bridges.errors import DeviceLost, NoDisplay, WaylandRefused

CONNECT_S = 2.0
"""How long a display may take to answer its first question."""

PRIVATE_SCREEN = "Use a private one with `--on virtual`"
_NAME = re.compile(r"^(?:(?P<protocol>tcp|unix)/)?(?P<host>[-:\w.]*):(?P<number>\d+)(?:\.\d+)?$")
_ENVIRONMENT_LOCK = threading.Lock()


def check_display(display: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """The name of the display to use: the one given, else DISPLAY.

    Raises WaylandRefused where the person's session is Wayland, NoDisplay where no display is named, nothing answers
    within CONNECT_S, or the display refuses the connection.
    """
    connect(name := display_name(display, environment), environment).close()
    return name


def display_name(display: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """The display given, else DISPLAY. Asks no server."""
    surroundings = os.environ if environment is None else environment
    if sys.platform != "linux":
        raise NoDisplay("Looking for a screen", f"{sys.platform} is not supported yet", "Run Mimic on Linux with X11.")
    if display is None:
        if surroundings.get("XDG_SESSION_TYPE") == "wayland" or surroundings.get("WAYLAND_DISPLAY"):
            raise _wayland("the session")
        display = surroundings.get("DISPLAY", "")
    if not display:
        raise NoDisplay(
            "Looking for a screen",
            "DISPLAY is not set, so there is no screen",
            f"{PRIVATE_SCREEN}, or start Mimic from a terminal on the desktop.",
        )
    return display


def connect(display: str, environment: Mapping[str, str] | None = None) -> Any:
    """A new python-xlib connection to the display. Raises NoDisplay, WaylandRefused."""
    from Xlib import error
    from Xlib.display import Display

    with x_environment(display, environment):
        refusal = require_answer(display, authorised=True)
        if refusal:
            raise NoDisplay(
                f"Opening the display {display}",
                f"it refused the connection ({refusal})",
                "Run Mimic as the user who owns the desktop, with XAUTHORITY set as it is there.",
            )
        try:
            connection = Display(display)
            # python-xlib's RandR registers its errors as the core's numbers 1 and 2, and then stumbles over those.
            connection.display.error_classes.update({1: error.BadRequest, 2: error.BadValue})
        except (error.DisplayConnectionError, error.ConnectionClosedError, OSError) as gone:
            raise NoDisplay(f"Opening the display {display}", f"it went away ({gone})") from gone
    if connection.has_extension("XWAYLAND"):
        connection.close()
        raise _wayland(f"the display {display}")
    return connection


def require_answer(display: str, *, authorised: bool = False) -> str:
    """Ask the X server for a connection over a bare socket, with a time limit; why it refused, or nothing.

    A server that is stopped or hangs accepts the connection but never replies; Xlib and XCB would wait for ever.
    Without ``authorised`` no cookie is shown: a refusal, too, is a sign of life. Raises NoDisplay where there is none.
    """
    tried = f"Opening the display {display}"
    try:
        with _socket(display) as channel:
            method, cookie = _cookie(channel, display) if authorised else (b"", b"")
            channel.sendall(setup_request(method, cookie))
            reply = channel.recv(8, socket.MSG_WAITALL)
            if len(reply) < 8:
                raise NoDisplay(tried, "it closed the connection at once", f"{PRIVATE_SCREEN}.")
            accepted, reason_length = reply[0] == 1, reply[1]
            return "" if accepted else channel.recv(reason_length, socket.MSG_WAITALL).decode("latin-1").strip()
    except TimeoutError:
        raise NoDisplay(
            tried, f"nothing answered within {CONNECT_S:g} s", f"The X server hangs. {PRIVATE_SCREEN}."
        ) from None
    except OSError as error:
        raise NoDisplay(tried, f"no X server is there ({error})", f"{PRIVATE_SCREEN}, or correct DISPLAY.") from error


def setup_request(method: bytes, cookie: bytes) -> bytes:
    """What opens a connection to an X server: byte order, version 11.0, the authorisation's name and data."""
    sizes = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(method), len(cookie))
    return sizes + padded(method) + padded(cookie)


def padded(data: bytes) -> bytes:
    """The data with zeros up to a multiple of 4 bytes, as the X protocol wants it."""
    return data + bytes(-len(data) % 4)


@contextmanager
def x_environment(display: str, environment: Mapping[str, str] | None = None) -> Iterator[None]:
    """DISPLAY and XAUTHORITY as one display needs them, while a connection is opened.

    Xlib, XCB and pyautogui read them from the process's own environment and nowhere else.
    """
    wanted = {"DISPLAY": display}
    if environment and "XAUTHORITY" in environment:
        wanted["XAUTHORITY"] = environment["XAUTHORITY"]
    with _ENVIRONMENT_LOCK:
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


@contextmanager
def device_errors(display: str) -> Iterator[None]:
    """For a display that was there a moment ago: turn what Xlib, XCB and mss raise when it dies into DeviceLost."""
    from mss.exception import ScreenShotError
    from Xlib import error

    try:
        yield
    except (
        error.ConnectionClosedError, error.DisplayConnectionError, ScreenShotError, ConnectionError, NoDisplay,
    ) as gone:  # fmt: skip
        raise DeviceLost(
            f"Using the display {display}",
            f"it went away ({gone.found if isinstance(gone, NoDisplay) else str(gone) or type(gone).__name__})",
            "Start it again, then go on with `mimic do --resume`.",
        ) from gone


def _socket(display: str) -> socket.socket:
    parts = _NAME.match(display)
    if parts is None:
        raise OSError(f"{display!r} is not the name of a display")
    number, host = int(parts["number"]), parts["host"]
    if host in ("", "unix") and parts["protocol"] != "tcp":
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        channel = socket.socket(socket.AF_UNIX)
        channel.settimeout(CONNECT_S)
        try:
            channel.connect(path if Path(path).exists() else f"\0{path}")
        except BaseException:
            channel.close()
            raise
        return channel
    return socket.create_connection((host, 6000 + number), CONNECT_S)


def _cookie(channel: socket.socket, display: str) -> tuple[bytes, bytes]:
    """The authorisation that Xlib would show for the display, from the file that XAUTHORITY names."""
    from Xlib.support import connect as xlib

    name, protocol, host, number, _ = xlib.get_display(display)
    method, cookie = xlib.get_auth(channel, name, protocol, host, number)
    return bytes(method), bytes(cookie)


def _wayland(where: str) -> WaylandRefused:
    return WaylandRefused(
        "Looking for a screen",
        f"{where} is Wayland, which lets no program look at or drive other windows",
        f"{PRIVATE_SCREEN}, or choose an X11 (“Xorg”) session when you log in.",
    )
