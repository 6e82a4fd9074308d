"""Part “video”: what a person did is told from recordings of their screen alone, and compared with what they did.

Five sessions on five programs are filmed as a screen recorder does it, pointer and all. A step is right where it is of
the same kind at the same thing, or types the same text, in the same order; a wrong one has to be marked unsure. The
reading of films began with these five; part “video-others” has sessions of other kinds.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from agent.macros.file.store import Macros
from agent.macros.films.video import from_video
from agent.session import ParsedTexts
from agent.suites.base import Score
from agent.suites.drift_acts import acts
from agent.suites.drift_stage import Act, Setting, Stage, Wholly, awaited, staged
from agent.suites.filming import GLIDE_S, LETTER_S, PACE_S, PRESSED_S, RESTS_S, Film, Filming, Truth, compared
from agent.suites.hand import Hand
from bridges.errors import MacroUnusable
from model.registry import model_named

SESSIONS = ("orders (window)", "library (page)", "galculator", "kcalc", "mousepad")
ENOUGH = 0.8
"""Of the steps have to be right."""


def picked_scores(rounds: int, only: Sequence[str], runs: Path) -> Iterator[Score]:  # noqa: ARG001 - keeps no runs
    """One score for each session and round."""
    for act in acts():
        if act.name not in SESSIONS or (only and act.name not in only):
            continue
        for number in range(1, rounds + 1):
            with tempfile.TemporaryDirectory(prefix="mimic-video-") as folder:
                began, film = time.monotonic(), Path(folder) / "film.mp4"
                truth = filmed(act, Path(folder), film)
                name = f"video/{act.name}" + (f"#{number}" if number > 1 else "")
                yield scored(name, film, truth, Path(folder), began)


def filmed(act: Act, folder: Path, film: Path) -> list[Truth]:
    """Film a session; what the person did in it."""
    home = folder / "home"
    home.mkdir()
    with (
        staged(Wholly(act), Setting(), home) as stage,
        Hand(stage.display, letter_s=LETTER_S) as hand,
        Film(stage.display, film, Filming()),
    ):
        truth = _done_by(hand, stage, act)
        time.sleep(PACE_S)
        return truth


def scored(name: str, film: Path, truth: Sequence[Truth], folder: Path, began: float) -> Score:
    """What is told of a film, against what the person did; ``began`` is when, on the monotonic clock."""
    try:
        macro = from_video(film, "seen", Macros(folder / "macros"), ParsedTexts(model_named("mini")))
    except MacroUnusable as error:
        return Score(name, passed=False, steps=len(truth), why=str(error), seconds=time.monotonic() - began)
    pairs = compared(truth, macro)
    right = len(pairs)
    wrong = [step for at, step in enumerate(macro.steps) if at not in {found for _, found in pairs}]
    sure = [f"{step.do} ({step.note})" for step in wrong if not step.unsure]
    missed = [f"{one.kind} {one.text}" for at, one in enumerate(truth) if at not in {wanted for wanted, _ in pairs}]
    passed = right >= ENOUGH * len(truth) and not sure
    others = f"{len(wrong) - len(sure)} others unsure, {len(sure)} wrong and sure: {sure}"
    why = f"{right} of {len(truth)} steps right, {others}; missed {missed}"
    figures = {"steps right": right / len(truth), "wrong and sure": float(len(sure))}
    return Score(name, passed, len(truth), why, figures=figures, seconds=time.monotonic() - began)


def _done_by(hand: Hand, stage: Stage, act: Act) -> list[Truth]:
    """Let the hand do what the act's person does, at a person's pace; presses of keys leave nothing to see."""
    truth: list[Truth] = []
    for touch in act.touches:
        node = awaited(stage, touch)
        if node is not None:
            center = node.box.center
            hand.glide(round(center.x), round(center.y), GLIDE_S)
            time.sleep(RESTS_S)
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
