"""The screens that the tiny checkpoint knows: coloured shapes on plain ground, tasks on them, and what is right."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from bridges.action import Action, Click, Finished
from bridges.base import Frame
from bridges.coordinates import Box, ImagePoint, Size
from model.base import Decision, Task, Turn

COLOURS = {
    "red": (214, 40, 40),
    "green": (40, 160, 60),
    "blue": (40, 80, 214),
    "yellow": (235, 200, 30),
}
FORMS = ("square", "circle", "triangle")
SIZES = tuple(Size(width, height) for width, height in ((168, 140), (140, 168), (196, 140), (140, 196), (196, 168)))
NOTHING = ("nothing changed", "nothing changed on the screen")


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing on a screen."""

    words: str
    box: Box


def screen(rng: random.Random, size: Size, count: int | None = None) -> tuple[Frame, list[Shape]]:
    """A screen of this size with ``count`` shapes (else 1 to 4) that do not touch, and where they are."""
    from PIL import Image, ImageDraw

    ground = tuple(rng.randint(200, 255) for _ in range(3)) if rng.random() < 0.7 else (255, 255, 255)
    picture = Image.new("RGB", (size.width, size.height), ground)
    draw = ImageDraw.Draw(picture)
    kinds = rng.sample([(colour, form) for colour in COLOURS for form in FORMS], count or rng.randint(1, 4))
    shapes: list[Shape] = []
    for colour, form in kinds:
        box = _free_place(rng, size, shapes)
        if box is None:
            continue
        corners = (box.left, box.top, box.right - 1, box.bottom - 1)
        if form == "square":
            draw.rectangle(corners, fill=COLOURS[colour])
        elif form == "circle":
            draw.ellipse(corners, fill=COLOURS[colour])
        else:
            middle = (box.left + box.right) / 2
            draw.polygon([(middle, box.top), (box.right, box.bottom), (box.left, box.bottom)], fill=COLOURS[colour])
        shapes.append(Shape(f"{colour} {form}", box))
    return np.array(picture), shapes


def _free_place(rng: random.Random, size: Size, taken: list[Shape]) -> Box | None:
    for _ in range(40):
        side = rng.randint(34, 60)
        left, top = rng.randint(2, size.width - side - 2), rng.randint(2, size.height - side - 2)
        box = Box(left, top, left + side, top + side)
        if all(box.expanded(4).intersection(other.box).area == 0 for other in taken):
            return box
    return None


def goal(shapes: list[Shape]) -> str:
    """The task that names these shapes in order."""
    return "click the " + ", then click the ".join(shape.words for shape in shapes)


def clicked(shape: Shape) -> Click[ImagePoint]:
    """A click on a shape's middle, in whole pixels."""
    return Click(start_point=ImagePoint(float(int(shape.box.center.x)), float(int(shape.box.center.y))))


def about(rng: random.Random, shape: Shape) -> Click[ImagePoint]:
    """A click somewhere on a shape's inner half, as the model itself clicks."""
    middle, reach = shape.box.center, shape.box.width / 4
    x, y = (int(at + rng.uniform(-reach, reach)) for at in (middle.x, middle.y))
    return Click(start_point=ImagePoint(float(x), float(y)))


def _note(rng: random.Random, size: Size) -> str:
    """How the loop words a change."""
    wide, high = (side if rng.random() < 0.5 else rng.randint(1, side) for side in (size.width, size.height))
    where = rng.choice(
        ("all over the screen", "where the step was", f"at ({rng.randint(0, 199)}, {rng.randint(0, 199)})")
    )
    return rng.choice(("something changed", f"{wide}×{high} pixels changed {where}"))


def example(rng: random.Random, size: Size) -> tuple[Frame, list[Shape], Task, tuple[Turn, ...], Action]:
    """A screen, its shapes, what is to be done on it, what was done, and the right next action."""
    frame, shapes = screen(rng, size)
    if rng.random() < 0.08:
        seen = {shape.words for shape in shapes}
        absent = rng.choice([f"{c} {f}" for c in COLOURS for f in FORMS if f"{c} {f}" not in seen])
        return frame, shapes, Task(text=f"click the {absent}"), (), Finished(status="failure")
    wanted = rng.sample(shapes, min(len(shapes), rng.choice((1, 1, 2))))
    done = rng.choice((0, 0, 0, 1, len(wanted)))
    turns = []
    for shape in wanted[:done]:
        decision = Decision(actions=(about(rng, shape),), image=size, reason="step")
        if rng.random() < 0.2:
            turns.append(Turn(decision=decision, verified=False, note=rng.choice(NOTHING)))
        turns.append(Turn(decision=decision, verified=True, note=_note(rng, size)))
    if done < len(wanted) and rng.random() < 0.1:
        decision = Decision(actions=(about(rng, wanted[done]),), image=size, reason="step")
        turns.append(Turn(decision=decision, verified=False, note=rng.choice(NOTHING)))
    action: Action = clicked(wanted[done]) if done < len(wanted) else Finished(status="success")
    return frame, shapes, Task(text=goal(wanted)), tuple(turns), action
