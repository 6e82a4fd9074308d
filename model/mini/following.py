"""Following the trained pointer step by step: for tasks that say what is wanted, not how it is done.

The pointer reads the task, what was done so far and what is on the screen, and names the next step; here it becomes a
Decision. What was done is kept in the decisions' memory, so that nothing is kept between two calls.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bridges.action import (
    Action,
    Click,
    Direction,
    DoubleClick,
    Drag,
    Finished,
    Hover,
    Input,
    LongPress,
    Press,
    RightClick,
    Scroll,
    Select,
    Wait,
)
from bridges.base import Frame, Observation
from bridges.coordinates import Geometry, ImagePoint, Size
from bridges.errors import NotAnImage
from model.base import Decision, Element, Expectation, Grounding, History, Target, Task
from model.mini.recollection import Recollection
from model.mini.spelling import spelt
from model.mini.word_places import named_word, signs_after, word_place
from model.pointer.items import from_elements
from model.pointer.pointer import Pointed, Pointer
from model.pointer.record import Done

if TYPE_CHECKING:
    from model.parse import ScreenParser
    from model.parse.screen import Screen

ABSENT = 0.7
"""Chance that the thing is not there from which that is believed."""
SOON_S = 1.0
"""Within which a step shows that it was taken."""
NEED_A_TARGET: Final = frozenset({"click", "doubleclick", "rightclick", "longpress", "drag", "select"})
WAYS: Final[dict[str, Direction]] = {
    "scroll up": "up",
    "scroll down": "down",
    "scroll left": "left",
    "scroll right": "right",
}
_SECONDS = re.compile(r"\bwait (?:for )?(\d+(?:\.\d+)?) ?s(?:ec(?:ond)?s?)?\b", re.IGNORECASE)


class Follower:
    """Decides by the trained pointer alone. Keeps nothing between two calls but what it saw last."""

    name = "pointer"

    def __init__(
        self,
        parser: ScreenParser | None = None,
        pointer: Pointer | None = None,
        recollection: Recollection | None = None,
    ) -> None:
        self._parser = parser
        self._pointer = pointer or Pointer()
        self._recollection = recollection or Recollection()

    @property
    def parser(self) -> ScreenParser:
        """The parser that it looks with; whoever reads the same frames shares it."""
        if self._parser is None:
            from model.parse import ScreenParser

            self._parser = ScreenParser()
        return self._parser

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        """The next step. Raises ModelUnavailable."""
        started = time.perf_counter()
        screen = self.seen(observation, begins=not history)
        parsed = time.perf_counter()
        window = observation.window_box
        edges = (window.left, window.top, window.right, window.bottom) if window else None
        seen = from_elements(
            screen.elements,
            screen.vectors if len(screen.vectors) else None,
            (screen.size.width, screen.size.height),
            edges,
        )
        if not seen.items:
            return nothing_there(screen.size)
        pointed = self._pointer.point(task.text, seen, remembered(history))
        ms = {"parse": (parsed - started) * 1e3, "decide": (time.perf_counter() - parsed) * 1e3}
        return decision(task, screen, pointed, ms)

    def seen(self, observation: Observation, *, begins: bool) -> Screen:
        """What is on the screen, with what stood there before where that was covered since the task began."""
        screen = self.parser.parse(observation.frame, observation.tree)
        return self._recollection.recall(screen, begins=begins)

    def ground(self, image: Frame, instruction: str) -> Grounding:
        """Where the instruction points to. Raises NotAnImage."""
        if not isinstance(image, np.ndarray) or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
            raise NotAnImage("Looking at the picture", "it is no height × width × 3 array", "Give an RGB picture.")
        size = Size(image.shape[1], image.shape[0])
        screen = self.parser.parse(Observation(image, Geometry(size), time.time()).frame)
        seen = from_elements(
            screen.elements, screen.vectors if len(screen.vectors) else None, (size.width, size.height), None
        )
        if not seen.items:
            return Grounding(point=None, why="there is nothing on the screen")
        pointed = self._pointer.point(instruction, seen)
        if pointed.target is None:
            return Grounding(point=None, confidence=pointed.confidence, why="it is not on the screen")
        box = screen.elements[pointed.target].box
        return Grounding(point=box.center, box=box, confidence=pointed.confidence)


def nothing_there(size: Size) -> Decision:
    """The end where a screen shows nothing that could be pointed at."""
    return Decision(
        actions=(Finished(status="failure", answer="there is nothing on the screen"),),
        image=size,
        reason="there is nothing on the screen",
        confidence=0.0,
        expect=Expectation(kind="none"),
        model=Follower.name,
    )


def remembered(history: History) -> tuple[Done, ...]:
    """What was done so far, as the pointer told itself, and whether it changed anything."""
    return tuple(
        Done.model_validate({**turn.decision.memory["pointer"], "ok": turn.verified})
        for turn in history
        if "pointer" in turn.decision.memory
    )


def decision(task: Task, screen: Screen, pointed: Pointed, ms: dict[str, float]) -> Decision:
    """What the pointer named, as a step of the loop."""
    target = _target(pointed)
    element = screen.elements[target] if target is not None else None
    text = spelt(task.text, screen, pointed)
    action = _action(task.text, screen, pointed, element, text)
    done = Done(
        action=pointed.kind,
        target=_called(element) if element else "",
        point=_spot(action),
        text=text[:200],
        keys=pointed.keys,
    )
    ending = isinstance(action, Finished)
    quiet = ending or isinstance(action, Press | Hover | Wait)
    further = signs_after(task.text, element) if pointed.kind == "doubleclick" else 0
    words = f"{pointed.kind} {_called(element)}".strip() if element else pointed.kind
    return Decision(
        actions=(action, *(Press(keys=["shift", "right"]),) * further),
        image=screen.size,
        reason=words if not ending else _why(action),
        target=Target(words=_called(element), element=element) if element else None,
        confidence=max(0.0, min(1.0, pointed.confidence * pointed.sure_of_kind)),
        expect=Expectation(kind="none" if quiet else "change", within_s=SOON_S),
        evidence=(f"the pointer says that it is done: {words}",) if ending else (),
        memory={"pointer": done.model_dump(mode="json", exclude_defaults=False)},
        model=Follower.name,
        ms=ms,
    )


def _target(pointed: Pointed) -> int | None:
    """The element that is meant; where it is hardly surer that there is none, the likeliest one."""
    if pointed.target is not None or pointed.kind not in NEED_A_TARGET or not len(pointed.chances):
        return pointed.target
    return None if pointed.confidence >= ABSENT else int(pointed.chances.argmax())


def _action(task: str, screen: Screen, pointed: Pointed, element: Element | None, text: str) -> Action:
    kind: str = pointed.kind
    if element is None and kind in NEED_A_TARGET:
        return Finished(status="failure", answer="what is wanted is not on the screen")
    place = word_place(task, element, screen.elements)
    if kind == "doubleclick":
        place = place or named_word(task, element)
    point = _point(element, place or pointed.offset) if element else None
    simple: dict[str, Any] = {
        "click": Click, "doubleclick": DoubleClick, "rightclick": RightClick, "longpress": LongPress
    }  # fmt: skip
    if kind in simple:
        made: Action = simple[kind][ImagePoint](start_point=point)
        return made
    if kind in WAYS:
        return Scroll[ImagePoint](direction=WAYS[kind], start_point=point)
    match kind:
        case "hover":
            return Hover[ImagePoint](start_point=point)
        case "input":
            return Input[ImagePoint](text=text, start_point=point)
        case "select" if text:
            return Select[ImagePoint](text=text, start_point=point)
        case "press":
            return Press(keys=pointed.keys.split("+"))
        case "drag" if element is not None and pointed.end is not None:
            start, end = _point(element, pointed.offset), _point(screen.elements[pointed.end], pointed.end_offset)
            return Drag[ImagePoint](start_point=start, end_point=end)
        case "wait":
            told = _SECONDS.search(task)
            return Wait(seconds=min(float(told[1]) + 0.2, 60.0) if told else 0.5)
        case "finished":
            return Finished(status="success", answer=text or None)
        case _:
            return Finished(status="failure", answer=f"there is no way to “{kind}” here")


def _point(element: Element, offset: tuple[float, float]) -> ImagePoint:
    box = element.box
    return ImagePoint(box.left + offset[0] * box.width, box.top + offset[1] * box.height)


def _spot(action: Action) -> tuple[float, float] | None:
    point = getattr(action, "start_point", None)
    return (point.x, point.y) if point is not None else None


def _called(element: Element | None) -> str:
    return (element.text or element.label or element.value or element.role) if element else ""


def _why(action: Action) -> str:
    answer = getattr(action, "answer", None)
    return f"finished: {answer}" if answer else "finished"
