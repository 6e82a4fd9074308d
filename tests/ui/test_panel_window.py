"""The panel's widgets, without a screen: tasks, questions, settings, past runs, pictures, the tray, the keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import numpy as np
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from panel_parts import planned_click
from PySide6.QtCore import QObject, QPointF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QListView, QWidget

from agent.base import Consequence, Event, Failed, Finished, Performed, Planned, Started, Verified
from agent.messages import Answer, Approve, Deny, Edit, Hold, Question, QuestionKind, Shown, Skip
from agent.settings import Settings, load
from agent.trajectory import Run
from bridges import action as act
from bridges.coordinates import Box, ImagePoint
from bridges.registry import bridge_names
from ui.panel import question_bar
from ui.panel.language import speak
from ui.panel.machine_page import MachinePage
from ui.panel.models import Weights
from ui.panel.pictures import Pictures
from ui.panel.question_bar import QuestionBar
from ui.panel.run_header import RunHeader
from ui.panel.screen_view import ScreenView
from ui.panel.settings_page import SettingsPage
from ui.panel.steps import PICTURE, STATE, Steps
from ui.panel.task_box import TaskBox
from ui.panel.theme import DARK, LIGHT, colours, dress
from ui.panel.window import PanelWindow
from ui.story import told


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(question_bar, "HELD_MS", 0)
    return tmp_path


@pytest.fixture
def heard() -> list[Any]:
    return []


# Giving a task


@pytest.fixture
def box(qtbot: Any) -> TaskBox:
    made = TaskBox(Settings())
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_task_is_started_with_what_was_chosen(qtbot: Any, box: TaskBox, heard: list[Any]) -> None:
    box.started.connect(lambda arguments, environment: heard.append(arguments))
    qtbot.keyClick(box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == []
    assert not box.start.isEnabled()
    box.where.setCurrentIndex(box.where.findData("virtual"))
    box.extent.setCurrentText("1024 x 768")
    box.confirm.setCurrentIndex(box.confirm.findData("always"))
    qtbot.keyClicks(box.text, "--on the moon")
    qtbot.keyClick(box.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == [["--on", "virtual:1024x768", "--confirm", "always", "--model", "mini", "--", "--on the moon"]]


def test_only_what_is_registered_can_be_chosen(box: TaskBox) -> None:
    offered = [box.where.itemData(row) for row in range(box.where.count())]
    assert offered[:2] == ["virtual", "desktop"]
    assert sorted(offered) == sorted(bridge_names())
    box.where.setCurrentIndex(box.where.findData("desktop"))
    assert not box.extent.isVisible()
    assert box.target == "desktop"


def test_earlier_tasks_come_back_with_the_arrow_keys(qtbot: Any, box: TaskBox) -> None:
    box.remember(["newest", "older", "newest", "  "])
    qtbot.keyClick(box.text, Qt.Key.Key_Up)
    assert box.text.toPlainText() == "newest"
    qtbot.keyClick(box.text, Qt.Key.Key_Up)
    assert box.text.toPlainText() == "older"
    qtbot.keyClick(box.text, Qt.Key.Key_Up)
    assert box.text.toPlainText() == "older"
    qtbot.keyClick(box.text, Qt.Key.Key_Down)
    qtbot.keyClick(box.text, Qt.Key.Key_Down)
    assert box.text.toPlainText() == ""
    assert [action.text() for action in box.recent.menu().actions()] == ["newest", "older"]


def test_only_a_model_that_thinks_has_the_switch(
    qtbot: Any, box: TaskBox, heard: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not box.think.isVisible()
    assert box.environment() == {}
    monkeypatch.setitem(box.model._known, "mimo", EntryPoint("mimo", "model.mimo.backend:Mimo", "mimic.models"))
    box.model.fitting.connect(heard.append)
    if box.model.findData("mimo") < 0:
        box.model.addItem("mimo", "mimo")
    box.model.setCurrentIndex(box.model.findData("mimo"))
    box.think.setChecked(True)
    assert box.think.isVisible()
    assert box.environment() == {"MIMIC_MIMO_THINK": "1"}
    # No such checkpoint lies on this machine: the line says so, and how to get it.
    qtbot.waitUntil(lambda: bool(heard and heard[-1]), timeout=20_000)
    assert "mimic model pull" in heard[-1] or "hf download" in heard[-1], heard[-1]


def test_whether_a_model_fits_is_said_in_gigabytes(box: TaskBox) -> None:
    assert box.model.in_words(Weights(16_900_000_000, 24_000_000_000)).startswith("Fits: about 16.9 GB")
    assert box.model.in_words(Weights(16_900_000_000, 8_000_000_000)).startswith("Too large")


# Questions


@pytest.fixture
def bar(qtbot: Any, heard: list[Any]) -> QuestionBar:
    made = QuestionBar()
    qtbot.addWidget(made)
    made.said.connect(heard.append)
    return made


def question(kind: QuestionKind = "approve", consequence: Consequence = Consequence.EDITS) -> Question:
    return Question(id="q1", kind=kind, step=1, question="click Save?", consequence=consequence, timeout_s=30)


def ask(qtbot: Any, bar: QuestionBar, asked: Question, *actions: act.Action) -> None:
    bar.ask(asked, actions)
    qtbot.waitExposed(bar)
    qtbot.wait(20)


def test_shown_is_said_when_the_question_can_be_read(qtbot: Any, bar: QuestionBar, heard: list[Any]) -> None:
    ask(qtbot, bar, question())
    assert heard == [Shown(id="q1")]


@pytest.mark.parametrize(
    ("button", "reply"), [("approve", Approve(id="q1")), ("skip", Skip(id="q1")), ("deny", Deny(id="q1"))]
)
def test_each_button_says_its_reply(qtbot: Any, bar: QuestionBar, heard: list[Any], button: str, reply: object) -> None:
    ask(qtbot, bar, question())
    qtbot.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)
    assert heard[1:] == [reply]


def test_a_click_meant_for_what_was_there_before_says_nothing(
    qtbot: Any, bar: QuestionBar, heard: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_bar, "HELD_MS", 10_000)
    ask(qtbot, bar, question())
    qtbot.mouseClick(bar.approve, Qt.MouseButton.LeftButton)
    assert heard == [Shown(id="q1")]


def test_nothing_is_answered_once_the_question_is_over(qtbot: Any, bar: QuestionBar, heard: list[Any]) -> None:
    ask(qtbot, bar, question())
    bar.settle("another")
    assert bar.isVisible()
    bar.settle("q1")
    assert not bar.isVisible()
    bar.approve.click()
    assert heard == [Shown(id="q1")]


def test_words_are_answered_with_words(qtbot: Any, bar: QuestionBar, heard: list[Any]) -> None:
    ask(qtbot, bar, question("answer"))
    assert not bar.skip.isVisible()
    field = bar.findChild(QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "the blue one")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard[1:] == [Answer(id="q1", text="the blue one")]


def test_a_step_is_held_while_it_is_changed(qtbot: Any, bar: QuestionBar, heard: list[Any]) -> None:
    ask(qtbot, bar, question("veto"), act.Input(text="hello"))
    qtbot.mouseClick(bar.edit, Qt.MouseButton.LeftButton)
    assert heard[1:] == [Hold(id="q1")]
    field = bar.findChild(QLineEdit)
    assert field.text() == "hello"
    field.setText("good morning")
    qtbot.mouseClick(bar.approve, Qt.MouseButton.LeftButton)
    assert heard[2:] == [Edit(id="q1", actions=(act.Input(text="good morning"),))]


def test_a_text_that_cannot_be_used_is_not_sent(qtbot: Any, bar: QuestionBar, heard: list[Any]) -> None:
    ask(qtbot, bar, question(), act.Open(app="calculator"))
    qtbot.mouseClick(bar.edit, Qt.MouseButton.LeftButton)
    bar.findChild(QLineEdit).setText("")
    qtbot.mouseClick(bar.approve, Qt.MouseButton.LeftButton)
    assert heard == [Shown(id="q1")]


# Steps and their pictures


def events(folder: Path) -> list[Event]:
    """A run with two steps, whose first picture is half red, half blue."""
    step = planned_click(act.Click(start_point=ImagePoint(320, 400)))
    first = step.model_copy(update={"frame": "0001-before", "target": Box(300, 380, 340, 420), "points": ()})
    second = planned_click(act.Finished(status="success", answer="6223"), step=2)
    return [
        Started(task="compute", device="private desktop 1280×800", model="mini", display=":97"),
        first,
        Performed(step=1, summary="click", ms={"act": 5.0}),
        Verified(step=1, ok=True, note="the button was pressed", ms={"verify": 20.0}),
        second,
        Finished(step=2, status="success", answer="6223", evidence=("6223 is shown",)),
    ]


@pytest.fixture
def stored(tmp_path: Path) -> Run:
    picture = np.zeros((800, 1280, 3), np.uint8)
    picture[:, :640], picture[:, 640:] = (200, 0, 0), (0, 0, 200)
    with Run.create(load().settings.runs, "compute", "virtual", "mini") as run:
        for event in events(tmp_path):
            pixels = {"pixels": picture} if isinstance(event, Planned) and event.frame else {}
            run.append(event.model_copy(update=pixels))
    return run


def test_steps_come_one_by_one_and_end_with_the_run(qtbot: Any, tmp_path: Path) -> None:
    steps = Steps(Pictures())
    steps.show(None)
    states = []
    for event in events(tmp_path):
        steps.take(event)
        states.append([steps.index(row).data(STATE) for row in range(steps.rowCount())])
    assert states == [[], ["open"], ["done"], ["done"], ["done", "open"], ["done", "done"]]
    assert "the button was pressed" in steps.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_step_that_a_stop_left_undone_says_so(qtbot: Any, tmp_path: Path) -> None:
    steps = Steps(Pictures())
    planned = next(event for event in events(tmp_path) if isinstance(event, Planned))
    stopped = Failed(step=1, error="Stopped", why="stopped by the person")
    steps.show(None, [events(tmp_path)[0], planned, stopped])
    assert steps.index(0).data(STATE) == "wrong"
    assert "Not done" in steps.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert planned.decision.reason not in steps.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_end_of_a_run_tells_its_answer_or_why_there_is_none(qtbot: Any, tmp_path: Path) -> None:
    header = RunHeader()
    qtbot.addWidget(header)
    header.show()
    header.begin("compute")
    assert header.stop.isVisible()
    header.end(told(events(tmp_path)), "", reported=True)
    assert "6223" in shown_text(header)
    assert "2 steps" in shown_text(header)
    assert not header.stop.isVisible()
    header.end(told(events(tmp_path)[:3]), "mimic: it broke", reported=False)
    assert "mimic: it broke" in shown_text(header)
    assert not header.open_report.isVisible()


def shown_text(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_thumbnail_shows_what_the_step_points_at(qtbot: Any, stored: Run) -> None:
    pictures = Pictures()
    steps = Steps(pictures)
    steps.show(stored.folder, stored.events())
    qtbot.waitUntil(lambda: steps.index(0).data(PICTURE) is not None, timeout=5000)
    image: QImage = steps.index(0).data(PICTURE)
    assert image.pixelColor(image.width() // 2, image.height() // 2).red() > 150
    assert image.width() / image.height() == pytest.approx(16 / 9, rel=0.05)
    pictures.finish()


def test_a_picture_that_comes_late_is_waited_for(qtbot: Any, stored: Run, heard: list[Any]) -> None:
    pictures = Pictures()
    path = stored.frame_path("0001-before")
    late = path.with_name("late.png")
    pictures.fetch(late, heard.append)
    qtbot.wait(50)
    assert heard == []
    path.rename(late)
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert heard[0].size() == QSize(1280, 800)
    pictures.finish()


# The picture of the screen


@pytest.mark.parametrize("size", [(640, 400), (1000, 300), (300, 900)])
def test_a_point_on_the_picture_is_the_pixel_of_the_screen(qtbot: Any, heard: list[Any], size: tuple[int, int]) -> None:
    view = ScreenView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_picture(QImage(320, 200, QImage.Format.Format_RGB32), QSize(1280, 800))
    view.picked.connect(heard.append)
    for x, y in ((0.0, 0.0), (640.0, 400.0), (1270.0, 790.0)):
        here = view.in_view(x, y)
        back = view.on_screen(here)
        assert back is not None
        assert (back.x(), back.y()) == pytest.approx((x, y), abs=0.01)
    middle = view.in_view(640, 400).toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert heard == []
    view.picking = True
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert (heard[0].x(), heard[0].y()) == pytest.approx((640, 400), abs=5)


def test_beside_the_picture_is_no_point_of_the_screen(qtbot: Any) -> None:
    view = ScreenView()
    qtbot.addWidget(view)
    view.resize(1000, 300)
    view.show_picture(QImage(320, 200, QImage.Format.Format_RGB32), QSize(1280, 800))
    assert view.on_screen(QPointF(2, 100)) is None
    assert view.on_screen(QPointF(500, 299.9)) is not None


# Settings


@pytest.fixture
def settings_page(qtbot: Any) -> SettingsPage:
    page = SettingsPage()
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_changed_setting_is_saved_and_counts(qtbot: Any, settings_page: SettingsPage) -> None:
    assert not settings_page.save.isEnabled()
    named(settings_page, QComboBox, "Confirm").setCurrentText("always")
    named(settings_page, QLineEdit, "Veto (seconds)").clear()
    qtbot.keyClicks(named(settings_page, QLineEdit, "Veto (seconds)"), "2.5")
    named(settings_page, QComboBox, "Overlay").setCurrentIndex(2)
    assert settings_page.changes() == {"confirm": "always", "veto_s": 2.5, "overlay": False}
    qtbot.mouseClick(settings_page.save, Qt.MouseButton.LeftButton)
    found = load()
    assert (found.settings.confirm, found.settings.veto_s, found.settings.overlay) == ("always", 2.5, False)
    assert found.origins["confirm"] == "file"
    assert settings_page.changes() == {}


def test_a_setting_goes_back_to_its_default(qtbot: Any, settings_page: SettingsPage) -> None:
    named(settings_page, QComboBox, "Confirm").setCurrentText("never")
    settings_page.save.click()
    named(settings_page, QAbstractButton, "Confirm: back to the default").click()
    settings_page.save.click()
    assert load().origins["confirm"] == "default"


def test_what_cannot_be_used_is_said_and_not_saved(qtbot: Any, settings_page: SettingsPage) -> None:
    qtbot.keyClicks(named(settings_page, QLineEdit, "Veto (seconds)"), "soon")
    settings_page.save.click()
    assert "veto_s" in settings_page.message.text()
    assert not load().file.exists()


def test_what_the_environment_sets_cannot_be_changed_here(
    qtbot: Any, settings_page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIMIC_CONFIRM", "never")
    settings_page.look()
    box = named(settings_page, QComboBox, "Confirm")
    assert box.currentText() == "never"
    assert not box.isEnabled()


def named(page: QWidget, kind: type[Any], name: str) -> Any:
    return next(one for one in page.findChildren(kind) if one.accessibleName() == name)


# The whole window


@pytest.fixture
def window(qtbot: Any) -> Iterator[PanelWindow]:
    made = PanelWindow(Settings())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.end()
    # What still runs in the background must not outlive its widgets.
    qtbot.wait(50)


def test_everything_a_person_can_use_has_a_name(window: PanelWindow) -> None:
    for kind in (QAbstractButton, QComboBox, QLineEdit, QListView):
        for one in window.findChildren(kind):
            if not isinstance(one, QComboBox) and within_choice(one):
                continue
            name = one.accessibleName() or getattr(one, "text", str)()
            assert name or one.objectName().startswith("qt_"), (type(one), one.objectName(), one.parent())


def within_choice(widget: QObject | None) -> bool:
    """Whether it is a part of a combo box, which speaks for it."""
    return widget is not None and (isinstance(widget, QComboBox) or within_choice(widget.parent()))


def test_pages_are_reached_by_keys(qtbot: Any, window: PanelWindow) -> None:
    window.activateWindow()
    qtbot.waitActive(window)
    pages = (window.past, window.macros, window.settings)
    for key, page in zip((Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), pages, strict=True):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.pages.currentWidget() is page


def test_past_runs_are_listed_with_their_end(qtbot: Any, stored: Run, window: PanelWindow) -> None:
    window.turn_to(1)
    model = window.past.list.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=5000)
    assert "Done" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert window.past.view.steps.rowCount() == 2
    window.past.repeat.click()
    assert window.pages.currentWidget() is window.task
    assert window.task.box.text.toPlainText() == "compute"


def test_the_tray_says_what_the_run_is_at(window: PanelWindow) -> None:
    tray = window.tray
    assert not tray.stop.isEnabled()
    tray.become("running")
    assert tray.stop.isEnabled()
    assert "at work" in tray.tip
    tray.become("paused")
    assert tray.pause.text() == "&Resume"


def test_light_and_dark(qtbot: Any, qapp: QApplication, window: PanelWindow) -> None:
    before = qapp.styleSheet()
    dress(qapp, "dark")
    assert colours() is DARK
    assert window.grab().toImage().pixelColor(window.width() - 20, window.height() - 20).lightness() < 60
    dress(qapp, "light")
    assert colours() is LIGHT
    assert window.grab().toImage().pixelColor(window.width() - 20, window.height() - 20).lightness() > 200
    assert before != qapp.styleSheet() or before == ""


def test_chinese(qtbot: Any, qapp: QApplication) -> None:
    assert speak(qapp, "zh_CN") == "zh"
    try:
        page = MachinePage()
        qtbot.addWidget(page)
        assert "重新检查" in page.again.text()
    finally:
        from PySide6.QtCore import QLocale, QTranslator

        QLocale.setDefault(QLocale.c())
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)


def test_the_machine_page_tells_what_the_doctor_found(qtbot: Any) -> None:
    page = MachinePage()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.again.isEnabled, timeout=60_000)
    assert "Mimic can" in page.summary.text()
    page.end()
