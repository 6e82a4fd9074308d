"""Times as cron writes them, for four schedulers."""

from __future__ import annotations

import plistlib
import shlex
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from agent.macros.scheduling.schedule import Scheduler, ended, job, times
from agent.macros.scheduling.scheduled import Scheduled, scheduled_in
from agent.macros.scheduling.timetable import Habit, due, habit_of, next_time
from bridges.errors import MacroUnusable

HOME = Path("/home/ada")
PROGRAM = ["/opt/my tools/mimic"]
OPTIONS = ("--on", "virtual", "--set", 'who=Ada "A" 50% $5 <\\n>')


def test_fields_are_read_as_cron_reads_them() -> None:
    when = times("*/15 9-17 1,15 * *")
    assert when.minute == (0, 15, 30, 45)
    assert when.hour == tuple(range(9, 18))
    assert when.day == (1, 15)
    assert when.month is None
    assert times("0 9 * * 1-5").weekday == (1, 2, 3, 4, 5)
    assert times("0 9 * * 7").weekday == times("0 9 * * 0").weekday == (0,)
    assert times("5/20 * * * *").minute == (5, 25, 45)
    assert times("0 9 * JAN-mar Mon-fri") == times("0 9 * 1-3 1-5")
    assert times("@daily") == times("0 0 * * *")
    assert times("0 0 29 2 *").day == (29,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0 9 * *", "4 fields"),
        ("60 9 * * *", "minute “60” is not within 0 to 59"),
        ("0 9-8 * * *", "hour “9-8”"),
        ("*/0 * * * *", "minute"),
        ("0 9 * * mun", "weekday “mun” cannot be read"),
        ("mon 9 * * *", "minute “mon” cannot be read"),
        ("0 0 31 2 *", "no month of these has such a day"),
        ("@often", "1 fields"),
        ("0 9 1 * 1", "joins by “or”"),
        ("0 9 * * 1; rm -rf /", "8 fields"),
    ],
)
def test_what_are_no_times_is_named(text: str, found: str) -> None:
    with pytest.raises(MacroUnusable, match=found):
        times(text)


def test_a_systemd_timer(tmp_path: Path) -> None:
    made = job("night", "30 2 * 1,7 1-5", PROGRAM, "systemd", HOME)
    (service, started), (timer, when) = made.files
    assert (service.name, timer.name) == ("mimic-night.service", "mimic-night.timer")
    assert 'ExecStart="/opt/my tools/mimic" replay --json -- night' in started
    assert "OnCalendar=Mon,Tue,Wed,Thu,Fri *-01,07-* 02:30:00" in when
    assert made.commands[-1] == ("systemctl", "--user", "enable", "--now", "mimic-night.timer")
    if shutil.which("systemd-analyze"):
        calendar = when.split("OnCalendar=")[1].splitlines()[0]
        subprocess.run(["systemd-analyze", "calendar", calendar], check=True, capture_output=True)


def test_a_line_of_cron() -> None:
    line = job("night", "0 9 * * 1-5", PROGRAM, "cron", HOME).line
    assert line.startswith("0 9 * * 1-5 ")
    command = line.split(maxsplit=5)[5].rpartition("  #")[0]
    assert shlex.split(command) == [*PROGRAM, "replay", "--json", "--", "night"]


def test_a_job_finds_the_screen_and_gets_its_options(tmp_path: Path) -> None:
    program = [*PROGRAM, "--set", "who=Ada 100%"]
    line = job("night", "@daily", program, "cron", HOME, {"DISPLAY": ":0"}).line
    command = shlex.split(line.removeprefix("@daily ").rpartition("  #")[0].replace("\\%", "%"))
    assert command[:2] == ["env", "DISPLAY=:0"]
    assert command[2:] == [*PROGRAM, "replay", "--set", "who=Ada 100%", "--json", "--", "night"]
    service = job("night", "@daily", program, "systemd", HOME, {"DISPLAY": ":0"}).files[0][1]
    assert "Environment=DISPLAY=:0\n" in service
    assert '"who=Ada 100%%"' in service


def test_a_unit_has_a_name_that_systemd_takes() -> None:
    (service, _), _ = job("grüße", "@daily", PROGRAM, "systemd", HOME).files
    assert service.name == "mimic-gr\\xc3\\xbc\\xc3\\x9fe.service"


@pytest.mark.parametrize("scheduler", ["systemd", "launchd"])
def test_what_was_scheduled_is_found_again_and_ended(tmp_path: Path, scheduler: Scheduler) -> None:
    made = job("grüße", "0 9 * * 1-5", [*PROGRAM, *OPTIONS], scheduler, tmp_path)
    for path, text in made.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (found,) = scheduled_in(tmp_path, "")
    assert found == Scheduled("grüße", "0 9 * * 1-5", scheduler, OPTIONS)
    assert found.target == "virtual"
    assert found.values == {"who": OPTIONS[-1].removeprefix("who=")}
    for path, _ in ended("grüße", scheduler, tmp_path).files:
        path.unlink()
    assert scheduled_in(tmp_path, "") == []


def test_lines_of_a_crontab_are_found_again(tmp_path: Path) -> None:
    program, world = [*PROGRAM, *OPTIONS], {"DISPLAY": ":5"}
    lines = [job(*one, program, "cron", HOME, world).line for one in (("a", "@daily"), ("b", "0 9 * * 1-5"))]
    crontab = "\n".join(["# mimic: not one", "0 0 * * * backup", *lines])
    found = [Scheduled("a", "@daily", "cron", OPTIONS), Scheduled("b", "0 9 * * 1-5", "cron", OPTIONS)]
    assert scheduled_in(tmp_path, crontab) == found


def test_a_launchd_job_lists_every_time() -> None:
    made = job("night", "0,30 9 * * 1", PROGRAM, "launchd", HOME)
    (path, text) = made.files[0]
    assert path == HOME / "Library/LaunchAgents/org.mimic.night.plist"
    read = plistlib.loads(text.encode())
    assert read["ProgramArguments"] == [*PROGRAM, "replay", "--json", "--", "night"]
    assert read["StartCalendarInterval"] == [{"Minute": minute, "Hour": 9, "Weekday": 1} for minute in (0, 30)]
    with pytest.raises(MacroUnusable, match="more than 500"):
        job("night", "*/1 */1 * * 1-5", PROGRAM, "launchd", HOME)


def test_a_task_of_windows() -> None:
    (command,) = job("night", "5 9 * * 1,3", PROGRAM, "windows", HOME).commands
    assert command[:4] == ("schtasks", "/Create", "/TN", "Mimic night")
    assert command[-6:] == ("/SC", "WEEKLY", "/D", "MON,WED", "/ST", "09:05")
    with pytest.raises(MacroUnusable, match="one hour and minute"):
        job("night", "*/5 9 * * *", PROGRAM, "windows", HOME)


@pytest.mark.parametrize(
    ("expression", "after", "due"),
    [
        ("0 9 * * *", "2026-11-27 09:00", "2026-11-28 09:00"),
        ("30 9 * * 1-5", "2026-11-27 09:29", "2026-11-27 09:30"),
        ("0 9 * * 1-5", "2026-11-27 12:00", "2026-11-30 09:00"),
        ("0 8 * * 0", "2026-11-27 12:00", "2026-11-29 08:00"),
        ("*/15 * * * *", "2026-12-31 23:50", "2027-01-01 00:00"),
        ("0 0 29 2 *", "2096-03-01 00:00", "2104-02-29 00:00"),
        ("5 4 31 1,12 *", "2026-11-27 12:00", "2026-12-31 04:05"),
    ],
)
def test_when_a_schedule_comes_next(expression: str, after: str, due: str) -> None:
    assert next_time(times(expression), datetime.fromisoformat(after)) == datetime.fromisoformat(due)


def test_a_line_that_a_person_changed_into_no_times_has_no_next(tmp_path: Path) -> None:
    (found,) = scheduled_in(tmp_path, "@reboot mimic replay --json -- a  # mimic: a")
    assert found.times == "@reboot"
    assert due(found.times, datetime.fromisoformat("2026-11-27 09:00")) is None


@pytest.mark.parametrize(
    "habit", [Habit("daily", 9, 5), Habit("weekdays", 0, 0), *(Habit("weekly", 23, 59, day) for day in range(7))]
)
def test_a_plain_choice_is_known_again_by_its_times(habit: Habit) -> None:
    assert habit_of(habit.expression) == habit


@pytest.mark.parametrize("expression", ["*/5 * * * *", "0 9,17 * * *", "0 9 1 * *", "0 9 * 5 *", "0 9 * * 1,3", "no"])
def test_what_is_no_plain_choice_stays_a_cron_line(expression: str) -> None:
    assert habit_of(expression) is None
