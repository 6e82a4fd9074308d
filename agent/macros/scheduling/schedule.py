"""When a macro is replayed by itself: cron's five fields as a systemd timer, a cron line, a launchd job, a task."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape

from bridges.errors import MacroUnusable

Scheduler: TypeAlias = Literal["systemd", "cron", "launchd", "windows"]

FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SHORT = {
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
}  # fmt: skip
MARK = "mimic: "
"""Begins the line, in each file, that says when and which macro; in a crontab, the end of a line begins so."""
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
    parts = SHORT.get(expression.strip().lower(), expression).split()
    if len(parts) != len(FIELDS):
        raise _wrong(expression, f"it has {len(parts)} fields, not 5")
    read = [_field(expression, part, *field) for part, field in zip(parts, FIELDS, strict=True)]
    weekday = read[4] and tuple(sorted({day % 7 for day in read[4]}))
    if read[2] and weekday:
        raise _wrong(
            expression, "it names days of the month and of the week, which cron joins by “or” and others by “and”"
        )
    days, months = read[2], read[3] or tuple(range(1, 13))
    if days and min(days) > max(LONGEST_MONTHS[month - 1] for month in months):
        raise _wrong(expression, "no month of these has such a day")
    return Times(read[0], read[1], read[2], read[3], weekday)


def job(
    macro: str,
    expression: str,
    program: Sequence[str],
    scheduler: Scheduler,
    home: Path,
    environment: Mapping[str, str] | None = None,
) -> Job:
    """The job that replays a macro. Raises MacroUnusable.

    ``program`` is what starts Mimic, with the options of the replay after it; ``environment`` is what it needs to find
    the screen.
    """
    when, expression = times(expression), " ".join(expression.split())
    name, *options = program
    command = [name, "replay", *options, "--json", "--", macro]
    needs = dict(environment or {})
    match scheduler:
        case "systemd":
            return _systemd(macro, when, command, home, expression, needs)
        case "cron":
            started = shlex.join(
                [*(["env", *(f"{key}={value}" for key, value in needs.items())] if needs else []), *command]
            )
            return Job((), (), f"{expression} {started.replace('%', chr(92) + '%')}  # {MARK}{macro}")
        case "launchd":
            return _launchd(macro, when, command, home, expression)
        case "windows":
            return _windows(macro, when, command, expression)


def ended(macro: str, scheduler: Scheduler, home: Path) -> Job:
    """What ends a job: files to delete, and the commands to run before."""
    match scheduler:
        case "systemd":
            folder, unit = units(home), _unit(macro)
            files = tuple((folder / f"{unit}.{kind}", "") for kind in ("timer", "service"))
            return Job(files, (("systemctl", "--user", "disable", "--now", f"{unit}.timer"),))
        case "launchd":
            path = agents(home) / f"org.mimic.{macro}.plist"
            return Job(((path, ""),), (("launchctl", "unload", "-w", str(path)),))
        case "windows":
            return Job((), (("schtasks", "/Delete", "/F", "/TN", f"Mimic {macro}"),))
        case "cron":
            return Job((), (), f"{MARK}{macro}")


def _field(expression: str, part: str, name: str, low: int, high: int) -> tuple[int, ...] | None:
    if part == "*":
        return None
    found: set[int] = set()
    for piece in _in_numbers(part, name).split(","):
        match = re.fullmatch(r"(?:(\d{1,2})(?:-(\d{1,2}))?|\*)(?:/(\d{1,2}))?", piece)
        if not match:
            raise _wrong(expression, f"the {name} “{part}” cannot be read")
        first = int(match[1]) if match[1] else low
        last = int(match[2]) if match[2] else first if match[1] and not match[3] else high
        if not low <= first <= last <= high or match[3] == "0":
            raise _wrong(expression, f"the {name} “{piece}” is not within {low} to {high}")
        found |= set(range(first, last + 1, int(match[3] or 1)))
    return tuple(sorted(found))


def _in_numbers(part: str, name: str) -> str:
    """A field with the names of months or days as numbers."""
    first, names = {"month": (1, MONTHS), "weekday": (0, DAYS)}.get(name, (0, ()))
    numbers = {said.lower(): str(number) for number, said in enumerate(names, start=first)}
    return re.sub(r"[A-Za-z]+", lambda word: numbers.get(word[0].lower(), word[0]), part)


def _wrong(expression: str, found: str) -> MacroUnusable:
    return MacroUnusable(
        f"Reading the times “{expression}”", found, "Such as “0 9 * * 1-5”: at 9:00 from Monday to Friday."
    )


def _listed(numbers: tuple[int, ...] | None, width: int = 2) -> str:
    return "*" if numbers is None else ",".join(f"{number:0{width}}" for number in numbers)


def units(home: Path) -> Path:
    """Where systemd looks for the units of a person."""
    return home / ".config" / "systemd" / "user"


def agents(home: Path) -> Path:
    """Where launchd looks for the jobs of a person."""
    return home / "Library" / "LaunchAgents"


def _unit(macro: str) -> str:
    """The name of a unit, in ASCII as systemd.unit(5) escapes it."""
    escaped = "".join(chr(byte) if byte < 128 else f"\\x{byte:02x}" for byte in macro.encode())
    return f"mimic-{escaped}"


def _systemd(macro: str, when: Times, command: list[str], home: Path, expression: str, needs: Mapping[str, str]) -> Job:
    days = "" if when.weekday is None else ",".join(DAYS[day] for day in when.weekday) + " "
    calendar = f"{days}*-{_listed(when.month)}-{_listed(when.day)} {_listed(when.hour)}:{_listed(when.minute)}:00"
    folder, unit = units(home), _unit(macro)
    started = " ".join(_quoted(part) for part in command)
    given = "".join(f"Environment={_quoted(f'{key}={value}')}\n" for key, value in needs.items())
    service = f"[Unit]\nDescription=Mimic replays {macro}\n\n[Service]\nType=oneshot\n{given}ExecStart={started}\n"
    timer = (
        f"# {MARK}{expression} {macro}\n[Unit]\nDescription=When Mimic replays {macro}\n\n"
        f"[Timer]\nOnCalendar={calendar}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
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
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {MARK}{expression} {macro} -->\n<plist version="1.0"><dict>'
        f"<key>Label</key><string>{label}</string><key>ProgramArguments</key><array>{arguments}</array>"
        f"<key>StartCalendarInterval</key><array>{listed}</array></dict></plist>\n"
    )
    path = agents(home) / f"{label}.plist"
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
