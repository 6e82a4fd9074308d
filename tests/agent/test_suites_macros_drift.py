"""The suite of drift: what it counts as wrong, that its drifts are real, and one drift from beginning to end."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from agent.suites.drift_made_up import Page, Pane
from agent.suites.drift_programs import PROGRAMS, SEEN_MS, UNSEEN, drifted, shown_plainly, told
from agent.suites.macros_drift import once_opened, picked_scores, wrong_of

MEANT = ["customer = Ada Keller", "gift", "save", "state: saved"]
STATES = frozenset({"state: ", "state: saved"})


@pytest.mark.parametrize(
    ("done", "wrong"),
    [
        (MEANT, False),
        (MEANT[:2], False),
        (["customer = Ada K"], False),
        (["customer = Ada K", "gift"], True),
        (["gift"], True),
        ([*MEANT[:3], "save"], True),
        ([*MEANT[:2], "state: lost"], True),
    ],
)
def test_whatever_is_no_beginning_of_what_was_meant_is_wrong(done: list[str], wrong: bool) -> None:
    assert bool(wrong_of(done, MEANT, STATES)) is wrong


@pytest.mark.parametrize(
    ("done", "kept"),
    [
        (["undo", "menu “Edit”", "menu “More”", "menu “Edit”", "menu “More”", "item “All”"], None),
        (["undo", "menu “Edit”", "menu “Edit”", "menu “More”", "item “All”"], None),
        (["undo", "undo", "menu “Edit”"], ["undo", "undo", "menu “Edit”"]),
        (["undo", "menu “File”", "menu “Edit”"], ["undo", "menu “File”", "menu “Edit”"]),
    ],
)
def test_only_a_menu_in_which_nothing_was_chosen_may_be_opened_again(done: list[str], kept: list[str] | None) -> None:
    meant = ["undo", "menu “Edit”", "menu “More”", "item “All”"]
    assert once_opened(done, meant, frozenset({"Edit", "More", "File"})) == (kept or meant)


def test_the_log_of_a_program_tells_each_press_and_what_a_field_holds_in_the_end() -> None:
    log = [
        {"event": "ready"},
        {"event": "typed", "id": "city", "text": "B"}, {"event": "typed", "id": "city", "text": "Ba"},
        {"event": "pressed", "id": "save"}, {"event": "typed", "id": "city", "text": "C"},
    ]  # fmt: skip
    assert told(log) == ["city = Ba", "save", "city = C"]


def test_a_press_on_what_a_dialog_covers_is_told_with_how_late_it_was() -> None:
    surprised, shown = {"event": "surprised", "at": 900}, {"event": "shown", "at": 930}
    first, early, late = ({"event": "pressed", "id": "beside", "at": at} for at in (890, 920, 930 + SEEN_MS))
    assert told([surprised, shown, late]) == ["beside, 130 ms after the dialog came"]
    assert told([surprised, early, shown]) == [f"{UNSEEN}beside, 20 ms after the dialog came"]
    assert told([first, surprised, shown]) == ["beside"]


def test_only_beside_a_dialogs_answers_is_a_press_excused_before_it_showed() -> None:
    page = Page("orders")
    fell = told([{"event": "surprised", "at": 900}, {"event": "pressed", "id": "surprise-install", "at": 901}])
    assert fell == ["surprise-install"]
    assert not page.harmless(*fell)
    assert page.harmless(f"{UNSEEN}beside, 20 ms after the dialog came")
    assert not page.harmless("beside, 40 ms after the dialog came")


@pytest.mark.parametrize("kind", Pane("orders").kinds[3:])
def test_a_drift_of_a_programs_own_changes_it_and_is_drawn_again_from_its_seed(kind: str) -> None:
    for program in PROGRAMS.values():
        drawn = [drifted(program, kind, random.Random(seed)) for seed in (1, 1)]
        assert drawn[0] == drawn[1]
        if kind not in ("scaled", "other resolution"):
            assert drawn[0] != shown_plainly(program)


def test_a_reordered_list_is_followed_and_nothing_else_is_pressed(tmp_path: Path) -> None:
    (score,) = picked_scores(1, ["reordered/orders (window)"], tmp_path)
    assert score.passed, score.why
    assert not score.wrong
