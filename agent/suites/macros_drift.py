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

from agent.macros.file.store import Macros
from agent.suites.base import Score
from agent.suites.drift_acts import acts
from agent.suites.drift_applications import STATE, Application
from agent.suites.drift_made_up import start_window
from agent.suites.drift_programs import PLAIN, SURPRISE, UNSEEN
from agent.suites.drift_replays import Done, Replayed, record, replay
from agent.suites.drift_stage import SCREEN, UNREAD, Act, Setting, Stage
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
    recorded = record(act, _fresh(folder, "recording"), "recorded", macros)
    for number in range(rounds):
        for kind in kinds:
            setting = setting_of(kind, act.name, number)
            name = f"{kind}/{act.name}" + (f"#{number + 1}" if number else "")
            surprise = _surprise if kind == "surprise dialog" and isinstance(act, Application) else None
            try:
                done = replay(act, setting, _fresh(folder, f"{kind}-{number}"), recorded.macro, macros, surprise)
            except (MimicError, TimeoutError) as error:
                yield Score(name, passed=False, steps=0, why=f"did not begin: {error}")
                continue
            yield _score(name, act, recorded, done)


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
    return chance.randrange(free[0]), chance.randrange(free[1]), 0, 0


def _resized(chance: random.Random, window: Window, screen: Size) -> Place:
    wide = min(screen.width - 20, round(window.width * chance.uniform(0.95, 1.4)))
    high = min(screen.height - 20, round(window.height * chance.uniform(0.95, 1.4)))
    # The size is that of what the frame holds: the window manager draws some pixels around it.
    return min(window.left, screen.width - wide), min(window.top, screen.height - high), wide - 2, high - 24


def _score(name: str, act: Act, recorded: Done, went: Replayed) -> Score:
    openers = frozenset(touch.name for touch in act.touches if touch.opens)
    done = [one for one in went.done if not act.harmless(one)]
    if done[-1:] and done[-1] in recorded.states:
        # Only where the program itself tells that nothing came of opening it twice.
        done = once_opened(done, recorded.meant, openers)
    meant = [one for one in recorded.meant if one.startswith(STATE)] if _tells_state_only(done) else recorded.meant
    wrong = wrong_of(done, meant, recorded.states)
    passed = went.finished and not wrong and len(done) == len(meant) and done[-1:] == meant[-1:]
    why = went.why
    if went.finished and not passed:
        why = f"it says that it finished, but {done} was done, not {meant}"
        wrong = wrong or (f"finished with {done[-1] if done else 'nothing'}",)
    if wrong:
        why = f"WRONG {', '.join(wrong)}; {why}"
    elif not passed:
        why = f"halted: {why}"
    unseen = sum(one.startswith(UNSEEN) for one in went.done)
    return Score(
        name, passed, len(recorded.macro.steps), why, seconds=went.account.seconds, wrong=wrong,
        halted=not went.finished and not wrong, figures={"presses before a dialog showed": unseen} if unseen else {},
    )  # fmt: skip


def _tells_state_only(done: list[str]) -> bool:
    return len(done) == 1 and done[0].startswith(STATE)


def once_opened(done: list[str], meant: list[str], openers: frozenset[str]) -> list[str]:
    """What was done, without the menus that were closed before anything was chosen in them and so were opened again."""
    kept: list[str] = []
    for one in done:
        back = len(kept)
        while 0 < back <= len(meant) and kept[back - 1] == meant[back - 1] and _name_in(kept[back - 1]) in openers:
            back -= 1
            if kept[back] == one != (meant[len(kept)] if len(kept) < len(meant) else ""):
                del kept[back:]
                break
        kept.append(one)
    return kept


def _name_in(line: str) -> str:
    return line.partition("“")[2].rstrip("”")


def wrong_of(done: list[str], meant: list[str], states: frozenset[str]) -> tuple[str, ...]:
    """What was done that was not meant: done has to be a beginning of it, and things stand as they once did."""
    acted = [one for one in done if not one.startswith(STATE)]
    wanted = [one for one in meant if not one.startswith(STATE)]
    for at, one in enumerate(acted):
        if at >= len(wanted):
            return (f"{one} after the end",)
        # Typing that was broken off is a beginning of what was to be typed.
        begun = at == len(acted) - 1 and " = " in one and wanted[at].startswith(one)
        if one not in (wanted[at], UNREAD) and not begun:
            return (f"{one} instead of {wanted[at]}",)
    stands = done[-1] if done and done[-1].startswith(STATE) else ""
    return (stands,) if stands and stands not in states and stands != f"{STATE}{UNREAD}" else ()


def _surprise(stage: Stage) -> None:
    """A window of another program comes up, over what is being done."""
    spec, log = stage.home / "surprise.json", stage.home / "surprise.jsonl"
    spec.write_text(json.dumps({**PLAIN, **SURPRISE, "panels": {}}), encoding="utf-8")
    start_window(stage.display, spec, log, {})


def _fresh(folder: Path, name: str) -> Path:
    home = folder / name.replace(" ", "-")
    home.mkdir(parents=True)
    return home
