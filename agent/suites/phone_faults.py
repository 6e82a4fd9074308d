"""What goes wrong with a phone during a run, one thing a run, and how such a run may end besides succeeding."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent.suites.phone_tasks import PhoneTask


@dataclass(frozen=True, slots=True)
class Fault:
    """Switches of the pretend phone, and the errors that may end a run because of them."""

    name: str
    values: Mapping[str, Any]
    errors: frozenset[str] = frozenset()
    said: str = ""
    """What the model's own word for it holds, where the model gives a step up that the phone refused by name."""


COMMANDS = 9
"""About as many commands go to a phone for each touch: pictures, states, trees, the touch itself."""
CANNOT_BE_DONE = frozenset({"StepFailed", "CommandFailed", "Finished"})
"""The run says that a step could not be done; "Finished" is the model's own word for it, with the status failed."""

BROKE = "the connection broke"

Draw = Callable[[PhoneTask, random.Random, int], Fault]


def _slow(_task: PhoneTask, chance: random.Random, _turn: int) -> Fault:
    return Fault("slow-frames", {"slow_frames": chance.uniform(0.2, 0.6)})


def _offline(task: PhoneTask, chance: random.Random, _turn: int) -> Fault:
    after = chance.randint(2, COMMANDS * task.touches)
    return Fault("offline", {"offline_after": after, "offline_seconds": chance.uniform(0.5, 2.5)},
                 frozenset({"DeviceLost", "DeviceOffline", "NotTyped"}), BROKE)  # fmt: skip


def _unauthorised(task: PhoneTask, chance: random.Random, turn: int) -> Fault:
    """From the start, in the middle for good, or in the middle for a while."""
    named = frozenset({"DeviceUnauthorised"})
    after = chance.randint(2, COMMANDS * task.touches)
    if turn % 3 == 0:
        return Fault("unauthorised", {"unauthorised": True}, named)
    if turn % 3 == 1:
        return Fault("revoked", {"unauthorised_after": after}, named)
    values = {"unauthorised_after": after, "unauthorised_seconds": chance.uniform(0.5, 2.5)}
    return Fault("revoked-for-a-while", values, named | {"NotTyped"}, BROKE)


def _keyboard(_task: PhoneTask, chance: random.Random, turn: int) -> Fault:
    if turn % 2:
        return Fault("ime-late", {"ime_late": chance.uniform(0.3, 2.5)}, frozenset({"NotTyped"}), "the keyboard")
    return Fault("ime-denied", {"ime_denied": True}, frozenset({"NotTyped"}), "the phone refuses the keyboard")


def _tree(_task: PhoneTask, chance: random.Random, turn: int) -> Fault:
    if turn % 2:
        return Fault("no-idle", {"no_idle": chance.randint(1, 6)}, CANNOT_BE_DONE)
    return Fault("stale-tree", {"stale_tree": chance.uniform(0.5, 4.0)}, CANNOT_BE_DONE)


def _modal(task: PhoneTask, chance: random.Random, _turn: int) -> Fault:
    return Fault("modal", {"modal_after": chance.randint(1, task.touches)}, CANNOT_BE_DONE)


def _secure(_task: PhoneTask, _chance: random.Random, _turn: int) -> Fault:
    return Fault("secure", {"secure": True}, CANNOT_BE_DONE | {"SecureScreen"})


def _crash(task: PhoneTask, chance: random.Random, _turn: int) -> Fault:
    return Fault("crash", {"crash_after": chance.randint(1, task.touches)}, CANNOT_BE_DONE)


KINDS: tuple[Draw, ...] = (_slow, _offline, _unauthorised, _keyboard, _tree, _modal, _secure, _crash)


def dealt(tasks: Sequence[PhoneTask], number: int, seed: int = 7) -> Iterator[Fault]:
    """One fault for each task of a round: every kind about as often, at random; the same for the same round and seed.

    One that concerns keyboards comes to a task that lends one, since elsewhere it would never show.
    """
    chance = random.Random(f"{seed}/{number}")
    rest = chance.sample(KINDS, len(tasks) % len(KINDS))
    cards = [*KINDS * (len(tasks) // len(KINDS)), *rest]
    chance.shuffle(cards)
    lending = [place for place, task in enumerate(tasks) if task.beyond_ascii]
    if lending and _keyboard in cards and all(cards[place] is not _keyboard for place in lending):
        here, there = chance.choice(lending), cards.index(_keyboard)
        cards[here], cards[there] = cards[there], cards[here]
    turns = dict.fromkeys(KINDS, number - 1)
    order = [place for place in lending if cards[place] is _keyboard]
    order += [place for place in range(len(tasks)) if place not in order]
    drawn: dict[int, Fault] = {}
    for place in order:
        kind = cards[place]
        drawn[place] = kind(tasks[place], chance, turns[kind])
        turns[kind] += 1
    yield from (drawn[place] for place in range(len(tasks)))
