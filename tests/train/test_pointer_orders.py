"""Orders that the pointer learns from mean one thing: the row, the card, the window, the counter that they speak of."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from model.train.pointer_others import Others
from model.train.pointer_scene import Referred
from model.train.pointer_words import Writer

SEEDS = 40


def thing(kind: str, text: str, left: int, top: int, wide: int = 60, high: int = 16, name: str = "") -> dict[str, Any]:
    box = (left, top, left + wide, top + high)
    element = {"box": box, "role": kind, "text": text, "label": "", "value": "", "states": ()}
    return {**element, "true": [kind, text, name, ""]}


def told(elements: list[dict[str, Any]], way: Callable[[Writer], Referred | None]) -> list[str]:
    """What is said in many draws."""
    found = [way(Writer(elements, (1000, 700), random.Random(seed))) for seed in range(SEEDS)]
    return [one[0].casefold() for one in found if one is not None]


def rows() -> list[dict[str, Any]]:
    """Three matters, each with a link that edits it, a star and a box to tick."""
    found = []
    for at, matter in enumerate(("Lamp flickers", "Door badge lost", "Invoice missing")):
        top = 100 + 40 * at
        found += [
            thing("checkbox", "", 10, top, 16),
            thing("text", matter, 50, top, 140),
            thing("link", "Edit", 400, top, 40),
            thing("icon", "", 500, top, 20, 20, "star"),
        ]
    return found


def test_an_order_about_a_row_names_that_row() -> None:
    for way in (lambda w: w.by_verb(6), lambda w: w.by_verb(7), lambda w: w.by_tick(4)):
        said = told(rows(), way)
        assert len(said) > SEEDS / 2
        assert all("badge" in words or "door" in words or "lost" in words for words in said)
        assert not any("lamp" in words or "invoice" in words for words in said)


def test_one_of_several_is_told_by_its_turn() -> None:
    said = told(rows(), lambda w: w.by_turn(6))
    assert said
    assert all("second" in words or "2nd" in words for words in said)


def test_nothing_is_counted_where_one_may_be_missing() -> None:
    gap = [one for one in rows() if one["box"][1] != 140]
    gap += [thing("link", "Edit", 400, 420, 40), thing("text", "Password expired", 50, 420, 140)]
    assert told(gap, lambda w: w.by_turn(2)) == []


def keys() -> list[dict[str, Any]]:
    signs = "789÷456×123−0.=+"
    return [thing("button", sign, 50 * (at % 4), 50 * (at // 4), 44, 44) for at, sign in enumerate(signs)]


@pytest.mark.parametrize(
    ("sign", "name"), [("=", "equal"), ("÷", "divi"), ("7", "seven"), ("−", "minus"), (".", "point")]
)
def test_signs_are_asked_for_by_name(sign: str, name: str) -> None:
    said = told(keys(), lambda w: w.by_sign(w.said.index(sign)))
    assert any(name in words for words in said)
    assert not any(sign in words for words in said)


def test_the_corner_of_a_block_is_one_key() -> None:
    assert all(
        "left" in words and ("lower" in words or "bottom" in words) for words in told(keys(), lambda w: w.by_corner(12))
    )
    assert told(keys(), lambda w: w.by_corner(5)) == []


def test_a_window_is_closed_by_its_own_button() -> None:
    elements = []
    for at, title in enumerate(("Weather", "Music")):
        left = 40 + 480 * at
        elements += [thing("window", "", left, 100, 400, 300), thing("text", title, left + 10, 104, 80)]
        elements += [
            thing("button", "", left + 300 + 30 * number, 104, 16, 16, name)
            for number, name in enumerate(("minimize", "maximize", "close"))
        ]
    said = told(elements, lambda w: w.by_window(9))
    assert said
    assert all("music" in words and "weather" not in words for words in said)
    tools = [*elements, thing("button", "", 760, 104, 16, 16, "bell")]
    assert told(tools, lambda w: w.by_window(9)) == []


def test_entries_of_an_open_menu_are_counted_beside_a_menu_bar() -> None:
    bar = [thing("menuitem", words, 10 + 70 * at, 10) for at, words in enumerate(("File", "Edit", "View"))]
    menu = [thing("menuitem", words, 80, 40 + 24 * at, 160) for at, words in enumerate(("Undo", "Redo", "Cut", "Copy"))]
    said = told([*bar, *menu], lambda w: w.by_count(6))
    assert said
    assert all("menu" in words and "bar" not in words for words in said)
    assert any("last" in words or "bottommost" in words for words in said)
    second = [thing("menuitem", words, 500, 40 + 24 * at, 160) for at, words in enumerate(("New", "Old", "None"))]
    assert not any("open" in words for words in told([*bar, *menu, *second], lambda w: w.by_count(6)))


def test_pictures_of_one_tool_bar_are_counted_apart_from_those_of_another() -> None:
    def tools(top: int) -> list[dict[str, Any]]:
        return [
            thing("icon", "", 10 + 30 * at, top, 20, 20, name)
            for at, name in enumerate(("cut", "copy", "bold", "undo"))
        ]

    lone = told([*tools(300), thing("button", "Save", 300, 20)], lambda w: w.by_count(3))
    assert lone
    assert any("tool" in words for words in lone)
    lower = told([*tools(300), *tools(340)], lambda w: w.by_count(7))
    assert lower
    assert all("lower" in words or "bottom" in words or "last row" in words for words in lower)


def framed(titles: tuple[str, ...]) -> list[dict[str, Any]]:
    """Windows as a desktop frames them: no program tells of the buttons, the parser knows them by their drawings."""
    found = []
    for at, title in enumerate(titles):
        left, top = 20 + 480 * at, 40 + 20 * at
        found.append(thing("text", title, left + 100, top, 90))
        for number, deed in enumerate(("minimize", "maximize", "close")):
            button = thing("button", "", left + 340 + 18 * number, top, 15, 15)
            found.append({**button, "label": f"{deed} window", "true": None})
    return found


def test_a_button_of_a_frame_is_asked_for_by_the_title_of_its_window() -> None:
    said = told(framed(("Weather - Oslo", "Music box")), lambda w: w.by_frame(6))
    assert said
    assert all("music box" in words and "weather" not in words for words in said)
    assert any("window" in words for words in told(framed(("Music box",)), lambda w: w.by_frame(2)))
    assert told(rows(), lambda w: w.by_frame(5)) == []


def test_what_a_frame_does_is_not_called_absent() -> None:
    def refused(elements: list[dict[str, Any]]) -> list[str]:
        writers = (Writer(elements, (1000, 700), random.Random(seed)) for seed in range(4000))
        return [one.task.casefold() for writer in writers if (one := writer.absent()) is not None]

    deeds = ("task bar", "maximize", "window as large as", "window small")
    assert any(deed in words for words in refused(rows()) for deed in deeds)
    lone = [one for one in framed(("Music box",)) if "maximize" not in one["label"]]
    assert any("whole screen" in words for words in refused(lone))
    assert not any("task bar" in words for words in refused(lone))
    assert not any(deed in words for words in refused(framed(("Music box",))) for deed in deeds)


def test_a_counter_goes_up_by_the_plus_in_its_row() -> None:
    elements = []
    for at, counted in enumerate(("Adults", "Children")):
        top = 100 + 40 * at
        elements.append(thing("text", counted, 10, top))
        elements += [
            thing("button", "", 120 + 60 * number, top, 20, 20, name) for number, name in enumerate(("minus", "plus"))
        ]
    said = told(elements, lambda w: w.by_counter(5))
    assert said
    assert all("children" in words and "less" not in words and "fewer" not in words for words in said)


def test_pages_are_numbers_in_a_line() -> None:
    line = [thing("button", str(number), 100 + 40 * number, 600, 30, 30) for number in range(1, 5)]
    assert any("page 3" in words for words in told(line, lambda w: w.by_page(2)))
    assert told(keys(), lambda w: w.by_page(0)) == []


def test_a_word_for_two_kinds_means_things_of_both() -> None:
    elements = [
        thing("icon", "", 100, 100, 20, 20, "bell"),
        thing("button", "Send", 200, 100),
        thing("text", "Inbox", 20, 100),
    ]
    for seed in range(SEEDS):
        word, fit = Writer(elements, (1000, 700), random.Random(seed)).spoken(0)
        assert fit == ([0, 1] if word == "button" else [0])


def test_what_a_picture_may_show_is_not_called_absent() -> None:
    from model.train.pointer_scene import GROUP_OF

    pictured = frozenset(GROUP_OF["print"])
    writers = [Writer(rows(), (1000, 700), random.Random(seed), pictured) for seed in range(400)]
    said = [sample.task.casefold() for writer in writers if (sample := writer.absent()) is not None]
    assert len(said) > 100
    assert not any("print" in words for words in said)


def test_what_only_another_screen_has_is_absent() -> None:
    def button(text: str, at: int) -> dict[str, object]:
        true = ["button", text, "", []]
        return {
            "box": [10, at, 90, at + 20],
            "role": "button",
            "text": text,
            "label": "",
            "value": "",
            "states": [],
            "true": true,
        }

    here = [button("Save", 10), button("Preferences", 40)]
    others = Others(
        [{"elements": [*here, button("Save as", 10), button("Print", 40), button("Settings", 70), button("12", 90)]}]
    )
    assert {words for words, _ in others.names} == {"Save", "Preferences", "Save as", "Print", "Settings"}
    asked = [Writer(here, (100, 100), random.Random(seed)).foreign(others) for seed in range(200)]
    tasks = [one.task.lower() for one in asked if one is not None]
    assert all(one.targets == () and one.kind == "refuse" for one in asked if one is not None)
    assert any("print" in task for task in tasks)
    # What is there, in these words or in others, is not called absent.
    assert not any(word in task for task in tasks for word in ("save", "preferences", "settings"))
