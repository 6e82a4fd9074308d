"""Choosing elements: by words, role, place, order and relation; asking instead of guessing."""

from __future__ import annotations

import pytest

from bridges.coordinates import Box, Size
from model.base import Element, Role
from model.mini.locate import ACCEPT, CHECK, LOOK, PRESS, TYPE, Choice, Purpose, locate, picked
from model.mini.match import contains, fit
from model.mini.menubar import split_menu_bars
from model.mini.phrase import read_phrase
from model.mini.quotation import set_aside

SIZE = Size(1280, 800)


def at(
    x: float, y: float, text: str = "", role: Role = "button", *, width: float = 80, height: float = 24, **more: object
) -> Element:
    return Element(box=Box(x, y, x + width, y + height), role=role, text=text, **more)  # type: ignore[arg-type]


def find(words: str, *elements: Element, purpose: Purpose = PRESS, window: Box | None = None) -> Choice:
    quoted = set_aside(words)
    return locate(read_phrase(quoted.outline, quoted), elements, SIZE, window, purpose)


def test_the_fit_of_texts_falls_in_steps() -> None:
    ladder = [
        fit("Save", "Save"),
        fit("save", "Save"),
        fit("Cafe", "Café"),
        fit("settings", "Preferences"),
        fit("Save", "Save As"),
        fit("Save", "Save all the pictures of this page"),
        fit("Save", "Open"),
    ]
    assert ladder == sorted(ladder, reverse=True)
    assert len(set(ladder)) == len(ladder)
    assert ladder[-1] == 0


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Save As", "Save As…"),
        ("Save As", "Save As... Ctrl+Shift+S"),
        ("File", "_File"),
        ("Name", "Name:"),
        ("ok", "OK"),
        ("New Folder", "NewFolder"),
        ("Log 10", "Log 1O"),
        ("Illustration", "lllustration"),
        ("Preferences", "Prefeences"),
        ("Wi-Fi", "WiFi"),
        ("close", "×"),
        ("Sign in", "Log in"),
        ("保存", "保存文件"),
    ],
)
def test_slips_and_ornaments_still_fit(said: str, seen: str) -> None:
    assert fit(said, seen) >= ACCEPT


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Save", "Don't save"),
        ("Chapter 1", "Chapter 2"),
        ("10", "100"),
        ("Install", "Uninstall"),
        ("Lock", "Unlock"),
        ("Delete", "Delete everything permanently"),
        ("Subscribe", "Unsubscribe"),
        ("保存", "不保存"),
        ("a", "Save a copy"),
    ],
)
def test_opposites_and_other_numbers_never_fit(said: str, seen: str) -> None:
    assert fit(said, seen) < ACCEPT


def test_words_are_read_inside_a_text() -> None:
    assert contains("The file Report 1O.txt was saved", "report 10.txt")
    assert not contains("The file was saved", "report")


def test_the_exact_label_wins_over_longer_ones() -> None:
    save = at(300, 10, "Save")
    assert find("Save", at(10, 10, "Save As…"), save, at(100, 300, "Save the whales", "text")).element is save


def test_a_button_wins_over_the_same_words_in_a_text() -> None:
    button = at(500, 500, "Submit")
    assert find("Submit", at(10, 10, "Submit", "text"), button).element is button


def test_twins_are_asked_about_with_their_places() -> None:
    choice = find("Delete", at(10, 100, "Delete"), at(1100, 700, "Delete"))
    assert choice.element is None
    assert choice.ambiguous
    assert "at the top left" in choice.why
    assert "at the bottom right" in choice.why
    assert choice.confidence <= 0.5


def test_a_buttons_own_text_is_not_its_twin() -> None:
    button = at(10, 10, "OK", width=100, height=40)
    assert find("OK", button, at(40, 20, "OK", "text", width=30, height=16)).element is button


def test_what_is_not_there_is_refused_with_what_comes_close() -> None:
    choice = find("Delete", at(10, 10, "Delete all files permanently"), at(10, 60, "Help"))
    assert choice.element is None
    assert not choice.ambiguous
    assert "Delete all files" in choice.why
    assert "Help" not in choice.why
    assert find("Print", at(10, 10, "Help")).why == "“Print” cannot be seen"


def test_role_words_choose_between_things_of_one_name() -> None:
    field, button, tab = at(10, 10, "Search", "field"), at(200, 10, "Search"), at(400, 10, "Search", "tab")
    assert find("the search field", field, button, tab, purpose=TYPE).element is field
    assert find("the Search button", field, button, tab).element is button
    assert find("the search tab", field, button, tab).element is tab


def test_words_that_look_like_grammar_may_be_the_label() -> None:
    show = at(10, 10, "Show in folder")
    assert find("Show in folder", show, at(10, 60, "Show"), at(10, 90, "folder", "text")).element is show


def test_places() -> None:
    corners = [at(5, 5, "A"), at(1190, 5, "B"), at(5, 770, "C"), at(1190, 770, "D")]
    for words, text in {"top left": "A", "upper right": "B", "bottom-left": "C", "lower right": "D"}.items():
        found = find(f"the {words} button", *corners).element
        assert found is not None
        assert found.text == text
    twins = [at(5, 5, "OK"), at(1190, 770, "OK")]
    assert find("OK in the bottom right corner", *twins).element is twins[1]
    window = Box(600, 300, 1280, 800)
    assert find("OK at the bottom", at(610, 310, "OK"), twins[1], window=window).element is twins[1]


def test_the_toolbar_is_the_top_of_the_window() -> None:
    twins = [at(100, 40, "Bold"), at(100, 500, "Bold")]
    assert find("Bold in the toolbar", *twins).element is twins[0]


def test_order_follows_reading() -> None:
    grid = [at(x, y, "Edit") for y in (100, 200, 300) for x in (10, 500)]
    shuffled = [grid[4], grid[0], grid[5], grid[2], grid[1], grid[3]]
    assert find("the first Edit button", *shuffled).element is grid[0]
    assert find("the fourth Edit", *shuffled).element is grid[3]
    assert find("the last Edit", *shuffled).element is grid[5]
    assert find("Edit number 2", *shuffled).element is grid[1]
    beyond = find("the seventh Edit", *shuffled)
    assert beyond.element is None
    assert "only 6" in beyond.why


def test_relations() -> None:
    names = [at(10, 100 + 50 * row, name, "text") for row, name in enumerate(("Alice", "Bob", "Carol"))]
    edits = [at(400, 100 + 50 * row, "Edit") for row in range(3)]
    deletes = [at(600, 100 + 50 * row, "Delete") for row in range(3)]
    everything = [*names, *edits, *deletes]
    assert find("Edit in the row of Bob", *everything).element is edits[1]
    assert find("Delete next to Carol", *everything).element is deletes[2]
    assert find("the Delete button in Alice's row", *everything).element is deletes[0]
    assert find("the button left of the third Delete", *everything).element is edits[2]
    assert find("Edit below Bob", *everything).element is edits[2]
    assert find("Edit above Bob", *everything).element is edits[0]


def test_inside_an_enclosing_element() -> None:
    panel = Element(box=Box(0, 0, 300, 300), role="list", text="Recent")
    inner, outer = at(10, 100, "Clear", parent=0), at(10, 600, "Clear")
    assert find("Clear in Recent", panel, inner, outer).element is inner


def test_a_field_is_known_by_its_label() -> None:
    name, email = at(10, 10, "Name", "text"), at(10, 60, "Email:", "text")
    first, second = at(120, 10, role="field", width=300), at(120, 60, role="field", width=300)
    fields = [name, email, first, second]
    assert find("Name", *fields, purpose=TYPE).element is first
    assert find("the email field", *fields, purpose=TYPE).element is second
    below = at(10, 300, role="field", width=300)
    assert find("Message", at(10, 270, "Message", "text"), below, purpose=TYPE).element is below
    named = at(500, 10, role="field", label="Phone")
    assert find("Phone", *fields, named, purpose=TYPE).element is named


def test_the_document_is_the_largest_field() -> None:
    small, large = at(10, 10, role="field"), at(10, 60, role="field", width=900, height=600)
    assert find("the document", small, large, purpose=TYPE).element is large


def test_the_window_with_the_focus_comes_first() -> None:
    behind, front = at(10, 10, "OK"), at(700, 400, "OK")
    assert find("OK", behind, front, window=Box(600, 300, 1200, 700)).element is front


def test_a_disabled_control_yields() -> None:
    off, on = at(10, 10, "Next", states=frozenset({"disabled"})), at(700, 400, "Next")
    assert find("Next", off, on).element is on


def test_a_check_box_wins_over_its_heading() -> None:
    box = at(10, 100, "Notifications", "checkbox")
    assert find("Notifications", at(10, 10, "Notifications", "text"), box, purpose=CHECK).element is box


def test_any_text_may_be_looked_at() -> None:
    total = at(10, 10, "Total: 42", "text")
    assert find("Total", total, purpose=LOOK).candidates[0].element is total


@pytest.mark.parametrize(
    ("answer", "index"),
    [("2", 1), ("1.", 0), ("the first", 0), ("the last one", 1), ("top left", 0), ("the right one", 1)],
)
def test_the_persons_answer_picks_an_option(answer: str, index: int) -> None:
    options = [at(10, 100, "Delete"), at(1100, 700, "Delete")]
    assert picked(answer, options, SIZE) is options[index]


@pytest.mark.parametrize("answer", ["3", "0", "the blue one", "maybe", "Delete", "", "top"])
def test_an_answer_that_picks_nothing_picks_nothing(answer: str) -> None:
    options = [at(10, 400, "Delete"), at(1100, 400, "Delete")]
    assert picked(answer, options, SIZE) is None


def test_a_menu_a_letter_off_is_put_right_only_in_a_menu_bar() -> None:
    bar = [at(10, 20, "Eile", "text"), at(100, 21, "Edit", "text"), at(200, 20, "View", "text")]
    assert [piece.text for piece in split_menu_bars([*bar, at(10, 400, "Tile", "text")])] == [
        "File",
        "Edit",
        "View",
        "Tile",
    ]


def test_a_menu_a_letter_off_is_put_right_where_the_eyes_know_it_for_a_menu() -> None:
    bar = [at(10, 20, "Eile", "menuitem"), at(100, 21, "Edit", "menuitem"), at(200, 20, "View", "menuitem")]
    assert [element.text for element in split_menu_bars(bar)] == ["File", "Edit", "View"]


def test_a_menu_bar_read_as_one_line_is_cut_at_its_words() -> None:
    line = at(10, 20, "Eile Edit View", "text", width=140)
    pieces = split_menu_bars([line, at(10, 60, "File a report to edit", "text")])
    assert [piece.text for piece in pieces] == ["File", "Edit", "View", "File a report to edit"]
    assert pieces[0].box.left == 10
    assert pieces[0].box.right < pieces[1].box.left < pieces[1].box.right < pieces[2].box.left
    assert pieces[2].box.right == pytest.approx(150)


@pytest.mark.parametrize(
    ("said", "sign"),
    [("equals", "="), ("the plus key", "+"), ("minus sign", "−"), ("the opening bracket", "("), ("seven", "7"),
     ("the zero button", "0"), ("natural logarithm", "ln"), ("memory recall", "MR"), ("clear", "C"), ("等号", "=")],
)  # fmt: skip
def test_keys_are_found_by_the_names_of_their_signs(said: str, sign: str) -> None:
    texts = ["C", *"()÷789×456−123+0.=", "ln", "MR"]
    keys = [at(100 * (number % 4), 40 * (number // 4), text) for number, text in enumerate(texts)]
    element = find(said, *keys).element
    assert element is not None
    assert element.text == sign


def test_a_sign_alone_is_no_command_that_shares_its_name() -> None:
    assert find("star", at(0, 0, "*")).element is None
    assert find("point", at(0, 0, ".")).element is None
    assert find("equals", at(0, 0, "="), at(0, 60, "Equals")).element.text == "Equals"  # type: ignore[union-attr]
