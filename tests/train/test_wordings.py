"""The trained reader of whole tasks: what it learns from, and that what is shipped says what was trained."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

torch = pytest.importorskip("torch")

from model.mini.free.goal import GOALS, LABELS, PARTS, Reader  # noqa: E402
from model.train.wordings import Example, example, examples  # noqa: E402
from model.train.wordings_net import Words, _batch, export, train  # noqa: E402
from model.train.wordings_strange import Stranger  # noqa: E402

DATA = Path(__file__).parent.parent / "model" / "data"


def parts(told: Example) -> list[tuple[str, str]]:
    named = [(token.text, label[2:]) for token, label in zip(told.tokens, told.labels, strict=True) if label[0] == "B"]
    return [(part, text) for text, part in named]


def test_the_words_of_a_wording_are_labelled_by_the_values_of_its_steps() -> None:
    told = example(
        "Could kcalc's result of 3*4 go to Kate by copying, as /tmp/a.txt?",
        ('open KCalc; compute 3*4; press Ctrl+C; open Kate; press Ctrl+V; save it as "/tmp/a.txt"',),
    )
    assert told.goal == "copysum"
    assert parts(told) == [("APP", "kcalc"), ("SUM", "3*4"), ("INTO", "Kate"), ("SAVE", "/tmp/a.txt")]


def test_a_wording_without_one_of_the_values_is_of_another_kind() -> None:
    told = example("Write something in Kate.", ('open Kate; type "abc"; save it as "/tmp/a.txt"',))
    assert (told.goal, parts(told)) == ("other", [])


@pytest.fixture(scope="module")
def known() -> list[Example]:
    found: list[Example] = examples([DATA / "free_people.txt"])
    return found


def test_every_goal_and_every_part_is_taught(known: list[Example]) -> None:
    assert len(known) > 350
    assert {each.goal for each in known} == set(GOALS)
    assert {label[2:] for each in known for label in each.labels if label != "O"} == set(PARTS)


def test_a_stranger_keeps_every_part_whole(known: list[Example]) -> None:
    draw = Random(1)
    for each in known:
        said = Stranger(draw, each.goal).again(each)
        assert len(said.tokens) == len(said.labels)
        assert [part for part, _ in parts(said)] == [part for part, _ in parts(each)]
        for before, after in zip(["O", *said.labels], said.labels, strict=False):
            assert after[0] != "I" or before[2:] == after[2:]


def test_the_exported_reader_says_what_the_net_says(known: list[Example], tmp_path: Path) -> None:
    (tmp_path / "hashes.json").write_text("{}")
    words = Words()
    net = train(known[::9], words, epochs=3)
    export(net, words, tmp_path)
    reader = Reader(tmp_path)
    for each in known[::25]:
        seen, lengths, _, _ = _batch([each], words)
        with torch.no_grad():
            tags, goals = net(seen, lengths)
        told = reader.tell(each.tokens)
        chances = torch.softmax(goals[0], 0)
        assert told.sure == pytest.approx(float(chances.max()), abs=0.02)
        assert chances[GOALS.index(told.goal)] == pytest.approx(float(chances.max()), abs=0.02)
        alone = [LABELS[int(best)] for best in tags[0].argmax(1)]
        if not any(label[0] == "I" for label in alone):
            assert [part.part for part in told.parts] == [label[2:] for label in alone if label != "O"]
