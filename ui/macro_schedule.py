"""`mimic macro schedule`, `unschedule` and `scheduled`: replays at set times, by the scheduler of this system."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from agent.macros.file.filling import values_of
from agent.macros.file.linting import check_whole
from agent.macros.file.store import Macros
from agent.macros.scheduling.schedule import Job, Scheduler, ended, job
from agent.macros.scheduling.scheduled import Scheduled, scheduled_in
from agent.macros.scheduling.timetable import due
from bridges.errors import MacroUnusable
from ui.failures import FINISHED

SCREEN = ("DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS")
"""What a job needs of the environment to find this screen; a scheduler starts it without."""


def schedule_macro(
    name: str, when: str, scheduler: Scheduler | None, target: str | None, given: Mapping[str, str], *, dry_run: bool
) -> int:
    """Replay a macro at set times; or only print what would be written and run. Raises MacroUnusable."""
    made = made_job(name, when, target, given, scheduler)
    _print(made)
    if not dry_run:
        put_in_force(name, made)
    return FINISHED


def made_job(
    name: str, when: str, target: str | None, given: Mapping[str, str], scheduler: Scheduler | None = None
) -> Job:
    """The job that replays a macro at set times, by default by this system's own scheduler. Raises MacroUnusable."""
    macros = Macros()
    macro = macros.load(name)
    # Nobody is there to be told when the time has come.
    check_whole(macros, macro)
    values_of(macro, given)
    program = [shutil.which("mimic") or str(Path(sys.executable).with_name("mimic"))]
    program += ["--on", target] if target else []
    program += [part for key, value in given.items() for part in ("--set", f"{key}={value}")]
    return job(name, when, program, scheduler or own_scheduler(), Path.home(), _environment(target))


def put_in_force(macro: str, made: Job) -> None:
    """Write a job's files and tell its scheduler. Raises MacroUnusable."""
    try:
        for path, text in made.files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MacroUnusable(f"Scheduling “{macro}”", error.strerror or str(error)) from error
    if made.line:
        _into_crontab(macro, made.line)
    for command in made.commands:
        _run(command)


def unschedule_macro(name: str, *, dry_run: bool) -> int:
    """End all jobs of a macro, whether it still is there or not. Raises MacroUnusable where there are none."""
    jobs = jobs_of(name)
    if not jobs and sys.platform != "win32":
        raise MacroUnusable(f"Unscheduling “{name}”", "it is not scheduled", "mimic macro scheduled lists what is.")
    for scheduler in [one.scheduler for one in jobs] or [own_scheduler()]:
        gone = ended(name, scheduler, Path.home())
        for command in gone.commands:
            print(f"$ {shlex.join(command)}")
        for path, _ in gone.files:
            print(f"$ rm {shlex.quote(str(path))}")
        if not dry_run:
            end(name, scheduler)
    if not dry_run:
        print(f"“{name}” is no longer scheduled.")
    return FINISHED


def end(macro: str, scheduler: Scheduler) -> None:
    """End a job. Raises MacroUnusable where the scheduler does not want to; its files are gone even then."""
    gone = ended(macro, scheduler, Path.home())
    if scheduler == "cron":
        _into_crontab(macro, "")
    try:
        for command in gone.commands:
            _run(command)
    finally:
        for path, _ in gone.files:
            path.unlink(missing_ok=True)


def reschedule(old: str, new: str) -> tuple[Scheduled, ...]:
    """Let the jobs of a macro that was renamed replay it by its new name; those jobs. Raises MacroUnusable."""
    jobs = jobs_of(old)
    for one in jobs:
        put_in_force(new, made_job(new, one.times, one.target, one.values, one.scheduler))
        end(old, one.scheduler)
    return jobs


def list_scheduled() -> int:
    """Print what is replayed by itself, and when."""
    jobs = scheduled()
    for one in jobs:
        found = due(one.times, datetime.now().astimezone())
        print(f"{one.times:<16} {one.macro}   ({one.scheduler})" + (f"   next {found:%Y-%m-%d %H:%M}" if found else ""))
    if not jobs:
        print('Nothing is scheduled. Schedule a macro: mimic macro schedule NAME "0 9 * * 1-5"')
    return FINISHED


def scheduled() -> list[Scheduled]:
    """All jobs that replay a macro."""
    return scheduled_in(Path.home(), _crontab())


def jobs_of(macro: str) -> tuple[Scheduled, ...]:
    """Those that replay this one."""
    return tuple(one for one in scheduled() if one.macro == macro)


def own_scheduler() -> Scheduler:
    """The one that this system brings along."""
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


def _into_crontab(macro: str, line: str) -> None:
    """Put a line in the place of those of a macro; an empty one only takes them out. Raises MacroUnusable."""
    old = {one for one in _crontab().splitlines() for job in scheduled_in(Path("/nowhere"), one) if job.macro == macro}
    kept = [one for one in _crontab().splitlines() if one not in old]
    lines = "\n".join([*kept, *([line] if line else []), ""])
    _run(("crontab", "-"), lines)


def _run(command: tuple[str, ...], given: str = "") -> None:
    """Run one of a scheduler's commands. Raises MacroUnusable with what it complains of."""
    tried = f"Running {shlex.join(command[:3])}"
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    except OSError as error:
        found = f"there is no {command[0]} ({error.strerror})"
        remedy = "Install cron, or use systemd." if command[0] == "crontab" else "Install it, or use --dry-run."
        raise MacroUnusable(tried, found, remedy) from error
    if done.returncode:
        raise MacroUnusable(tried, done.stderr.strip() or f"it ended with code {done.returncode}")
