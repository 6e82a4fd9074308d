"""Twenty-five tasks on the pretend phone's applications, in plain words, each with what must be true afterwards.

A goal also names the places of the phone's state that the task has to change: any other change was a wrong action.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

State = Mapping[str, Any]
Check = Callable[[State], str]
Places = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Goal:
    """``check`` is empty where the phone is as the task wants it. ``places`` may change, in so many entries each."""

    check: Check
    places: Places


@dataclass(frozen=True, slots=True)
class PhoneTask:
    """One task, and its goal."""

    id: str
    task: str
    goal: Goal

    @property
    def touches(self) -> int:
        """About how often the screen is touched."""
        low = self.task.lower()
        return max(1, sum(low.count(word) for word in ("tap ", "type ", "turn o", "press ", "scroll ")))

    @property
    def beyond_ascii(self) -> bool:
        """Whether a keyboard has to be lent for what is typed."""
        return "type " in self.task and any(ord(sign) > 126 for sign in self.task if sign not in "“”")


def setting(table: str, name: str, value: str, *others: str) -> Goal:
    """``others`` of the same table follow by themselves."""

    def check(state: State) -> str:
        found = state["settings"][table].get(name)
        return "" if found == value else f"{table}/{name} is {found!r}, not {value!r}"

    return Goal(check, {f"settings.{table}.{one}": 2 for one in (name, *others)})


def note(title: str, body: str) -> Goal:
    def check(state: State) -> str:
        found = [(one["title"], one["body"]) for one in state["data"]["notes"]]
        return "" if (title, body) in found else f"no such note: {found}"

    return Goal(check, {"data.notes": 1})


def gone(kind: str, key: str, value: str) -> Goal:
    def check(state: State) -> str:
        return f"{value} is still there" if any(one[key] == value for one in state["data"][kind]) else ""

    return Goal(check, {f"data.{kind}": 1})


def contact(entries: int, **fields: Any) -> Goal:
    def check(state: State) -> str:
        people = state["data"]["contacts"]
        there = any(all(one.get(key) == value for key, value in fields.items()) for one in people)
        return "" if there else f"no contact with {fields}"

    return Goal(check, {"data.contacts": entries})


def called(number: str) -> Goal:
    def check(state: State) -> str:
        found = [one["number"] for one in state["data"]["calls"]]
        return "" if found == [number] else f"called were {found}"

    return Goal(check, {"data.calls": 1})


def alarm(hour: int, minute: int, *, on: bool) -> Goal:
    def check(state: State) -> str:
        found = [(one["hour"], one["minute"], one["on"]) for one in state["data"]["clock"]["alarms"]]
        return "" if (hour, minute, on) in found else f"alarms are {found}"

    return Goal(check, {"data.clock.alarms": 1})


def timer(seconds: int) -> Goal:
    def check(state: State) -> str:
        return "" if state["data"]["clock"]["timer_seconds"] == seconds else f"no timer of {seconds} s"

    return Goal(check, {"data.clock.timer_seconds": 2, "data.clock.timer_ends": 2})


def cart(*names: str) -> Goal:
    def check(state: State) -> str:
        held = " ".join(str(key).lower().replace("_", " ") for key in state["data"]["shop"]["cart"])
        missing = [name for name in names if name.split()[-1].lower() not in held]
        return f"the cart holds {held!r}" if missing or len(state["data"]["shop"]["cart"]) != len(names) else ""

    return Goal(check, {"data.shop.cart": 2 * len(names)})


def foreground(package: str) -> Goal:
    def check(state: State) -> str:
        return "" if state["foreground"].startswith(package) else f"{state['foreground']} is in front"

    return Goal(check, {})


def on_page(name: str) -> Goal:
    return Goal(lambda state: "" if state["page"] == name else f"the page {state['page']!r} is shown", {})


def message(person: str, text: str) -> Goal:
    def check(state: State) -> str:
        sent = [one["text"] for one in state["data"]["messages"].get(person, []) if one["from"] == "me"]
        return "" if sent[-1:] == [text] else f"{person} was sent {sent}"

    return Goal(check, {f"data.messages.{person}": 1})


def every(*goals: Goal) -> Goal:
    places = {place: most for goal in goals for place, most in goal.places.items()}
    return Goal(lambda state: "; ".join(filter(None, (goal.check(state) for goal in goals))), places)


KEYBOARDS = ("settings.secure.default_input_method", "settings.secure.enabled_input_methods")
"""Judged by themselves: whether the person's keyboard was given back."""
CONTENT = ("settings", "data", "granted", "denied", "clipboard")


def wrong_actions(goal: Goal, before: State, after: State) -> Iterator[str]:
    """What changed in the phone that the goal does not name, or in more entries than it does."""
    for part in CONTENT:
        for place, old, new in _changes(part, before[part], after[part]):
            named = next((name for name in goal.places if place == name or place.startswith(f"{name}.")), "")
            if place in KEYBOARDS or (named and len(old ^ new) <= goal.places[named]):
                continue
            yield f"{place} became {', '.join(sorted(new - old))} instead of {', '.join(sorted(old - new))}"[:200]


def _changes(place: str, old: Any, new: Any) -> Iterator[tuple[str, set[str], set[str]]]:
    """Each place that is different, with its entries before and now."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            yield from _changes(f"{place}.{name}", old.get(name), new.get(name))
    elif old != new:
        yield place, _entries(old), _entries(new)


def _entries(value: Any) -> set[str]:
    return (
        {json.dumps(one, ensure_ascii=False, sort_keys=True) for one in value if one}
        if isinstance(value, list)
        else {json.dumps(value, ensure_ascii=False)}
    )


TASKS = (
    PhoneTask(
        "dark-theme", "Open Settings, tap Display and turn on Dark theme.", setting("secure", "ui_night_mode", "2")
    ),
    PhoneTask(
        "night-light", "Open Settings, tap Display, then turn on Night Light.",
        setting("secure", "night_display_activated", "1"),
    ),
    PhoneTask(
        "airplane", "Open Settings, tap “Network & internet”, turn on Airplane mode.",
        setting("global", "airplane_mode_on", "1", "wifi_on", "bluetooth_on", "mobile_data"),
    ),
    PhoneTask("bluetooth-off", "Open Settings, tap Connected devices and turn off Use Bluetooth.",
              setting("global", "bluetooth_on", "0")),
    PhoneTask("battery-saver", "Open Settings, tap Battery and turn on Battery Saver.",
              setting("global", "low_power", "1")),
    PhoneTask("disturb", "Open Settings, tap Notifications, turn on Do Not Disturb.",
              setting("global", "zen_mode", "1")),
    PhoneTask("location-off", "Open Settings, tap Location and turn off Use location.",
              setting("secure", "location_mode", "0")),
    PhoneTask("touch-feedback", "Open Settings, tap “Sound & vibration” and turn off Touch feedback.",
              setting("system", "haptic_feedback_enabled", "0")),
    PhoneTask(
        "two-switches",
        "Open Settings, tap Display, turn on Dark theme. Press back. Tap Battery. Turn on Battery Saver. Press home.",
        every(setting("secure", "ui_night_mode", "2"), setting("global", "low_power", "1")),
    ),
    PhoneTask("note", 'Open Notes, tap New note, type "Shopping" into Title, type "Two lemons" into Note, tap Save.',
              note("Shopping", "Two lemons")),
    PhoneTask("note-any-script", 'Open Notes, tap New note, type "Grüße 你好" into Title, tap Save.',
              note("Grüße 你好", "")),
    PhoneTask("note-signs", "Open Notes, tap New note, type \"50%s & $(id) 'x'\" into Title, tap Save.",
              note("50%s & $(id) 'x'", "")),
    PhoneTask("note-delete", "Open Notes, tap Book list, tap Delete, then tap Delete.",
              gone("notes", "title", "Book list")),
    PhoneTask(
        "contact",
        'Open Contacts, tap Create contact, type "Émilie du Châtelet" into Name, type "5550100" into Phone, tap Save.',
        contact(1, name="Émilie du Châtelet", phone="5550100"),
    ),
    PhoneTask("contact-star", "Open Contacts, tap Alan Turing, tap Add to favorites.",
              contact(2, name="Alan Turing", starred=True)),
    PhoneTask("contact-scroll", "Open Contacts, scroll down until “Radia Perlman” is visible, tap Radia Perlman, "
              "tap Add to favorites.", contact(2, name="Radia Perlman", starred=True)),
    PhoneTask("contact-delete", "Open Contacts, tap Carl Sagan, tap Delete contact, tap Delete.",
              gone("contacts", "name", "Carl Sagan")),
    PhoneTask("contact-search", 'Open Contacts, type "Hopper" into Search contacts, tap Grace Hopper, '
              "tap Remove from favorites.", contact(2, name="Grace Hopper", starred=False)),
    PhoneTask("call", "Open Phone. Tap 5. Tap 5. Tap 5. Tap 0. Tap 1. Tap Dial.", called("55501")),
    PhoneTask("alarm", "Open Clock, tap Add alarm, tap Increase hour, tap Save.", alarm(9, 0, on=True)),
    PhoneTask("timer", "Open Clock, tap Timer. Tap 5. Tap Start.",
              timer(5)),
    PhoneTask("cart", "Open Shop, tap Desk lamp, tap Add to cart.", cart("Desk lamp")),
    PhoneTask("message", "Open Messages, tap Grace Hopper, "
              'type "Seven is fine 👍" into Text message, tap Send message.',
              message("Grace Hopper", "Seven is fine 👍")),
    PhoneTask("about", "Open Settings, scroll down until “About phone” is visible, tap About phone, "
              "and check that “Android version” is shown.", on_page("about")),
    PhoneTask("switch-applications", "Open Clock. Open Notes. Switch to Clock. Press home. Open Contacts.",
              foreground("com.android.contacts")),
)  # fmt: skip
