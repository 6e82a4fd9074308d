"""An application that the tiny checkpoint has never seen: purple and orange shapes on dark ground. Makes runs in it.

    python tests/model/new_application.py FOLDER --runs 80
    mimic finetune FOLDER/*/* --base tests/model/tiny --to ADAPTER --epochs 7 --rate 2e-3

The runs are real ones, by the loop, guard and run folders of every run; an oracle that knows the places decides.
"""

from __future__ import annotations

import argparse
import random
import time
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

COLOURS = {"purple": (150, 60, 200), "orange": (250, 130, 20)}
SIZES = (Size(168, 140), Size(140, 168), Size(196, 140))


class Application:
    """A Bridge to the application: a shape that is clicked gets a white rim."""

    name = "application"

    def __init__(self, rng: random.Random) -> None:
        self.stop = Stop()
        self.size = rng.choice(SIZES)
        self.ground = tuple(rng.randint(10, 50) for _ in range(3))
        places = rng.sample([(0, 0), (1, 0), (0, 1), (1, 1)], 2)
        self.shapes: dict[str, Box] = {}
        for (column, row), colour in zip(places, COLOURS, strict=True):
            side = rng.randint(34, min(60, self.size.width // 2 - 8, self.size.height // 2 - 8))
            wide, high = self.size.width // 2, self.size.height // 2
            left, top = column * wide + rng.randint(3, wide - side - 3), row * high + rng.randint(3, high - side - 3)
            self.shapes[colour] = Box(left, top, left + side, top + side)
        self.clicked: list[str] = []

    def observe(self) -> Observation:
        return Observation(
            frame=self.drawn(), geometry=Geometry(self.size), taken_at=time.time(), window="shapes", tree=None
        )

    def drawn(self) -> Frame:
        picture = Image.new("RGB", (self.size.width, self.size.height), self.ground)
        draw = ImageDraw.Draw(picture)
        for colour, box in self.shapes.items():
            rim = (255, 255, 255) if colour in self.clicked else None
            draw.ellipse((box.left, box.top, box.right - 1, box.bottom - 1), fill=COLOURS[colour], outline=rim, width=3)
        return np.array(picture)

    def perform(self, action: act.ScreenAction) -> None:
        assert isinstance(action, act.Click)
        self.clicked += [colour for colour, box in self.shapes.items() if box.contains(action.start_point)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None: ...


class Oracle:
    """Knows where everything is."""

    name = "oracle"

    def __init__(self, application: Application, colour: str) -> None:
        self.application = application
        self.colour = colour

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        size, middle = self.application.size, self.application.shapes[self.colour].center
        action: act.Action = act.Click(start_point=ImagePoint(float(int(middle.x)), float(int(middle.y))))
        if history:
            action = act.Finished(status="success")
        kind = "none" if history else "change"
        return Decision(actions=(action,), image=size, reason="it is known", expect=Expectation(kind=kind))

    def ground(self, image: Frame, instruction: str) -> Grounding:
        return Grounding(point=FramePoint(0, 0))


def record(root: Path, count: int, seed: int = 0) -> list[Path]:
    """So many runs under a folder."""
    rng = random.Random(seed)
    folders = []
    for number in range(count):
        application, colour = Application(rng), rng.choice(list(COLOURS))
        task = f"click the {colour} circle"
        with Run.create(root / f"{number:03}", task, application.name, "oracle") as stored:
            for event in run(Task(text=task), application, Oracle(application, colour), Guard(), Nobody()):
                stored.append(event)
        assert application.clicked == [colour]
        folders.append(stored.folder)
    return folders


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=80)
    given = parser.parse_args()
    print(*record(given.folder, given.runs), sep="\n")
