"""What the tiny checkpoint is taught by: screens with their texts as arrays, and the loss on them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from bridges.base import Frame
from bridges.coordinates import ImagePoint, Size
from model.train.tiny_screens import COLOURS, FORMS, SIZES, Shape, clicked, example

BUCKET = 14
"""Pixels that the lessons tell apart."""
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n"
    "{% for c in m['content'] %}{% if c['type'] == 'image' %}<|vision_start|><|image_pad|><|vision_end|>"
    "{% else %}{{ c['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def texts(rng: random.Random, size: Size) -> tuple[Frame, str, str, list[tuple[Shape, str]]]:
    """An example as the model reads and writes it: screen, prompt with one image mark, reply, and every shape's."""
    from model.mimo.profiles import QWEN25
    from model.mimo.prompt import chat, question, written

    frame, shapes, task, turns, action = example(rng, size)
    prompt = chat(question(task, turns, size, QWEN25, think=False), QWEN25, _render)
    reply = written((action,), size, QWEN25) + "<|im_end|>"
    return frame, prompt, reply, [(shape, written((clicked(shape),), size, QWEN25)) for shape in shapes]


def _render(messages: Any, **_: Any) -> str:
    return str(_template().render(messages=messages, add_generation_prompt=True))


@cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=False).from_string(TEMPLATE)  # noqa: S701 - no HTML


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of one screen size, as arrays."""

    pixels: Any
    ids: Any
    positions: Any
    labels: Any
    kinds: Any
    """For each visual token, the kind of shape that covers it (0 for none), and that shape's middle in buckets."""
    meant: Any
    """For each token of a reply that clicks, the kind of shape that is meant; else -100."""


def batch(words: Any, rng: random.Random, count: int, *, brief: bool = False) -> Batch:
    """Screens of one size with their texts; positions as in `model.mimo.engine`, labels on replies only.

    After its reply every example asks for each of its shapes once more, in turns that only training has: the model
    learns to look about five times as fast.
    """
    import torch

    from model.mimo.engine import Prompt
    from model.mimo.images import Picture

    size = rng.choice(SIZES)
    pad = words.convert_tokens_to_ids("<|image_pad|>")
    frames, rows, masks, places, kinds, wishes = [], [], [], [], [], []
    known: dict[str, list[int]] = {}
    for _ in range(count):
        frame, prompt, reply, more = texts(rng, size)
        picture = Picture(frame, size, 0)
        kinds.append(_kinds(more, picture))
        if brief:
            prompt = prompt.split("The picture is")[0] + "## Goal" + prompt.split("## Goal")[1]
        same, asked = prompt.replace("<|image_pad|>", "<|image_pad|>" * picture.tokens).split("## Goal")
        if same not in known:
            known[same] = words.encode(same, add_special_tokens=False)
        turns = [("## Goal" + asked, reply)]
        turns += [(f"\n<|im_start|>user\n{shape.words}<|im_end|>\n<|im_start|>assistant\n", f"{said}<|im_end|>")
                  for shape, said in more]  # fmt: skip
        ids, said = list(known[same]), [False] * len(known[same])
        wish = [-100] * len(ids)
        for texts_of_turn in turns:
            kind = next((_kind(shape) for shape, click in more if texts_of_turn[1].startswith(click)), -100)
            for speaks, text in zip((False, True), texts_of_turn, strict=True):
                tokens = words.encode(text, add_special_tokens=False)
                ids += tokens
                said += [speaks] * len(tokens)
                wish += [kind if speaks else -100] * len(tokens)
        frames.append(frame)
        rows.append(np.array(ids))
        masks.append(np.array(said))
        wishes.append(wish)
        places.append(Prompt(rows[-1], (picture,), pad).positions())
    longest = max(len(ids) for ids in rows)
    padded, labels, meant = (np.full((count, longest), fill) for fill in (0, -100, -100))
    positions = np.zeros((3, count, longest), dtype=np.int64)
    for n, row in enumerate(rows):
        padded[n, : len(row)] = row
        labels[n, : len(row)] = np.where(masks[n], row, -100)
        meant[n, : len(row)] = wishes[n]
        positions[:, n, : len(row)] = places[n]
    arrays = (np.stack(frames), padded, positions, labels, np.stack(kinds), meant)
    return Batch(*(torch.from_numpy(array) for array in arrays))


def _kind(shape: Shape) -> int:
    """The number of a shape's kind; 0 is no shape."""
    return 1 + [f"{colour} {form}" for colour in COLOURS for form in FORMS].index(shape.words)


def _kinds(shapes: list[tuple[Shape, str]], picture: Any) -> Any:
    """For the middle of each visual token: the kind of shape there (0 for none), and that shape's middle in buckets."""
    kinds = np.zeros((picture.rows // 2, picture.columns // 2, 3), dtype=np.int64)
    for row, column in np.ndindex(*kinds.shape[:2]):
        middle = ImagePoint(column * 28 + 14, row * 28 + 14)
        for shape, _ in shapes:
            if shape.box.contains(middle):
                center = shape.box.center
                place = int(center.x) // BUCKET, int(center.y) // BUCKET
                kinds[row, column] = _kind(shape), *place
    return kinds


def lessons(width: int) -> Any:
    """What a visual token should know, for training only: row, column, kind of shape, and that shape's middle.

    The tokens of a reply should know the kind that they mean, in the same words: so what is meant finds what is seen.
    """
    import torch

    return torch.nn.ModuleList(
        [torch.nn.Linear(width, count) for count in (12, 12, 1 + len(COLOURS) * len(FORMS), 20, 20)]
    )


def loss(model: Any, part: Batch, pad: int, read: Any = None) -> Any:
    """Cross entropy of the replies, and of the lessons where they are given; computed as at run time."""
    import torch
    import torch.nn.functional as F  # noqa: N812 - its usual name

    from model.mimo.images import PATCH, patches
    from model.mimo.vision import encode

    _, height, width, _ = part.pixels.shape
    tokens = encode(model.model.visual, patches(part.pixels), height // PATCH, width // PATCH)
    embedded = model.get_input_embeddings()(part.ids)
    embedded = embedded.masked_scatter((part.ids == pad).unsqueeze(-1), tokens.to(embedded.dtype))
    passed = model.model.language_model(
        inputs_embeds=embedded, position_ids=part.positions, use_cache=False, output_hidden_states=True
    )
    wanted = part.labels[:, 1:]
    said = wanted != -100
    spoken = model.lm_head(passed.last_hidden_state[:, :-1][said]).float()
    cost = F.cross_entropy(spoken, torch.masked_select(wanted, said))
    if read is None:
        return cost
    seen = passed.hidden_states[2][part.ids == pad].float()
    rows, columns = part.kinds.shape[1:3]
    grid = torch.arange(rows * columns, device=seen.device).repeat(len(part.ids))
    kind, *middle = part.kinds.flatten(0, 2).T
    middle = [place.masked_fill(kind == 0, -100) for place in middle]
    truths = (grid // columns, grid % columns, kind, *middle)
    means = part.meant != -100
    cost = cost + 0.3 * F.cross_entropy(read[2](passed.hidden_states[2][means].float()), part.meant[means])
    return cost + sum(0.3 * F.cross_entropy(head(seen), truth) for head, truth in zip(read, truths, strict=True))
