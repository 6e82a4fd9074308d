"""Orders in people's words about training screens: where they hold, and that none of them measures."""

import json
import random
import re

from agent.suites.grounding_cases import DATASET
from model.train.held_out import held_out
from model.train.pointer_measure import APART
from model.train.told import FOLDER, Told, program_of
from tests.train.packs import element

LINES = [json.loads(line) for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]


def screen(origin, *elements):
    return {"origin": origin, "size": [800, 600], "elements": list(elements)}


def written(folder, *lines):
    (folder / "some.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def test_no_order_of_training_is_one_that_measures():
    def plain(text):
        return re.sub(r"\W+", " ", text.casefold()).strip()

    measured = {plain(json.loads(line)["instruction"]) for line in DATASET.read_text(encoding="utf-8").splitlines()}
    assert len(LINES) > 1000
    assert not [line["order"] for line in LINES if plain(line["order"]) in measured]


def test_the_orders_of_development_are_no_orders_of_training():
    """They lie outside the folder that training reads, and no wording of theirs about the same screen is there too."""
    apart = [json.loads(line) for line in APART.read_text(encoding="utf-8").splitlines()]
    assert len(apart) > 800
    assert APART.parent != FOLDER
    taught = {(line["screen"], line["order"].casefold()) for line in LINES}
    assert not [one for one in apart if (one["screen"], one["order"].casefold()) in taught]


def test_no_order_is_about_a_held_out_program():
    assert not {program_of(line["screen"]) for line in LINES} & held_out("applications")


def test_an_order_holds_where_it_was_written_and_where_one_thing_bears_that_name(tmp_path):
    here = screen(
        "dressed_1_viewer/000000", element([0, 0, 40, 20], "Next"), element([50, 0, 70, 20], picture="zoom in")
    )
    there = screen("dressed_2_viewer/000000", element([9, 9, 60, 30], "Next"))
    twice = screen("dressed_3_viewer/000000", element([9, 9, 60, 30], "Next"), element([99, 9, 150, 30], "Next"))
    other = screen("pages_1/000000", element([5, 5, 20, 20], picture="zoom in"))
    folder = written(
        tmp_path,
        {"screen": here["origin"], "order": "show me the one after it", "box": [0, 0, 40, 20], "sort": "text"},
        {"screen": here["origin"], "order": "have a closer look", "box": [50, 0, 70, 20], "sort": "icon"},
        {"screen": here["origin"], "order": "crop it", "box": None, "sort": "absent"},
        {"screen": here["origin"], "order": "send it by post", "box": None, "sort": "lacking"},
    )  # fmt: skip
    told = Told([here, there, twice, other], folder)

    def means(seen):
        some = [one for seed in range(9) for one in told.samples(seen, random.Random(seed), 6)]
        return {(re.sub(r"\W", "", one.task.casefold())[:8], one.targets) for one in some}

    assert means(here) >= {("showmeth", (0,)), ("cropit", ()), ("senditby", ())}
    assert {of for of, at in means(there) if at == (0,)} == {"showmeth"}
    assert {at for _, at in means(there)} == {(0,), ()}  # the crop may be there; the post is in no such program
    assert means(twice) == {("senditby", ())}
    assert {at for _, at in means(other)} == {(0,)}


def test_an_order_whose_thing_was_not_found_again_is_left_out(tmp_path):
    moved = screen("dressed_1_viewer/000000", element([300, 300, 340, 320], "Next"))
    line = {"screen": moved["origin"], "order": "the one after it", "box": [0, 0, 40, 20], "sort": "text"}
    assert not Told([moved], written(tmp_path, line)).samples(moved, random.Random(1), 6)
