"""`mimic finetune`: a checkpoint learns from recorded runs and from the replays of macros."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from agent.lessons import lessons_of, lessons_of_replay, replays_of
from agent.macros.file.store import Macros
from agent.settings import load as settings
from agent.trajectory import runs as stored
from bridges.errors import ModelUnavailable
from model.mimo.checkpoint import Options
from model.mimo.finetuning import Lesson, Plan, Score, finetune, score
from ui.failures import FINISHED
from ui.past import run_named

HELD_OUT = 0.2
"""Share of the runs that are kept from training, for the score."""
FIGURES = (("in_box", "point in box"), ("giou", "GIoU"), ("exact", "exact match"))


def finetune_from(
    names: Sequence[str], keep: Sequence[str], base: str | None, out: Path, how: Plan, *, as_json: bool
) -> int:
    """Train an adapter from runs and macros, and print how the model does on runs that it was not taught.

    ``keep`` names runs and macros of what the model must not unlearn: they are taught along, and scored apart.
    """
    from model.mimo.backend import Mimo
    from model.mimo.checkpoint import load

    options = Options.from_environment()
    options = replace(options, checkpoint=base or options.checkpoint, adapter="")
    parts = {"new": _parted(names)} | ({"kept": _parted(keep)} if keep else {})

    def scored(options: Options) -> dict[str, Score]:
        mimo = Mimo(load(options), think=False)
        return {part: score(mimo, held_out) for part, (held_out, _) in parts.items()}

    taught = [lesson for _, lessons in parts.values() for lesson in lessons]
    before = scored(options)
    finetune(options, taught, out, how, lambda line: click.echo(line, err=True))
    after = scored(replace(options, adapter=str(out)))
    if as_json:
        told = {part: {"before": asdict(before[part]), "after": asdict(after[part])} for part in parts}
        print(json.dumps({"adapter": str(out), "taught": len(taught), **told}))
        return FINISHED
    for part in parts:
        what = "of what was to be learned" if part == "new" else "of what was to be kept"
        print(f"{after[part].lessons} steps {what}, none of them taught:")
        for name, words in FIGURES:
            print(f"  {words:<14}{getattr(before[part], name):6.2f} before {getattr(after[part], name):6.2f} after")
    print(f"{len(taught)} steps were taught. Use it: --model mimo --adapter {out}")
    return FINISHED


def _parted(names: Sequence[str]) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons of some of the runs, for the score, and those of the others, to be taught."""
    lessons = [list(each) for name in names for each in _lessons(name)]
    lessons = [each for each in lessons if each]
    if len(lessons) < 2:
        raise ModelUnavailable(
            "Fine-tuning",
            f"{len(lessons)} runs that succeeded are among {', '.join(names)}",
            "Give at least two runs that succeeded, or a macro that was replayed twice.",
        )
    random.Random(0).shuffle(lessons)
    kept = max(1, round(HELD_OUT * len(lessons)))
    held_out, taught = ([lesson for run in part for lesson in run] for part in (lessons[:kept], lessons[kept:]))
    return held_out, taught


def _lessons(name: str) -> list[list[Lesson]]:
    """The lessons of a run, of every run in a folder, or of every replay of a macro."""
    if Path(name).is_dir() and not (Path(name) / "run.json").is_file():
        return [list(lessons_of(run)) for run in stored(Path(name))]
    macros = Macros()
    if name not in macros.names():
        return [list(lessons_of(run_named(name)))]
    macro = macros.load(name)
    return [list(lessons_of_replay(run, macro)) for run in replays_of(macro, stored(settings().settings.runs))]
