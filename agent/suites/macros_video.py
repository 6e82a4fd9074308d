"""Part “video”: what a person did is told from recordings of their screen alone, and compared with what they did.

Five sessions on five programs are filmed as a screen recorder does it, pointer and all. A step is right where it is of
the same kind at the same thing, or types the same text, in the same order; a wrong one has to be marked unsure.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Self

import numpy as np

from agent.macros.schema import Macro
from agent.macros.store import Macros
from agent.macros.video import from_video
from agent.reading import same
from agent.session import ParsedTexts
from agent.suites.base import Score
from agent.suites.drift_acts import acts
from agent.suites.drift_stage import Act, Setting, Stage, Wholly, awaited, staged
from agent.suites.hand import Hand
from bridges.coordinates import Box, FramePoint
from bridges.session import x_environment
from bridges.virtual import PrivateDisplay
from model.registry import model_named

SESSIONS = ("orders (window)", "library (page)", "galculator", "kcalc", "mousepad")
ENOUGH = 0.8
"""Of the steps have to be right."""
RATE = 10
"""Pictures a second, as screen recorders take few where little moves."""
PACE_S, LETTER_S, GLIDE_S, PRESSED_S = 1.2, 0.09, 0.4, 0.09
MORE = 8.0
"""Pixels around a thing that still count as on it."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the person did."""

    kind: str
    box: Box | None = None
    text: str = ""


def picked_scores(rounds: int, only: Sequence[str], runs: Path) -> Iterator[Score]:  # noqa: ARG001 - keeps no runs
    """One score for each session and round."""
    for act in acts():
        if act.name not in SESSIONS or (only and act.name not in only):
            continue
        for number in range(1, rounds + 1):
            with tempfile.TemporaryDirectory(prefix="mimic-video-") as folder:
                yield told(act, Path(folder), f"video/{act.name}" + (f"#{number}" if number > 1 else ""))


def told(act: Act, folder: Path, name: str) -> Score:
    """Film a session, tell it, compare."""
    began = time.monotonic()
    film, home = folder / "film.mp4", folder / "home"
    home.mkdir()
    with (
        staged(Wholly(act), Setting(), home) as stage,
        Hand(stage.display, letter_s=LETTER_S) as hand,
        Film(stage.display, film),
    ):
        truth = _done_by(hand, stage, act)
        time.sleep(PACE_S)
    macro = from_video(film, "seen", Macros(folder / "macros"), ParsedTexts(model_named("mini")))
    pairs = compared(truth, macro)
    right = len(pairs)
    unsure = [step.unsure for at, step in enumerate(macro.steps) if at not in {found for _, found in pairs}]
    missed = [f"{one.kind} {one.text}" for at, one in enumerate(truth) if at not in {wanted for wanted, _ in pairs}]
    sure_wrong = len(unsure) - sum(unsure)
    passed = right >= ENOUGH * len(truth) and not sure_wrong
    others = f"{sum(unsure)} others unsure, {sure_wrong} wrong and sure"
    why = f"{right} of {len(truth)} steps right, {others}; missed {missed}"
    return Score(name, passed, len(truth), why, seconds=time.monotonic() - began)


def _done_by(hand: Hand, stage: Stage, act: Act) -> list[Truth]:
    """Let the hand do what the act's person does, at a person's pace; presses of keys leave nothing to see."""
    truth: list[Truth] = []
    for touch in act.touches:
        node = awaited(stage, touch)
        if node is not None:
            center = node.box.center
            hand.glide(round(center.x), round(center.y), GLIDE_S)
            time.sleep(0.2)
            hand.press()
            time.sleep(PRESSED_S)
            hand.release()
            truth.append(Truth("click", node.box))
        if touch.do == "input":
            time.sleep(PACE_S)
            hand.type(touch.text)
            truth.append(Truth("input", text=touch.text))
        time.sleep(PACE_S)
    return truth


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
    if truth.kind == "input":
        parameter = macro.parameters.get(step.text.strip("{}"))
        return same(parameter.default or "" if parameter else step.text, truth.text)
    place = step.target.place if step.target else None
    if place is None or truth.box is None:
        return False
    box = place.box.moved(*place.corner) if place.window else place.box
    point = FramePoint(box.left + place.at[0] * box.width, box.top + place.at[1] * box.height)
    return truth.box.expanded(MORE).contains(point)


class Film:
    """Records a display with its pointer, on a thread of its own; a context manager."""

    def __init__(self, display: PrivateDisplay, path: Path) -> None:
        self._display, self._path = display, path
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

        size = self._display.size
        with x_environment(self._display.name, self._display.environment):
            camera = mss.MSS(display=self._display.name, with_cursor=True)
        with camera, av.open(str(self._path), "w") as container:
            stream = container.add_stream("libx264", rate=RATE, options={"crf": "20", "preset": "ultrafast"})
            stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
            stream.time_base = Fraction(1, 1000)
            stream.codec_context.time_base = Fraction(1, 1000)
            began = time.monotonic()
            while not self._over.wait(1 / RATE):
                shot = camera.grab(camera.monitors[0])
                pixels = np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)
                frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels[:, :, 2::-1]), format="rgb24")
                frame.pts, frame.time_base = round((time.monotonic() - began) * 1000), Fraction(1, 1000)
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
