"""What a step's routine sees and what it may answer: the screen now, how the last move went, and the next move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from bridges.action import Action
from bridges.base import Observation
from bridges.coordinates import Box, FramePoint, ImagePoint, Size
from model.base import Element, Expectation, Target, Turn
from model.mini.aim import aim
from model.mini.locate import PRESS, Choice, Purpose, locate
from model.mini.match import contains
from model.mini.phrase import Phrase
from model.pointer.items import Items

NOTHING = Expectation(kind="none")
GUESS = 0.5
"""Chance below which the trained pointer is more often wrong than right, and nothing is done on its word."""


class State(BaseModel):
    """Where in the program we are: mini's whole memory, given back to it with the history."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: int = 0
    phase: str = ""
    """Where within the step; empty at its beginning."""
    tries: int = 0
    """How often this phase failed its check."""
    waits: int = 0
    rounds: int = 0
    notes: dict[str, Any] = {}
    """What the step's routine keeps from one phase to the next."""
    answers: tuple[str, ...] = ()
    """What the person asked to be told."""
    done: tuple[str, ...] = ()
    """Evidence: what was done and seen."""

    def to(self, phase: str, **notes: Any) -> State:
        """The next phase of the same step, with its counts at zero."""
        return self.model_copy(
            update={"phase": phase, "tries": 0, "waits": 0, "rounds": 0, "notes": {**self.notes, **notes}}
        )

    def noting(self, **notes: Any) -> State:
        return self.model_copy(update={"notes": {**self.notes, **notes}})

    def again(self) -> State:
        return self.model_copy(update={"tries": self.tries + 1})

    def waited(self) -> State:
        return self.model_copy(update={"waits": self.waits + 1})

    def round_over(self) -> State:
        return self.model_copy(update={"rounds": self.rounds + 1})

    def after(self, evidence: str, answer: str | None = None) -> State:
        """The beginning of the next step."""
        return State(
            step=self.step + 1,
            answers=(*self.answers, answer) if answer is not None else self.answers,
            done=(*self.done, evidence),
        )


@dataclass(frozen=True, slots=True)
class Act:
    """Do this; then go on with `met` where the expectation was met, else with `missed`."""

    actions: tuple[Action, ...]
    expect: Expectation
    met: State
    missed: State
    target: Target | None = None
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """Nothing to do here: go on with this state."""

    state: State


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The task fails."""

    why: str


@dataclass(frozen=True, slots=True)
class AskPerson:
    """The person must decide; the answer comes with the next call, in `then`."""

    question: str
    then: State
    confidence: float = 0.0


Move: TypeAlias = Act | Next | GiveUp | AskPerson


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The screen now, and how the last move went."""

    observation: Observation
    elements: tuple[Element, ...]
    size: Size
    turn: Turn | None = None
    seen: Items | None = None
    """The elements as the trained pointer reads them."""

    def find(self, phrase: Phrase, purpose: Purpose = PRESS) -> Choice:
        """The element that the phrase means."""
        choice = locate(phrase, self.elements, self.size, self.observation.window_box, purpose)
        if self.seen is None or choice.element is not None or choice.candidates or purpose is not PRESS:
            return choice
        pointed = aim(phrase.said, self.seen, self.elements, self.size, phrase.words)
        if pointed is None or pointed.element is None or pointed.confidence < GUESS:
            return choice
        return pointed

    def shown(self, words: str) -> bool:
        """Whether the words can be read anywhere, in a window's title too."""
        titles = (self.observation.window, *self.observation.windows)
        texts = (text for element in self.elements for text in (element.text, element.label, element.value))
        return any(contains(text, words) for text in (*titles, *texts) if text)

    def at(self, box: list[float] | None) -> Element | None:
        """The element that lies where one lay before."""
        if box is None:
            return None
        was = Box(*box)
        best = max(self.elements, key=lambda e: e.box.intersection(was).area, default=None)
        return best if best is not None and best.box.intersection(was).area > 0.5 * was.area else None

    @property
    def focused(self) -> Element | None:
        """The field that has the focus, where the device tells."""
        return next((e for e in self.elements if "focused" in e.states and e.role in ("field", "combobox")), None)

    @property
    def window(self) -> Box:
        """The window with the focus, or the whole screen."""
        whole = Box(0, 0, self.size.width, self.size.height)
        box = self.observation.window_box
        return box.intersection(whole) if box and box.intersection(whole).area > 0 else whole

    @property
    def inside(self) -> list[Element]:
        """The elements of the window with the focus."""
        return [element for element in self.elements if self.window.contains(element.box.center)]

    def point(self, element: Element) -> ImagePoint:
        """Where to press an element; a check box or a switch on its mark where the label is long."""
        return self.image_point(element.box.center)

    @property
    def quiet_point(self) -> ImagePoint:
        """Where the pointer is in nobody's way: on the window's title."""
        return self.image_point(FramePoint(self.window.center.x, self.window.top + 6))

    def image_point(self, point: FramePoint) -> ImagePoint:
        x = min(max(point.x, 0.0), self.size.width - 1.0)
        y = min(max(point.y, 0.0), self.size.height - 1.0)
        return ImagePoint(x, y)


def box_note(element: Element) -> list[float]:
    """An element's box as a note can keep it."""
    return [element.box.left, element.box.top, element.box.right, element.box.bottom]


def expect(
    kind: Literal["change", "text", "gone", "window", "none"], text: str = "", within_s: float = 5.0
) -> Expectation:
    return Expectation(kind=kind, text=text, within_s=within_s)
