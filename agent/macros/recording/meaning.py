"""From raw input to what was meant: clicks, drags, scrolls, chords, and what was typed in one go as one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from bridges.action import Direction
from bridges.coordinates import ScreenPoint
from bridges.recorder import Heard

Kind: TypeAlias = Literal["click", "doubleclick", "rightclick", "longpress", "drag", "scroll", "input", "press"]

SLACK = 6.0
"""Pixels that a hand moves during a click."""
NEARBY = 40.0
DOUBLE_S, LONG_S = 0.45, 0.7
DWELL_S, STANDS_S = 1.0, 0.8
"""A hand rests on a target for so long before it presses, and within one way for so long."""
ENDING_S = 6.0
"""How long it takes at most to open a menu and choose “Stop” in it."""
APART_S = 1.2
"""Turns of the wheel that are further apart are two scrolls."""
NOTCH = 50.0
"""Screen units of one turn of the wheel, as `bridges.desktop` counts."""
WHEEL: dict[int, Direction] = {4: "up", 5: "down", 6: "left", 7: "right"}
MODIFIERS = {"ctrl", "ctrlright", "alt", "altright", "altgr", "shift", "shiftright", "win", "winright"}
SIDED = {"ctrlright": "ctrl", "altright": "alt", "shiftright": "shift", "winright": "win"}


@dataclass(frozen=True, slots=True)
class Meant:
    """One step as a person would tell it."""

    kind: Kind
    at: float
    until: float
    points: tuple[ScreenPoint, ...] = ()
    text: str = ""
    keys: tuple[str, ...] = ()
    direction: Direction = "down"
    distance: float = 0.0


@dataclass(slots=True)
class Reading:
    """Takes events in order; `meant` holds the steps so far."""

    meant: list[Meant] = field(default_factory=list)
    _down: Heard | None = None
    _held: list[str] = field(default_factory=list)

    def take(self, heard: Heard) -> None:
        match heard.kind:
            case "down" if heard.detail in WHEEL:
                self._wheel(heard)
            case "down":
                self._down = heard
            case "up" if self._down and heard.detail == self._down.detail:
                self._released(self._down, heard)
                self._down = None
            case "key" if heard.name in MODIFIERS:
                if heard.name not in self._held:
                    self._held.append(heard.name)
            case "keyup" if heard.name in self._held:
                self._held.remove(heard.name)
            case "key":
                self._key(heard)
            case _:
                pass

    def _released(self, down: Heard, up: Heard) -> None:
        if down.detail == 1 and up.point.apart(down.point) > SLACK:
            self.meant.append(Meant("drag", down.at, up.at, (down.point, up.point)))
        elif down.detail == 3:
            self.meant.append(Meant("rightclick", down.at, up.at, (down.point,)))
        elif down.detail == 1:
            last = self.meant[-1] if self.meant else None
            if (
                last
                and last.kind == "click"
                and down.at - last.at <= DOUBLE_S
                and last.points[0].apart(down.point) <= SLACK
            ):
                self.meant[-1] = replace(last, kind="doubleclick", until=up.at)
                return
            kind: Kind = "longpress" if up.at - down.at >= LONG_S else "click"
            self.meant.append(Meant(kind, down.at, up.at, (down.point,)))

    def _wheel(self, heard: Heard) -> None:
        direction = WHEEL[heard.detail]
        last = self.meant[-1] if self.meant else None
        same = last and last.kind == "scroll" and last.direction == direction and heard.at - last.until <= APART_S
        if last and same:
            self.meant[-1] = replace(last, until=heard.at, distance=last.distance + NOTCH)
        else:
            self.meant.append(
                Meant("scroll", heard.at, heard.at, (heard.point,), direction=direction, distance=NOTCH)
            )  # fmt: skip

    def _key(self, heard: Heard) -> None:
        held = [SIDED.get(name, name) for name in self._held]
        commands = [name for name in held if name in ("ctrl", "alt", "win")]
        last = self.meant[-1] if self.meant else None
        typing = last if last and last.kind == "input" else None
        if heard.text and not commands:
            text = heard.text
            if typing:
                self.meant[-1] = replace(typing, text=typing.text + text, until=heard.at)
            else:
                self.meant.append(Meant("input", heard.at, heard.at, text=text))
        elif typing and heard.name == "backspace" and not commands:
            self._taken_back(typing, heard)
        elif commands or heard.name in _WORTH_PRESSING or not heard.name.startswith("code"):
            if not commands and len(heard.name) == 1:
                return  # A dead key: what it types comes with the next one.
            modifiers = [name for name in held if name != "altgr" and (commands or name == "shift")]
            keys = tuple(dict.fromkeys([*modifiers, heard.name]))
            self.meant.append(Meant("press", heard.at, heard.at, keys=keys))

    def _taken_back(self, typing: Meant, heard: Heard) -> None:
        left = typing.text[:-1]
        if left:
            self.meant[-1] = replace(typing, text=left, until=heard.at)
        else:
            self.meant.pop()


_WORTH_PRESSING = frozenset({"enter", "tab", "esc", "backspace", "delete", "up", "down", "left", "right"})


def meant_by(heard: Sequence[Heard], stop: Sequence[str] = ()) -> tuple[Meant, ...]:
    """The steps of a whole recording; the chord that stopped it is no part of it."""
    reading = Reading()
    for one in heard:
        reading.take(one)
    steps = reading.meant
    if stop and steps and steps[-1].kind == "press" and set(steps[-1].keys) == set(stop):
        steps = steps[:-1]
    return tuple(steps)


def without_ending(meant: Sequence[Meant], ended: float, clicks: int) -> tuple[Meant, ...]:
    """Without the last clicks, or the key, by which the recording itself was ended at a moment.

    Two clicks are those of a menu; where a right click opened it, whatever came since was done in it, keys too.
    """
    steps = list(meant)
    opened = [at for at, one in enumerate(steps) if one.kind == "rightclick" and ended - one.until <= ENDING_S]
    if clicks > 1 and opened:
        return tuple(steps[: opened[-1]])
    for _ in range(clicks):
        if steps and steps[-1].kind in ("click", "rightclick", "press") and ended - steps[-1].until <= ENDING_S:
            steps.pop()
    return tuple(steps)


def entered(heard: Sequence[Heard], one: Meant) -> float:
    """When the pointer came near what it then pressed: after that, the target shows that the pointer is on it."""
    came = one.at
    if not one.points:
        return came
    for event in reversed(heard):
        if event.at > one.at or (event.kind == "down" and event.at >= one.at):
            continue
        if event.kind != "motion" or event.point.apart(one.points[0]) > NEARBY:
            break
        came = event.at - 0.001
    return came


def set_out(heard: Sequence[Heard], one: Meant) -> float:
    """When the pointer began its way to what it then pressed: whatever it passes on its way may show that."""
    began, rested = one.at, DWELL_S
    if not one.points:
        return began
    for event in reversed(heard):
        if event.at > one.at or (event.kind == "down" and event.at >= one.at):
            continue
        if event.kind != "motion" or began - event.at > rested:
            break
        began, rested = event.at, STANDS_S
    return began - 0.001 if began < one.at else began
