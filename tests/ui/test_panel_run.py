"""The panel with real runs on real private desktops: followed live, decided, changed, taken over, killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage

from agent.base import Answered, Paused, Performed, Resumed
from agent.settings import Settings
from bridges.coordinates import Size
from bridges.session import connect
from bridges.virtual import PrivateDisplay
from ui.panel import question_bar
from ui.panel.live import LiveView
from ui.panel.takeover import TakeOver
from ui.panel.window import PanelWindow

SIZE = "virtual:800x600"
RUN_MS = 60_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(question_bar, "HELD_MS", 0)
    return tmp_path


@pytest.fixture
def window(qtbot: Any) -> Iterator[PanelWindow]:
    made = PanelWindow(Settings())
    qtbot.addWidget(made)
    made.show()
    yield made
    if made.task.busy:
        made.task.stop()
        qtbot.waitUntil(lambda: not made.task.busy, timeout=RUN_MS)
    made.end()
    qtbot.wait(50)


def start(window: PanelWindow, task: str, confirm: str = "never") -> None:
    window.task.start(["--on", SIZE, "--confirm", confirm, "--no-tree", "--", task])


def events(window: PanelWindow, kind: type[Any]) -> list[Any]:
    assert window.task.run is not None
    return [event for event in window.task.run.events if isinstance(event, kind)]


def asked(window: PanelWindow) -> Callable[[], bool]:
    return lambda: window.task.state == "asking" or not window.task.busy


def test_a_run_is_followed_decided_changed_and_taken_over(qtbot: Any, window: PanelWindow) -> None:
    page = window.task
    start(window, 'Open Mousepad, type "hello"', "always")
    qtbot.waitUntil(asked(window), timeout=RUN_MS)
    assert page.view.live is not None
    qtbot.waitUntil(lambda: page.view.live is not None and page.view.live.looked > 5, timeout=10_000)
    qtbot.mouseClick(page.question.approve, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(events(window, Performed)), timeout=RUN_MS)

    # The second step: another text instead.
    qtbot.waitUntil(asked(window), timeout=RUN_MS)
    qtbot.mouseClick(page.question.edit, Qt.MouseButton.LeftButton)
    field = page.question._field
    assert field.text() == "hello"
    field.setText("good morning")
    qtbot.mouseClick(page.question.approve, Qt.MouseButton.LeftButton)

    # What was changed is judged and asked like any other step; meanwhile the person takes over.
    qtbot.waitUntil(lambda: any(one.instead for one in events(window, Answered)), timeout=RUN_MS)
    qtbot.waitUntil(asked(window), timeout=RUN_MS)
    qtbot.mouseClick(page.question.approve, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(events(window, Performed)) >= 2, timeout=RUN_MS)
    assert "good morning" in events(window, Performed)[1].summary
    page.view.take.click()
    qtbot.waitUntil(lambda: bool(events(window, Paused)) or not page.busy, timeout=RUN_MS)
    if page.busy:
        assert page.view._over is not None
        page.view.take.click()
        qtbot.waitUntil(lambda: bool(events(window, Resumed)), timeout=RUN_MS)
        assert page.view._over is None
    while page.busy:
        qtbot.waitUntil(asked(window), timeout=RUN_MS)
        if page.question.question:
            page.question.approve.click()
            qtbot.wait(50)
    assert page.header.new_task.isVisible()
    assert page.header.open_report.isVisible()
    assert page.view.live is None


def test_a_run_that_is_killed_leaves_a_working_panel(qtbot: Any, window: PanelWindow) -> None:
    start(window, "wait 60 seconds")
    run = window.task.run
    assert run is not None
    qtbot.waitUntil(lambda: bool(run.events), timeout=RUN_MS)
    assert run.hello is not None
    os.kill(run.hello.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not window.task.busy, timeout=10_000)
    assert window.task.state == "failed"
    window.task.header.new_task.click()
    assert window.task.box.isVisible()


def test_stop_ends_the_run(qtbot: Any, window: PanelWindow) -> None:
    start(window, "wait 60 seconds")
    run = window.task.run
    assert run is not None
    qtbot.waitUntil(lambda: bool(run.events), timeout=RUN_MS)
    window.task.header.stop.click()
    qtbot.waitUntil(lambda: not window.task.busy, timeout=10_000)
    assert run.outcome is not None
    assert getattr(run.outcome, "error", "") == "Stopped"


def test_a_run_that_cannot_begin_says_why(qtbot: Any, window: PanelWindow) -> None:
    window.task.start(["--on", "virtual:5x5", "--confirm", "never", "--", "open the calculator"])
    qtbot.waitUntil(lambda: not window.task.busy, timeout=RUN_MS)
    assert "320×200" in window.task.header._answer.text()


# The display itself


def test_the_live_picture_is_what_is_on_the_display(qtbot: Any) -> None:
    seen: list[tuple[QImage, QPoint]] = []
    with PrivateDisplay(Size(640, 480)) as display:
        live = LiveView(display.name)
        live.pictured.connect(lambda image, pointer, size: (seen.append((image, pointer)), live.taken()))
        live.start()
        qtbot.waitUntil(lambda: len(seen) > 3, timeout=10_000)
        ground = seen[-1][0].pixelColor(5, 5)
        assert (ground.red(), ground.green(), ground.blue()) == (0x5A, 0x6B, 0x7B)
        over = TakeOver(display.name)
        over.move(QPointF(123, 45))
        qtbot.waitUntil(lambda: seen[-1][1] == QPoint(123, 45), timeout=5000)
        over.give_back()
        live.end()
        assert live.isFinished()


def test_a_display_that_ends_while_it_is_looked_for_is_told_as_lost(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PrivateDisplay(Size(320, 200)) as display:

        def connected(name: str) -> Any:
            connection = connect(name)
            display.close()
            return connection

        monkeypatch.setattr("bridges.session.connect", connected)
        lost: list[str] = []
        live = LiveView(display.name)
        live.lost.connect(lost.append)
        live.start()
        qtbot.waitUntil(lambda: bool(lost), timeout=10_000)
        qtbot.waitUntil(live.isFinished, timeout=5000)
        assert live.looked == 0


def test_keys_and_buttons_reach_the_display_and_are_let_go(qtbot: Any, display: str, windows: Any) -> None:
    from Xlib import X

    over = TakeOver(display)
    over.move(QPointF(300, 200))
    over.button(Qt.MouseButton.LeftButton, down=True)
    over.key(37, 0xFFE3, "", down=True)
    qtbot.waitUntil(lambda: _state(windows) == (300, 200, X.Button1Mask | X.ControlMask), timeout=5000)
    over.give_back()
    qtbot.waitUntil(lambda: _state(windows) == (300, 200, 0), timeout=5000)
    windows.rest()


def _state(windows: Any) -> tuple[int, int, int]:
    pointer = windows.root.query_pointer()
    return pointer.root_x, pointer.root_y, pointer.mask & 0x1FFF


def test_text_arrives_as_typed_even_when_shift_is_let_go_first(display: str, fixture_app: Any) -> None:
    """A key is known again by its place: “)” pressed may be “0” when it is let go, and must not be held for ever."""
    name = fixture_app.center("Name")
    over = TakeOver(display)
    over.move(QPointF(name.x, name.y))
    over.button(Qt.MouseButton.LeftButton, down=True)
    over.button(Qt.MouseButton.LeftButton, down=False)
    for place, with_shift, without in ((31, ord("I"), ord("i")), (31, ord("i"), ord("i")), (19, ord(")"), ord("0"))):
        shift = with_shift != without
        if shift:
            over.key(50, 0xFFE1, "", down=True)
        over.key(place, with_shift, "", down=True)
        if shift:
            over.key(50, 0xFFE1, "", down=False)
        over.key(place, without, "", down=False)
    fixture_app.wait_for("text", "Name", text="Ii)")
    over.give_back()
