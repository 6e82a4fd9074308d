"""Macros under drift: each was recorded once, and is replayed where something about the desktop has changed.

A replay passes when the program says that all was done that was done at the recording. One that halts says why, and
has done a beginning of it. Whatever else the program says was done is a wrong action. What differs is drawn at random,
from a seed that the case and the round make up.
"""

from __future__ import annotations

import json
import random
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from agent.macros.schema import Macro
from agent.macros.store import Macros
from agent.suites.base import Score
from agent.suites.drift_acts import Application, acts, events_of, start_window
from agent.suites.drift_programs import PLAIN, SURPRISE
from agent.suites.drift_stage import SCREEN, Act, Replayed, Setting, Stage, record, replay
from bridges.coordinates import Size
from bridges.errors import MimicError
from bridges.windows import Window

SCREENS = (Size(1024, 768), Size(1440, 900), Size(1600, 1000), Size(1920, 1080))
SCALES = (1.25, 1.5, 1.75, 2.0)
Place = tuple[int, int, int, int]


def picked_scores(rounds: int, only: Sequence[str], runs: Path) -> Iterator[Score]:  # noqa: ARG001 - keeps no runs
    """A score for each program and kind of drift; ``only`` names kinds, programs, or "kind/program"."""
    with tempfile.TemporaryDirectory(prefix="mimic-drift-") as folder:
        for act in acts():
            kinds = [kind for kind in act.kinds if _wanted(kind, act.name, only)]
            if kinds:
                yield from _scores(act, kinds, rounds, Path(folder) / act.name)


def _wanted(kind: str, name: str, only: Sequence[str]) -> bool:
    return not only or bool({kind, name, f"{kind}/{name}"} & set(only))


def _scores(act: Act, kinds: Sequence[str], rounds: int, folder: Path) -> Iterator[Score]:
    macros = Macros(folder / "macros")
    macro, meant = record(act, _fresh(folder, "recording"), "recorded", macros)
    for number in range(rounds):
        for kind in kinds:
            setting = setting_of(kind, act.name, number)
            name = f"{kind}/{act.name}" + (f"#{number + 1}" if number else "")
            surprise = _surprise if kind == "surprise dialog" and isinstance(act, Application) else None
            try:
                done = replay(act, setting, _fresh(folder, f"{kind}-{number}"), macro, macros, surprise)
            except (MimicError, TimeoutError) as error:
                yield Score(name, passed=False, steps=0, why=f"did not begin: {error}")
                continue
            yield _score(name, act, macro, meant, done)


def setting_of(kind: str, name: str, number: int) -> Setting:
    """How the desktop is for this case; drawn from a seed of its own."""
    seed = zlib.crc32(f"{kind}/{name}/{number}".encode())
    chance = random.Random(seed)
    match kind:
        case "moved":
            return Setting(kind, seed, place=_moved)
        case "resized":
            return Setting(kind, seed, place=_resized)
        case "maximised":
            return Setting(kind, seed, place=lambda *_: None)
        case "scaled":
            scale = chance.choice(SCALES)
            return Setting(kind, seed, Size(round(SCREEN.width * scale), round(SCREEN.height * scale)), scale)
        case "other resolution":
            return Setting(kind, seed, chance.choice(SCREENS))
    return Setting(kind, seed)


def _moved(chance: random.Random, window: Window, screen: Size) -> Place:
    free = max(1, screen.width - window.width), max(1, screen.height - window.height)
    return chance.randrange(free[0]), chance.randrange(free[1]), *_inner(window, window.width, window.height)


def _resized(chance: random.Random, window: Window, screen: Size) -> Place:
    wide = min(screen.width - 20, round(window.width * chance.uniform(0.95, 1.4)))
    high = min(screen.height - 20, round(window.height * chance.uniform(0.95, 1.4)))
    return min(window.left, screen.width - wide), min(window.top, screen.height - high), *_inner(window, wide, high)


def _inner(window: Window, wide: int, high: int) -> tuple[int, int]:
    """The size of what the frame holds: the window manager draws some pixels around it."""
    del window
    return wide - 2, high - 24


def _score(name: str, act: Act, macro: Macro, meant: list[str], went: Replayed) -> Score:
    wrong = wrong_of(act, meant, went.done)
    passed = went.finished and not wrong and [one for one in went.done if not act.harmless(one)] == meant
    why = went.why
    if went.finished and not passed:
        why = f"it says that it finished, but {went.done} was done, not {meant}"
        wrong = wrong or (f"finished with {went.done[-1] if went.done else 'nothing'}",)
    if wrong:
        why = f"WRONG {', '.join(wrong)}; {why}"
    elif not passed:
        why = f"halted: {why}"
    halted = not went.finished and not wrong
    return Score(name, passed, len(macro.steps), why, seconds=went.account.seconds, halted=halted, wrong=wrong)


def wrong_of(act: Act, meant: list[str], done: list[str]) -> tuple[str, ...]:
    """What was done that was not meant: done must be a beginning of what is meant, but for what is harmless."""
    acted = [one for one in done if not act.harmless(one) and not one.startswith("state:")]
    wanted = [one for one in meant if not one.startswith("state:")]
    wrong = []
    for at, one in enumerate(acted):
        if at >= len(wanted):
            wrong.append(f"{one} after the end")
        elif one != wanted[at]:
            # Typing that was broken off is a beginning of what was to be typed.
            begun = at == len(acted) - 1 and " = " in one and wanted[at].startswith(one)
            if not begun:
                wrong.append(f"{one} instead of {wanted[at]}")
                break
    return tuple(wrong)


def _surprise(stage: Stage) -> None:
    """A window of another program comes up, over what is being done."""
    spec, log = stage.home / "surprise.json", stage.home / "surprise.jsonl"
    spec.write_text(json.dumps({**PLAIN, **SURPRISE, "panels": {}}), encoding="utf-8")
    start_window(stage.display, spec, log, {})


def surprised(stage: Stage) -> list[str]:
    """What was pressed in the surprise."""
    return [str(one["id"]) for one in events_of(stage.home / "surprise.jsonl") if one["event"] == "pressed"]


def _fresh(folder: Path, name: str) -> Path:
    home = folder / name.replace(" ", "-")
    home.mkdir(parents=True)
    return home
