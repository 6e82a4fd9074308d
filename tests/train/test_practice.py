"""Practice: the oracle's word at each state that the pointer came to, on training seeds of its own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from model.pointer.pointer import Pointed
from model.pointer.record import load
from model.train.practice import FIRST, main
from model.train.practice_plan import Diary, Plan, Played
from model.train.practice_pointer import labelled, pointed

WORDS = 'Enter "Ada" and press Submit.'


def test_the_pointer_practises_and_what_the_oracle_says_is_kept(tmp_path: Path) -> None:
    given = ["--types", "click-test,enter-text", "--episodes", "3", "--jobs", "2"]
    assert main([str(tmp_path), *given]) == 0
    episodes = [json.loads(line) for line in (tmp_path / f"episodes-{FIRST}.log").read_text().splitlines()]
    assert sorted((one["type"], one["alone"]) for one in episodes) == [
        ("click-test", False), ("click-test", False), ("click-test", True),
        ("enter-text", False), ("enter-text", False), ("enter-text", True),
    ]  # fmt: skip
    steps = [step for path in tmp_path.glob("*.jsonl") for step in load(path)]
    assert {step.origin.split("/")[1] for step in steps} == {"click-test", "enter-text"}
    assert {step.origin.split()[-1] for step in steps} <= {f"train-{FIRST + at}" for at in range(3)}
    assert any(step.action.type == "input" and step.action.text for step in steps)


@pytest.mark.parametrize(
    "type_", ["simple-algebra", "guess-number", "drag-single-shape", "enter-time", "click-shape", "daily-calendar"]
)
def test_what_the_oracle_says_is_rewarded_when_a_real_hand_does_it(tmp_path: Path, type_: str) -> None:
    assert main([str(tmp_path), "--types", type_, "--episodes", "1", "--share", "0"]) == 0
    (episode,) = [json.loads(line) for line in (tmp_path / f"episodes-{FIRST}.log").read_text().splitlines()]
    assert (episode["reward"], episode["unseen"]) == (1, [])


def test_lower_seeds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--first", "5"])


def test_a_label_says_what_the_pointer_did() -> None:
    start = WORDS.index("Ada")
    said = Pointed("input", 0.9, 1, 0.8, np.array([0.1, 0.8], np.float32), offset=(0.5, 0.25), text="Ada")
    label = labelled(said, WORDS)
    assert label.text is not None
    assert (label.target, label.offset, label.text.start, label.text.end) == (1, (0.5, 0.25), start, start + 3)
    again = pointed(label, WORDS, 2)
    assert (again.kind, again.target, again.text) == ("input", 1, "Ada")
    assert labelled(Pointed("input", 0.9, 1, 0.8, np.zeros(2, np.float32), text="Bob"), WORDS).text is None


def test_what_is_lost_comes_up_more_often_than_what_is_won() -> None:
    plan = Plan(["won", "lost"], FIRST, 1000, 600)
    plan.alone = {"won": [True] * 18, "lost": [False] * 18}
    plan.steps = {"won": 18, "lost": 18}
    drawn = [some.type for some, _ in zip(plan, range(100), strict=False)]
    assert 65 <= drawn.count("lost") <= 85


def test_what_gives_no_steps_comes_up_seldom() -> None:
    plan = Plan(["barren", "fertile"], FIRST, 1000, 600)
    plan.learn(Played("fertile", FIRST, alone=True, lines=["{}"]))
    drawn = [some.type for some, _ in zip(plan, range(100), strict=False)]
    assert drawn.count("barren") <= 20


def test_every_episode_of_a_type_is_given_once() -> None:
    given = [some for some in Plan(["one", "other"], FIRST, 7, 600) if some.type == "one"]
    numbers = [number for some in given for number in range(some.first, some.first + some.count)]
    assert numbers == list(range(FIRST, FIRST + 7))


def test_the_steps_and_the_log_are_on_the_disk_before_the_end(tmp_path: Path) -> None:
    diary = Diary(tmp_path, FIRST)
    diary.add(Played("click-test", FIRST, alone=True, reward=1.0, lines=["{}", "{}"]))
    assert (tmp_path / f"click-test-practice-{FIRST}.jsonl").read_text() == "{}\n{}\n"
    assert json.loads((tmp_path / f"episodes-{FIRST}.log").read_text())["steps"] == 2
