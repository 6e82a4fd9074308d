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

    require_answer(display)
    with x_environment(display, environment):
        try:
            connection = Display(display)
        except error.DisplayConnectionError as refused:
            raise NoDisplay(
                f"Opening the display {display}",
                f"it refused the connection ({_plain(refused)})",
                "Run Mimic as the user who owns the desktop, with XAUTHORITY set as it is there.",
            ) from refused
        except (error.ConnectionClosedError, OSError) as gone:
            raise NoDisplay(f"Opening the display {display}", f"it went away ({gone})") from gone
    if connection.has_extension("XWAYLAND"):
        connection.close()
        raise _wayland(f"the display {display}")
    return connection


def require_answer(display: str) -> None:
    """Ask the X server for a connection over a bare socket, with a time limit. Raises NoDisplay.

    A server that is stopped or hangs accepts the connection but never replies; Xlib and XCB would wait for ever.
    """
    tried = f"Opening the display {display}"
    try:
        with _socket(display) as channel:
            channel.sendall(struct.pack("<BxHHHHxx", 0x6C, 11, 0, 0, 0))
            reply = channel.recv(1)
    except TimeoutError:
        raise NoDisplay(
            tried, f"nothing answered within {CONNECT_S:g} s", f"The X server hangs. {PRIVATE_SCREEN}."
        ) from None
    except OSError as error:
        raise NoDisplay(tried, f"no X server is there ({error})", f"{PRIVATE_SCREEN}, or correct DISPLAY.") from error
    if not reply:
        raise NoDisplay(tried, "it closed the connection at once", f"{PRIVATE_SCREEN}.")


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
            f"it went away ({gone.found if isinstance(gone, NoDisplay) else _plain(gone) or type(gone).__name__})",
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


def _plain(error: Exception) -> str:
    """Xlib repeats the server's reason as bytes with a line break at the end."""
    reason = getattr(error, "msg", str(error))
    text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return text.strip().strip("\0")


def _wayland(where: str) -> WaylandRefused:
    return WaylandRefused(
        "Looking for a screen",
        f"{where} is Wayland, which lets no program look at or drive other windows",
        f"{PRIVATE_SCREEN}, or choose an X11 (“Xorg”) session when you log in.",
    )
