"""Films of a display, as screen recorders make them, and what a person does meanwhile: what a film is told by."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np

from agent.macros.file.schema import Macro
from agent.reading import same
from agent.suites.person import Person
from bridges.coordinates import Box, FramePoint
from bridges.session import x_environment
from bridges.virtual import PrivateDisplay

PACE_S, LETTER_S, GLIDE_S, RESTS_S, PRESSED_S = 1.2, 0.09, 0.4, 0.2, 0.09
BETWEEN_S = 0.12
"""Between the two presses of a double click."""
DRAGGED_S = 0.8
NOTCH_S = 0.15
MORE = 8.0
"""Pixels around a thing that still count as on it."""


@dataclass(frozen=True, slots=True)
class Filming:
    """How a recorder films."""

    rate: int = 10
    """Pictures a second, as screen recorders take few where little moves."""
    crf: int = 20
    """Of H.264: the higher, the coarser."""
    pointer: bool = True
    """Whether the pointer is in the film."""


class Film:
    """Records a display on a thread of its own; a context manager."""

    def __init__(self, display: PrivateDisplay, path: Path, filming: Filming) -> None:
        self._display, self._path, self._filming = display, path, filming
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._record, name="film", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _record(self) -> None:
        import av
        import mss

        size, rate = self._display.size, self._filming.rate
        with x_environment(self._display.name, self._display.environment):
            camera = mss.MSS(display=self._display.name, with_cursor=self._filming.pointer)
        with camera, av.open(str(self._path), "w") as container:
            options = {"crf": str(self._filming.crf), "preset": "ultrafast"}
            stream = container.add_stream("libx264", rate=rate, options=options)
            stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
            stream.time_base = Fraction(1, 1000)
            stream.codec_context.time_base = Fraction(1, 1000)
            began, taken, latest = time.monotonic(), 0, -1
            while not self._over.wait(max(0.0, began + taken / rate - time.monotonic())):
                shot = camera.grab(camera.monitors[0])
                pixels = np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)
                frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels[:, :, 2::-1]), format="rgb24")
                seconds = time.monotonic() - began
                # A recorder that comes too late leaves pictures out, and does not take them afterwards.
                taken = int(seconds * rate) + 1
                latest = max(latest + 1, round(seconds * 1000))
                frame.pts, frame.time_base = latest, Fraction(1, 1000)
                container.mux(stream.encode(frame))
            container.mux(stream.encode())


@dataclass(frozen=True, slots=True)
class Truth:
    """What the person did."""

    kind: Literal["click", "doubleclick", "rightclick", "drag", "scroll", "input", "press"]
    box: Box | None = None
    """Of what it was done to."""
    text: str = ""
    """What was typed, the key that was pressed, or which way was scrolled."""
    to: Box | None = None
    """Of what was dragged to."""


class Doing:
    """A person before the display who finds things by reading, and notes what they do."""

    def __init__(self, person: Person) -> None:
        self.person, self.truth = person, list[Truth]()

    def clicks(self, words: str, *, right: float = 0.0, down: float = 0.0) -> None:
        """Click what the words stand on, or so many pixels from its middle."""
        box = self._goes_to(words, right, down)
        self._presses(1)
        self._did(Truth("click", box))

    def clicks_right(self, words: str) -> None:
        box = self._goes_to(words)
        self._presses(3)
        self._did(Truth("rightclick", box))

    def clicks_twice(self, words: str) -> None:
        box = self._goes_to(words)
        self._presses(1)
        time.sleep(BETWEEN_S)
        self._presses(1)
        self._did(Truth("doubleclick", box))

    def drags(self, words: str, onto: str = "", *, right: float = 0.0, by: float = 0.0) -> None:
        """Drag what is so far right of the words onto other words, or by so many pixels to the right."""
        end = self.person.sees(onto).box if onto else None
        box = self._goes_to(words, right)
        end = end or box.moved(by, 0.0)
        hand = self.person.hand
        hand.press()
        time.sleep(RESTS_S)
        hand.glide(round(end.center.x), round(end.center.y), DRAGGED_S, 24)
        time.sleep(RESTS_S)
        hand.release()
        self._did(Truth("drag", box, to=end))

    def scrolls(self, direction: Literal["up", "down"], notches: int, over: str) -> None:
        box = self._goes_to(over)
        self.person.hand.wheel(direction, notches, NOTCH_S)
        self._did(Truth("scroll", box, direction))

    def types(self, text: str) -> None:
        self.person.hand.type(text)
        self._did(Truth("input", text=text))

    def enters(self) -> None:
        """Press Enter, where something is to be seen of it."""
        self.person.hand.tap("Return")
        self._did(Truth("press", text="enter"))

    def _goes_to(self, words: str, right: float = 0.0, down: float = 0.0) -> Box:
        box = self.person.sees(words).box.moved(right, down)
        if right or down:
            center = box.center
            box = Box(center.x - 4, center.y - 4, center.x + 4, center.y + 4)
        self.person.hand.glide(round(box.center.x), round(box.center.y), GLIDE_S)
        time.sleep(RESTS_S)
        return box

    def _presses(self, button: int) -> None:
        self.person.hand.press(button)
        time.sleep(PRESSED_S)
        self.person.hand.release(button)

    def _did(self, truth: Truth) -> None:
        self.truth.append(truth)
        time.sleep(PACE_S)


def layout_on(display: PrivateDisplay, layout: str) -> None:
    """Give the keyboard of a display another layout, by its name to setxkbmap."""
    subprocess.run(["setxkbmap", "-display", display.name, layout], env=display.environment, check=True)


def compared(truth: Sequence[Truth], macro: Macro) -> list[tuple[int, int]]:
    """The longest row of steps that are right, in order: places in the truth and in the macro."""
    steps = macro.steps
    best = [[0] * (len(steps) + 1) for _ in range(len(truth) + 1)]
    for i in reversed(range(len(truth))):
        for j in reversed(range(len(steps))):
            hit = best[i + 1][j + 1] + 1 if _right(truth[i], steps[j], macro) else 0
            best[i][j] = max(hit, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(truth) and j < len(steps):
        if _right(truth[i], steps[j], macro) and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _right(truth: Truth, step: Any, macro: Macro) -> bool:
    if step.do != truth.kind:
        return False
    match truth.kind:
        case "input":
            parameter = macro.parameters.get(step.text.strip("{}"))
            return same(parameter.default or "" if parameter else step.text, truth.text)
        case "press":
            return list(step.keys) == [truth.text]
        case "scroll":
            return bool(step.direction == truth.text)
    start = _point(step.target)
    if start is None or truth.box is None or not truth.box.expanded(MORE).contains(start):
        return False
    if truth.to is None:
        return True
    end = _point(step.to) or (step.by and FramePoint(start.x + step.by[0], start.y + step.by[1]))
    return end is not None and truth.to.expanded(MORE).contains(end)


def _point(target: Any) -> FramePoint | None:
    place = target.place if target else None
    if place is None:
        return None
    box = place.box.moved(*place.corner) if place.window else place.box
    return FramePoint(box.left + place.at[0] * box.width, box.top + place.at[1] * box.height)
