# ruff: noqa: E501 - tables read better unbroken
"""Write the pointer that ships from what was trained: `python -m model.train.pointer_export TRAINED DATA [--bits 8]`.

Into model/weights go pointer.xml and .bin (the transformer, weights in 8 bits), pointer_words.npz (the table of word
pieces) and pointer.json (temperature, threshold, discount of "none"); hashes.json is brought up to date. Into tests/model goes pointer_reference.npz: some inputs, and what the torch model says about them.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from model.pointer.pointer import OUTPUTS
from model.sight.weights import FOLDER
from model.train.pointer import load
from model.train.pointer_data import Data
from model.train.pointer_net import PointerCore, PointerNet
from model.train.shipped import record_hashes

TESTS = Path(__file__).parent.parent.parent / "tests" / "model"


class Ordered(nn.Module):
    """The core with its outputs in the order of OUTPUTS."""

    def __init__(self, core: PointerCore) -> None:
        super().__init__()
        self.core = core

    def forward(self, said: Tensor, kinds: Tensor, items: Tensor, features: Tensor, vectors: Tensor, boxes: Tensor, pairs: Tensor) -> tuple[Tensor, ...]:  # fmt: skip
        out = self.core(said, kinds, items, features, vectors, boxes, pairs)
        return tuple(out[name] for name in OUTPUTS)


def arrays(net: PointerNet, given: Any) -> list[Tensor]:
    """The inputs of the core for one decision."""
    table = net.table.weight.detach()
    items = torch.stack([table[numbers].mean(0) if numbers else torch.zeros(table.shape[1]) for numbers in given.items])
    return [
        table[torch.from_numpy(given.said.numbers)][None], torch.from_numpy(given.said.kinds)[None], items.view(1, -1, 3, table.shape[1]),
        *(torch.from_numpy(np.ascontiguousarray(part, np.float32))[None] for part in (given.features, given.vectors, given.boxes, given.pairs)),
    ]  # fmt: skip


def main() -> None:
    import openvino as ov

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--into", type=Path, default=FOLDER, help="another folder than that of what ships")
    parser.add_argument("--bits", type=int, choices=(8, 16), default=8)
    arguments = parser.parse_args()
    into = arguments.into
    into.mkdir(parents=True, exist_ok=True)
    net = load(arguments.trained).eval()
    data = Data(arguments.data, valid=True)
    examples = [data.written(random.Random(number), 12, number)[0][0] for number in range(min(4, len(data.screens)))]
    core = Ordered(net.core).eval()
    inputs = arrays(net, examples[0])
    shapes = [
        [1, -1, 384],
        [1, -1],
        [1, -1, 3, 384],
        [1, -1, inputs[3].shape[-1]],
        [1, -1, 256],
        [1, -1, inputs[5].shape[-1]],
        [1, -1, -1, inputs[6].shape[-1]],
    ]
    model = ov.convert_model(core, example_input=tuple(inputs), input=[ov.PartialShape(shape) for shape in shapes])
    if arguments.bits == 8:
        import nncf

        model = nncf.compress_weights(model, mode=nncf.CompressWeightsMode.INT8_SYM)
    ov.save_model(model, into / "pointer.xml", compress_to_fp16=True)
    words = net.table.weight.detach().numpy()
    step = (np.abs(words).max(1, keepdims=True) / 127).astype(np.float16)
    codes = np.round(words / np.maximum(step.astype(np.float32), 1e-9)).clip(-127, 127).astype(np.int8)
    np.savez_compressed(into / "pointer_words.npz", table=codes, step=step)
    figures = json.loads((arguments.trained / "valid.json").read_text())
    settings = {name: figures[name] for name in ("temperature", "none", "threshold")}
    (into / "pointer.json").write_text(json.dumps(settings) + "\n")
    shutil.copy(arguments.trained / "log.jsonl", into / "pointer_log.jsonl")
    reference: dict[str, np.ndarray] = {}
    for number, given in enumerate(examples[:2]):
        parts = arrays(net, given)
        with torch.inference_mode():
            out = core(*parts)
        reference[f"target{number}"], reference[f"kind{number}"] = out[0][0].numpy(), out[3][0].numpy()
        for name, value in (("numbers", given.said.numbers), ("kinds", given.said.kinds), ("features", given.features), ("vectors", given.vectors), ("boxes", given.boxes), ("pairs", given.pairs)):  # fmt: skip
            reference[f"{name}{number}"] = (
                value.astype(np.float16) if value.dtype == np.float32 and name != "boxes" else value
            )
        reference[f"items{number}"] = np.array([row + [-1] * (12 - len(row)) for row in given.items], np.int32)
    if into != FOLDER:
        np.savez_compressed(into / "pointer_reference.npz", **reference)
        return
    np.savez_compressed(TESTS / "pointer_reference.npz", **reference)
    record_hashes(FOLDER, (path for path in FOLDER.glob("pointer*") if path.suffix != ".jsonl"))
    print(json.dumps({path.name: path.stat().st_size for path in sorted(FOLDER.glob("pointer*"))}))


if __name__ == "__main__":
    main()
