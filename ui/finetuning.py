"""`mimic finetune`: a checkpoint learns from recorded runs."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from agent.lessons import lessons_of
from bridges.errors import ModelUnavailable
from model.mimo.checkpoint import Options
from ui.failures import FINISHED
from ui.past import run_named

HELD_OUT = 0.2
"""Share of the runs that are kept from training, for the score."""


def finetune_runs(
    runs: Sequence[str], base: str | None, out: Path, *, epochs: int, rate: float, rank: int, as_json: bool
) -> int:
    """Train an adapter from the runs and print how the model does on runs it was not taught, before and after."""
    from model.mimo.backend import Mimo
    from model.mimo.checkpoint import load
    from model.mimo.finetuning import Plan, finetune, score

    options = Options.from_environment()
    options = replace(options, checkpoint=base or options.checkpoint, adapter="")
    lessons = [list(lessons_of(run_named(name))) for name in runs]
    lessons = [each for each in lessons if each]
    if len(lessons) < 2:
        raise ModelUnavailable(
            "Fine-tuning", f"{len(lessons)} of {len(runs)} runs succeeded", "Give at least two runs that succeeded."
        )
    random.Random(0).shuffle(lessons)
    kept = max(1, round(HELD_OUT * len(lessons)))
    held_out, taught = ([lesson for run in part for lesson in run] for part in (lessons[:kept], lessons[kept:]))
    before = score(Mimo(load(options), think=False), held_out)
    finetune(options, taught, out, Plan(epochs, rate, rank), lambda line: click.echo(line, err=True))
    after = score(Mimo(load(replace(options, adapter=str(out))), think=False), held_out)
    if as_json:
        told = {"adapter": str(out), "taught": len(taught), "before": asdict(before), "after": asdict(after)}
        print(json.dumps(told))
        return FINISHED
    print(f"{len(taught)} steps taught, {after.lessons} kept apart for the score:")
    for name, words in (("in_box", "point in box"), ("giou", "GIoU"), ("exact", "exact match")):
        print(f"  {words:<14}{getattr(before, name):6.2f} before {getattr(after, name):6.2f} after")
    print(f"Use it: --model mimo --adapter {out}")
    return FINISHED
