"""A recording: what a person does on a device, heard and seen, and afterwards told as the steps of a macro."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from agent.base import Consequence
from agent.macros.file.schema import Macro, Recorded
from agent.macros.file.store import Macros
from agent.macros.grounding.looks import part, same_shapes
from agent.macros.recording.classing import classed
from agent.macros.recording.deedlet import Deedlet
from agent.macros.recording.hiding import hides
from agent.macros.recording.meaning import Meant, entered, meant_by, set_out, without_ending
from agent.macros.recording.recorded import assembled
from agent.macros.recording.watching import Watch, changed
from agent.reading import Reader
from agent.terminal import is_terminal
from bridges.action import ACTION, Action, AppSwitch, Open, Press
from bridges.base import Node, Observation
from bridges.coordinates import Box, FramePoint, ScreenPoint, Size
from bridges.errors import MacroUnusable, OutsideSpace
from bridges.recorder import Ears, Heard
from model.base import Element, Expectation

ANSWER_S = 0.15
"""A screen that is looked at sooner after a deed may not show its effect yet."""
ALIKE = 0.7
"""Likeness of the shapes around a point from which a target is taken to be there already."""
SPOT = (60.0, 20.0)
SWITCHING_S, INTERRUPT_S = 1.0, 0.5


class Recorder:
    """Hears and sees until it is stopped; `heard` grows meanwhile, `meant` tells it as steps."""

    def __init__(self, ears: Ears, watch: Watch, stop_keys: Sequence[str], began: float | None = None) -> None:
        """``began``: when an application was opened for the recording, if one was."""
        self._ears, self.watch = ears, watch
        self._stop_keys = tuple(stop_keys)
        self.heard: list[Heard] = []
        self._ended: tuple[float, int] | None = None
        self.began = began or time.time()

    def listen(self) -> tuple[Meant, ...]:
        """Take in what has come; all steps so far."""
        came = self._ears.heard()
        self.heard += came
        if came:
            steps = self.meant
            self.watch.forget([at for one in steps for at in self._moments(one)])
        return self.meant

    @property
    def meant(self) -> tuple[Meant, ...]:
        steps = meant_by(self.heard, self._stop_keys)
        return self._without_interrupt(without_ending(steps, *self._ended)) if self._ended else steps

    def end(self, clicks: int = 0) -> None:
        """It is over. ``clicks``: by how many of them, in Mimic's own window or its tray, the person ended it."""
        self._ended = (time.time(), clicks)

    def _without_interrupt(self, steps: tuple[Meant, ...]) -> tuple[Meant, ...]:
        """Without the Ctrl+C that ended it in a terminal, and the way there."""
        if not steps or steps[-1].keys != ("ctrl", "c") or self._ended is None:
            return steps
        if self._ended[0] - steps[-1].until > INTERRUPT_S or not is_terminal(self.watch.before(steps[-1].at)):
            return steps
        terminal, steps = self.watch.before(steps[-1].at).window, steps[:-1]
        led_there = steps and (_is_switch(steps[-1]) or steps[-1].kind == "click")
        return steps[:-1] if led_there and self.watch.before(steps[-1].at).window != terminal else steps

    def macro(
        self, name: str, macros: Macros, reader: Reader, device: str, opened: str = "", target: str = ""
    ) -> Macro:
        """The macro, saved. ``opened``: the application that was started for the recording, which becomes its step 1.

        ``device`` is what the person calls it, ``target`` what opens it again.

        Raises MacroUnusable where nothing was done.
        """
        meant = _switches_joined(self.meant)
        deeds: list[Deedlet] = []
        for index, one in enumerate(meant):
            deeds.append(self._deed(one, meant, index, reader, deeds[-1] if deeds else None))
        # Alt+Tab that led nowhere may lead somewhere another time.
        deeds = classed([deed for deed in deeds if not _vain(deed)], reader)
        if not deeds:
            raise MacroUnusable(f"Recording “{name}”", "nothing was done", "Use the mouse or the keyboard meanwhile.")
        first = deeds[0].seen
        app = opened or first.application
        # On a bare desktop there is no window to bring to the front.
        if app:
            start = Open(app=app) if opened else AppSwitch(app=app)
            expect = Expectation(kind="window", text=first.window)
            deeds.insert(0, Deedlet(start, (), first, first, consequence=Consequence.READS, expect=expect))
        height, width = first.frame.shape[:2]
        seconds = round(meant[-1].until - self.began, 1)
        recorded = Recorded(device=target or device, screen=Size(width, height), seconds=seconds, source="hand")
        return assembled(name, f"recorded on {device}", deeds, recorded, macros)

    def _moments(self, one: Meant) -> tuple[float, ...]:
        """When a look has to be kept for a step."""
        return set_out(self.heard, one), entered(self.heard, one), one.at, one.until

    def _before(self, one: Meant) -> Observation:
        """Not as it looks with the pointer on it, nor on what lies on the way: a replay looks before it goes there."""
        early, late = self.watch.before(set_out(self.heard, one)), self.watch.before(entered(self.heard, one))
        return early if all(_shows_already(early, late, point) for point in one.points) else late

    def _after(self, one: Meant, following: Meant | None, seen: Observation) -> Observation:
        """The effect, before the pointer went on; the first that was seen of it where it went on before that."""
        if following is None:
            return self.watch.before(float("inf"))
        set_off = set_out(self.heard, following)
        late = self.watch.before(entered(self.heard, following))
        early = self.watch.before(set_off)
        if set_off >= one.until + ANSWER_S and (changed(seen, early) or not changed(seen, late)):
            return early
        # What the pointer passes on its way may show that: the sooner, the less.
        first = self.watch.after(max(set_off, one.until + ANSWER_S))
        return first if first.taken_at < late.taken_at and changed(seen, first) else late

    def _deed(self, one: Meant, meant: Sequence[Meant], index: int, reader: Reader, last: Deedlet | None) -> Deedlet:
        seen = self._before(one)
        following = meant[index + 1] if index + 1 < len(meant) else None
        points = tuple(_in_frame(seen, point) for point in one.points)
        after = self._after(one, following, seen)
        hidden = one.kind == "input" and (
            _in_password(self.watch.hiding(one.until), points)
            or hides(one.text, seen, after, last.elements if last and last.points else tuple(reader.texts(seen)))
        )
        secret = "password" if hidden else ""
        switch = _switched(one, seen, after)
        return Deedlet(
            action=switch or _action(one, points, hidden=hidden),
            points=points,
            seen=seen,
            after=after,
            elements=_read(one, seen, reader),
            pause_s=max(0.0, one.at - (meant[index - 1].until if index else self.began)),
            secret=secret,
        )


def _switches_joined(meant: Sequence[Meant]) -> tuple[Meant, ...]:
    """Alt+Tab pressed several times in a row is one switch: what lies between is only passed."""
    steps: list[Meant] = []
    for one in meant:
        last = steps[-1] if steps else None
        if last and _is_switch(one) and _is_switch(last) and one.at - last.until <= SWITCHING_S:
            steps[-1] = replace(one, at=last.at)
        else:
            steps.append(one)
    return tuple(steps)


def _is_switch(one: Meant) -> bool:
    return one.kind == "press" and set(one.keys) - {"shift"} in ({"alt", "tab"}, {"win", "tab"})


def _vain(deed: Deedlet) -> bool:
    keys = set(deed.action.keys) if isinstance(deed.action, Press) else set()
    return keys - {"shift"} in ({"alt", "tab"}, {"win", "tab"})


def _switched(one: Meant, seen: Observation, after: Observation) -> Action | None:
    """The switch to another window that Alt+Tab made: which window comes next is another thing each time."""
    if not _is_switch(one) or (seen.application, seen.window) == (after.application, after.window):
        return None
    name = after.application if after.application != seen.application else after.window
    return AppSwitch(app=name[:200]) if name else None


def _action(one: Meant, points: tuple[FramePoint, ...], *, hidden: bool) -> Action:
    fields: dict[str, Any] = {"action": one.kind}
    for key, point in zip(("start_point", "end_point"), points, strict=False):
        fields[key] = [point.x, point.y]
    match one.kind:
        case "input":
            fields["text"] = "" if hidden else one.text
        case "press":
            fields["keys"] = list(one.keys)
        case "scroll":
            fields |= {"direction": one.direction, "scroll_distance": one.distance}
        case _:
            pass
    action: Action = ACTION.validate_python(fields)
    return action


def _in_frame(seen: Observation, point: ScreenPoint) -> FramePoint:
    try:
        return seen.geometry.to_frame(point)
    except OutsideSpace as error:
        raise MacroUnusable("Telling the recording", f"it left the screen that was recorded: {error.found}") from error


def _shows_already(early: Observation, late: Observation, point: ScreenPoint) -> bool:
    """Whether what stands at a point stood there at the earlier look, in the same window."""
    if (early.window, early.application) != (late.window, late.application) or early.frame.shape != late.frame.shape:
        return False
    at = _in_frame(late, point)
    box = Box(at.x - SPOT[0] / 2, at.y - SPOT[1] / 2, at.x + SPOT[0] / 2, at.y + SPOT[1] / 2)
    return same_shapes(part(early.frame, box), part(late.frame, box)) >= ALIKE


def _read(one: Meant, seen: Observation, reader: Reader) -> tuple[Element, ...]:
    """What could be read where the step points at something, and where it may confirm something."""
    return tuple(reader.texts(seen)) if one.points or "enter" in one.keys or "\n" in one.text else ()


def _in_password(hiding: Sequence[Node], points: tuple[FramePoint, ...]) -> bool:
    """Whether what is typed goes into a field that hides it."""
    return any("focused" in node.states or any(node.box.contains(point) for point in points) for node in hiding)
