"""Train the tiny checkpoint of MiMo-VL's class that the tests use: it finds coloured shapes on simple screens.

    python -m model.train.tiny OUT_FOLDER [--seconds 200]

It is asked exactly as MiMo-VL is (the same prompt, image processing, positions and action format) and answers in the
same JSON, so what it gets right shows that all of these are right. Screens have one to four shapes of distinct colour
or form on a plain ground; goals name one, or two in a row; previous actions, done or failed, stand in the prompt.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bridges.action import Action, Click, Finished
from bridges.base import Frame
from bridges.coordinates import Box, ImagePoint, Size
from model.base import Decision, Task, Turn

COLOURS = {
    "red": (214, 40, 40),
    "green": (40, 160, 60),
    "blue": (40, 80, 214),
    "yellow": (235, 200, 30),
}
FORMS = ("square", "circle", "triangle")
SIZES = tuple(Size(width, height) for width, height in ((168, 140), (140, 168), (196, 140), (140, 196), (196, 168)))
BRIEF = 0.7
"""Part of the time during which prompts leave out all before the goal, which is quicker; then every other one."""
NOTHING = ("nothing changed", "nothing changed on the screen")
BUCKET = 14
"""Pixels that the lessons tell apart."""
VOCABULARY = 640
SPECIALS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
            "<|video_pad|>")  # fmt: skip
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n"
    "{% for c in m['content'] %}{% if c['type'] == 'image' %}<|vision_start|><|image_pad|><|vision_end|>"
    "{% else %}{{ c['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing on a screen."""

    words: str
    box: Box


def screen(rng: random.Random, size: Size, count: int | None = None) -> tuple[Frame, list[Shape]]:
    """A screen of this size with ``count`` shapes (else 1 to 4) that do not touch, and where they are."""
    from PIL import Image, ImageDraw

    ground = tuple(rng.randint(200, 255) for _ in range(3)) if rng.random() < 0.7 else (255, 255, 255)
    picture = Image.new("RGB", (size.width, size.height), ground)
    draw = ImageDraw.Draw(picture)
    kinds = rng.sample([(colour, form) for colour in COLOURS for form in FORMS], count or rng.randint(1, 4))
    shapes: list[Shape] = []
    for colour, form in kinds:
        box = _free_place(rng, size, shapes)
        if box is None:
            continue
        corners = (box.left, box.top, box.right - 1, box.bottom - 1)
        if form == "square":
            draw.rectangle(corners, fill=COLOURS[colour])
        elif form == "circle":
            draw.ellipse(corners, fill=COLOURS[colour])
        else:
            middle = (box.left + box.right) / 2
            draw.polygon([(middle, box.top), (box.right, box.bottom), (box.left, box.bottom)], fill=COLOURS[colour])
        shapes.append(Shape(f"{colour} {form}", box))
    return np.array(picture), shapes


def _free_place(rng: random.Random, size: Size, taken: list[Shape]) -> Box | None:
    for _ in range(40):
        side = rng.randint(34, 60)
        left, top = rng.randint(2, size.width - side - 2), rng.randint(2, size.height - side - 2)
        box = Box(left, top, left + side, top + side)
        if all(box.expanded(4).intersection(other.box).area == 0 for other in taken):
            return box
    return None


def goal(shapes: list[Shape]) -> str:
    """The task that names these shapes in order."""
    return "click the " + ", then click the ".join(shape.words for shape in shapes)


def clicked(shape: Shape) -> Click[ImagePoint]:
    """A click on a shape's middle, in whole pixels."""
    return Click(start_point=ImagePoint(float(int(shape.box.center.x)), float(int(shape.box.center.y))))


def about(rng: random.Random, shape: Shape) -> Click[ImagePoint]:
    """A click somewhere on a shape's inner half, as the model itself clicks."""
    middle, reach = shape.box.center, shape.box.width / 4
    x, y = (int(at + rng.uniform(-reach, reach)) for at in (middle.x, middle.y))
    return Click(start_point=ImagePoint(float(x), float(y)))


def _note(rng: random.Random, size: Size) -> str:
    """How the loop words a change."""
    wide, high = (side if rng.random() < 0.5 else rng.randint(1, side) for side in (size.width, size.height))
    where = rng.choice(
        ("all over the screen", "where the step was", f"at ({rng.randint(0, 199)}, {rng.randint(0, 199)})")
    )
    return rng.choice(("something changed", f"{wide}×{high} pixels changed {where}"))


def example(rng: random.Random, size: Size) -> tuple[Frame, list[Shape], Task, tuple[Turn, ...], Action]:
    """A screen, its shapes, what is to be done on it, what was done, and the right next action."""
    frame, shapes = screen(rng, size)
    if rng.random() < 0.08:
        seen = {shape.words for shape in shapes}
        absent = rng.choice([f"{c} {f}" for c in COLOURS for f in FORMS if f"{c} {f}" not in seen])
        return frame, shapes, Task(text=f"click the {absent}"), (), Finished(status="failure")
    wanted = rng.sample(shapes, min(len(shapes), rng.choice((1, 1, 2))))
    done = rng.choice((0, 0, 0, 1, len(wanted)))
    turns = []
    for shape in wanted[:done]:
        decision = Decision(actions=(about(rng, shape),), image=size, reason="step")
        if rng.random() < 0.2:
            turns.append(Turn(decision=decision, verified=False, note=rng.choice(NOTHING)))
        turns.append(Turn(decision=decision, verified=True, note=_note(rng, size)))
    if done < len(wanted) and rng.random() < 0.1:
        decision = Decision(actions=(about(rng, wanted[done]),), image=size, reason="step")
        turns.append(Turn(decision=decision, verified=False, note=rng.choice(NOTHING)))
    action: Action = clicked(wanted[done]) if done < len(wanted) else Finished(status="success")
    return frame, shapes, Task(text=goal(wanted)), tuple(turns), action


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


def tokenizer() -> Any:
    """A byte-level tokenizer of 640 tokens, one a digit, learned from prompts of this kind."""
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    words = Tokenizer(models.BPE())
    pieces = Regex(r"\d| ?\p{L}+| ?[^\s\p{L}\d]+|\s+")
    words.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(pieces, "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    words.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    rng = random.Random(0)
    words.train_from_iterator(("".join(texts(rng, rng.choice(SIZES))[1:3]) for _ in range(300)), trainer)
    marks = {"eos_token": SPECIALS[2], "pad_token": SPECIALS[0]}
    made = PreTrainedTokenizerFast(tokenizer_object=words, **marks)
    made.chat_template = TEMPLATE
    return made


def network(words: Any) -> Any:
    """The untrained model: 1.5 million parameters in MiMo-VL's architecture."""
    from transformers import GenerationConfig, Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    token = words.convert_tokens_to_ids
    config = Qwen2_5_VLConfig(
        text_config={
            "hidden_size": 128,
            "num_hidden_layers": 4,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "intermediate_size": 384,
            "vocab_size": VOCABULARY,
            "max_position_embeddings": 4096,
            "rope_parameters": {"rope_type": "default", "rope_theta": 1000.0, "mrope_section": [1, 3, 12]},
            "tie_word_embeddings": True,
            "bos_token_id": None,
            "eos_token_id": token("<|im_end|>"),
        },
        vision_config={
            "depth": 3,
            "hidden_size": 96,
            "num_heads": 3,
            "intermediate_size": 256,
            "out_hidden_size": 128,
            "fullatt_block_indexes": [2],
        },
        tie_word_embeddings=True,
        image_token_id=token("<|image_pad|>"),
        video_token_id=token("<|video_pad|>"),
        vision_start_token_id=token("<|vision_start|>"),
        vision_end_token_id=token("<|vision_end|>"),
    )
    model = Qwen2_5_VLForConditionalGeneration(config)
    model.generation_config = GenerationConfig(eos_token_id=token("<|im_end|>"), pad_token_id=token("<|endoftext|>"))
    return model


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


def _stream(folder: str, seed: int, count: int, seconds: float, queue: Any) -> None:
    """Make batches for ever, in a process of its own."""
    import torch
    from transformers import PreTrainedTokenizerFast

    torch.set_num_threads(1)
    words, rng = PreTrainedTokenizerFast.from_pretrained(folder), random.Random(seed)
    began = time.monotonic()
    while True:
        brief = time.monotonic() - began < BRIEF * seconds or rng.random() < 0.5
        part = batch(words, rng, count, brief=brief)
        queue.put(
            [array.numpy() for array in (part.pixels, part.ids, part.positions, part.labels, part.kinds, part.meant)]
        )


def train(out: Path, seconds: float, count: int, workers: int, rate: float, start: Path | None = None) -> None:
    """Train for so long, then save weights (float16), tokenizer and configuration; ``start`` is trained further."""
    import torch
    from torch import multiprocessing
    from transformers import PreTrainedTokenizerFast, Qwen2_5_VLForConditionalGeneration

    out.mkdir(parents=True, exist_ok=True)
    words = PreTrainedTokenizerFast.from_pretrained(start) if start else tokenizer()
    words.save_pretrained(out)
    torch.manual_seed(0)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = network(words)
    if start:
        model.load_state_dict(
            Qwen2_5_VLForConditionalGeneration.from_pretrained(start, dtype=torch.float32).state_dict()
        )
    model = model.to(device).train()
    pad = model.config.image_token_id
    read = lessons(model.config.text_config.hidden_size).to(device)
    optimiser = torch.optim.AdamW(
        [*model.parameters(), *read.parameters()], lr=rate, betas=(0.9, 0.98), weight_decay=0.01
    )
    context = multiprocessing.get_context("spawn")
    queue = context.Queue(4 * workers)
    makers = [
        context.Process(target=_stream, args=(str(out), 1 + n + 100 * bool(start), count, seconds, queue), daemon=True)
        for n in range(workers)
    ]
    for maker in makers:
        maker.start()
    began, step, said = time.monotonic(), 0, 0.0
    while (gone := (time.monotonic() - began) / seconds) < 1:
        part = Batch(*(torch.from_numpy(array).to(device, non_blocking=True) for array in queue.get()))
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - gone)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            cost = loss(model, part, pad, read)
        cost.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        if gone - said > 0.04:
            said = gone
            with torch.no_grad():
                replies = loss(model, part, pad).item()
            done = {
                "step": step,
                "loss": round(cost.item(), 4),
                "replies": round(replies, 4),
                "s": round(gone * seconds),
            }
            print(json.dumps(done), flush=True)
    for maker in makers:
        maker.kill()
    model.eval().half().save_pretrained(out)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=200)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--workers", type=int, default=14)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint that is trained further")
    given = parser.parse_args()
    train(given.out, given.seconds, given.batch, given.workers, given.rate, given.start)


if __name__ == "__main__":
    main()
