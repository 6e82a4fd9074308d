"""When a macro is replayed by itself: cron's five fields as a systemd timer, a cron line, a launchd job, a task."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape

from bridges.errors import MacroUnusable

Scheduler: TypeAlias = Literal["systemd", "cron", "launchd", "windows"]

FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
MOST_TIMES = 500
"""Of a launchd job, which lists each time by itself."""


@dataclass(frozen=True, slots=True)
class Times:
    """When, each field as its allowed numbers in order; None where any is."""

    minute: tuple[int, ...] | None
    hour: tuple[int, ...] | None
    day: tuple[int, ...] | None
    month: tuple[int, ...] | None
    weekday: tuple[int, ...] | None
    """0 is Sunday."""


@dataclass(frozen=True, slots=True)
class Job:
    """What has to be written, and the commands that put it in force."""

    files: tuple[tuple[Path, str], ...]
    commands: tuple[tuple[str, ...], ...]
    line: str = ""
    """For cron: the line to add."""


def times(expression: str) -> Times:
    """The times of five cron fields: minute, hour, day of the month, month, day of the week. Raises MacroUnusable."""
    parts = expression.split()
    if len(parts) != len(FIELDS):
        raise _wrong(expression, f"it has {len(parts)} fields, not 5")
    read = [_field(expression, part, *field) for part, field in zip(parts, FIELDS, strict=True)]
    weekday = read[4] and tuple(sorted({day % 7 for day in read[4]}))
    if read[2] and weekday:
        raise _wrong(
            expression, "it names days of the month and of the week, which cron joins by “or” and others by “and”"
        )
    return Times(read[0], read[1], read[2], read[3], weekday)


def job(macro: str, expression: str, program: Sequence[str], scheduler: Scheduler, home: Path) -> Job:
    """The job that replays a macro; ``program`` is what starts Mimic. Raises MacroUnusable."""
    when = times(expression)
    command = [*program, "replay", macro, "--json"]
    match scheduler:
        case "systemd":
            return _systemd(macro, when, command, home)
        case "cron":
            line = f"{' '.join(expression.split())} {shlex.join(command).replace('%', chr(92) + '%')}  # mimic {macro}"
            return Job((), (), line)
        case "launchd":
            return _launchd(macro, when, command, home, expression)
        case "windows":
            return _windows(macro, when, command, expression)


def _field(expression: str, part: str, name: str, low: int, high: int) -> tuple[int, ...] | None:
    if part == "*":
        return None
    found: set[int] = set()
    for piece in part.split(","):
        match = re.fullmatch(r"(?:(\d{1,2})(?:-(\d{1,2}))?|\*)(?:/(\d{1,2}))?", piece)
        if not match:
            raise _wrong(expression, f"the {name} “{part}” cannot be read")
        first = int(match[1]) if match[1] else low
        last = int(match[2]) if match[2] else first if match[1] and not match[3] else high
        if not low <= first <= last <= high or match[3] == "0":
            raise _wrong(expression, f"the {name} “{piece}” is not within {low} to {high}")
        found |= set(range(first, last + 1, int(match[3] or 1)))
    return tuple(sorted(found))


def _wrong(expression: str, found: str) -> MacroUnusable:
    return MacroUnusable(
        f"Reading the times “{expression}”", found, "Such as “0 9 * * 1-5”: at 9:00 from Monday to Friday."
    )


def _listed(numbers: tuple[int, ...] | None, width: int = 2) -> str:
    return "*" if numbers is None else ",".join(f"{number:0{width}}" for number in numbers)


def _systemd(macro: str, when: Times, command: list[str], home: Path) -> Job:
    days = "" if when.weekday is None else ",".join(DAYS[day] for day in when.weekday) + " "
    calendar = f"{days}*-{_listed(when.month)}-{_listed(when.day)} {_listed(when.hour)}:{_listed(when.minute)}:00"
    folder, unit = home / ".config" / "systemd" / "user", f"mimic-{macro}"
    started = " ".join(_quoted(part) for part in command)
    service = f"[Unit]\nDescription=Mimic replays {macro}\n\n[Service]\nType=oneshot\nExecStart={started}\n"
    timer = (
        f"[Unit]\nDescription=When Mimic replays {macro}\n\n[Timer]\nOnCalendar={calendar}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return Job(
        ((folder / f"{unit}.service", service), (folder / f"{unit}.timer", timer)),
        (("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "enable", "--now", f"{unit}.timer")),
    )


def _quoted(part: str) -> str:
    """As systemd.service(5) quotes: in double quotes, with backslashes, and %, $ doubled."""
    safe = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return safe if re.fullmatch(r"[\w./:=@,+-]+", part) else f'"{safe}"'


def _launchd(macro: str, when: Times, command: list[str], home: Path, expression: str) -> Job:
    keys = (
        ("Minute", when.minute),
        ("Hour", when.hour),
        ("Day", when.day),
        ("Month", when.month),
        ("Weekday", when.weekday),
    )
    moments: list[dict[str, int]] = [{}]
    for key, numbers in keys:
        if numbers is not None:
            moments = [{**moment, key: number} for moment in moments for number in numbers]
        if len(moments) > MOST_TIMES:
            raise _wrong(expression, f"launchd would list more than {MOST_TIMES} times")
    arguments = "".join(f"<string>{escape(part)}</string>" for part in command)
    listed = "".join(
        f"<dict>{''.join(f'<key>{key}</key><integer>{number}</integer>' for key, number in moment.items())}</dict>"
        for moment in moments
    )
    label = f"org.mimic.{macro}"
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>'
        f"<key>Label</key><string>{label}</string><key>ProgramArguments</key><array>{arguments}</array>"
        f"<key>StartCalendarInterval</key><array>{listed}</array></dict></plist>\n"
    )
    path = home / "Library" / "LaunchAgents" / f"{label}.plist"
    return Job(((path, text),), (("launchctl", "load", "-w", str(path)),))


def _windows(macro: str, when: Times, command: list[str], expression: str) -> Job:
    if when.minute is None or when.hour is None or len(when.minute) > 1 or len(when.hour) > 1:
        raise _wrong(expression, "the Task Scheduler's command takes one hour and minute")
    start = f"{when.hour[0]:02}:{when.minute[0]:02}"
    if when.weekday is not None:
        kind = ["WEEKLY", "/D", ",".join(DAYS[day].upper() for day in when.weekday)]
    elif when.day is not None:
        kind = ["MONTHLY", "/D", ",".join(map(str, when.day))]
    else:
        kind = ["DAILY"]
    if when.month is not None:
        raise _wrong(expression, "the Task Scheduler's command takes no months here")
    run = " ".join(f'"{part}"' if " " in part else part for part in command)
    return Job((), (("schtasks", "/Create", "/TN", f"Mimic {macro}", "/TR", run, "/SC", *kind, "/ST", start),))
