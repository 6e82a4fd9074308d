"""Twenty-five tasks on the pretend phone's applications, in plain words, checked in the phone's own state.

The phone is a pretend one (`bridges.phone`): it speaks the real ADB transport and behaves like Android at the level of
commands. Each run begins with a phone that was reset; the loop, the guard and the model are those of every other run.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.base import Answered, Asked, Event, Failed, Finished, Nobody, Performed, Planned
from agent.session import carry_out
from agent.settings import Settings
from agent.suites.base import Score
from agent.suites.phone_faults import Fault, fault_of
from agent.trajectory import Run
from bridges.android.pretended import PretendPhone

State = Mapping[str, Any]
Check = Callable[[State, str], str]
LATIN = "com.android.inputmethod.latin/.LatinIME"


@dataclass(frozen=True, slots=True)
class PhoneTask:
    """One task, and what must be true of the phone afterwards; the check is empty where it is."""

    id: str
    task: str
    check: Check


class Consenting(Nobody):
    """A person who agrees to what the task itself says: it was asked for."""

    def answer(self, question: Asked) -> Answered:
        agreed = question.kind == "approve"
        return Answered(step=question.step, approved=agreed, why="" if agreed else "nobody is there to ask")


def setting(table: str, name: str, value: str) -> Check:
    def check(state: State, _answer: str) -> str:
        found = state["settings"][table].get(name)
        return "" if found == value else f"{table}/{name} is {found!r}, not {value!r}"

    return check


def note(title: str, body: str) -> Check:
    def check(state: State, _answer: str) -> str:
        found = [(one["title"], one["body"]) for one in state["data"]["notes"]]
        return "" if (title, body) in found else f"no such note: {found}"

    return check


def gone(kind: str, key: str, value: str) -> Check:
    return lambda state, _a: f"{value} is still there" if any(o[key] == value for o in state["data"][kind]) else ""


def contact(**fields: Any) -> Check:
    def check(state: State, _answer: str) -> str:
        people = state["data"]["contacts"]
        there = any(all(one.get(key) == value for key, value in fields.items()) for one in people)
        return "" if there else f"no contact with {fields}"

    return check


def called(number: str) -> Check:
    return lambda state, _a: "" if [o["number"] for o in state["data"]["calls"]] == [number] else "not called so"


def alarm(hour: int, minute: int, *, on: bool) -> Check:
    def check(state: State, _answer: str) -> str:
        found = [(one["hour"], one["minute"], one["on"]) for one in state["data"]["clock"]["alarms"]]
        return "" if (hour, minute, on) in found else f"alarms are {found}"

    return check


def cart(*names: str) -> Check:
    def check(state: State, _answer: str) -> str:
        held = " ".join(str(key).lower().replace("_", " ") for key in state["data"]["shop"]["cart"])
        missing = [name for name in names if name.split()[-1].lower() not in held]
        return f"the cart holds {held!r}" if missing or len(state["data"]["shop"]["cart"]) != len(names) else ""

    return check


def foreground(package: str) -> Check:
    return lambda state, _a: "" if state["foreground"].startswith(package) else f"{state['foreground']} is in front"


def on_page(name: str) -> Check:
    return lambda state, _a: "" if state["page"] == name else f"the page {state['page']!r} is shown"


def message(person: str, text: str) -> Check:
    def check(state: State, _answer: str) -> str:
        sent = [one["text"] for one in state["data"]["messages"].get(person, []) if one["from"] == "me"]
        return "" if sent[-1:] == [text] else f"{person} was sent {sent}"

    return check


def every(*checks: Check) -> Check:
    return lambda state, answer: "; ".join(filter(None, (check(state, answer) for check in checks)))


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
        setting("global", "airplane_mode_on", "1"),
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
        'Open Contacts, tap Create contact, type "Mary Somerville" into Name, type "5550100" into Phone, tap Save.',
        contact(name="Mary Somerville", phone="5550100"),
    ),
    PhoneTask("contact-star", "Open Contacts, tap Alan Turing, tap Add to favorites.",
              contact(name="Alan Turing", starred=True)),
    PhoneTask("contact-scroll", "Open Contacts, scroll down until “Radia Perlman” is visible, tap Radia Perlman, "
              "tap Add to favorites.", contact(name="Radia Perlman", starred=True)),
    PhoneTask("contact-delete", "Open Contacts, tap Carl Sagan, tap Delete contact, tap Delete.",
              gone("contacts", "name", "Carl Sagan")),
    PhoneTask("contact-search", 'Open Contacts, type "Hopper" into Search contacts, tap Grace Hopper, '
              "tap Remove from favorites.", contact(name="Grace Hopper", starred=False)),
    PhoneTask("call", "Open Phone. Tap 5. Tap 5. Tap 5. Tap 0. Tap 1. Tap Dial.", called("55501")),
    PhoneTask("alarm", "Open Clock, tap Add alarm, tap Increase hour, tap Save.", alarm(9, 0, on=True)),
    PhoneTask("timer", "Open Clock, tap Timer. Tap 5. Tap Start.",
              lambda state, _a: "" if state["data"]["clock"]["timer_seconds"] == 5 else "no timer of 5 s"),
    PhoneTask("cart", "Open Shop, tap Desk lamp, tap Add to cart.", cart("Desk lamp")),
    PhoneTask("message", 'Open Messages, tap Grace Hopper, type "Seven is fine" into Text message, tap Send message.',
              message("Grace Hopper", "Seven is fine")),
    PhoneTask("about", "Open Settings, scroll down until “About phone” is visible, tap About phone, "
              "and check that “Android version” is shown.", on_page("about")),
    PhoneTask("switch-applications", "Open Clock. Open Notes. Switch to Clock. Press home. Open Contacts.",
              foreground("com.android.contacts")),
)  # fmt: skip


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:  # noqa: ARG001 - as each suite
    """Every task, or those of them that ``only`` names, ``rounds`` times."""
    yield from run_tasks(rounds, only=tuple(only))


def run_tasks(rounds: int = 1, *, faults: bool = False, seed: int = 7, only: tuple[str, ...] = ()) -> Iterator[Score]:
    """Every task, ``rounds`` times; with ``faults``, one of them goes wrong in each run."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="mimic-phone-") as folder:
        for number in range(1, rounds + 1):
            for task in TASKS:
                fault = fault_of(chance) if faults else None
                if only and task.id not in only:
                    continue
                with PretendPhone().connect() as phone:
                    yield run_task(task, phone, Path(folder), number, fault)


def run_task(task: PhoneTask, phone: PretendPhone, folder: Path, number: int = 1, fault: Fault | None = None) -> Score:
    """One run of one task, scored by the phone's state."""
    settings = Settings(device=f"android:{phone.serial}", runs=folder)
    if fault is not None:
        phone.tell("faults", values=dict(fault.values))
    began = time.monotonic()
    events = list(_events(task, phone, settings, folder))
    state = phone.state()
    ending = events[-1]
    answer = ending.answer or "" if isinstance(ending, Finished) else ""
    done = isinstance(ending, Finished) and ending.status == "success"
    why = task.check(state, answer) if done else _told(ending)
    if state["settings"]["secure"]["default_input_method"] != LATIN:
        why = f"the keyboard was not given back; {why}"
    suffix = f"+{fault.name}" if fault else ""
    return Score(
        id=f"{task.id}{suffix}" + (f"#{number}" if number > 1 else ""),
        passed=not why,
        steps=sum(isinstance(event, Performed) for event in events),
        why=why,
        destroyed=(task.id,) if done and why else (),
        ms=_phases(events),
        seconds=time.monotonic() - began,
    )


def _events(task: PhoneTask, phone: PretendPhone, settings: Settings, folder: Path) -> Iterator[Event]:
    run = Run.create(folder, task.task, settings.device, settings.model)
    person = Consenting()
    yield from carry_out(task.task, f"android:{phone.serial}", settings, person, run, audience=person)


def _told(ending: Event) -> str:
    if isinstance(ending, Failed):
        return f"{ending.error}: {ending.why}"
    return f"ended as failed: {getattr(ending, 'answer', '')}"


def _phases(events: list[Event]) -> dict[str, float]:
    """Medians a step, of the phases that the steps went through."""
    from statistics import median

    names = {name for event in events if isinstance(event, Planned | Performed) for name in event.ms}
    return {name: median(event.ms[name] for event in events if name in event.ms) for name in names}
