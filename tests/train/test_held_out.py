"""Nothing that measures is drawn in training, and every screen is a function of its seed."""

import json
import re
from pathlib import Path

import pytest

from agent.suites.grounding_cases import DATASET
from model.train.gtk_windows import THEMES
from model.train.held_out import held_out
from model.train.icons import spoken
from model.train.libraries import TRAINED, Classless
from model.train.libraries_unseen import UNSEEN
from model.train.looks import DRAWN
from model.train.pages import FAMILIES
from model.train.pointer_deeds import DEED_OF
from model.train.theme import Theme
from model.train.words import Words

PRACTICE = Path(__file__).parents[2] / "model" / "train" / "practice_record.json"
WITHOUT_NEW_SCREENS = {"stage 8", "stage 9", "stage 10"}
DATA = json.loads((Path(__file__).parents[2] / "model" / "weights" / "data.json").read_text())


def test_practice_was_on_training_seeds_and_windows_on_seeds_of_their_own():
    stages = json.loads(PRACTICE.read_text())
    assert all(seed.startswith("train-") for one in stages.values() for seed in one["seeds"])
    drawn = [set(one["screens_by_seed"]) for name, one in stages.items() if name not in WITHOUT_NEW_SCREENS]
    assert all(drawn)
    assert not set.intersection(*drawn)


def test_no_held_out_library_family_or_theme_is_drawn_in_training():
    drawn = (*TRAINED, *DRAWN)
    sheets = {sheet for dialect, _ in drawn for sheet in (*dialect.sheets, *dialect.scripts)} | set(Classless.choices)
    for library in held_out("component_libraries"):
        assert library not in {dialect.name for dialect, _ in drawn}
        assert not [sheet for sheet in sheets if sheet.startswith(f"{library}/")]
    assert not held_out("icon_families") & set(FAMILIES)
    assert not held_out("themes") & set(THEMES)


def test_pages_that_measure_are_drawn_with_held_out_libraries_only():
    assert {dialect.name for dialect, _ in UNSEEN} <= held_out("component_libraries")


def test_the_grounding_set_shows_only_what_is_held_out():
    """Its pages name held-out sheets and icon families, its programs are held-out applications."""
    pages = sorted((DATASET.parent / "pages").glob("*.html"))
    assert len(pages) >= 10
    for page in pages:
        head, body = page.read_text(encoding="utf-8").split("\n", 1)
        sheets = head.strip("<!-> ").split()[1:]
        assert sheets
        for sheet in sheets:
            assert [library for library in held_out("component_libraries") if sheet.startswith(f"{library}/")], sheet
        families = set(re.findall(r"\{\{([\w-]+):", body))
        assert families <= held_out("icon_families"), page.name
    cases = [json.loads(line) for line in DATASET.read_text(encoding="utf-8").splitlines()]
    programs = {case["source"].split(":")[1] for case in cases if case["source"].startswith("application:")}
    assert programs <= held_out("applications")
    assert not programs & {name.split("/")[0] for name in DATA["shards"]}


def test_no_instruction_of_the_grounding_set_is_written_in_training():
    """Whole instructions of several words stand in no file that training reads; single names may."""
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("train", "pointer")
        for path in sorted((DATASET.parents[4] / "model" / folder).rglob("*.py"))
    ).casefold()
    cases = [json.loads(line) for line in DATASET.read_text(encoding="utf-8").splitlines()]
    long = [case["instruction"] for case in cases if len(case["instruction"].split()) >= 4]
    assert len(long) > 100
    assert not [words for words in long if words.casefold() in written]


def test_no_order_that_training_gives_stands_in_the_grounding_set():
    cases = [json.loads(line) for line in DATASET.read_text(encoding="utf-8").splitlines()]
    asked = {case["instruction"].casefold().strip(" .?!") for case in cases}
    assert len(DEED_OF) > 500
    assert not [order for order in DEED_OF if len(order.split()) > 2 and order.strip(" .?!") in asked]


def test_the_recorded_shards_hold_nothing_held_out():
    trained = {name: shard for name, shard in DATA["shards"].items() if not name.startswith(("unseen", "icons_held"))}
    looks = {look for shard in trained.values() for look in shard.get("looks", {})}
    assert len(looks) > 20
    assert not looks & held_out("component_libraries")
    assert not {look.removeprefix("gtk/") for look in looks} & held_out("themes")


def test_every_family_has_a_licence_that_allows_it():
    for family, (licence, count) in DATA["families"].items():
        assert not [word for word in ("NC", "SA", "GPL") if word in licence.split("-")], family
        assert count > 0


@pytest.mark.parametrize(("name", "said"), [
    ("home-24-filled", "home"), ("outline-arrow-left", "arrow left"), ("format-bold", "format bold"), ("line", "line"),
    ("chevron-down-20-regular", "chevron down"),
])  # fmt: skip
def test_names_are_spoken_without_their_style(name, said):
    assert spoken(name) == said


def test_themes_and_words_are_functions_of_their_seed():
    import random

    def made(seed: int) -> tuple[str, list[str]]:
        source = random.Random(seed)
        words = Words(source)
        return Theme(source).sheet(), [words.sentence() for _ in range(5)]

    assert made(3) == made(3)
    assert made(3) != made(4)
