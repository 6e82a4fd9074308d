"""The panel's page of macros, with real macro files and a real replay on a private desktop."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from panel_parts import in_place
from PySide6.QtCore import Qt, QTime, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget

from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros, store_picture
from agent.macros.file.target import Place, Target
from agent.macros.grounding.finding import Found
from agent.macros.replaying.changes import changes
from agent.macros.replaying.healing import accept
from agent.macros.replaying.parts import Heal
from agent.settings import Settings
from bridges.android.devices import Device
from bridges.base import Observation
from bridges.coordinates import Box, Geometry, Size
from bridges.virtual import PrivateDisplay
from model.base import Element
from ui.panel.macro_confirming import TargetPicture
from ui.panel.macro_heals import HealCard
from ui.panel.macro_naming import NameDialog, free_name
from ui.panel.macro_page import MacroPage
from ui.panel.macro_saving import MacroSaving, slug
from ui.panel.places import PlaceChoice
from ui.panel.window import PanelWindow
from ui.replayed import Replayed

WAITING: dict[str, Any] = {
    "name": "wait-a-little",
    "about": "Waits, for whoever needs a rest",
    "recorded": {"device": "virtual:640x400", "screen": Size(640, 400)},
    "parameters": {"who": {"about": "Whom to greet"}, "tone": {"default": "kind"}},
    "steps": [{"do": "wait", "id": "rest", "seconds": 0.2, "check": {"kind": "none"}}],
}


@pytest.fixture
def macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Macros:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = Macros()
    assert str(made.root).startswith(str(tmp_path))
    made.save(Macro.model_validate(WAITING))
    return made


def can_be_filled_in(page: MacroPage) -> bool:
    """Whether the macro is there, and its form has come to its place."""
    return page.chosen is not None and in_place(page.view.form.fields["who"]) and in_place(page.view.replay)


@pytest.fixture
def page(qtbot: Any, macros: Macros) -> MacroPage:
    made = MacroPage(Settings())
    qtbot.addWidget(made)
    made.resize(1064, 800)
    made.show()
    qtbot.waitUntil(lambda: can_be_filled_in(made), timeout=30_000)
    return made


def test_a_macro_is_shown_with_its_steps_and_a_field_for_each_parameter(page: MacroPage) -> None:
    assert page.view.title.text() == "wait-a-little"
    assert "Waits" in page.view.about.text()
    assert "rest" in page.view.steps.toPlainText()
    assert {name: field.text() for name, field in page.view.form.fields.items()} == {"who": "", "tone": "kind"}
    assert page.view.form.fields["who"].accessibleDescription() == "Whom to greet"


def test_it_can_be_replayed_once_what_has_to_be_given_is(qtbot: Any, page: MacroPage) -> None:
    heard: list[list[str]] = []
    page.replayed.connect(heard.append)
    assert not page.view.replay.isEnabled()
    assert "who" in page.view.replay.toolTip()
    qtbot.keyClicks(page.view.form.fields["who"], "Ada = friend")
    qtbot.mouseClick(page.view.replay, Qt.MouseButton.LeftButton)
    given = ["--set", "who=Ada = friend", "--set", "tone=kind"]
    assert heard == [["--on", "virtual:640x400", *given, "--", "wait-a-little"]]


INFERRED = """\
name: seen
steps:
  - {id: s1, do: click, target: {words: Save, looks: {picture: pictures/s1.png, box: [14, 14, 74, 44]}},
     unsure: true, confidence: 0.5, note: from a film}   # mine
  - {id: s2, do: input, text: Ada, unsure: true, confidence: 0.7}
  - {id: s3, do: wait, seconds: 1}
"""


def put(macros: Macros, name: str, text: str) -> Path:
    path = macros.root / name / "macro.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def choose(qtbot: Any, page: MacroPage, name: str) -> None:
    """Choose a macro of the list as soon as it is there."""

    def listed() -> list[str]:
        return [page.list.model().index(row, 0).data().split("\n")[0] for row in range(page.list.model().rowCount())]

    qtbot.waitUntil(lambda: name in listed(), timeout=30_000)
    page.list.setCurrentIndex(page.list.model().index(listed().index(name), 0))
    qtbot.waitUntil(lambda: in_place(page.view.title), timeout=5000)
    assert page.view.title.text() == name


def click(qtbot: Any, button: QWidget) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def inferred(qtbot: Any, macros: Macros, page: MacroPage) -> MacroPage:
    """The page, at a macro with two steps that nobody has confirmed."""
    store_picture(put(macros, "seen", INFERRED).parent / "pictures/s1.png", np.full((58, 88, 3), 90, np.uint8))
    page.look()
    choose(qtbot, page, "seen")
    return page


def test_inferred_steps_are_confirmed_one_after_the_other(qtbot: Any, macros: Macros, inferred: MacroPage) -> None:
    card, view = inferred.view.confirm, inferred.view
    assert card.isVisible()
    assert "1 of 2" in card.title.text()
    assert card.words.text() == "s1: click “Save”"
    assert "50 % sure" in card.sure.text()
    assert "from a film" in card.sure.text()
    assert card.picture.isVisible()
    assert "Save" in card.picture.accessibleName()
    assert not view.faults.isVisible()
    assert not view.replay.isEnabled()
    assert not view.times.isEnabled()
    click(qtbot, card.later)
    assert card.words.text() == "s2: input Ada"
    assert not card.picture.isVisible()
    click(qtbot, card.drop)
    qtbot.waitUntil(lambda: "1 of 1" in card.title.text(), timeout=5000)
    assert [step.id for step in macros.load("seen").steps] == ["s1", "s3"]
    click(qtbot, card.keep)
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=5000)
    assert not macros.load("seen").steps[0].unsure
    assert "# mine" in macros.text("seen")
    assert view.replay.isEnabled()


def test_all_inferred_steps_are_kept_at_once(qtbot: Any, macros: Macros, inferred: MacroPage) -> None:
    click(qtbot, inferred.view.confirm.keep_all)
    qtbot.waitUntil(lambda: not inferred.view.confirm.isVisible(), timeout=5000)
    assert [step.unsure for step in macros.load("seen").steps] == [False] * 3


def test_a_file_that_was_changed_meanwhile_is_asked_about_anew(qtbot: Any, macros: Macros, inferred: MacroPage) -> None:
    changed = INFERRED.replace("id: s1", "id: other")
    path = put(macros, "seen", changed)
    inferred._settled.blockSignals(True)
    click(qtbot, inferred.view.confirm.keep)
    qtbot.waitUntil(lambda: inferred.view.confirm.words.text() == "other: click “Save”", timeout=5000)
    assert path.read_text() == changed


def test_unconfirmed_steps_are_not_replayed_by_a_double_click_either(qtbot: Any, inferred: MacroPage) -> None:
    heard: list[list[str]] = []
    inferred.replayed.connect(heard.append)
    inferred.list.activated.emit(inferred.list.currentIndex())
    assert not heard
    assert "meant so" in inferred.view.replay.toolTip()


def test_each_fault_of_a_file_is_listed_with_its_line_and_goes_when_the_file_is_mended(
    qtbot: Any, macros: Macros, page: MacroPage
) -> None:
    path = macros.file("wait-a-little")
    good = path.read_text()
    path.write_text(good.replace("do: wait", "do: wiat").replace("tone:", "tone: [1]\n  late:"))
    # The page sees by itself what an editor has written.
    qtbot.waitUntil(page.view.faults.isVisible, timeout=10_000)
    line = 1 + next(at for at, one in enumerate(path.read_text().splitlines()) if "id: rest" in one)
    assert f"Line {line}, column " in page.view.faults.text
    assert "did you mean wait" in page.view.faults.text
    assert "- id: rest" in page.view.faults.text
    assert page.view.faults.text.count("Line ") > 1
    assert not page.view.replay.isEnabled()
    assert "wiat" in page.view.steps.toPlainText()
    path.write_text(good)
    qtbot.waitUntil(lambda: not page.view.faults.isVisible(), timeout=10_000)


def test_a_file_that_is_no_yaml_says_where(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    put(macros, "broken", "name: broken\nsteps:\n\t- {do: wait}\n")
    page.look()
    choose(qtbot, page, "broken")
    assert "Line 3, column 1: a tab stands where only blanks may" in page.view.faults.text


def test_what_is_worth_a_look_does_not_keep_a_macro_from_being_replayed(
    qtbot: Any, macros: Macros, page: MacroPage
) -> None:
    put(macros, "warned", "name: warned\nsteps:\n  - {do: input, text: 'Dear {whom}'}\n")
    page.look()
    choose(qtbot, page, "warned")
    assert "Line 3, column 5: {whom} is no parameter" in page.view.faults.text
    assert page.view.replay.isEnabled()


def answer(qtbot: Any, does: Callable[[QDialog], None]) -> None:
    """Do something with the next dialog that opens."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            does(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def named(qtbot: Any, name: str) -> Callable[[QDialog], None]:
    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, NameDialog)
        dialog.field.setText("a/b")
        assert not dialog.does.isEnabled()
        assert "letters" in dialog.why.text()
        dialog.field.setText("wait-a-little")
        assert not dialog.does.isEnabled()
        assert "already" in dialog.field.accessibleDescription()
        dialog.field.clear()
        qtbot.keyClicks(dialog.field, name)
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    return give


def test_a_macro_is_renamed_and_what_calls_it_goes_along(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    put(macros, "outer", "name: outer\nsteps:\n  - {do: macro, macro: wait-a-little, set: {who: Ada}}\n")
    answer(qtbot, named(qtbot, "rest"))
    click(qtbot, page.view.rename)
    qtbot.waitUntil(lambda: page.view.title.text() == "rest", timeout=5000)
    assert macros.names() == ("outer", "rest")
    assert "macro: rest" in macros.text("outer")
    assert "“rest”" in page.notice.text.text()


def test_a_macro_is_copied_and_the_copy_is_shown(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    answer(qtbot, named(qtbot, "second"))
    click(qtbot, page.view.copy)
    qtbot.waitUntil(lambda: page.view.title.text() == "second", timeout=5000)
    assert macros.names() == ("second", "wait-a-little")


def test_a_name_that_is_offered_is_free(macros: Macros) -> None:
    assert free_name("rest") == "rest"
    put(macros, "wait-a-little-2", "")
    assert free_name("wait-a-little") == "wait-a-little-3"


def pressed(word: str) -> Callable[[QDialog], None]:
    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        next(one for one in dialog.buttons() if word in one.text()).click()

    return press


def test_a_macro_is_deleted_only_after_a_yes_and_comes_back(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    put(macros, "other", "name: other\nsteps:\n  - {do: wait}\n")
    answer(qtbot, pressed("Cancel"))
    click(qtbot, page.view.delete)
    assert "wait-a-little" in macros.names()
    before = macros.text("wait-a-little")
    answer(qtbot, pressed("Delete"))
    click(qtbot, page.view.delete)
    assert macros.names() == ("other",)
    qtbot.waitUntil(lambda: page.view.title.text() == "other", timeout=5000)
    click(qtbot, page.notice.undo)
    qtbot.waitUntil(lambda: page.view.title.text() == "wait-a-little", timeout=5000)
    assert macros.text("wait-a-little") == before
    assert not page.notice.isVisible()


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crontab of its own, behind a program that reads and writes it as the real one does."""
    kept, program = tmp_path / "crontab", tmp_path / "bin" / "crontab"
    kept.write_text("0 0 * * * backup\n")
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys\nfile = {str(kept)!r}\n"
        "print(open(file).read(), end='') if sys.argv[1] == '-l' else open(file, 'w').write(sys.stdin.read())\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr("ui.macro_schedule.own_scheduler", lambda: "cron")
    monkeypatch.setattr("ui.panel.macro_schedule.own_scheduler", lambda: "cron")
    return kept


def test_a_macro_is_scheduled_changed_and_unscheduled(qtbot: Any, crontab: Path, page: MacroPage) -> None:
    view, card = page.view, page.view.schedule
    click(qtbot, view.times)
    assert not card.set.isEnabled()
    assert "who" in card.note.text()
    qtbot.keyClicks(view.form.fields["who"], "Ada")
    card.times.often.setCurrentIndex(card.times.often.findData("weekdays"))
    card.times.time.setTime(QTime(8, 30))
    assert "08:30" in card.next.text()
    click(qtbot, card.set)
    qtbot.waitUntil(lambda: not card.choosing and "on weekdays at 08:30" in card.title.text(), timeout=10_000)
    line = crontab.read_text().splitlines()[1]
    assert line.startswith("30 8 * * 1-5 ")
    assert "--on virtual:640x400 --set who=Ada --set tone=kind --json -- wait-a-little" in line
    assert "Next: " in card.next.text()
    assert "who = Ada" in card.next.text()
    assert "next " in page.list.currentIndex().data()
    click(qtbot, card.change)
    assert card.times.often.currentData() == "weekdays"
    card.times.often.setCurrentIndex(card.times.often.findData("cron"))
    card.times.cron.setText("61 * * * *")
    assert "not within 0 to 59" in card.next.text()
    assert not card.set.isEnabled()
    card.times.cron.setText("0 */2 * * *")
    click(qtbot, card.set)
    qtbot.waitUntil(lambda: "0 */2 * * *" in card.title.text(), timeout=10_000)
    assert len(crontab.read_text().splitlines()) == 2
    click(qtbot, card.stop)
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=10_000)
    assert crontab.read_text() == "0 0 * * * backup\n"


def test_why_nothing_could_be_scheduled_is_said(qtbot: Any, crontab: Path, page: MacroPage) -> None:
    (crontab.parent / "bin" / "crontab").write_text("#!/bin/sh\necho 'you may not' >&2\nexit 1\n")
    qtbot.keyClicks(page.view.form.fields["who"], "Ada")
    click(qtbot, page.view.times)
    click(qtbot, page.view.schedule.set)
    qtbot.waitUntil(page.notice.isVisible, timeout=10_000)
    assert "you may not" in page.notice.text.text()
    assert page.view.schedule.choosing


def test_the_schedule_of_a_deleted_macro_ends_with_it(qtbot: Any, crontab: Path, page: MacroPage) -> None:
    line = "@reboot mimic replay --json -- wait-a-little  # mimic: wait-a-little\n"
    crontab.write_text(line)
    page.look()
    qtbot.waitUntil(page.view.schedule.isVisible, timeout=10_000)
    assert "@reboot" in page.view.schedule.title.text()

    def sure(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert "schedule ends too" in dialog.informativeText()
        pressed("Delete")(dialog)

    answer(qtbot, sure)
    click(qtbot, page.view.delete)
    qtbot.waitUntil(page.none_yet.isVisible, timeout=10_000)
    assert crontab.read_text() == ""


def test_what_is_scheduled_and_has_gone_can_be_ended(qtbot: Any, crontab: Path, page: MacroPage) -> None:
    crontab.write_text("30 6 * * * mimic replay --json -- old  # mimic: old\n")
    page.look()
    choose(qtbot, page, "old")
    assert "has gone" in page.view.about.text()
    assert not page.view.rename.isVisible()
    assert not page.view.schedule.change.isEnabled()
    click(qtbot, page.view.schedule.stop)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1, timeout=10_000)
    assert crontab.read_text() == ""


def test_where_there_is_little_room_the_actions_are_told_by_their_signs(qtbot: Any, page: MacroPage) -> None:
    assert "name" in page.view.rename.text()
    page.resize(620, 600)
    assert page.width() <= 660
    qtbot.waitUntil(lambda: not page.view.rename.text(), timeout=5000)
    actions = (page.view.rename, page.view.copy, page.view.times, page.view.edit, page.view.delete)
    qtbot.waitUntil(lambda: all(map(in_place, actions)), timeout=5000)
    for button in actions:
        assert button.toolTip() == button.accessibleName() != ""
    assert page.view.horizontalScrollBar().maximum() == 0


def test_the_faults_of_one_macro_do_not_stay_at_the_next(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    put(macros, "torn", "name: torn\nsteps:\n  - {do: clik}\n")
    put(macros, "warned", "name: warned\nsteps:\n  - {do: input, text: 'Dear {whom}'}\n")
    page.look()
    choose(qtbot, page, "torn")
    assert "clik" in page.view.faults.text
    choose(qtbot, page, "warned")
    assert "clik" not in page.view.faults.text


def test_every_action_is_reached_by_the_keyboard_and_has_a_name(inferred: MacroPage) -> None:
    reached, at = [], inferred.record
    for _ in range(200):
        reached.append(at)
        at = at.nextInFocusChain()
    view = inferred.view
    buttons = [view.rename, view.copy, view.edit, view.delete, view.confirm.keep, view.confirm.drop, view.confirm.later]
    for button in buttons:
        assert button in reached
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName() or button.text()
    shown = [one.text() for one in inferred.findChildren(QPushButton) if one.isVisible()]
    keys = [text[text.index("&") + 1].lower() for text in shown if "&" in text]
    assert len(keys) == len(set(keys)), shown


def test_without_macros_the_page_says_how_to_make_one(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    macros.delete("wait-a-little")
    page.look()
    qtbot.waitUntil(page.none_yet.isVisible, timeout=5000)
    assert not page.list.isVisible()


# What a replay found otherwise


@pytest.fixture
def healed(macros: Macros, tmp_path: Path) -> Path:
    """The folder of a run whose replay found the button Save under another name, further down."""
    run, seen = tmp_path / "run", Observation(np.full((400, 640, 3), 200, np.uint8), Geometry(Size(640, 400)), 0.0)
    put(macros, "press", "name: press\nsteps:\n  - {id: s1, do: click, target: Save}   # mine\n")
    box = Box(300, 250, 400, 284)
    was = Target(words="Save", role="button", place=Place(box=box.moved(0, -50), within=(640, 400), window=False))
    found = Found(box, box.center, "reworded", 0.9)
    heal = Heal("press", "s1", was, found, seen, [Element(box=box, role="button", text="Store")])
    told = changes(macros, [heal], run)
    Replayed(changes=told, diff=accept(macros, [heal], keep=False, run=run), heals=1).write(run)
    return run


@pytest.fixture
def card(qtbot: Any, healed: Path) -> HealCard:
    made = HealCard()
    qtbot.addWidget(made)
    made.resize(900, 320)
    made.show_run(healed)
    made.show()
    return made


def words_in(card: HealCard) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel))


def test_what_a_replay_found_otherwise_is_said_and_kept_when_the_person_wants_it(
    qtbot: Any, macros: Macros, healed: Path, card: HealCard
) -> None:
    assert "The button “Save” moved 50 pixels down; it is called “Store” now" in words_in(card)
    assert "Step s1: found by what its name means" in words_in(card)
    assert any("Now" in one.accessibleName() for one in card.findChildren(TargetPicture))
    assert not card.diff.isVisible()
    click(qtbot, card.exact)
    assert card.diff.isVisible()
    assert "words: Store" in card.diff.toPlainText()
    assert "Store" not in macros.text("press")
    click(qtbot, card.keep)
    assert "words: Store" in macros.text("press")
    assert not card.keep.isVisible()
    assert "changed accordingly" in card.note.text()
    card.show_run(healed)
    assert not card.keep.isVisible()


def test_a_macro_that_was_edited_since_is_not_overwritten(qtbot: Any, macros: Macros, card: HealCard) -> None:
    text = put(macros, "press", "name: press\nsteps:\n  - {do: wait}\n").read_text()
    click(qtbot, card.keep)
    assert "changed since" in card.note.text()
    assert macros.text("press") == text


def test_a_run_that_was_no_replay_shows_nothing(qtbot: Any, card: HealCard, tmp_path: Path) -> None:
    card.show_run(tmp_path)
    assert not card.isVisible()
    card.show_run(None)
    assert not card.isVisible()


@pytest.fixture
def window(qtbot: Any, macros: Macros, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PanelWindow]:
    monkeypatch.setenv("MIMIC_RUNS", str(tmp_path / "runs"))
    made = PanelWindow(Settings())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.end()
    qtbot.wait(50)


def test_a_macro_is_replayed_by_the_program_and_shown_like_any_run(qtbot: Any, window: PanelWindow) -> None:
    window.turn_to(window.pages.indexOf(window.macros))
    page = window.macros
    qtbot.waitUntil(lambda: can_be_filled_in(page), timeout=30_000)
    qtbot.keyClicks(page.view.form.fields["who"], "Ada")
    qtbot.mouseClick(page.view.replay, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.task
    qtbot.waitUntil(lambda: window.task.state in ("finished", "failed"), timeout=60_000)
    assert window.task.state == "finished", window.task.run and window.task.run.events
    assert window.task.view.steps.rowCount() >= 1


def test_what_a_replay_found_otherwise_is_shown_at_its_end(qtbot: Any, window: PanelWindow, macros: Macros) -> None:
    steps = "[{do: open, app: mousepad}, {id: find, do: click, target: Search}]"
    put(macros, "search", f"name: search\nrecorded: {{device: 'virtual:800x600'}}\nsteps: {steps}\n")
    window.turn_to(window.pages.indexOf(window.macros))
    choose(qtbot, window.macros, "search")
    click(qtbot, window.macros.view.replay)
    qtbot.waitUntil(lambda: window.task.state in ("finished", "failed"), timeout=150_000)
    assert window.task.state == "finished", window.task.run and window.task.run.events
    card = window.task.view.heals
    assert card.isVisible()
    assert "“Search” was known by its name only" in words_in(card)
    click(qtbot, card.keep)
    assert "pictures/find.png" in macros.text("search")


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("Open Mousepad, type \"Hello\"", "open-mousepad-type-hello"),
        ("打开计算器，计算", "打开计算器-计算"),
        ("…", "macro"),
        ("a " * 80, "-".join("a" * 20)),
    ],
)  # fmt: skip
def test_the_name_offered_for_a_macro_comes_from_the_task(task: str, name: str) -> None:
    assert slug(task) == name


def test_what_a_person_does_is_recorded_and_told_step_by_step(
    qtbot: Any, macros: Macros, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PrivateDisplay(Size(800, 600)) as display:
        for name, value in display.environment.items():
            monkeypatch.setenv(name, value)
        display.start(["mousepad"])
        page = MacroPage(Settings())
        qtbot.addWidget(page)
        page.show()
        told: list[str] = []
        page.recording.told.connect(told.append)
        page.recording.start("two-clicks")
        assert page.live.isVisible()
        assert not page.record.isEnabled()

        places = itertools.cycle(["200", "300", "400"])

        def clicked() -> bool:
            subprocess.run(["xdotool", "mousemove", next(places), "300", "click", "1"], check=True)
            qtbot.wait(700)
            return len(told) > 1

        qtbot.waitUntil(clicked, timeout=60_000)
        assert "click" in told[0]
        qtbot.mouseClick(page.live.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.name == "two-clicks", timeout=60_000)
        assert not page.live.isVisible()
        assert page.view.steps.toPlainText()


def test_why_nothing_was_recorded_is_said(qtbot: Any, page: MacroPage) -> None:
    page.recording.start("wait-a-little")
    with qtbot.waitSignal(page.recording.failed, timeout=60_000):
        pass
    assert "there is one of that name" in page.live.title.text()
    assert not page.live.stop.isVisible()


def test_windows_of_this_screen_are_offered(
    qtbot: Any, private_display: PrivateDisplay, fixture_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in private_display.environment.items():
        if name != "QT_QPA_PLATFORM":
            monkeypatch.setenv(name, value)
    place = PlaceChoice("virtual")
    qtbot.addWidget(place)
    place.showPopup()
    place.hidePopup()
    assert place.name == "virtual"
    offered = [str(place.itemData(row)) for row in range(place.count())]
    assert any(one.startswith("desktop:") and "Fixture" in one for one in offered), offered
    place.showPopup()
    place.hidePopup()
    assert place.count() == len(offered)


def test_phones_are_offered_with_their_state(qtbot: Any) -> None:
    place = PlaceChoice("desktop")
    qtbot.addWidget(place)
    place._offer([Device("X1", "device", "Pixel"), Device("X2", "unauthorized")])
    at = place.findData("android:X1")
    assert place.itemText(at) == "Pixel"
    model = place.model()
    assert isinstance(model, QStandardItemModel)
    assert [model.item(row).isEnabled() for row in (at, at + 1)] == [True, False]
    assert place.name == "desktop"
    place.choose("android:X1")
    assert place.name == "android:X1"
    place._offer([])
    assert place.findData("android:X1") < 0


def test_a_run_is_saved_under_a_name_that_is_free(qtbot: Any, page: MacroPage, tmp_path: Path) -> None:
    saving, asked = MacroSaving(page), []

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, NameDialog)
        asked.append(dialog.name)
        dialog.reject()

    answer(qtbot, give)
    saving.ask(tmp_path / "run", "Wait a little")
    assert asked == ["wait-a-little-2"]
