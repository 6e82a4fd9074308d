"""`mimic install-desktop`: Mimic among the applications of this user's desktop, with its icon; and out of there again.

Files go where the freedesktop.org specifications have them: a Desktop Entry, an icon in the hicolor theme, and for the
start with the session an entry in the autostart folder. Nothing outside of the user's own folders is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bridges.errors import MimicError

NAME = "mimic"
ICON = Path(__file__).with_name("mimic.svg")
ENTRY = """[Desktop Entry]
Type=Application
Version=1.5
Name=Mimic
Comment=Say what you want done: Mimic looks at the screen and does it
Comment[zh_CN]=说出想做的事：Mimic 看着屏幕替你完成
GenericName=GUI agent
GenericName[zh_CN]=界面助手
Exec={command}
TryExec={program}
Icon=mimic
Terminal=false
Categories=Utility;
Keywords=agent;automation;assistant;
StartupNotify=true
StartupWMClass=mimic
"""
RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
"""Characters for which the Desktop Entry Specification wants an argument of Exec quoted."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files go."""

    entry: Path
    icon: Path
    autostart: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """By the XDG Base Directory Specification."""
        home = Path(environment.get("HOME") or Path.home())
        data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
        config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        return cls(
            data / "applications" / f"{NAME}.desktop",
            data / "icons/hicolor/scalable/apps" / f"{NAME}.svg",
            config / "autostart" / f"{NAME}.desktop",
        )


def install(*, autostart: bool, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Write the entry, the icon and, if wanted, the autostart entry; an older autostart entry is removed otherwise.

    Returns what was written. Raises MimicError where it cannot be.
    """
    places, entry = Places.of(environment), entry_text(program_path())
    try:
        written = [_written(places.icon, ICON.read_text("utf-8")), _written(places.entry, entry)]
        if autostart:
            written.append(_written(places.autostart, f"{entry}X-GNOME-Autostart-enabled=true\n"))
        else:
            places.autostart.unlink(missing_ok=True)
    except OSError as error:
        raise MimicError("Installing the desktop entry", str(error), "Make that folder writable.") from error
    _refresh(places)
    return written


def uninstall(*, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Remove what `install` wrote; what was there. Raises MimicError where it cannot be removed."""
    places = Places.of(environment)
    found = [path for path in (places.entry, places.icon, places.autostart) if path.is_file()]
    try:
        for path in found:
            path.unlink()
    except OSError as error:
        raise MimicError("Removing the desktop entry", str(error), "Make that folder writable.") from error
    _refresh(places)
    return found


def program_path() -> Path:
    """The installed program beside this Python. Raises MimicError where there is none."""
    program = Path(sys.executable).parent / NAME
    if not program.is_file():
        raise MimicError("Installing the desktop entry", f"there is no {program}", "Install Mimic: make run")
    return program


def entry_text(program: Path) -> str:
    """The desktop entry that starts the panel."""
    return ENTRY.format(command=f"{quoted(str(program))} panel", program=str(program).replace("\\", "\\\\"))


def quoted(argument: str) -> str:
    """An argument of Exec: reserved characters quoted, then the escapes of every string of an entry."""
    shown = argument.replace("%", "%%")
    if RESERVED & set(shown):
        inner = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in shown)
        shown = f'"{inner}"'
    return shown.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    return path


def _refresh(places: Places) -> None:
    """Tell desktops that read caches; those that are not there need none."""
    if refresher := shutil.which("update-desktop-database"):
        subprocess.run([refresher, str(places.entry.parent)], check=False, capture_output=True, timeout=30)
