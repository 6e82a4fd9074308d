"""When a schedule comes next, and the times that need no cron line: every day, on weekdays, once a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from agent.macros.scheduling.schedule import Times, times
from bridges.errors import MacroUnusable

Often: TypeAlias = Literal["daily", "weekdays", "weekly"]
WEEKDAYS = (1, 2, 3, 4, 5)
FARTHEST = 8 * 366
"""Days that are looked ahead: a 29 February may be eight years off."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A plain choice of times."""

    often: Often
    hour: int
    minute: int
    weekday: int = 1
    """Of a weekly one; 0 is Sunday."""

    @property
    def expression(self) -> str:
        """As cron's five fields."""
        days = {"daily": "*", "weekdays": "1-5", "weekly": str(self.weekday)}[self.often]
        return f"{self.minute} {self.hour} * * {days}"


def habit_of(expression: str) -> Habit | None:
    """The plain choice that five cron fields come to; None where they come to none, or are no times."""
    try:
        when = times(expression)
    except MacroUnusable:
        return None
    if when.day or when.month or when.minute is None or when.hour is None or len(when.minute) * len(when.hour) > 1:
        return None
    hour, minute = when.hour[0], when.minute[0]
    if when.weekday is None:
        return Habit("daily", hour, minute)
    if when.weekday == WEEKDAYS:
        return Habit("weekdays", hour, minute)
    return Habit("weekly", hour, minute, when.weekday[0]) if len(when.weekday) == 1 else None


def due(expression: str, after: datetime) -> datetime | None:
    """When five cron fields come next; None for what is none, such as @reboot in a line that a person changed."""
    try:
        return next_time(times(expression), after)
    except MacroUnusable:
        return None


def next_time(when: Times, after: datetime) -> datetime | None:
    """The first of these times later than ``after``, in the same time zone; None where none is near."""
    for days in range(FARTHEST):
        day = (after + timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
        if not _on(when, day):
            continue
        moments = (
            day.replace(hour=hour, minute=minute)
            for hour in when.hour or range(24)
            for minute in when.minute or range(60)
        )
        if found := next((moment for moment in moments if moment > after), None):
            return found
    return None


def _on(when: Times, day: datetime) -> bool:
    return (
        (when.month is None or day.month in when.month)
        and (when.day is None or day.day in when.day)
        and (when.weekday is None or day.isoweekday() % 7 in when.weekday)
    )
