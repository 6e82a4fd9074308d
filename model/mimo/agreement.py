"""How near the fast path is to transformers' own on the same weights: `python -m model.mimo.agreement CHECKPOINT`.

For each prompt the reply is written under the grammar by the fast path. Transformers then reads prompt and reply in one
pass, and its logits are compared at every place of the reply: how far they are apart, whether the likeliest token is
the same, and whether what was written is what the grammar would have let transformers choose.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from bridges.base import Frame
from model.base import History, Task

if TYPE_CHECKING:
    import torch

    from model.mimo.backend import Mimo
    from model.mimo.engine import Prompt

Asked = tuple[Frame, Task, History]
FAR = 0.1
"""An error of a logit that rounding does not explain, as a share of the largest logit."""


@dataclass(slots=True)
class Agreement:
    """Counts over many prompts."""

    prompts: int = 0
    tokens: int = 0
    same_likeliest: int = 0
    """Tokens of replies whose likeliest is the same for both."""
    same_replies: int = 0
    """Replies that transformers would have written too, under the same grammar."""
    largest_error: float = 0.0
    """Of one logit."""
    largest_logit: float = 0.0

    @property
    def close(self) -> bool:
        """Whether rounding may be all that sets both apart: 16 bits cost 4 % of the largest logit, a fault more."""
        return self.largest_error <= FAR * self.largest_logit


def agreement(mimo: Mimo, asked: Iterable[Asked], only: frozenset[str] = frozenset({"click", "finished"})) -> Agreement:
    """Compare on these prompts."""
    from model.mimo.grammar import reply_grammar
    from model.mimo.images import picture_of
    from model.mimo.prompt import question

    found = Agreement()
    for frame, task, history in asked:
        picture = picture_of(frame, mimo.checkpoint.max_pixels)
        prompt = mimo.prompt(question(task, history, picture.size, mimo.checkpoint.profile, think=False), picture)
        said = mimo.writer.tokens(mimo.reply(prompt, picture.size, only).text)
        theirs = reference(mimo, prompt, said)
        ours = [mimo.engine.read(prompt).float().cpu()]
        for token in said[:-1]:
            ours.append(mimo.engine.extend([token]).float().cpu())  # noqa: PERF401 - each step depends on the last
        found.prompts += 1
        found.tokens += len(said)
        matcher = mimo.writer.matcher(reply_grammar(mimo.checkpoint.profile, picture.size, only))
        same = True
        for token, own, other in zip(said, ours, theirs, strict=True):
            found.largest_error = max(found.largest_error, float((own - other).abs().max()))
            found.largest_logit = max(found.largest_logit, float(other.abs().max()))
            found.same_likeliest += int(own.argmax()) == int(other.argmax())
            bits = np.unpackbits(np.frombuffer(matcher.compute_bitmask(), np.uint8), bitorder="little")
            allowed = np.where(bits[: len(other)] > 0, other.numpy(), -np.inf)
            same = same and int(allowed.argmax()) == token
            matcher.consume_token(token)
        found.same_replies += same
    return found


def reference(mimo: Mimo, prompt: Prompt, said: list[int]) -> torch.Tensor:
    """Transformers' logits (reply × vocabulary) at every place of a reply, from one pass over prompt and reply."""
    import torch

    from model.mimo.images import patches

    model = mimo.checkpoint.model
    ids = torch.tensor([[*prompt.ids.tolist(), *said]], device=model.device)
    pixels = torch.cat([patches(each.pixels(model.device))[0] for each in prompt.pictures])
    grids = torch.tensor([[1, each.rows, each.columns] for each in prompt.pictures], device=model.device)
    with torch.no_grad():
        logits = model(
            input_ids=ids, pixel_values=pixels.to(model.dtype), image_grid_thw=grids,
            mm_token_type_ids=(ids == prompt.pad).int(), logits_to_keep=len(said) + 1,
        ).logits[0, :-1]  # fmt: skip
    kept: torch.Tensor = logits.float().cpu()
    return kept


def screens(count: int, seed: int = 0, sides: tuple[int, int] = (5, 9)) -> Iterator[Asked]:
    """Screens of coloured tiles of 28 pixels, and tasks; a side has from sides[0] to sides[1] - 1 tiles."""
    rng = np.random.default_rng(seed)
    words = ("red square", "blue circle", "Save button", "name field", "menu")
    for _ in range(count):
        rows, columns = rng.integers(*sides, 2)
        tiles = rng.integers(0, 255, (rows, columns, 3), dtype=np.uint8)
        yield np.kron(tiles, np.ones((28, 28, 1), np.uint8)), Task(text=f"click the {rng.choice(words)}"), ()


def main() -> None:
    """Measure and print."""
    from model.mimo.backend import Mimo
    from model.mimo.checkpoint import Options, load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("--prompts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", choices=("auto", "cuda", "cpu"), default="auto")
    given = parser.parse_args()
    mimo = Mimo(load(Options(checkpoint=given.checkpoint, device=given.device)), think=False)
    found = agreement(mimo, screens(given.prompts, given.seed))
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
