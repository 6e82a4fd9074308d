"""A private virtual desktop: an X server in memory with a window manager, a compositor and buses of its own.

`PrivateDisplay` is the display alone and knows nothing of looking or acting; `VirtualDesktop` is a Desktop on one.
"""

from __future__ import annotations

import os
import re
import secrets
import select
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from bridges import debian
from bridges.atspi import AtspiTree
from bridges.base import Bridge
from bridges.coordinates import Size
from bridges.desktop import Desktop
from bridges.errors import NoDisplay
from bridges.stop import Stop
from bridges.supervisor import Supervisor, runtime_folder
from bridges.surroundings import OPENBOX, PICOM, environment_for
from bridges.xserver import ManagerProbe, admit_user, authority_entry, paint

DEFAULT, SMALLEST, LARGEST = Size(1920, 1080), Size(320, 200), Size(7680, 4320)
BACKGROUND = 0x5A6B7B
"""A quiet blue-grey, unlike any window's own ground."""
READY_S = 15.0
"""How long one part of the desktop may take to come up; a slow machine included."""

PACKAGE = {"Xvfb": "xvfb", "openbox": "openbox", "dbus-daemon": "dbus"}
"""Programs without which there is no private desktop, and where they come from."""
ACCESSIBILITY_BUS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


class PrivateDisplay:
    """An X server of its own with everything that applications expect around it, gone without a trace afterwards.

    Used as a context manager. ``environment`` is what an application needs to appear on it; ``start`` runs a command
    there. Only the user who started it may connect. Raises NoDisplay where it cannot be brought up.
    """

    def __init__(self, size: Size = DEFAULT, tree: bool = False, compositor: bool = True) -> None:
        check_size(size)
        self.size = size
        self.tree = tree
        self.compositor = compositor
        self.name = ""
        """The X display, like ":97"; known once it runs."""
        self.environment: dict[str, str] = {}
        self._folder = Path()
        self._supervisor: Supervisor | None = None

    def __enter__(self) -> Self:
        check_programs()
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="mimic-desktop-"))
            self._supervisor = Supervisor(self._folder)
            self._bring_up(runtime_folder(self._folder))
        except OSError as error:
            self.close()
            remedy = f"It needs room and the right to write in {tempfile.gettempdir()}."
            raise NoDisplay("Starting a private desktop", str(error), remedy) from error
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End every program of this display, however it was started, and remove its files."""
        if self._supervisor is not None:
            self._supervisor.close()
            self._supervisor = None

    @property
    def supervisor_pid(self) -> int:
        """Process id of what keeps the desktop together; 0 where it is closed."""
        return self._supervisor.pid if self._supervisor is not None else 0

    def start(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
        """Start a program on this display, detached; its process id. OSError where it cannot be started."""
        if self._supervisor is None:
            raise NoDisplay("Starting a program on a private desktop", "the desktop has been closed")
        log = self._folder / (Path(command[0]).name + ".log")
        return self._supervisor.start(command, environment or self.environment, log, log)

    def _bring_up(self, runtime: Path) -> None:
        runtime.mkdir(mode=0o700)
        cookie = secrets.token_bytes(16)
        authority = self._folder / "authority"
        authority.write_bytes(authority_entry(cookie))
        authority.chmod(0o600)
        self.environment = environment_for(runtime, authority, self.tree)
        self.name = self.environment["DISPLAY"] = self._start_server(authority)
        admit_user(self.name, cookie)
        self._start_bus(runtime)
        self._start_window_manager()

    def _start_server(self, authority: Path) -> str:
        """Start Xvfb on a number that it finds free; the display's name once it takes connections."""
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{self.size.width}x{self.size.height}x24"]
        command += ["-auth", str(authority), "-nolisten", "tcp", "-noreset", "-dpi", "96", "-s", "0"]
        return ":" + self._first_line(command)

    def _start_bus(self, runtime: Path) -> None:
        bus = f"unix:path={runtime / 'bus'}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        self._first_line(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", "--address", bus])
        if self.tree and (launcher := accessibility_launcher()):
            self.start([launcher, "--launch-immediately", "--a11y=1", "--screen-reader=1"])

    def _first_line(self, command: list[str]) -> str:
        """Start a program that writes a line on its standard output when it is ready; that line."""
        pipe, errors = self._folder / f"{command[0]}.ready", self._folder / f"{command[0]}.log"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            assert self._supervisor is not None
            self._supervisor.start(command, self.environment, pipe, errors)
            line, until = b"", time.monotonic() + READY_S
            while not line.endswith(b"\n"):
                if not select.select([reader], [], [], max(0.0, until - time.monotonic()))[0]:
                    raise self._failed(command[0], f"it was not ready after {READY_S:g} s", errors)
                received = os.read(reader, 4096)
                if not received:
                    raise self._failed(command[0], "it ended at once", errors)
                line += received
        finally:
            os.close(reader)
        return line.decode().strip()

    def _start_window_manager(self) -> None:
        from Xlib import X, display

        (self._folder / "openbox.xml").write_text(OPENBOX, encoding="utf-8")
        (self._folder / "picom.conf").write_text(PICOM, encoding="utf-8")
        self.start(["openbox", "--sm-disable", "--config-file", str(self._folder / "openbox.xml")])
        compositor = shutil.which("picom") if self.compositor else None
        if compositor:
            self.start([compositor, "--config", str(self._folder / "picom.conf")])
        connection = display.Display(self.name)
        try:
            root = connection.screen().root
            paint(root, BACKGROUND)
            selection = connection.intern_atom("_NET_WM_CM_S0")
            self._wait("openbox", ManagerProbe(connection).answered)
            if compositor:
                self._wait("picom", lambda: connection.get_selection_owner(selection) != X.NONE)
        finally:
            connection.close()

    def _wait(self, program: str, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + READY_S
        while not ready():
            if time.monotonic() > until:
                raise self._failed(program, f"it was not ready after {READY_S:g} s", self._folder / f"{program}.log")
            time.sleep(0.003)

    def _failed(self, program: str, found: str, log: Path) -> NoDisplay:
        said = log.read_text(errors="replace").strip().splitlines()[-3:] if log.exists() else []
        return NoDisplay(
            f"Starting {program} for a private desktop of {self.size.width}×{self.size.height}",
            ": ".join([found, *said]),
            "Run `mimic doctor` to see what works on this machine.",
        )


def check_size(size: Size) -> None:
    """NoDisplay unless a private desktop may have this size."""
    fits = SMALLEST.width <= size.width <= LARGEST.width and SMALLEST.height <= size.height <= LARGEST.height
    if not fits:
        raise NoDisplay(
            f"Starting a private desktop of {size.width}×{size.height}",
            f"sizes go from {SMALLEST.width}×{SMALLEST.height} to {LARGEST.width}×{LARGEST.height}",
            "Name another one, for example virtual:1280x720.",
        )


def check_programs() -> None:
    """NoDisplay unless the programs of a private desktop are installed; it names the line that installs them."""
    absent = [program for program in PACKAGE if shutil.which(program) is None]
    if absent:
        raise NoDisplay(
            "Starting a private desktop",
            f"{', '.join(absent)} not installed",
            f"Install with: {debian.install_line([PACKAGE[program] for program in absent])}",
        )


def accessibility_launcher() -> str | None:
    """The program that brings up the accessibility bus, where it is installed."""
    return next((path for path in ACCESSIBILITY_BUS if os.access(path, os.X_OK)), None)


class VirtualDesktop(Desktop):
    """A desktop of its own: up as soon as it is made, gone with all its programs when it is closed."""

    def __init__(self, size: Size = DEFAULT, stop: Stop | None = None, tree: bool = True) -> None:
        self.private = PrivateDisplay(size, tree)
        self.private.__enter__()
        try:
            super().__init__(
                display=self.private.name,
                stop=stop,
                tree=AtspiTree(self.private.name, self.private.environment) if tree else None,
                environment=self.private.environment,
            )
        except BaseException:
            self.private.close()
            raise

    @property
    def name(self) -> str:
        return f"private desktop {self.private.size.width}×{self.private.size.height}"

    def close(self) -> None:
        try:
            super().close()
        finally:
            self.private.close()


def open_virtual(detail: str, stop: Stop, tree: bool) -> Bridge:
    """A new private desktop; ``detail`` is its size, "1280x720", or empty for 1920×1080. Raises NoDisplay."""
    return VirtualDesktop(size_of(detail), stop, tree)


def size_of(detail: str) -> Size:
    """The size that "1280x720" names. NoDisplay where it names none, or one that cannot be."""
    if not detail:
        return DEFAULT
    sides = re.fullmatch(r"(\d{1,5})\s*[x×]\s*(\d{1,5})", detail.strip().lower())
    if sides is None:
        raise NoDisplay(
            f"Starting a private desktop of the size “{detail}”",
            "that is no width and height",
            "Say it like virtual:1280x720.",
        )
    size = Size(int(sides[1]), int(sides[2]))
    check_size(size)
    return size
