"""`mimic model`: checkpoints of the big model: which are here, what fits, fetching, checking and packing them."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from bridges.errors import ModelUnavailable
from model.mimo.checkpoint import Options, find
from model.mimo.hub import config_of, here, pull, quantize, ways
from model.mimo.preflight import GB, Plan
from model.registry import known_models

if TYPE_CHECKING:
    from model.mimo.agreement import Agreement


def list_models(*, as_json: bool) -> int:
    """The models that can be named with --model, and the checkpoints that lie here."""
    models = sorted(known_models())
    found = [{"name": one.name, "folder": str(one.folder), "gb": round(one.bytes / GB, 2)} for one in here()]
    chosen = Options.from_environment().checkpoint
    if as_json:
        print(json.dumps({"models": models, "checkpoint": chosen, "checkpoints": found}, ensure_ascii=False))
        return 0
    console = Console(highlight=False)
    console.print(f"--model   {', '.join(models)}", markup=False)
    console.print(f"mimo uses {chosen} (MIMIC_MIMO_CHECKPOINT)", markup=False)
    for one in found:
        console.print(f"  {one['name']:<44} {one['gb']:>6.1f} GB  {one['folder']}", markup=False, soft_wrap=True)
    if not found:
        console.print(f"No checkpoint is here. Fetch one: mimic model pull {chosen}", markup=False)
    return 0


def pull_model(name: str, to: Path | None, source: str, endpoint: str | None) -> int:
    """Fetch a checkpoint and say what fits this machine."""
    folder = pull(name, to, source, endpoint)
    print(folder)
    return _tell_ways(folder)


def check_model(checkpoint: str | None, prompts: int, *, as_json: bool) -> int:
    """Say how a checkpoint can be loaded; with ``prompts``, load it and compare it with transformers on so many.

    0 where it can be loaded here (and agrees), else 1.
    """
    folder = find(checkpoint or Options.from_environment().checkpoint)
    found = ways(folder)
    result: dict[str, Any] = {"folder": str(folder), "ways": {name: str(way) for name, way in found}}
    good = any(isinstance(way, Plan) for _, way in found)
    if not as_json:
        _tell_ways(folder)
    if prompts and good:
        compared = _compared(folder, prompts)
        good = compared.close
        result |= asdict(compared) | {"close": compared.close}
        if not as_json:
            print(
                f"Compared with transformers on {compared.prompts} prompts: {compared.same_replies} replies the same, "
                f"{compared.same_likeliest} of {compared.tokens} likeliest tokens the same, logits at most "
                f"{compared.largest_error:.2g} of {compared.largest_logit:.3g} apart: "
                + ("they agree" if compared.close else "more than rounding explains; do not trust its answers")
            )
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    return 0 if good else 1


def _compared(folder: Path, prompts: int) -> Agreement:
    from model.mimo.agreement import agreement, screens
    from model.mimo.backend import Mimo
    from model.mimo.checkpoint import load
    from model.mimo.packing import is_packed

    if is_packed(config_of(folder)):
        found = "it is packed into 4 bits, which transformers cannot read"
        raise ModelUnavailable(f"Comparing {folder}", found, "Compare the checkpoint that it was made from.")
    mimo = Mimo(load(replace(Options.from_environment(), checkpoint=str(folder), bits=16)), think=False)
    return agreement(mimo, screens(prompts, sides=(16, 32)))


def quantize_model(checkpoint: str, folder: Path) -> int:
    """Pack a checkpoint into a folder that MIMIC_MIMO_CHECKPOINT can name."""
    size = quantize(checkpoint, folder)
    print(f"{folder}: {size / GB:.2f} GB. Use it: MIMIC_MIMO_CHECKPOINT={folder}")
    return 0


def _tell_ways(folder: Path) -> int:
    console = Console(highlight=False)
    found = ways(folder)
    for name, way in found:
        mark = ("✓ ", "bold green") if isinstance(way, Plan) else ("✗ ", "dim")
        console.print(Text.assemble(mark, f"{name:<14}", str(way)), soft_wrap=True)
    return 0 if any(isinstance(way, Plan) for _, way in found) else 1
