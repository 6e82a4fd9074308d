"""A small random model of MiMo-VL's class, prompts for it, and what transformers itself computes."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import torch

from model.mimo.checkpoint import Checkpoint
from model.mimo.engine import Prompt
from model.mimo.images import Picture, patches, picture_of
from model.mimo.made_up import random_checkpoint

torch.set_num_threads(1)  # the tests run beside others, and waiting threads of torch keep a processor busy


@cache
def small() -> Checkpoint:
    """Random weights that are large enough for logits to differ."""
    made = random_checkpoint("tiny")
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in made.model.parameters():
            parameter.normal_(1 if parameter.ndim == 1 else 0, 0.12, generator=generator)
        for layer in made.model.model.language_model.layers:
            layer.self_attn.o_proj.weight.mul_(4)  # so that what was said before weighs as much as the last word
    return made


def picture(width: int, height: int, seed: int) -> Picture:
    return picture_of(np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8), 10**7)


def words(count: int, seed: int) -> list[int]:
    return [int(word) for word in np.random.default_rng(seed).integers(10, 600, count)]


def prompt(*parts: Picture | list[int]) -> Prompt:
    pad = small().model.config.image_token_id
    ids: list[int] = []
    for part in parts:
        ids += [pad] * part.tokens if isinstance(part, Picture) else part
    return Prompt(np.array(ids), tuple(part for part in parts if isinstance(part, Picture)), pad)


def reference(asked: Prompt, further: list[int]) -> Any:
    """Logits of transformers after the prompt and the further tokens."""
    ids = torch.tensor([[*asked.ids.tolist(), *further]])
    pixels = torch.cat([patches(each.pixels(torch.device("cpu")))[0] for each in asked.pictures])
    grids = torch.tensor([[1, each.rows, each.columns] for each in asked.pictures])
    with torch.no_grad():
        seen = small().model(
            input_ids=ids, pixel_values=pixels, image_grid_thw=grids, mm_token_type_ids=(ids == asked.pad).int()
        )
    return seen.logits[0, -1]
