"""Constrained decoding: it cannot leave the grammar, skips what is forced, and says what a slow reference says."""

from __future__ import annotations

import re

import pytest
import torch
from mimo_models import picture, prompt, small, words

from bridges.coordinates import Size
from bridges.errors import UnparsableReply
from model.mimo.engine import Engine, Prompt
from model.mimo.floods import refuse_flood
from model.mimo.grammar import reply_grammar
from model.mimo.profiles import MIMO, QWEN3, QWEN25, UI_TARS, Profile
from model.mimo.reading import actions_of
from model.mimo.writing import Writer, Written, served

SIZE = Size(252, 196)


def writer() -> Writer:
    made = small()
    return Writer(made.tokenizer, made.model.lm_head.weight.shape[0], made.ends)


class Noise:
    """A model that wants anything: logits from a seed, and no text twice the same."""

    def __init__(self, seed: int) -> None:
        self.generator = torch.Generator().manual_seed(seed)
        self.steps = 0

    def extend(self, ids: list[int]) -> torch.Tensor:
        self.steps += 1
        return torch.randn(small().model.lm_head.weight.shape[0], generator=self.generator) * 3


def write(
    seed: int, profile: Profile, only: frozenset[str] = frozenset(), most: int = 4000
) -> tuple[str, Written, int]:
    says, noise, written = writer(), Noise(seed), Written()
    served(says.answer(noise.extend([0]), says.matcher(reply_grammar(profile, SIZE, only)), written, most), noise)
    return says.text([each for each in written.ids if each not in small().ends]), written, noise.steps


@pytest.mark.parametrize("profile", [MIMO, QWEN25, UI_TARS, QWEN3], ids=lambda profile: profile.name)
def test_whatever_the_model_wants_its_reply_is_actions_within_the_picture(profile: Profile) -> None:
    seen, unended = set(), 0
    for seed in range(25):
        try:
            reply, _, _ = write(seed, profile)
        except UnparsableReply as error:
            unended += "does not end" in error.found
            continue
        for action in actions_of(reply, profile, SIZE):
            seen.add(action.action)
            for name in ("start_point", "end_point"):
                if point := getattr(action, name, None):
                    SIZE.check(point)
    assert len(seen) > 3
    assert unended < 5


def test_only_what_is_asked_for_is_written_and_no_more_than_it_needs() -> None:
    for seed in range(20):
        reply, _, _ = write(seed, QWEN25, frozenset({"click"}))
        assert re.fullmatch(r'\{"action": "click", "start_point": \[\d+, \d+\]\}', reply)


def test_what_the_grammar_forces_takes_no_step_of_the_model() -> None:
    reply, written, steps = write(1, QWEN25, frozenset({"click"}))
    assert written.forced >= 8
    assert steps == 1 + len(written.chosen) - (
        not written.ids or written.ids[-1] in small().ends
    )  # no step after the end
    assert len(written.ids) > 2 * steps, reply


CLICK = re.compile(r'\{"action": "click", "start_point": \[(\d+), (\d+)\]\}')


def viable(text: str) -> bool:
    """Whether a text can still become a click within the picture: by trying, for a grammar small enough to try."""
    head = '{"action": "click", "start_point": ['
    if len(text) <= len(head):
        return head.startswith(text)
    if not text.startswith(head):
        return False
    found = re.fullmatch(r"(\d+)(?:(,)(?: (\d*))?)?(\]\}?)?", text[len(head) :])
    if not found:
        return False
    x, y, closed = found[1], found[3] or "", found[4]
    fits = all(part in ("", "0") or not part.startswith("0") for part in (x, y))
    fits = fits and int(x) < SIZE.width and (not y or int(y) < SIZE.height)
    return fits and (not closed or bool(y))


def forced(text: str, texts: list[str]) -> list[int]:
    """Usual tokens of what must follow; but not of an end that one token could take together with what comes then."""
    must = ""
    while len(following := [c for c in map(chr, range(32, 127)) if viable(text + must + c)]) == 1:
        must += following[0]
    tokens = small().tokenizer.encode(must, add_special_tokens=False)
    for kept in range(len(tokens)):
        before, end = ("".join(texts[token] for token in part) for part in (tokens[:kept], tokens[kept:]))
        if any(len(each) > len(end) and each.startswith(end) and viable(text + before + each) for each in texts):
            return tokens[:kept]
    return tokens


def slow(engine: Engine, asked: Prompt) -> str:
    """What must be written, token by token with a step each; else the likeliest token that is viable."""
    ends = small().ends
    texts = ["" if n in ends else small().tokenizer.decode([n]) for n in range(len(small().tokenizer))]
    logits, text = engine.read(asked), ""
    while not CLICK.fullmatch(text):
        tokens = forced(text, texts)
        if not tokens:
            allowed = [n for n, each in enumerate(texts) if each and viable(text + each)]
            tokens = [max(allowed, key=lambda n: float(logits[n]))]
        for token in tokens:
            logits = engine.extend([token])
            text += texts[token]
    return text


def test_the_reply_is_that_of_a_slow_reference() -> None:
    says, quick, careful = writer(), Engine.alone(small().model, 1024), Engine.alone(small().model, 1024)
    replies = set()
    for seed in range(12):
        asked = prompt(words(20, seed), picture(112, 140, seed), words(20, seed + 50))
        written = Written()
        matcher = says.matcher(reply_grammar(QWEN25, SIZE, frozenset({"click"})))
        served(says.answer(quick.read(asked), matcher, written, 200), quick)
        reply = says.text([each for each in written.ids if each not in small().ends])
        assert reply == slow(careful, asked)
        replies.add(reply)
    assert len(replies) > 3


class Recites:
    """A model that says given tokens and then one for ever."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids

    def extend(self, ids: list[int]) -> torch.Tensor:
        logits = torch.zeros(small().model.lm_head.weight.shape[0])
        logits[self.ids.pop(0) if len(self.ids) > 1 else self.ids[0]] = 9
        return logits


def test_thoughts_are_free_and_end_where_the_model_ends_them() -> None:
    says, written = writer(), Written()
    recites = Recites(says.tokens("<think>The dialog is open, so Save it is.</think>{"))
    logits = served(says.think(recites.extend([]), written, 500), recites)
    assert says.text(written.ids) == "<think>The dialog is open, so Save it is.</think>"
    assert int(logits.argmax()) == says.tokens("{")[0]


def test_a_model_that_does_not_think_is_not_made_to() -> None:
    says, written = writer(), Written()
    recites = Recites(says.tokens('{"action'))
    served(says.think(recites.extend([]), written, 500), recites)
    assert written.ids == []


def test_thoughts_that_flood_or_never_end_are_stopped() -> None:
    says = writer()
    recites = Recites(says.tokens("<think>!"))
    with pytest.raises(UnparsableReply, match="over and over"):
        served(says.think(recites.extend([]), Written(), 5000), recites)
    recites = Recites(says.tokens("<think>" + "".join(f" {n}" for n in range(900))))
    with pytest.raises(UnparsableReply, match="do not end within 100"):
        served(says.think(recites.extend([]), Written(), 100), recites)


@pytest.mark.parametrize("period", [1, 2, 6])
def test_floods_of_any_short_period(period: int) -> None:
    flood = [5, 6, 7, 8, 9, 10][:period] * 60
    refuse_flood(flood[:48], 48)
    with pytest.raises(UnparsableReply, match="repeats"):
        refuse_flood([1, 2, 3, *flood], 48)
    refuse_flood("a line\n" + "=" * 100 + "\nanother", 240)
