"""Wordings by neighbours mean the thing that stands there, and what nearly is there is refused."""

from __future__ import annotations

import random
from typing import Any

import pytest

pytest.importorskip("transformers")

from model.train.pointer_words import Writer

Made = list[dict[str, Any]]


def thing(kind: str, text: str, box: tuple[int, int, int, int], name: str = "", states: str = "") -> dict[str, Any]:
    element = {"box": box, "role": kind, "text": text, "label": "", "value": "", "states": tuple(states.split())}
    return {**element, "true": [kind, text, name, states]}


def screen() -> Made:
    """A tool bar of four, a selected entry among three, a bin for each, and two buttons below."""
    found = [
        thing("icon", "", (10 + 40 * at, 10, 34 + 40 * at, 34), name)
        for at, name in enumerate(("save", "undo", "print", "search"))
    ]
    for row, name in enumerate(("Berta", "Caspar", "Dora")):
        top = 100 + 40 * row
        found.append(thing("listitem", name, (10, top, 200, top + 24), "", "selected" if row == 1 else ""))
        found.append(thing("icon", "", (300, top, 324, top + 24), "trash"))
    found += [thing("button", word, (10, y, 90, y + 24)) for word, y in (("Later", 300), ("Now", 340))]
    return found


def told(way: str, at: int, elements: Made | None = None) -> set[str]:
    """All phrases of many draws, in small letters; each must mean the thing."""
    phrases = set()
    for seed in range(150):
        found = getattr(Writer(elements or screen(), (400, 400), random.Random(seed)), way)(at)
        if found is not None:
            assert found[1] == [at]
            phrases.add(found[0].lower())
    return phrases


def test_an_icon_is_told_by_the_icon_beside_it() -> None:
    phrases = told("by_beside", 2)
    assert any("right of the undo" in phrase for phrase in phrases)
    assert not any("left of the undo" in phrase for phrase in phrases)


def test_an_entry_is_told_by_the_selected_one() -> None:
    phrases = told("by_step", 8)
    assert any("below the selected" in phrase for phrase in phrases)
    assert not any("above the selected" in phrase for phrase in phrases)


def test_one_of_two_is_told_by_its_side_of_the_other() -> None:
    elements = [one for one in screen() if one["true"][0] not in ("icon", "listitem")]
    assert any(phrase.startswith("lower") for phrase in told("by_pair", 1, elements))
    assert not any(phrase.startswith("upper") for phrase in told("by_pair", 1, elements))


def test_a_picture_that_every_row_has_is_told_by_the_number_of_its_row() -> None:
    phrases = told("by_nth_row", 9)
    assert any("last row" in phrase for phrase in phrases)
    assert not any(word in phrase for phrase in phrases for word in ("first", "second row", "2nd"))


def test_what_every_row_has_but_one_is_absent_from_that_one() -> None:
    elements = screen()
    del elements[7]  # Caspar's bin
    phrases = {Writer(elements, (400, 400), random.Random(seed)).elsewhere()[0].lower() for seed in range(300)}
    bins = [phrase for phrase in phrases if "trash" in phrase or "bin" in phrase.split()]
    assert any("caspar" in phrase for phrase in bins)
    assert not any(name in phrase for phrase in bins for name in ("berta", "dora"))


def test_the_counterpart_of_a_picture_is_absent_where_it_is_not_shown() -> None:
    phrases = {Writer(screen(), (400, 400), random.Random(seed)).opposite()[0].lower() for seed in range(300)}
    assert any("redo" in phrase for phrase in phrases)
    assert not any(phrase.split()[:1] == ["undo"] for phrase in phrases)


def test_nothing_is_said_to_be_absent_from_a_side_where_something_lies() -> None:
    for seed in range(300):
        phrase = Writer(screen(), (400, 400), random.Random(seed)).nothing_beside()[0].lower()
        assert "below the undo" not in phrase
        assert "right of the undo" not in phrase


def test_a_picture_in_its_button_is_counted_with_it() -> None:
    elements = [thing("button", "", (10 + 40 * at, 10, 40 + 40 * at, 40), "print") for at in range(4)]
    elements += [thing("icon", "", (18 + 40 * at, 18, 32 + 40 * at, 32), "print") for at in range(4)]
    phrases = told("by_count", 2, elements)
    assert any(phrase.startswith("third") for phrase in phrases)
    assert not any(
        phrase.startswith(("fourth", "fifth", "first", "second button of", "last button", "last of"))
        for phrase in phrases
    )


def test_one_of_several_hearts_in_a_row_is_told_by_its_number() -> None:
    elements = [thing("icon", "", (10 + 90 * at, 10, 34 + 90 * at, 34), "heart") for at in range(4)]
    phrases = told("by_nth_like", 1, elements)
    assert any(phrase.startswith("second heart") for phrase in phrases)
    assert not any(phrase.startswith(("second", "2nd")) and phrase.endswith("right") for phrase in phrases)


def test_a_field_is_told_by_the_two_pictures_beside_it() -> None:
    elements = [
        thing("button", "", (10, 10, 34, 34), "minus"),
        thing("field", "", (40, 10, 90, 34)),
        thing("button", "", (96, 10, 120, 34), "plus"),
    ]
    assert any("minus" in phrase and "plus" in phrase for phrase in told("by_middle", 1, elements))


def test_a_picture_in_an_entry_stands_beside_its_words() -> None:
    elements = [thing("listitem", "Letters", (0, 10, 200, 40)), thing("icon", "", (4, 16, 22, 34), "mail")]
    assert any(phrase.startswith("icon left of letters") for phrase in told("by_inner", 1, elements))
    for seed in range(200):
        phrase = Writer(elements, (400, 400), random.Random(seed)).nothing_beside()[0]
        assert "left" not in phrase
