"""A private virtual desktop: an X server in memory with a window manager, a compositor and buses of its own.

`PrivateDisplay` is the display alone and knows nothing of looking or acting; `VirtualDesktop` is a Desktop on one.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import select
import shutil
import socket
import struct
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from bridges import debian
from bridges.coordinates import Size
from bridges.errors import NoDisplay
from bridges.supervisor import MARK, Supervisor

SMALLEST, LARGEST = Size(320, 200), Size(7680, 4320)
BACKGROUND = 0x5A6B7B
"""A quiet blue-grey, unlike any window's own ground."""
READY_S = 15.0
"""How long one part of the desktop may take to come up; a slow machine included."""

PACKAGE = {"Xvfb": "xvfb", "openbox": "openbox", "dbus-daemon": "dbus"}
"""Programs without which there is no private desktop, and where they come from."""
ACCESSIBILITY_BUS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")

OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <resistance><strength>0</strength></resistance>
  <focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <theme>
    <name>Clearlooks</name><titleLayout>NLIMC</titleLayout><animateIconify>no</animateIconify>
    <font place="ActiveWindow"><name>DejaVu Sans</name><size>10</size></font>
    <font place="InactiveWindow"><name>DejaVu Sans</name><size>10</size></font>
  </theme>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <resize><drawContents>yes</drawContents><popupShow>Never</popupShow></resize>
  <keyboard>
    <keybind key="A-F4"><action name="Close"/></keybind>
    <keybind key="A-Tab"><action name="NextWindow"><dialog>none</dialog><finalactions>
      <action name="Focus"/><action name="Raise"/><action name="Unshade"/></finalactions></action></keybind>
  </keyboard>
  <mouse>
    <dragThreshold>4</dragThreshold><doubleClickTime>400</doubleClickTime>
    <context name="Frame"><mousebind button="A-Left" action="Drag"><action name="Move"/></mousebind></context>
    <context name="Titlebar">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Left" action="Drag"><action name="Move"/></mousebind>
      <mousebind button="Left" action="DoubleClick"><action name="ToggleMaximize"/></mousebind>
    </context>
    <context name="Top Bottom Left Right TLCorner TRCorner BLCorner BRCorner">
      <mousebind button="Left" action="Drag"><action name="Resize"/></mousebind>
    </context>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Middle" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Right" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
    <context name="Iconify"><mousebind button="Left" action="Click"><action name="Iconify"/></mousebind></context>
    <context name="Maximize">
      <mousebind button="Left" action="Click"><action name="ToggleMaximize"/></mousebind>
    </context>
    <context name="Close"><mousebind button="Left" action="Click"><action name="Close"/></mousebind></context>
  </mouse>
</openbox_config>
"""

PICOM = """backend = "xrender";
shadow = false;
fading = false;
vsync = false;
unredir-if-possible = false;
"""

FOREIGN = re.compile(
    r"(WAYLAND_|XDG_(SESSION|CURRENT_DESKTOP|SEAT|VTNR|RUNTIME_DIR|ACTIVATION)|DESKTOP_|SESSION_MANAGER|GNOME_|KDE_|GTK_|QT_"
    r"|GDK_|CLUTTER_|XMODIFIERS|AT_SPI_|DBUS_|DISPLAY$|XAUTHORITY|WINDOWID|COLORTERM|TERM$|NO_AT_BRIDGE|ACCESSIBILITY_ENABLED)"
)
"""Variables that tie a program to the person's own session, or would make it look different here."""


class PrivateDisplay:
    """An X server of its own with everything that applications expect around it, gone without a trace afterwards.

    Used as a context manager. ``environment`` is what an application needs to appear on it; ``start`` runs a command
    there. Only the user who started it may connect. Raises NoDisplay where it cannot be brought up.
    """

    def __init__(self, size: Size = Size(1920, 1080), tree: bool = False) -> None:  # noqa: B008 - frozen
        check_size(size)
        self.size = size
        self.tree = tree
        self.name = ""
        """The X display, like ":97"; known once it runs."""
        self.environment: dict[str, str] = {}
        self._folder = Path()
        self._supervisor: Supervisor | None = None

    def __enter__(self) -> Self:
        check_programs()
        mark = secrets.token_hex(8)
        self._folder = Path(tempfile.mkdtemp(prefix="mimic-desktop-"))
        self._supervisor = Supervisor(self._folder, mark)
        try:
            self._bring_up(mark)
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

    def start(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
        """Start a program on this display, detached; its process id. OSError where it cannot be started."""
        if self._supervisor is None:
            raise NoDisplay("Starting a program on a private desktop", "the desktop has been closed")
        log = self._folder / (Path(command[0]).name + ".log")
        return self._supervisor.start(command, environment or self.environment, log, log)

    def _bring_up(self, mark: str) -> None:
        runtime = self._folder / "run"
        runtime.mkdir(mode=0o700)
        cookie = secrets.token_bytes(16)
        authority = self._folder / "authority"
        authority.write_bytes(authority_entry(cookie))
        authority.chmod(0o600)
        self.environment = environment_for(runtime, authority, mark, self.tree)
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
        compositor = shutil.which("picom")
        if compositor:
            self.start([compositor, "--config", str(self._folder / "picom.conf")])
        connection = display.Display(self.name)
        try:
            root = connection.screen().root
            paint(root, BACKGROUND)
            check, selection = (connection.intern_atom(name) for name in ("_NET_SUPPORTING_WM_CHECK", "_NET_WM_CM_S0"))
            self._wait("openbox", lambda: root.get_full_property(check, X.AnyPropertyType) is not None)
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


def paint(root: Any, colour: int) -> None:
    """Give the root window a plain ground, and name it in the property where compositors look for one."""
    from Xlib import X, Xatom

    display = root.display
    pixmap = root.create_pixmap(1, 1, root.get_geometry().depth)
    pixmap.fill_rectangle(pixmap.create_gc(foreground=colour), 0, 0, 1, 1)
    root.change_attributes(background_pixmap=pixmap)
    for name in ("_XROOTPMAP_ID", "ESETROOT_PMAP_ID"):
        root.change_property(display.get_atom(name), Xatom.PIXMAP, 32, [pixmap.id])
    root.clear_area()
    # The pixmap outlives this connection.
    from Xlib.protocol import request

    request.SetCloseDownMode(display=display, mode=X.RetainPermanent)


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


def environment_for(runtime: Path, authority: Path, mark: str, tree: bool) -> dict[str, str]:
    """The person's environment without its session, with software rendering and settings that stay in memory."""
    environment = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    environment |= {
        MARK: mark,
        "XAUTHORITY": str(authority),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_SESSION_TYPE": "x11",
        "GDK_BACKEND": "x11",
        "QT_QPA_PLATFORM": "xcb",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "GSK_RENDERER": "cairo",
        "QT_QUICK_BACKEND": "software",
        # Applications keep their settings in memory: nothing of a run stays in the person's own.
        "GSETTINGS_BACKEND": "memory",
        # No file system is mounted into the runtime folder, no portal is asked for colours.
        "GVFS_DISABLE_FUSE": "1",
        "GTK_USE_PORTAL": "0",
        "ADW_DISABLE_PORTAL": "1",
    }
    if tree:
        environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "ACCESSIBILITY_ENABLED": "1"}
    else:
        environment |= {"NO_AT_BRIDGE": "1", "GTK_A11Y": "none"}
    return environment


def authority_entry(cookie: bytes) -> bytes:
    """A file of one X authority entry that fits any display (family "wild", no number): Xau's format, big-endian."""
    fields = (b"", b"", b"MIT-MAGIC-COOKIE-1", cookie)
    return struct.pack(">H", 0xFFFF) + b"".join(struct.pack(">H", len(field)) + field for field in fields)


def admit_user(name: str, cookie: bytes) -> None:
    """Let this user's programs connect without a cookie, so that several displays need no common authority file.

    Speaks the X protocol itself (connection setup, then ChangeHosts with the server-interpreted address "localuser"):
    libraries read the cookie from a variable of the whole process, which is not ours to change.
    """
    method = b"MIT-MAGIC-COOKIE-1"
    setup = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(method), len(cookie)) + _padded(method) + _padded(cookie)
    address = b"localuser\0#" + str(os.getuid()).encode()
    change_hosts = struct.pack("<BBHBxH", 109, 0, 2 + len(_padded(address)) // 4, 5, len(address)) + _padded(address)
    get_input_focus = struct.pack("<BxH", 43, 1)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(READY_S)
        with contextlib.suppress(OSError):
            connection.connect(f"/tmp/.X11-unix/X{name.removeprefix(':')}")  # noqa: S108 - X servers put it there
            connection.sendall(setup)
            status, length = struct.unpack("<B5xH", connection.recv(8, socket.MSG_WAITALL))
            if status == 1:
                connection.recv(length * 4, socket.MSG_WAITALL)
                connection.sendall(change_hosts + get_input_focus)
                if connection.recv(32, socket.MSG_WAITALL)[:1] == b"\x01":
                    return
    raise NoDisplay(f"Connecting to the private display {name}", "the X server refused its own cookie")


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
