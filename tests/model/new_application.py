"""An application that the tiny checkpoint has never seen: purple and orange circles on dark ground. Makes runs in it.

    python tests/model/new_application.py FOLDER --runs 100 --known 100
    mimic finetune FOLDER/new --keep FOLDER/known --base tests/model/tiny --to ADAPTER --epochs 5 --rate 1e-3
    python tests/model/new_application.py --score ADAPTER

The runs are real ones, by the loop, guard and run folders of every run; an oracle that knows the places decides. The
screens of the score are of other seeds than those of the runs.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import numpy as np
from PIL import Image, ImageDraw

from agent.base import Nobody
from agent.guard import Guard
from agent.loop import run
from agent.trajectory import Run
from bridges import action as act
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from bridges.stop import Stop
from model.base import Decision, Expectation, Grounding, History, Task
from model.train import tiny_screens

COLOURS = {"purple": (150, 60, 200), "orange": (250, 130, 20)}
SIZES = (Size(168, 140), Size(140, 168), Size(196, 140))
HELD_OUT = 1000
"""Seed of the screens that a score is made on."""


class Application:
    """A Bridge to shapes on a screen: one that is clicked gets a rim."""

    name = "application"

    def __init__(self, frame: Frame, shapes: dict[str, Box], rim: tuple[int, int, int]) -> None:
        self.stop = Stop()
        self.frame, self.shapes, self.rim = frame, shapes, rim
        self.size = Size(frame.shape[1], frame.shape[0])
        self.clicked: list[str] = []

    def observe(self) -> Observation:
        picture = Image.fromarray(self.frame)
        for name in self.clicked:
            box = self.shapes[name]
            corners = (box.left - 2, box.top - 2, box.right + 1, box.bottom + 1)
            ImageDraw.Draw(picture).rectangle(corners, outline=self.rim, width=2)
        return Observation(
            frame=np.array(picture), geometry=Geometry(self.size), taken_at=time.time(), window="shapes", tree=None
        )

    def perform(self, action: act.ScreenAction) -> None:
        assert isinstance(action, act.Click)
        self.clicked += [name for name, box in self.shapes.items() if box.contains(action.start_point)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None: ...


def new(rng: random.Random) -> Application:
    """A screen of the new application."""
    size = rng.choice(SIZES)
    picture = Image.new("RGB", (size.width, size.height), tuple(rng.randint(10, 50) for _ in range(3)))
    shapes: dict[str, Box] = {}
    for (column, row), colour in zip(rng.sample([(0, 0), (1, 0), (0, 1), (1, 1)], 2), COLOURS, strict=True):
        wide, high = size.width // 2, size.height // 2
        side = rng.randint(34, min(60, wide - 8, high - 8))
        left, top = column * wide + rng.randint(3, wide - side - 3), row * high + rng.randint(3, high - side - 3)
        ImageDraw.Draw(picture).ellipse((left, top, left + side - 1, top + side - 1), fill=COLOURS[colour])
        shapes[f"{colour} circle"] = Box(left, top, left + side, top + side)
    return Application(np.array(picture), shapes, (255, 255, 255))


def known(rng: random.Random) -> Application:
    """A screen of the kind that the checkpoint was trained on."""
    frame, shapes = tiny_screens.screen(rng, rng.choice(tiny_screens.SIZES))
    return Application(frame, {shape.words: shape.box for shape in shapes}, (90, 90, 90))


class Oracle:
    """Knows where everything is."""

    name = "oracle"

    def __init__(self, application: Application, wanted: str) -> None:
        self.application = application
        self.wanted = wanted

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        size, middle = self.application.size, self.application.shapes[self.wanted].center
        action: act.Action = act.Click(start_point=ImagePoint(float(int(middle.x)), float(int(middle.y))))
        if history:
            action = act.Finished(status="success")
        kind = "none" if history else "change"
        return Decision(actions=(action,), image=size, reason="it is known", expect=Expectation(kind=kind))

    def ground(self, image: Frame, instruction: str) -> Grounding:
        return Grounding(point=FramePoint(0, 0))


def record(root: Path, count: int, seed: int = 0, draw: Callable[[random.Random], Application] = new) -> list[Path]:
    """So many runs in a folder."""
    rng = random.Random(seed)
    folders = []
    for _ in range(count):
        application = draw(rng)
        wanted = rng.choice(list(application.shapes))
        task = f"click the {wanted}"
        with Run.create(root, task, application.name, "oracle") as stored:
            for event in run(Task(text=task), application, Oracle(application, wanted), Guard(), Nobody()):
                stored.append(event)
        assert application.clicked == [wanted]
        folders.append(stored.folder)
    return folders


def held_out(
    draw: Callable[[random.Random], Application], count: int, seed: int = HELD_OUT
) -> Iterator[tuple[Frame, str, Box]]:
    """Screens that no run was made on, what is to be clicked on them, and where that is."""
    rng = random.Random(seed)
    for _ in range(count):
        application = draw(rng)
        wanted = rng.choice(list(application.shapes))
        yield application.frame, wanted, application.shapes[wanted]


def hits(
    base: Path, adapter: str, draw: Callable[[random.Random], Application], count: int, seed: int = HELD_OUT
) -> int:
    """On how many of so many screens the checkpoint, with the adapter if it is named, points into the box."""
    from model.mimo.backend import Mimo
    from model.mimo.checkpoint import Options, load

    mimo = Mimo(load(Options(checkpoint=str(base), context=2048, device="cpu", adapter=adapter)), think=False)
    points = [(mimo.ground(frame, f"the {wanted}").point, box) for frame, wanted, box in held_out(draw, count, seed)]
    return sum(point is not None and box.contains(point) for point, box in points)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--known", type=int, default=100, help="runs on screens that the checkpoint knows")
    parser.add_argument("--score", metavar="ADAPTER", help="instead: count hits without and with this adapter")
    parser.add_argument("--screens", type=int, default=200, help="of each kind, for the score")
    parser.add_argument("--seed", type=int, default=HELD_OUT, help="of the screens of the score")
    given = parser.parse_args()
    if given.folder:
        record(given.folder / "new", given.runs)
        record(given.folder / "known", given.known, draw=known)
    if given.score:
        for draw in (new, known):
            base = Path(__file__).with_name("tiny")
            before, after = (hits(base, which, draw, given.screens, given.seed) for which in ("", given.score))
            print(f"{draw.__name__:<6} {before} of {given.screens} before, {after} after")


if __name__ == "__main__":
    main()
