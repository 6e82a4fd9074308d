"""`mimic macro import`, `export` and `schedule`: macros from scripts, as scripts, and at set times."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from agent.macros.exports import plain, pytest_of
from agent.macros.schedule import Scheduler, job
from agent.macros.scripts import macro_of
from agent.macros.store import Macros
from bridges.coordinates import Size
from bridges.errors import MacroUnusable
from model.picture import load_picture
from ui.failures import FAILED, FINISHED


def import_script(script: Path, name: str, screen: str, shown: Path | None) -> int:
    """Make a macro of a pyautogui script; nothing of it is executed."""
    width, _, height = screen.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise MacroUnusable(f"Reading the screen’s size “{screen}”", "it is none", "Such as --screen 1920x1080.")
    macro, pictures = macro_of(script, name, Size(int(width), int(height)), load_picture(shown) if shown else None)
    path = Macros().save(macro, pictures)
    unsure = sum(getattr(step, "unsure", False) for step in macro.steps)
    print(path)
    if unsure:
        print(f"{unsure} of {len(macro.steps)} steps are bare points: confirm them with mimic macro edit {name},")
        print("or import again with --shown, a picture of the screen that the script was written for.")
    return FINISHED


def export_macro(name: str, out: Path | None, on: str, *, as_pytest: bool) -> int:
    """Write a macro as a script, to a file or to the terminal."""
    macros = Macros()
    macro = macros.load(name)
    text = pytest_of(macro, on) if as_pytest else plain(macro)
    if out is None:
        print(text, end="")
        return FINISHED
    out.write_text(text, encoding="utf-8")
    pictures = macros.file(name).parent / "pictures"
    if not as_pytest and pictures.is_dir():
        shutil.copytree(pictures, out.parent / "pictures", dirs_exist_ok=True)
    print(out)
    return FINISHED


def schedule_macro(name: str, times: str, scheduler: Scheduler | None, *, dry_run: bool) -> int:
    """Replay a macro at set times; or only print what would be written and run."""
    Macros().load(name)
    chosen = scheduler or _own()
    program = shutil.which("mimic") or str(Path(sys.executable).with_name("mimic"))
    made = job(name, times, [program], chosen, Path.home())
    for path, text in made.files:
        print(f"# {path}\n{text}")
    for command in made.commands:
        print(f"$ {subprocess.list2cmdline(command)}")
    if made.line:
        print(made.line)
    if dry_run:
        return FINISHED
    for path, text in made.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if made.line:
        return _add_to_cron(made.line)
    return FINISHED if all(_ran(command) for command in made.commands) else FAILED


def _own() -> Scheduler:
    if sys.platform == "darwin":
        return "launchd"
    if sys.platform == "win32":
        return "windows"
    return "systemd" if Path("/run/systemd/system").is_dir() else "cron"


def _add_to_cron(line: str) -> int:
    try:
        there = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout
        mark = line.rpartition("#")[2]
        kept = [old for old in there.splitlines() if old.rpartition("#")[2] != mark]
        done = subprocess.run(["crontab", "-"], input="\n".join([*kept, line, ""]), text=True, check=False)
    except OSError as error:
        raise MacroUnusable(
            "Adding a line to cron", f"there is no crontab ({error.strerror})", "Install cron."
        ) from error
    return FINISHED if done.returncode == 0 else FAILED


def _ran(command: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        raise MacroUnusable(
            f"Running {command[0]}", error.strerror or str(error), "Install it, or use --dry-run."
        ) from error
