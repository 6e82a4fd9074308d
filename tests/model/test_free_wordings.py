"""Tasks in free wording: the same steps as in exact words, or a refusal; text arrives as it was written.

The wordings are this project's own. Those of free_apart.txt were kept apart while the reader was made and trained.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from bridges.errors import UnreadableTask
from model.mini.instruction import read_by_rules, read_task
from model.mini.phrase import Phrase
from model.mini.step import (
    BeIn,
    ClearField,
    Compute,
    Do,
    OpenApp,
    Point,
    PressKeys,
    SaveAs,
    Step,
    SwitchTo,
    TypeText,
)
from model.train import wordings

WORDINGS = Path(__file__).with_name("data") / "free_wordings.txt"
VOICES = Path(__file__).with_name("data") / "free_voices.txt"
PEOPLE = Path(__file__).with_name("data") / "free_people.txt"
APART = Path(__file__).with_name("data") / "free_apart.txt"
REFUSED = Path(__file__).with_name("data") / "free_refused.txt"
KEYS = {"copy": ("ctrl", "c"), "paste": ("ctrl", "v"), "select all": ("ctrl", "a"), "start a new file": ("ctrl", "n")}


@lru_cache
def groups(path: Path = WORDINGS) -> tuple[wordings.Group, ...]:
    found: tuple[wordings.Group, ...] = wordings.groups(path)
    return found


def plain(value: Any) -> Any:
    """A step's part without how it was said."""
    if isinstance(value, Phrase):
        if value.literal and not value.role:
            return value.literal.words.casefold(), 0, None
        relation = (value.relation.where, plain(value.relation.anchor)) if value.relation else None
        return value.words.casefold(), value.order, relation
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def forms(steps: list[Step]) -> list[Any]:
    """The steps so that what comes to the same is equal: a command and its keys, the ways to be in an application."""
    return [form for step in steps for form in _forms(step)]


def _forms(step: Step) -> Iterator[Any]:
    match step:
        case OpenApp(app=app) | BeIn(app=app) | SwitchTo(app=app):
            yield "app", app.casefold()
        case Compute(expression=expression, app=app):
            yield from [("app", app.casefold())] if app else []
            yield "compute", expression
        case Do(command=command) if command.name in KEYS:
            yield "press", KEYS[command.name]
        case Do(command=command):
            yield "do", command.name
        case PressKeys(keys=keys, times=times):
            yield from [("press", keys)] * times
        case ClearField(field=None):
            yield "press", ("ctrl", "a")
        case TypeText(text=text, into=into):
            yield "type", text, plain(into)
        case Point(gesture=gesture, target=target, times=times):
            yield gesture, plain(target), times
        case _:
            left_out = {"text"} if type(step).__name__ == "Recase" else set()
            parts = [plain(getattr(step, part.name)) for part in fields(step) if part.name not in left_out]
            yield type(step).__name__, *parts


def read(task: str) -> list[Any] | None:
    try:
        return forms([stage.step for stage in read_task(task)])
    except UnreadableTask:
        return None


@lru_cache
def outcomes(path: Path = WORDINGS) -> dict[str, bool | None]:
    """Each wording, and whether it was read right; None where it was refused."""
    told: dict[str, bool | None] = {}
    for group in groups(path):
        wanted = [forms([stage.step for stage in read_by_rules(words)]) for words in group.exact]
        for words in group.said if group.exact else ():
            got = read(words)
            told[words] = None if got is None else got in wanted
    return told


@pytest.mark.parametrize(("path", "right", "wrong"), [(WORDINGS, 0.98, 3), (VOICES, 0.98, 3), (PEOPLE, 0.92, 8)])
def test_hardly_any_known_wording_is_misread(path: Path, right: float, wrong: int) -> None:
    told = list(outcomes(path).values())
    assert len(told) > 350
    assert told.count(True) >= right * len(told)
    assert told.count(False) <= wrong


def test_wordings_of_people_that_nothing_was_made_for_are_read() -> None:
    told = list(outcomes(APART).values())
    assert len(told) >= 150
    assert told.count(True) >= 0.85 * len(told)
    assert told.count(False) <= 0.08 * len(told)


def test_tasks_that_look_like_known_ones_are_refused() -> None:
    told = [words for group in groups(REFUSED) for words in group.said]
    assert sum(read(words) is not None for words in told) <= 0.22 * len(told)


@pytest.mark.parametrize(
    "words", [words for path in (WORDINGS, VOICES) for group in groups(path) if not group.exact for words in group.said]
)
def test_what_cannot_be_sure_is_refused(words: str) -> None:
    assert read(words) is None


def test_a_task_is_read_in_a_few_milliseconds() -> None:
    said = [words for group in groups() for words in group.said]
    read_task.cache_clear()
    started = time.process_time()
    for words in said:
        read(words)
    assert (time.process_time() - started) / len(said) < 0.1


def test_a_file_in_the_home_folder_of_which_nothing_is_understood_is_refused() -> None:
    assert read("Frobnicate the calls.txt in my home folder with gedit") is None


def test_chinese_words_in_an_english_sentence_are_text() -> None:
    steps = [stage.step for stage in read_task("Please write 你好吗 in Leafpad and save that as /tmp/ni.txt.")]
    assert steps == [OpenApp("Leafpad"), TypeText("你好吗"), SaveAs("/tmp/ni.txt")]


def test_no_single_step_is_left_out_as_needless() -> None:
    steps = [stage.step for stage in read_task('Open Kate. Type "a". Press Enter. Press Enter. Save it as "/tmp/a".')]
    assert [step for step in steps if isinstance(step, PressKeys)] == [PressKeys(("enter",))] * 2


@pytest.mark.parametrize(
    "text",
    [
        "a, then b",
        "Open xterm. Press Enter",
        "12 times 7",
        "see http://example.org/x.html",
        "不 and /etc/passwd",
        "it's",
    ],
)
def test_quoted_text_arrives_as_it_was_written_wherever_it_stands(text: str) -> None:
    for task in (
        f"I need a file /tmp/n.txt in gedit that says “{text}”.",
        f"Once you have typed “{text}” into gedit, keep it as /tmp/n.txt, please.",
        f"With gedit, could you put “{text}” into a new document and store it under /tmp/n.txt?",
    ):
        steps = [stage.step for stage in read_task(task)]
        assert steps == [OpenApp("gedit"), TypeText(text), SaveAs("/tmp/n.txt")], task


def test_a_control_with_a_verb_or_an_application_in_its_name_stays_one() -> None:
    for task, name in (("click Search contacts", "Search contacts"), ("tap Open Settings now", "Open Settings now")):
        (stage,) = read_task(task)
        assert isinstance(stage.step, Point)
        assert name in (stage.step.target.words, stage.step.target.literal and stage.step.target.literal.words)
