"""LoRA from recorded steps: the loss is on the actions alone, and what is measured is whether they hit.

What is trained is a few per cent of the weights' number, beside every linear layer (peft). The base stays as it is; the
adapter is a folder of safetensors that `Options.adapter` names.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bridges.action import Action
from bridges.base import Frame
from bridges.coordinates import Box, ImagePoint, Resize, Size
from bridges.errors import MimicError, ModelUnavailable
from model.base import History, Task, Turn
from model.mimo.checkpoint import Checkpoint, Options, load
from model.mimo.images import Picture, patches, picture_of
from model.mimo.prompt import chat, question, written

if TYPE_CHECKING:
    from model.mimo.backend import Mimo

NEAR = 14.0
"""Half the side, in frame pixels, of the box around a point whose target's box is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A step that went well: what was seen and asked, and what was done."""

    frame: Frame
    task: Task
    history: History
    actions: tuple[Action, ...]
    image: Size
    """What the actions' points refer to."""
    target: Box | None = None
    """What was acted on, in frame pixels."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a model does on lessons that it was not taught; each between 0 and 1, but GIoU between -1 and 1."""

    lessons: int
    in_box: float
    """Share of the steps with a place whose place lies in the target's box."""
    giou: float
    """Of the target's box and one of its size around the model's point, over the steps with a place."""
    exact: float
    """Share of the steps that are the same in everything, with places in the target's box."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how strongly."""

    epochs: int = 3
    rate: float = 2e-4
    rank: int = 16
    batch: int = 4
    """Lessons that one step of the optimiser takes together."""
    seed: int = 0


def finetune(options: Options, lessons: Sequence[Lesson], out: Path, how: Plan, told: Callable[[str], None]) -> None:
    """Train an adapter for the checkpoint on the lessons and save it to ``out``. Raises ModelUnavailable."""
    try:
        import peft
    except ImportError as error:
        raise ModelUnavailable("Fine-tuning", "peft is missing", "Install it: pip install 'mimic[mimo]'") from error
    import torch

    if options.bits == 4:
        raise ModelUnavailable("Fine-tuning", "the base is packed into 4 bits", "Take the checkpoint itself.")
    checkpoint = load(options)
    torch.manual_seed(how.seed)
    shape = peft.LoraConfig(r=how.rank, lora_alpha=2 * how.rank, target_modules="all-linear", lora_dropout=0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # peft asks transformers under a name that is going away
        model: Any = peft.get_peft_model(checkpoint.model, shape)
    model.train()
    if checkpoint.model.device.type == "cuda":
        # Layers are computed again on the way back: a third more time, and room for a full-size screenshot.
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=how.rate, weight_decay=0.0)
    rng = random.Random(how.seed)
    batches = -(-len(lessons) // how.batch)
    step, steps = 0, how.epochs * batches
    for epoch in range(1, how.epochs + 1):
        order, lost = rng.sample(list(lessons), len(lessons)), 0.0
        for batch in np.array_split(np.arange(len(order)), batches):
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = how.rate * min(1.0, step / 10, (steps - step + 1) / (0.3 * steps))
            for number in batch:
                cost = _loss(model, checkpoint, order[number]) / len(batch)
                cost.backward()
                lost += float(cost.detach()) * len(batch)
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        told(f"epoch {epoch} of {how.epochs}: loss {lost / len(lessons):.3f}")
    model.save_pretrained(out, safe_serialization=True)


def _loss(model: Any, checkpoint: Checkpoint, lesson: Lesson) -> Any:
    """Cross entropy of the reply's tokens, its end included; what stands before them is given."""
    import torch
    import torch.nn.functional as F  # noqa: N812 - its usual name

    picture, ids, said = _read(checkpoint, lesson)
    device = checkpoint.model.device
    tokens = torch.tensor([ids], device=device)
    logits = model(
        input_ids=tokens,
        pixel_values=patches(picture.pixels(device))[0].to(checkpoint.model.dtype),
        image_grid_thw=torch.tensor([[1, picture.rows, picture.columns]], device=device),
        mm_token_type_ids=(tokens == checkpoint.model.config.image_token_id).int(),
        logits_to_keep=said + 1,
        use_cache=False,
    ).logits[0, :-1]
    return F.cross_entropy(logits.float(), tokens[0, -said:])


def _read(checkpoint: Checkpoint, lesson: Lesson) -> tuple[Picture, list[int], int]:
    """The picture, the tokens of prompt and reply, and how many of them are the reply's."""
    profile, tokenizer = checkpoint.profile, checkpoint.tokenizer
    picture = picture_of(lesson.frame, checkpoint.max_pixels)
    text = question(lesson.task, _moved(lesson, picture.size), picture.size, profile, think=False)
    template = tokenizer.apply_chat_template if tokenizer.chat_template else None
    mark = "<|image_pad|>"
    prompt = chat(text, profile, template).replace(mark, mark * picture.tokens) + profile.quiet_reply
    reply = written(_at(lesson.actions, lesson, lesson.image, picture.size), picture.size, profile) + "<|im_end|>"
    before, after = (list(tokenizer.encode(part, add_special_tokens=False)) for part in (prompt, reply))
    return picture, before + after, len(after)


def _at(actions: tuple[Action, ...], lesson: Lesson, was: Size, now: Size) -> tuple[Action, ...]:
    """Actions with their points in a picture of another size."""
    height, width = lesson.frame.shape[:2]
    old, new = Resize(Size(width, height), was), Resize(Size(width, height), now)

    def moved(action: Action) -> Action:
        points = {name: new.to_image(old.to_frame(value)) for name, value in action if isinstance(value, ImagePoint)}
        return action.model_copy(update=points)

    return tuple(moved(action) for action in actions)


def _moved(lesson: Lesson, size: Size) -> tuple[Turn, ...]:
    """The history with its points in the picture that the model sees."""
    turns = []
    for turn in lesson.history:
        actions = _at(turn.decision.actions, lesson, turn.decision.image, size)
        turns.append(
            turn.model_copy(update={"decision": turn.decision.model_copy(update={"actions": actions, "image": size})})
        )
    return tuple(turns)


def score(mimo: Mimo, lessons: Sequence[Lesson]) -> Score:
    """How often the model decides as was done. A reply that cannot be read counts as wrong."""
    inside, overlap, exact, placed = 0, 0.0, 0, 0
    for lesson in lessons:
        picture = picture_of(lesson.frame, mimo.checkpoint.max_pixels)
        wanted = _at(lesson.actions, lesson, lesson.image, picture.size)
        text = question(
            lesson.task, _moved(lesson, picture.size), picture.size, mimo.checkpoint.profile, think=mimo.think
        )
        try:
            said = mimo.reply(mimo.prompt(text, picture), picture.size).actions
        except MimicError:
            said = ()
        height, width = lesson.frame.shape[:2]
        resize = Resize(Size(width, height), picture.size)
        box = lesson.target or _box(wanted[0], resize)
        hit = box is None
        if box is not None:
            placed += 1
            around = _box(said[0], resize, box) if said else None
            hit = around is not None and box.contains(around.center)
            inside += hit
            overlap += giou(box, around) if around is not None else -1.0
        exact += hit and [_bare(action) for action in said] == [_bare(action) for action in wanted]
    return Score(len(lessons), inside / max(1, placed), overlap / max(1, placed), exact / max(1, len(lessons)))


def _bare(action: Action) -> dict[str, Any]:
    """An action without its places and the words that only describe its target."""
    fields = {name: value for name, value in action if not isinstance(value, ImagePoint) and value is not None}
    return fields if action.action != "click" else {"action": "click"}


def _box(action: Action, resize: Resize, like: Box | None = None) -> Box | None:
    """A box around an action's place, in frame pixels, as large as another."""
    place = getattr(action, "start_point", None)
    if place is None:
        return None
    point = resize.to_frame(place)
    wide, high = (like.width / 2, like.height / 2) if like else (NEAR, NEAR)
    return Box(point.x - wide, point.y - high, point.x + wide, point.y + high)


def giou(one: Box, other: Box) -> float:
    """Generalised intersection over union (Rezatofighi et al. 2019), from -1 for far apart to 1 for equal."""
    shared = one.intersection(other).area
    both = one.area + other.area - shared
    hull = one.union(other).area
    return float(np.clip(shared / both - (hull - both) / hull, -1, 1)) if both and hull else -1.0
