"""Orders by purpose: where they hold, what is renamed, and that none of them measures."""

import json
import random
import re

from agent.suites.grounding_cases import DATASET
from model.train.lexicon import PATH, Lexicon
from model.train.pointer_scene import Scene
from tests.train.packs import element

OUT = {"names": ["Sign out", "Log out"], "orders": ["end my session"]}
MUTE = {"names": ["Mute"], "orders": ["i want silence"]}


def lexicon(folder, *lines):
    path = folder / "purposes.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return Lexicon(path)


def orders(lexicon, *elements):
    scene = Scene(list(elements), (400, 300), random.Random(1))
    found = [one for seed in range(40) for one in lexicon.samples(scene, random.Random(seed), 2)]
    return {(re.sub(r"\W+", " ", one.task.casefold()).strip(), one.targets) for one in found}


def test_an_order_means_the_one_thing_that_bears_a_name(tmp_path):
    found = orders(lexicon(tmp_path, OUT), element([0, 0, 60, 20], "Files"), element([0, 40, 60, 60], "LOG OUT"))
    assert {targets for _, targets in found} == {(1,)}
    assert "end my session" in {words for words, _ in found}


def test_of_two_that_bear_it_none_is_meant_nor_is_it_lacking(tmp_path):
    twice = [element([0, 0, 60, 20], "Sign out"), element([0, 40, 60, 60], "Log out")]
    assert not orders(lexicon(tmp_path, OUT), *twice)


def test_what_no_thing_bears_is_to_be_refused(tmp_path):
    assert {targets for _, targets in orders(lexicon(tmp_path, MUTE), element([0, 0, 60, 20], "Print"))} == {()}


def test_a_field_is_meant_rather_than_the_words_that_label_it(tmp_path):
    label = element([0, 0, 60, 20], "Mute", role="text")
    field = {**element([80, 0, 200, 20], "", role="field"), "label": "Mute"}
    assert ("i want silence", (1,)) in orders(lexicon(tmp_path, MUTE), label, field)


def test_a_name_is_exchanged_wherever_it_stands(tmp_path):
    known = lexicon(tmp_path, *({"names": [f"Name {letter}"], "orders": ["x"]} for letter in "abcdefghijklmnopqrst"))
    elements = [element([0, 0, 60, 20], "Save"), {**element([80, 0, 200, 20], "", role="field"), "label": "Save"}]
    button, field = known.renamed(elements, random.Random(3))
    assert button["text"] == button["true"][1] == field["label"]
    assert button["text"].startswith("Name ")
    assert elements[0]["text"] == "Save"


def test_no_order_by_purpose_is_one_that_measures():
    def plain(text):
        return re.sub(r"\W+", " ", text.casefold()).strip()

    measured = {plain(json.loads(line)["instruction"]) for line in DATASET.read_text(encoding="utf-8").splitlines()}
    lines = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 2000
    assert not [order for line in lines for order in line["orders"] if plain(order) in measured]
