"""A recording: what a person does on a device, heard and seen, and afterwards told as the steps of a macro."""

from __future__ import annotations

import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, Self

from agent.base import Consequence
from agent.difference import difference
from agent.macros.describing import node_at
from agent.macros.looks import part
from agent.macros.meaning import Meant, entered, meant_by, set_out
from agent.macros.recorded import Deedlet, assembled
from agent.macros.schema import Macro, Recorded
from agent.macros.store import Macros
from agent.reading import Reader
from bridges.action import ACTION, Action, AppSwitch, Open
from bridges.base import Node, Observation
from bridges.coordinates import Box, FramePoint, ScreenPoint, Size
from bridges.errors import MacroUnusable, OutsideSpace
from bridges.recorder import Ears, Heard
from model.base import Element

INTERVAL_S = 0.06
TREE_EVERY_S = 0.5
ANSWER_S = 0.15
"""A screen that is looked at sooner after a deed may not show its effect yet."""
ALIKE = 8.0
"""Mean difference of brightness up to which a target is taken to be there already."""
SPOT = (40.0, 20.0)


class Looking(Protocol):
    """Whatever shows the screen at any moment."""

    def glance(self) -> Observation: ...


class Watch:
    """Looks all the time, on a thread of its own, and keeps each look that was the last before something happened."""

    def __init__(self, eyes: Looking, tree: Callable[[Observation], tuple[Node, ...] | None] | None = None) -> None:
        self._eyes, self._tree = eyes, tree
        self._looks: list[Observation] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._looks.append(self._eyes.glance())
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join(5.0)

    def before(self, moment: float) -> Observation:
        """The last look at or before a moment, else the first one."""
        with self._lock:
            index = bisect_right([one.taken_at for one in self._looks], moment) - 1
            return self._looks[max(0, index)]

    def forget(self, moments: Sequence[float]) -> None:
        """Let go of looks that were not the last before any of the moments, up to the last of these."""
        with self._lock:
            times = [one.taken_at for one in self._looks]
            kept = {max(0, bisect_right(times, moment) - 1) for moment in moments} | {0}
            kept |= set(range(max(kept), len(times)))
            self._looks = [one for index, one in enumerate(self._looks) if index in kept]

    def _look(self) -> None:
        read = 0.0
        while not self._over.wait(INTERVAL_S):
            seen = self._eyes.glance()
            with self._lock:
                last = self._looks[-1]
            changed = _changed(last, seen)
            if not changed and time.monotonic() - read < TREE_EVERY_S:
                continue
            if self._tree is not None:
                seen, read = replace(seen, tree=self._tree(seen)), time.monotonic()
            with self._lock:
                self._looks.append(seen)


def _changed(last: Observation, seen: Observation) -> bool:
    focus = (last.window, last.application) != (seen.window, seen.application)
    return focus or bool(difference(last.frame, seen.frame).regions)


class Recorder:
    """Hears and sees until it is stopped; `heard` grows meanwhile, `meant` tells it as steps."""

    def __init__(self, ears: Ears, watch: Watch, stop_keys: Sequence[str]) -> None:
        self._ears, self.watch = ears, watch
        self._stop_keys = tuple(stop_keys)
        self.heard: list[Heard] = []
        self.began = time.time()

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
        return meant_by(self.heard, self._stop_keys)

    def macro(self, name: str, macros: Macros, reader: Reader, device: str, opened: str = "") -> Macro:
        """The macro, saved. ``opened``: the application that was started for the recording, which becomes its step 1.

        Raises MacroUnusable where nothing was done.
        """
        meant = self.meant
        if not meant:
            raise MacroUnusable(f"Recording “{name}”", "nothing was done", "Use the mouse or the keyboard meanwhile.")
        deeds = [self._deed(one, meant, index, reader) for index, one in enumerate(meant)]
        first = deeds[0].seen
        start: list[Action] = [Open(app=opened)] if opened else [AppSwitch(app=first.application)]
        if opened or first.application:
            deeds.insert(0, Deedlet(start[0], (), first, first, consequence=Consequence.READS, expect=_comes(first)))
        height, width = first.frame.shape[:2]
        seconds = round(meant[-1].until - self.began, 1)
        recorded = Recorded(device=device, screen=Size(width, height), seconds=seconds, source="hand")
        return assembled(name, f"recorded on {device}", deeds, recorded, macros)

    def _moments(self, one: Meant) -> tuple[float, ...]:
        """When a look has to be kept for a step."""
        return set_out(self.heard, one), entered(self.heard, one), one.at, one.until

    def _before(self, one: Meant) -> Observation:
        """Not as it looks with the pointer on it, nor on what lies on the way: a replay looks before it goes there."""
        early, late = self.watch.before(set_out(self.heard, one)), self.watch.before(entered(self.heard, one))
        return early if all(_shows_already(early, late, point) for point in one.points) else late

    def _after(self, one: Meant, following: Meant | None, seen: Observation) -> Observation:
        """The effect, before the pointer went on; as late as possible where it went on before that showed."""
        if following is None:
            return self.watch.before(float("inf"))
        set_off = set_out(self.heard, following)
        late = self.watch.before(entered(self.heard, following))
        early = self.watch.before(set_off)
        if set_off < one.until + ANSWER_S or (_changed(seen, late) and not _changed(seen, early)):
            return late
        return early

    def _deed(self, one: Meant, meant: Sequence[Meant], index: int, reader: Reader) -> Deedlet:
        seen = self._before(one)
        following = meant[index + 1] if index + 1 < len(meant) else None
        points = tuple(_in_frame(seen, point) for point in one.points)
        hidden = one.kind == "input" and _in_password(self.watch.before(one.until), points)
        secret = f"password{index + 1}" if hidden else ""
        return Deedlet(
            action=_action(one, points, hidden=hidden),
            points=points,
            seen=seen,
            after=self._after(one, following, seen),
            elements=_read(one, seen, reader),
            pause_s=max(0.0, one.at - (meant[index - 1].until if index else self.began)),
            secret=secret,
        )


def _comes(first: Observation) -> Any:
    from model.base import Expectation

    return Expectation(kind="window", text=first.window)


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
    one, other = part(early.frame, box), part(late.frame, box)
    return one.shape == other.shape and one.size > 0 and float(abs(one.astype("int16") - other).mean()) < ALIKE


def _read(one: Meant, seen: Observation, reader: Reader) -> tuple[Element, ...]:
    """What could be read where the step points at something, and where it may confirm something."""
    return tuple(reader.texts(seen)) if one.points or "enter" in one.keys or "\n" in one.text else ()


def _in_password(seen: Observation, points: tuple[FramePoint, ...]) -> bool:
    """Whether what is typed goes into a field that hides it."""
    hiding = [node for node in seen.tree or () if "password" in node.states]
    if any("focused" in node.states for node in hiding):
        return True
    node = node_at(seen, points[0]) if points else None
    return node in hiding
