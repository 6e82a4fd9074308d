"""The panel's window: its pages, its keys, and what becomes of a run when it is closed."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent.settings import Settings
from ui.panel.icons import SignButton, mark
from ui.panel.machine_page import MachinePage
from ui.panel.macro_page import MacroPage
from ui.panel.past_page import PastPage
from ui.panel.settings_page import SettingsPage
from ui.panel.task_page import TaskPage
from ui.panel.tray import Tray


class PanelWindow(QWidget):
    """Pages on the right, their names on the left."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Mimic")
        self.setWindowIcon(mark())
        self.resize(self._room().boundedTo(QSize(1240, 800)))
        self.task = TaskPage(settings)
        self.past = PastPage()
        self.macros = MacroPage(settings)
        self.settings = SettingsPage()
        self.machine = MachinePage()
        self.pages = QStackedWidget()
        self.names = QButtonGroup(self)
        self.tray = Tray(self)
        self._leaving = False
        self.overlaid = settings.overlay is not False
        self._build()
        self._connect()

    def _build(self) -> None:
        side = QFrame()
        side.setObjectName("Sidebar")
        side.setFixedWidth(176)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 16, 10, 14)
        column.setSpacing(4)
        brand = QHBoxLayout()
        sign = QLabel()
        sign.setPixmap(mark().pixmap(26, 26))
        name = QLabel("Mimic")
        name.setObjectName("Brand")
        brand.addSpacing(6)
        brand.addWidget(sign)
        brand.addWidget(name, 1)
        column.addLayout(brand)
        column.addSpacing(14)
        for number, (page, picture, text) in enumerate((
            (self.task, "task", self.tr("Task")),
            (self.past, "past", self.tr("Past runs")),
            (self.macros, "macro", self.tr("Macros")),
            (self.settings, "settings", self.tr("Settings")),
            (self.machine, "machine", self.tr("This machine")),
        )):  # fmt: skip
            self.pages.addWidget(page)
            button = SignButton(picture, text)
            button.setCheckable(True)
            button.setToolTip(f"Ctrl+{number + 1}")
            button.setAccessibleName(text)
            self.names.addButton(button, number)
            column.addWidget(button)
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, lambda at=number: self.turn_to(at))
        column.addStretch()
        self.status = QLabel(wordWrap=True)
        self.status.setObjectName("Fine")
        self.status.setContentsMargins(8, 0, 4, 0)
        column.addWidget(self.status)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.names.idClicked.connect(self.turn_to)
        self.task.state_changed.connect(self._state)
        self.task.ended.connect(self.past.look)
        self.past.loaded.connect(self.task.box.remember)
        self.past.again.connect(self._again)
        self.past.saving.saved.connect(lambda _: self.turn_to(self.pages.indexOf(self.macros)))
        self.macros.replayed.connect(self._replay)
        self.macros.recording.listening.connect(self._recording_began)
        self.macros.recording.changed.connect(self._recording_changed)
        self.tray.stopped.connect(self.macros.recording.stop_by_tray)
        self.tray.opened.connect(self.come_up)
        self.tray.records.connect(self._record)
        self.tray.replays.connect(self._to_macros)
        self.tray.stopped.connect(self.task.stop)
        self.tray.paused.connect(self.task.toggle_pause)
        self.tray.quitted.connect(self.leave)
        for keys, does in (
            ("Ctrl+.", self.task.stop),
            ("Ctrl+P", self.task.toggle_pause),
            ("Ctrl+Q", self.leave),
            ("Ctrl+N", self._new),
        ):
            QShortcut(QKeySequence(keys), self, does)
        self.turn_to(0)
        self.past.look()
        self._state("idle")

    def _room(self) -> QSize:
        """What the screen has room for beside its bars, with the window's own frame."""
        return self.screen().availableGeometry().size() - QSize(24, 48)

    def turn_to(self, page: int) -> None:
        """Show a page by its number."""
        self.pages.setCurrentIndex(page)
        self.names.button(page).setChecked(True)

    def _new(self) -> None:
        self.turn_to(0)
        if not self.task.busy:
            self.task.show_home()

    def _again(self, task: str) -> None:
        if self.task.state in ("idle", "finished", "failed"):
            self._new()
            self.task.box.put(task)

    def _replay(self, arguments: list[str]) -> None:
        if not self.task.busy:
            self.turn_to(0)
            self.task.start(arguments, command="replay")

    def _to_macros(self) -> None:
        self.turn_to(self.pages.indexOf(self.macros))
        self.come_up()

    def _record(self) -> None:
        self._to_macros()
        self.macros.ask_and_record()

    def _recording_began(self) -> None:
        """While the person's own screen is recorded the panel is out of the way; the tray and the hotkey end it."""
        self._say("recording")
        self.showMinimized()

    def _recording_changed(self, on: bool) -> None:
        if not on:
            self._say(self.task.state)
            if self.isMinimized():
                self._rise()

    def _say(self, state: str) -> None:
        """In the tray, and below the names of the pages."""
        self.tray.become(state)
        self.status.setText(self.tray.tip)

    def come_up(self) -> None:
        """Show the window and give it the focus."""
        self.show()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def _state(self, state: str) -> None:
        self._say(state)
        if state == "running" and self.task.on_this_screen:
            # The panel would cover what the run has to see; the overlay shows the steps and asks.
            self.showMinimized()
        elif state in ("finished", "failed") and self.isMinimized():
            self._rise()
        if state == "asking" and not (self.task.on_this_screen and self.overlaid):
            self.turn_to(0)
            question = self.task.question.question
            self.tray.tell(self.tr("Mimic waits for your answer"), question.question[:200] if question else "")
            self._rise()

    def _rise(self) -> None:
        """Come up without the focus: what is being typed elsewhere must not land in an answer."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, True)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    # Leaving

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._leaving:
            event.accept()
        elif self.tray.there and self.task.busy:
            # The run goes on, and the tray still stops it.
            event.ignore()
            self.hide()
        else:
            event.ignore()
            self.leave()

    def leave(self) -> None:
        """End the panel; a run that is under way is stopped or left alone, as the person says."""
        if not self.task.busy or self.task.is_ending or self._settle_run():
            self.end()

    def end(self) -> None:
        """End the panel at once; a run that is under way goes on without it."""
        self._leaving = True
        # A recording takes a while to end; nobody has to look on.
        self.hide()
        self.task.leave()
        self.machine.end()
        self.past.saving.end()
        self.macros.recording.end()
        QSettings("mimic", "panel").setValue("geometry", self.saveGeometry())
        self.close()
        QApplication.quit()

    def _settle_run(self) -> bool:
        """Ask what becomes of the run; False where the panel is to stay."""
        box = QMessageBox(QMessageBox.Icon.Question, "Mimic", self.tr("A run is under way."), parent=self)
        stop = box.addButton(self.tr("&Stop it and quit"), QMessageBox.ButtonRole.DestructiveRole)
        alone = box.addButton(self.tr("&Leave it running"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(self.tr("Stay &here"), QMessageBox.ButtonRole.RejectRole)
        box.setInformativeText(self.tr("Left alone, it cannot ask you: whatever needs your yes is then not done."))
        box.setDefaultButton(stay)
        box.exec()
        if box.clickedButton() is stop:
            self.task.stop()
        elif box.clickedButton() is alone:
            self.task.pause(False)
        return box.clickedButton() in (stop, alone)
