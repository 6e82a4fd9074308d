"""The panel's page of macros, with real macro files and a real replay on a private desktop."""

from __future__ import annotations

import itertools
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from panel_parts import in_place
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel

from agent.macros.schema import Macro
from agent.macros.store import Macros
from agent.settings import Settings
from bridges.android.devices import Device
from bridges.coordinates import Size
from bridges.virtual import PrivateDisplay
from ui.panel.macro_page import MacroPage
from ui.panel.macro_saving import slug
from ui.panel.places import PlaceChoice
from ui.panel.window import PanelWindow

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
    return page.chosen is not None and in_place(page.form.fields["who"]) and in_place(page.replay)


@pytest.fixture
def page(qtbot: Any, macros: Macros) -> MacroPage:
    made = MacroPage(Settings())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: can_be_filled_in(made), timeout=30_000)
    return made


def test_a_macro_is_shown_with_its_steps_and_a_field_for_each_parameter(page: MacroPage) -> None:
    assert page.title.text() == "wait-a-little"
    assert "Waits" in page.about.text()
    assert "rest" in page.steps.toPlainText()
    assert {name: field.text() for name, field in page.form.fields.items()} == {"who": "", "tone": "kind"}
    assert page.form.fields["who"].accessibleDescription() == "Whom to greet"


def test_it_can_be_replayed_once_what_has_to_be_given_is(qtbot: Any, page: MacroPage) -> None:
    heard: list[list[str]] = []
    page.replayed.connect(heard.append)
    assert not page.replay.isEnabled()
    assert "who" in page.replay.toolTip()
    qtbot.keyClicks(page.form.fields["who"], "Ada = friend")
    qtbot.mouseClick(page.replay, Qt.MouseButton.LeftButton)
    given = ["--set", "who=Ada = friend", "--set", "tone=kind"]
    assert heard == [["--on", "virtual:640x400", *given, "--", "wait-a-little"]]


def test_steps_that_nobody_has_confirmed_are_named_and_not_replayed(
    qtbot: Any, macros: Macros, page: MacroPage
) -> None:
    path = macros.file("wait-a-little")
    path.write_text(path.read_text().replace("id: rest", "id: rest\n    unsure: true"))
    page.look()
    qtbot.waitUntil(page.fault.isVisible, timeout=5000)
    assert "mimic macro confirm wait-a-little" in page.fault.text()
    qtbot.keyClicks(page.form.fields["who"], "Ada")
    assert not page.replay.isEnabled()
    heard: list[list[str]] = []
    page.replayed.connect(heard.append)
    page.list.activated.emit(page.list.currentIndex())
    assert not heard


def test_a_file_with_a_fault_says_where_and_cannot_be_replayed(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    path = macros.file("wait-a-little")
    path.write_text(path.read_text().replace("do: wait", "do: wiat"))
    page.look()
    qtbot.waitUntil(page.fault.isVisible, timeout=5000)
    assert "did you mean wait" in page.fault.text()
    assert "line" in page.fault.text()
    assert not page.replay.isEnabled()


def test_without_macros_the_page_says_how_to_make_one(qtbot: Any, macros: Macros, page: MacroPage) -> None:
    macros.delete("wait-a-little")
    page.look()
    qtbot.waitUntil(page.none_yet.isVisible, timeout=5000)
    assert not page.list.isVisible()


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
    qtbot.keyClicks(page.form.fields["who"], "Ada")
    qtbot.mouseClick(page.replay, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.task
    qtbot.waitUntil(lambda: window.task.state in ("finished", "failed"), timeout=60_000)
    assert window.task.state == "finished", window.task.run and window.task.run.events
    assert window.task.view.steps.rowCount() >= 1


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
        assert page.steps.toPlainText()


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
