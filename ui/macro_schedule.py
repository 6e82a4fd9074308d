"""`mimic macro schedule`, `unschedule` and `scheduled`: replays at set times, by the scheduler of this system."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from agent.macros.filling import values_of
from agent.macros.linting import check_whole
from agent.macros.schedule import Job, Scheduled, Scheduler, ended, job, scheduled_in
from agent.macros.store import Macros
from bridges.errors import MacroUnusable
from ui.failures import FAILED, FINISHED

SCREEN = ("DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS")
"""What a job needs of the environment to find this screen; a scheduler starts it without."""


def schedule_macro(
    name: str, times: str, scheduler: Scheduler | None, target: str | None, given: Mapping[str, str], *, dry_run: bool
) -> int:
    """Replay a macro at set times; or only print what would be written and run. Raises MacroUnusable."""
    macros = Macros()
    macro = macros.load(name)
    # Nobody is there to be told when the time has come.
    check_whole(macros, macro)
    values_of(macro, given)
    program = [shutil.which("mimic") or str(Path(sys.executable).with_name("mimic"))]
    program += ["--on", target] if target else []
    program += [part for key, value in given.items() for part in ("--set", f"{key}={value}")]
    made = job(name, times, program, scheduler or _own(), Path.home(), _environment(target))
    _print(made)
    if dry_run:
        return FINISHED
    for path, text in made.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if made.line and not _into_crontab(name, made.line):
        return FAILED
    return FINISHED if all(_ran(command) for command in made.commands) else FAILED


def unschedule_macro(name: str, *, dry_run: bool) -> int:
    """End all jobs of a macro, whether it still is there or not. Raises MacroUnusable where there are none."""
    jobs = [one for one in scheduled() if one.macro == name]
    if not jobs and sys.platform != "win32":
        raise MacroUnusable(f"Unscheduling “{name}”", "it is not scheduled", "mimic macro scheduled lists what is.")
    done = True
    for scheduler in [one.scheduler for one in jobs] or [_own()]:
        gone = ended(name, scheduler, Path.home())
        for command in gone.commands:
            print(f"$ {shlex.join(command)}")
        for path, _ in gone.files:
            print(f"$ rm {shlex.quote(str(path))}")
        if dry_run:
            continue
        if scheduler == "cron":
            done = _into_crontab(name, "") and done
        for command in gone.commands:
            done = _ran(command) and done
        for path, _ in gone.files:
            path.unlink(missing_ok=True)
    if not dry_run:
        print(f"“{name}” is no longer scheduled.")
    return FINISHED if done else FAILED


def list_scheduled() -> int:
    """Print what is replayed by itself, and when."""
    jobs = scheduled()
    for one in jobs:
        print(f"{one.times:<16} {one.macro}   ({one.scheduler})")
    if not jobs:
        print('Nothing is scheduled. Schedule a macro: mimic macro schedule NAME "0 9 * * 1-5"')
    return FINISHED


def scheduled() -> list[Scheduled]:
    """All jobs that replay a macro."""
    return scheduled_in(Path.home(), _crontab())


def _own() -> Scheduler:
    if sys.platform == "darwin":
        return "launchd"
    if sys.platform == "win32":
        return "windows"
    return "systemd" if Path("/run/systemd/system").is_dir() else "cron"


def _environment(target: str | None) -> dict[str, str]:
    """What the job needs to find this screen; nothing where it goes to a desktop of its own or to a phone."""
    elsewhere = target is not None and not target.startswith("desktop")
    return {} if elsewhere else {key: os.environ[key] for key in SCREEN if os.environ.get(key)}


def _print(made: Job) -> None:
    for path, text in made.files:
        print(f"# {path}\n{text}")
    for command in made.commands:
        print(f"$ {shlex.join(command)}")
    if made.line:
        print(made.line)


def _crontab() -> str:
    try:
        return subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _into_crontab(macro: str, line: str) -> bool:
    """Put a line in the place of those of a macro; an empty one only takes them out."""
    old = {one for one in _crontab().splitlines() for job in scheduled_in(Path("/nowhere"), one) if job.macro == macro}
    kept = [one for one in _crontab().splitlines() if one not in old]
    try:
        done = subprocess.run(
            ["crontab", "-"], input="\n".join([*kept, *([line] if line else []), ""]), text=True, check=False
        )
    except OSError as error:
        raise MacroUnusable(
            "Changing the crontab", f"there is no crontab ({error.strerror})", "Install cron, or use systemd."
        ) from error
    return done.returncode == 0


def _ran(command: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        raise MacroUnusable(
            f"Running {command[0]}", error.strerror or str(error), "Install it, or use --dry-run."
        ) from error
