"""Written screens: their markup, what is drawn of it, and which orders stay with what is on the screen."""

import json
import random
import re

import pytest

from agent.suites.grounding_cases import DATASET
from model.train.dialects import Plain
from model.train.held_out import held_out
from model.train.pages import Family
from model.train.theme import Theme
from model.train.told import Told, meant
from model.train.written import FOLDER
from model.train.written_markup import TAGS, Drawing, Markup
from tests.train.packs import element

SCREENS = [
    (path.stem, screen) for path in sorted(FOLDER.glob("*.html")) for screen in Markup(path.read_text("utf-8")).screens
]


@pytest.fixture
def icons(tmp_path):
    shapes = {name: {"body": f'<path d="M{at} 0h9v9z"/>'} for at, name in enumerate(("gear", "trash", "plus", "close"))}
    folder = tmp_path / "node_modules/@iconify/json/json"
    folder.mkdir(parents=True)
    (folder / "some.json").write_text(json.dumps({"icons": shapes}))
    return Family(tmp_path, "some")


def drawing_of(icons, source):
    return Drawing(source, Plain(source, Theme(source), lambda name, size: icons.draw(name, size, source)), icons)


def drawn(icons, markup):
    drawing = drawing_of(icons, random.Random(1))
    return drawing.draw(Markup(f"<screen>{markup}</screen>").screens[0]), drawing


def test_a_thing_says_how_it_is_asked_for(icons):
    made, drawing = drawn(icons, '<b o="keep this|@the button left of Cancel">Save</b><b>Cancel</b>')
    assert drawing.orders == [("keep this", 1, "text"), ("the button left of Cancel", 1, "place")]
    assert re.search(r'data-w="1"[^>]*><button[^>]*>Save', made)
    assert made.count("data-w") == 1


def test_a_picture_is_asked_for_by_its_sort(icons):
    _, drawing = drawn(icons, '<bar><ib icon="trash" o="away with it"/></bar>')
    assert drawing.orders == [("away with it", 1, "icon")]


def test_a_picture_of_the_same_meaning_stands_for_one_that_a_family_lacks(icons):
    made, drawing = drawn(icons, '<ib icon="settings" o="change how it works"/>')
    assert 'data-n="gear"' in made
    assert drawing.orders


def test_nothing_is_asked_of_a_picture_that_a_family_cannot_draw(icons):
    _, drawing = drawn(
        icons, '<ib icon="giraffe" o="the long neck"/><list><li icon="giraffe" o="the zoo">Zoo</li></list>'
    )
    assert not drawing.orders


def test_parts_of_one_whole_are_counted_by_their_kind(icons):
    tabs = '<tabs><tab on>In</tab><tab o="what is sent">Out</tab></tabs>'
    table = '<table><tr><th>Who</th></tr><tr><td o="her">Ada</td></tr></table>'
    made, drawing = drawn(icons, tabs + table)
    assert [(order, number) for order, number, _ in drawing.orders] == [("what is sent", 1), ("her", 2)]
    assert 'data-w=",1" data-of="tab"' in made
    assert 'data-w=",2" data-of="cell"' in made


def test_what_is_left_open_is_closed_by_what_holds_it():
    screens = Markup('<screen><bar><b>One<b>Two</bar><main>rest</main></screen><screen name="next"></screen>').screens
    assert [part.tag for part in screens[0].parts] == ["bar", "main"]
    assert screens[1].has == {"name": "next"}


def test_an_order_means_the_elements_of_its_thing():
    row = element([10, 12, 90, 28], "Ada Lovelace", role="text")
    mark = element([10, 40, 120, 58], "Water", role="checkbox")
    seen = [row, mark, element([300, 10, 340, 30], "Save")]
    assert meant(seen, [300, 10, 340, 30]) == (2,)
    assert meant(seen, [0, 5, 290, 35]) == (0,)  # a row is pressed at its words
    assert meant(seen, [10, 42, 24, 56]) == (1,)  # a mark's element spans its words
    assert meant(seen, [500, 500, 520, 520]) == ()
    assert meant([], [0, 0, 9, 9]) == ()


def test_orders_that_a_screen_brings_along_are_asked_of_it(tmp_path):
    here = {
        "origin": "written_1_some/000000", "size": [800, 600], "elements": [element([0, 0, 40, 20], "Next")],
        "orders": [["the one after it", [0], "text"], ["crop it", [], "absent"]],
    }  # fmt: skip
    told = Told([here], tmp_path)
    made = {(one.kind, one.targets, one.sort) for one in told.samples(here, random.Random(1), 6)}
    assert made == {("click", (0,), "told text"), ("refuse", (), "told absent")}
    assert told.about(here)
    assert [(one.order, one.key) for one in told.named] == [("the one after it", ("next", ""))]


def test_every_written_screen_can_be_drawn(icons):
    held = {"screen", "li", "tr", "td", "th", "m", "mi"}
    assert len(SCREENS) > 100
    for _, screen in SCREENS:
        assert not {part.tag for part in screen.all()} - set(TAGS) - held
        source = random.Random(1)
        assert drawing_of(icons, source).draw(screen)
        assert any("o" in part.has for part in screen.all())


def test_no_order_of_a_written_screen_is_one_that_measures():
    def plain(text):
        return re.sub(r"\W+", " ", text.casefold()).strip()

    measured = {plain(json.loads(line)["instruction"]) for line in DATASET.read_text(encoding="utf-8").splitlines()}
    said = [one for _, screen in SCREENS for part in screen.all() for one in part.has.get("o", "").split("|")]
    said += [
        one for _, screen in SCREENS for part in screen.all() if part.tag == "absent" for one in part.words().split("|")
    ]
    assert not ({plain(one) for one in said} & measured) - {""}


def test_no_written_screen_is_of_a_held_out_program():
    shown = " ".join(screen.has.get("name", "").casefold() for _, screen in SCREENS)
    assert not [name for name in held_out("applications") if re.search(rf"\b{re.escape(name.casefold())}\b", shown)]
