"""What a recorder sees, and to which look a tree belongs that took a while to be read."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import numpy as np

from agent.macros.recording.watching import Watch
from bridges.base import Node, Observation
from bridges.coordinates import Box, Geometry, Size

SIZE = Size(64, 64)
BOX = Box(4, 4, 60, 30)


@dataclass(slots=True)
class Screen:
    """A screen with one button, which changes its name when it is told to; its tree takes a while."""

    name: str = "Accept"
    slow: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)

    def glance(self) -> Observation:
        frame = np.full((64, 64, 3), 10 if self.name == "Accept" else 200, np.uint8)
        return Observation(frame, Geometry(SIZE), time.time(), application="Shop", window="Shop")

    def read(self, _: Observation) -> tuple[Node, ...]:
        self.begun.set()
        self.slow.wait(5)
        return (Node("push button", self.name, BOX),)


def test_a_tree_that_was_read_across_a_change_belongs_to_no_look() -> None:
    screen = Screen()
    with Watch(screen, screen.read) as watch:
        assert screen.begun.wait(5)
        pressed = time.time()
        screen.name = "Accepted"
        screen.slow.set()
        until = time.monotonic() + 5
        while watch.before(time.time()).tree is None and time.monotonic() < until:
            time.sleep(0.02)
        assert watch.before(pressed).tree is None
        later = watch.before(time.time()).tree
    assert later is not None
    assert later[0].name == "Accepted"


def test_a_tree_belongs_to_the_look_that_stood_meanwhile() -> None:
    screen = Screen()
    screen.slow.set()
    with Watch(screen, screen.read) as watch:
        until = time.monotonic() + 5
        while watch.before(time.time()).tree is None and time.monotonic() < until:
            time.sleep(0.02)
        tree = watch.before(time.time()).tree
    assert tree is not None
    assert tree[0].name == "Accept"
