"""`mimic doctor`: what works here, what is missing, and the command that mends it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata, util
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bridges.errors import MimicError
from ui.failures import FAILED, FINISHED
from ui.plain import printable

ENOUGH_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. The main job needs those that are not optional."""

    name: str
    ok: bool
    found: str
    remedy: str = ""
    optional: bool = False


def examine(*, as_json: bool, target: str | None = None) -> int:
    """Print every check. Exit code 0 where a task can be carried out, on a private desktop or on ``target``."""
    if target is not None and target.partition(":")[0] in ("android", "phone"):
        from ui.devices_doctor import phone_looks

        looks: tuple[Callable[[], Check], ...] = phone_looks(target)
    else:
        looks = LOOKS
    checks = [_safely(look) for look in looks]
    fine = all(check.ok or check.optional for check in checks)
    if as_json:
        print(json.dumps({"ok": fine, "checks": [asdict(check) for check in checks]}, ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False)
        for check in checks:
            for line in _lines(check):
                console.print(line, soft_wrap=True)
        ending = "Mimic can work here." if fine else "Mimic cannot do its main job here yet: mend what is marked ✗."
        console.print(Text(f"\n{ending}", "bold green" if fine else "bold red"))
    return FINISHED if fine else FAILED


def _lines(check: Check) -> Iterator[Text]:
    mark, colour = ("✓", "green") if check.ok else ("–", "yellow") if check.optional else ("✗", "red")
    yield Text.assemble((f"{mark} ", f"bold {colour}"), (f"{check.name:<22}", "bold"), printable(check.found, 1000))
    if not check.ok and check.remedy:
        yield Text(f"{'':<24}{check.remedy}", "cyan")


def _safely(look: Callable[[], Check]) -> Check:
    """The check; one that breaks is itself something found, and hides none of the others."""
    name = look.__name__.strip("_").replace("_", " ")
    optional = look in OPTIONAL
    try:
        return look()
    except MimicError as error:
        return Check(name, False, f"{error.tried}: {error.found}", error.remedy, optional)
    except Exception as error:  # noqa: BLE001 - the doctor outlives every patient
        return Check(name, False, f"{type(error).__name__}: {error}", "", optional)


def _python() -> Check:
    version = sys.version.split()[0]
    return Check("python", sys.version_info >= (3, 11), version, "Mimic needs Python 3.11 or newer.")


def _private_desktop() -> Check:
    from bridges import debian

    programs = ("Xvfb", "openbox", "dbus-daemon")
    absent = [program for program in programs if shutil.which(program) is None]
    remedy = debian.install_line(debian.packages(["core"]))
    return Check("private desktop", not absent, f"no {', '.join(absent)}" if absent else ", ".join(programs), remedy)


def _system_packages() -> Check:
    return _packages("core")


def _demonstration() -> Check:
    """What `make run` shows."""
    return _packages("demo", optional=True)


def _packages(group: str, *, optional: bool = False) -> Check:
    from bridges import debian

    name = "system packages" if group == "core" else "demonstration"
    if shutil.which("dpkg-query") is None:
        return Check(name, True, "not Debian or Ubuntu: not looked at", optional=True)
    absent = debian.missing(debian.packages([group]))
    found = f"missing: {' '.join(absent)}" if absent else f"all of the group {group}"
    return Check(name, not absent, found, debian.install_line(absent), optional)


def _this_screen() -> Check:
    from bridges.session import check_display

    return Check("this screen", True, f"X11 display {check_display()}", optional=True)


def _fonts() -> Check:
    from bridges import debian

    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    found = any(next(folder.rglob("*.[to]t[fc]"), None) for folder in folders if folder.is_dir())
    remedy = debian.install_line(["fonts-dejavu-core"])
    return Check("fonts", found, "there are some" if found else "none, so windows would show no text", remedy)


def _reading_text() -> Check:
    import numpy as np

    from model.parse import ScreenParser

    screen = ScreenParser().parse(np.full((64, 256, 3), 255, np.uint8))
    return Check("reading text", True, f"the models load and run ({sum(screen.ms.values()):.0f} ms)")


def _deciding() -> Check:
    from agent.settings import load
    from model.registry import model_named

    name = load().settings.model
    model_named(name)
    return Check("deciding", True, f"model “{name}”")


def _settings() -> Check:
    from agent.settings import load

    loaded = load()
    changed = sum(origin != "default" for origin in loaded.origins.values())
    return Check("settings", True, f"{changed} of {len(loaded.origins)} set; file {loaded.file}")


def _room_for_runs() -> Check:
    from agent.settings import load

    folder = load().settings.runs
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    found = f"{free / 1e9:.1f} GB free for {folder}"
    return Check("room for runs", free > ENOUGH_BYTES, found, "Free some space, or set `runs` to another folder.")


def _one_x_library() -> Check:
    # pyautogui brings an X library of its own under the same import name; being older, it fails on many machines.
    try:
        old = metadata.version("python3-xlib")
    except metadata.PackageNotFoundError:
        return Check("one X library", True, f"python-xlib {metadata.version('python-xlib')}")
    remedy = (
        f"{sys.executable} -m pip uninstall --yes python3-xlib && "
        f"{sys.executable} -m pip install --force-reinstall --no-deps 'python-xlib>=0.33'"
    )
    return Check("one X library", False, f"python3-xlib {old} lies in the same folder as python-xlib", remedy)


def _keyring() -> Check:
    import keyring
    from keyring.backends import fail

    backend = keyring.get_keyring()
    remedy = "Only {{secret:…}} needs it: install gnome-keyring, or set secrets_from_environment."
    return Check("keyring", not isinstance(backend, fail.Keyring), backend.name, remedy, optional=True)


def _mimo_models() -> Check:
    absent = [name for name in ("torch", "transformers") if util.find_spec(name) is None]
    found = f"no {', '.join(absent)}: only the big models need them" if absent else "torch and transformers"
    return Check("big models", not absent, found, f"{sys.executable} -m pip install 'mimic[mimo]'", optional=True)


LOOKS: tuple[Callable[[], Check], ...] = (
    _python, _system_packages, _private_desktop, _fonts, _one_x_library, _settings, _room_for_runs, _deciding,
    _reading_text, _this_screen, _demonstration, _keyring, _mimo_models,
)  # fmt: skip
OPTIONAL = (_this_screen, _demonstration, _keyring, _mimo_models)
