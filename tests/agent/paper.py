"""A Bridge on paper: a small desktop drawn into a frame, whose state the tests can look into."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

import cv2
import numpy as np

from bridges.action import Click, DoubleClick, Input, Open, Press, ScreenAction
from bridges.base import Node, Observation
from bridges.coordinates import Box, Geometry, Size
from bridges.errors import ApplicationMissing
from bridges.stop import Stop

WIDTH, HEIGHT = 640, 400


@dataclass
class Widget:
    """A button or field on the paper."""

    name: str
    box: Box
    role: str = "push button"
    text: str = ""
    states: frozenset[str] = frozenset()


@dataclass
class Paper:
    """Draws its widgets; a click calls ``pressed``, typing goes into the field that has the focus."""

    widgets: list[Widget] = field(default_factory=list)
    application: str = "paper"
    window: str = "Paper"
    window_box: Box | None = field(default_factory=lambda: Box(0, 0, WIDTH, HEIGHT))
    tree: bool = True
    stop: Stop = field(default_factory=Stop)
    performed: list[ScreenAction] = field(default_factory=list)
    pressed: Callable[[str], None] = lambda name: None
    on_perform: Callable[[ScreenAction], None] = lambda action: None
    focus: Widget | None = None
    counter: int = 0
    looks: int = 0
    name: str = "paper"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        pass

    def observe(self) -> Observation:
        self.looks += 1
        frame = np.full((HEIGHT, WIDTH, 3), 240, np.uint8)
        cv2.putText(frame, str(self.counter), (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0))
        for widget in self.widgets:
            left, top, right, bottom = (int(v) for v in vars_of(widget.box))
            cv2.rectangle(frame, (left, top), (right - 1, bottom - 1), (90, 90, 90), 1)
            words = widget.text or widget.name if widget.role == "text" else widget.name
            shown = "*" * len(words) if "password" in widget.states and widget.text else words
            cv2.putText(frame, shown, (left + 4, bottom - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0))
        return Observation(
            frame=frame,
            geometry=Geometry(Size(WIDTH, HEIGHT)),
            taken_at=time.time(),
            application=self.application,
            window=self.window,
            window_box=self.window_box,
            windows=(self.window,),
            tree=tuple(self._node(w) for w in self.widgets) if self.tree else None,
        )

    def perform(self, action: ScreenAction) -> None:
        self.stop.check()
        self.on_perform(action)
        self.performed.append(action)
        if isinstance(action, Open):
            raise ApplicationMissing(f"Opening {action.app}", "there is no such application")
        if isinstance(action, Click | DoubleClick | Input) and action.start_point:
            hit = next((w for w in self.widgets if w.box.contains(action.start_point)), None)
            self.focus = hit
            if hit and not isinstance(action, Input):
                self.pressed(hit.name)
        if isinstance(action, Input) and self.focus:
            self.focus.text += action.text
        if isinstance(action, Press):
            self.pressed("+".join(action.keys))

    def _node(self, widget: Widget) -> Node:
        states = widget.states | ({"focused"} if widget is self.focus else frozenset())
        text = "" if "password" in widget.states else widget.text
        return Node(widget.role, widget.name, widget.box, text, states, self.application)


def vars_of(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def button(name: str, left: float = 100, top: float = 100, role: str = "push button") -> Widget:
    return Widget(name, Box(left, top, left + 120, top + 28), role)


def entry(name: str, left: float = 100, top: float = 200, states: frozenset[str] = frozenset({"editable"})) -> Widget:
    return Widget(name, Box(left, top, left + 240, top + 28), "text", "", states)


def counting(paper: Paper) -> Paper:
    """Every press changes the number that the paper shows."""

    def count(name: str) -> None:
        paper.counter += 1

    paper.pressed = count
    return paper


def open_paper(detail: str, stop: Stop, tree: bool) -> Paper:
    """What an entry point of ``mimic.bridges`` names."""
    return counting(Paper([button("Open"), entry("Name")], stop=stop, tree=tree, name=f"paper {detail}".strip()))
