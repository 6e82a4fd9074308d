"""Installed applications: found by what a person calls them.

Read are the `.desktop` files of the Desktop Entry Specification 1.5 below XDG_DATA_HOME and XDG_DATA_DIRS, and
`mimeapps.list` for the person's own choice of a browser, an editor, a file manager. A program on PATH without such a
file is found by its exact name, and only if it is one with windows: the words of a model must not run `reboot`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bridges.errors import ApplicationMissing

CLOSE_ENOUGH = 80.0
"""Of 100: how alike a name and what was said must be."""

SPOKEN: dict[str, tuple[str, str]] = {
    "text editor": ("TextEditor", "text/plain"), "editor": ("TextEditor", "text/plain"),
    "notepad": ("TextEditor", "text/plain"), "calculator": ("Calculator", ""), "calc": ("Calculator", ""),
    "files": ("FileManager", "inode/directory"), "file manager": ("FileManager", "inode/directory"),
    "file browser": ("FileManager", "inode/directory"), "folders": ("FileManager", "inode/directory"),
    "explorer": ("FileManager", "inode/directory"), "terminal": ("TerminalEmulator", ""),
    "console": ("TerminalEmulator", ""), "shell": ("TerminalEmulator", ""), "command line": ("TerminalEmulator", ""),
    "browser": ("WebBrowser", "x-scheme-handler/http"), "web browser": ("WebBrowser", "x-scheme-handler/http"),
    "internet": ("WebBrowser", "x-scheme-handler/http"), "mail": ("Email", "x-scheme-handler/mailto"),
    "email": ("Email", "x-scheme-handler/mailto"), "calendar": ("Calendar", "text/calendar"),
    "music player": ("Music", "audio/mpeg"), "video player": ("Video", "video/mp4"),
    "image viewer": ("Viewer", "image/png"), "photos": ("Photography", "image/jpeg"),
    "word processor": ("WordProcessor", "application/vnd.oasis.opendocument.text"), "settings": ("Settings", ""),
    "spreadsheet": ("Spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"), "paint": ("RasterGraphics", ""),
    "task manager": ("Monitor", ""), "system monitor": ("Monitor", ""),
}  # fmt: skip
"""What people say -> the registered category, and the kind of file whose default application is meant."""

_FILLER = re.compile(r"\b(the|a|an|my|app|application|program|programme|window)\b")
_LIBRARIES = (b"libX11.so", b"libxcb.so", b"libgtk-", b"libQt5Gui", b"libQt6Gui", b"libwayland-client.so", b"libSDL2")
_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Application:
    """One installed application."""

    id: str
    """Name of its desktop file without the ending, such as "org.xfce.mousepad", or of its program."""
    name: str
    command: str
    """The Exec line, as it stands in the file."""
    path: Path | None = None
    """The desktop file."""
    names: frozenset[str] = frozenset()
    """Its name in every language, in lower case."""
    kinds: frozenset[str] = frozenset()
    """Generic names and key words in every language, in lower case."""
    categories: frozenset[str] = frozenset()
    terminal: bool = False
    icon: str = ""
    folder: str = ""


def find(said: str, environment: Mapping[str, str] | None = None) -> Application:
    """The application that a person means. Raises ApplicationMissing with the names that come close.

    Where several answer equally well the person's default comes first, then those with windows, then by id.
    """
    surroundings = os.environ if environment is None else environment
    wanted = _plain(said)
    known = installed(surroundings)
    default = _default_for(wanted, surroundings)
    ranked = sorted(((_likeness(wanted, one, default), one) for one in known), key=lambda pair: (-pair[0], pair[1].id))
    if ranked and ranked[0][0] >= CLOSE_ENOUGH:
        return ranked[0][1]
    program = _program(said.strip(), surroundings)
    if program is not None:
        return program
    close = ", ".join(f"“{one.name}”" for score, one in ranked[:4] if score >= CLOSE_ENOUGH / 2)
    raise ApplicationMissing(
        f"Opening “{said}”",
        "no installed application answers to that name" + (f"; close are {close}" if close else ""),
        "Install it, or say the name that the applications menu shows.",
    )


def installed(environment: Mapping[str, str] | None = None) -> list[Application]:
    """All applications with a desktop entry that is meant to be seen, by id; the person's own entries hide others."""
    surroundings = os.environ if environment is None else environment
    found: dict[str, Application | None] = {}
    for folder in _data_folders(surroundings):
        for path in sorted((folder / "applications").rglob("*.desktop")):
            name = "-".join(path.relative_to(folder / "applications").parts).removesuffix(".desktop")
            if name not in found:
                found[name] = _entry(name, path, surroundings)
    return [one for _, one in sorted(found.items()) if one is not None]


def _entry(name: str, path: Path, environment: Mapping[str, str]) -> Application | None:
    """The application of one file; None where it is hidden, broken, or for another desktop."""
    try:
        keys = _keys(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    if keys.get("Type") != "Application" or "true" in (keys.get("NoDisplay"), keys.get("Hidden")):
        return None
    if not keys.get("Name") or not keys.get("Exec"):
        return None
    if (needed := keys.get("TryExec")) and shutil.which(needed, path=environment.get("PATH")) is None:
        return None
    translated = {key.partition("[")[0]: set[str]() for key in keys}
    for key, value in keys.items():
        translated[key.partition("[")[0]].add(value.casefold())
    words = {word.strip() for line in translated.get("Keywords", ()) for word in line.split(";")}
    return Application(
        id=name,
        name=keys["Name"],
        command=keys["Exec"],
        path=path,
        names=frozenset(translated["Name"]),
        kinds=frozenset((translated.get("GenericName", set()) | words) - {""}),
        categories=frozenset(keys.get("Categories", "").split(";")),
        terminal=keys.get("Terminal") == "true",
        icon=keys.get("Icon", ""),
        folder=keys.get("Path", ""),
    )


def _keys(text: str) -> dict[str, str]:
    """The keys of the group "Desktop Entry", with the escapes of the format undone."""
    keys: dict[str, str] = {}
    group = ""
    for line in text.splitlines():
        if line.startswith("["):
            group = line.strip()
        elif group == "[Desktop Entry]" and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys.setdefault(key.strip(), re.sub(r"\\(.)", lambda code: _ESCAPES.get(code[1], code[0]), value.strip()))
    return keys


def words(line: str) -> Iterable[str]:
    """The words of an Exec line; quotes stand around whole words and need a backslash before " ` $ and itself."""
    for quoted, bare in re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', line):
        yield bare or re.sub(r'\\(["`$\\])', r"\1", quoted)


def _likeness(wanted: str, application: Application, default: str) -> float:
    """0 to 100: how well an application answers to what was said."""
    from rapidfuzz import fuzz

    own = {application.id.casefold(), application.id.rpartition(".")[2].casefold(), *application.names}
    own.add(Path(next(iter(words(application.command)), "")).name.casefold())
    category, _ = SPOKEN.get(wanted, ("", ""))
    if wanted in own:
        score = 100.0
    elif wanted in application.kinds or (category and category in application.categories):
        score = 92.0
    elif any(set(wanted.split()) <= set(re.findall(r"\w+", name)) for name in own):
        score = 90.0
    else:
        score = 0.9 * max(fuzz.ratio(wanted, name) for name in own)
    if application.terminal:
        score -= 5.0
    return score + (10.0 if application.id == default else 0.0)


def _plain(said: str) -> str:
    return " ".join(_FILLER.sub(" ", said.casefold()).split()) or said.casefold().strip()


def _default_for(wanted: str, environment: Mapping[str, str]) -> str:
    """The id of the application that the person has chosen for what was said, where there is one."""
    _, mime_type = SPOKEN.get(wanted, ("", ""))
    if not mime_type:
        return ""
    home = Path(environment.get("HOME", "/"))
    folders = [Path(environment.get("XDG_CONFIG_HOME") or home / ".config")]
    folders += [folder / "applications" for folder in _data_folders(environment)]
    for folder in folders:
        try:
            text = (folder / "mimeapps.list").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        chosen = re.search(
            rf"^\[Default Applications\]$[^\[]*?^{re.escape(mime_type)}=([^;\n]+)", text, re.MULTILINE | re.DOTALL
        )
        if chosen:
            return chosen[1].strip().removesuffix(".desktop")
    return ""


def _program(name: str, environment: Mapping[str, str]) -> Application | None:
    """A program with windows on PATH, by its exact name."""
    folders = [one for one in environment.get("PATH", "").split(os.pathsep) if Path(one).name in ("bin", "games")]
    if not re.fullmatch(r"[\w.+-]+", name):
        return None
    path = shutil.which(name, path=os.pathsep.join(folders)) or shutil.which(
        name.lower(), path=os.pathsep.join(folders)
    )
    if path is None or not _has_windows(Path(path)):
        return None
    return Application(id=Path(path).name, name=Path(path).name, command=f'"{path}"')


def _has_windows(program: Path) -> bool:
    """Whether an executable file is linked to a library that opens windows."""
    with program.open("rb") as file:
        content = file.read(16 * 1024 * 1024)
    return content.startswith(b"\x7fELF") and any(library in content for library in _LIBRARIES)


def _data_folders(environment: Mapping[str, str]) -> Sequence[Path]:
    home = environment.get("XDG_DATA_HOME") or f"{environment.get('HOME', '')}/.local/share"
    system = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(folder) for folder in (home, *system.split(":")) if folder]
