"""One macro: what it does, what may be done with it, its parameters as a form, and Replay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agent.settings import Settings
from ui.macro_words import lines_of
from ui.panel.icons import SignButton
from ui.panel.macro_confirming import ConfirmCard
from ui.panel.macro_faults import FaultCard
from ui.panel.macro_form import MacroForm
from ui.panel.macro_found import Found, said
from ui.panel.macro_schedule import ScheduleCard
from ui.plain import printable

LEAST = 160
"""Pixels of the list of steps."""
NARROW, ROOMY = 390, 560
"""Pixels across: at least, and from which the actions are told in words."""
QUIET = 10
"""Pixels between the edge of a button without a frame and what stands on it."""


class MacroView(QScrollArea):
    """Shows what was found of a macro. Renaming, copying and deleting are the page's."""

    replayed = Signal(list)
    """Arguments for `mimic replay`."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Found | None = None
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.about = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.rename = SignButton("rename", self.tr("Re&name"))
        self.copy = SignButton("copy", self.tr("Cop&y"))
        self.times = SignButton("past", self.tr("&Schedule"))
        self.edit = SignButton("edit", self.tr("Open the &file"))
        self.delete = SignButton("delete", self.tr("Dele&te"))
        self.form = MacroForm(settings.device)
        self.replay = QPushButton(self.tr("&Replay"))
        self.faults = FaultCard()
        self.confirm = ConfirmCard()
        self.schedule = ScheduleCard()
        self.steps = QPlainTextEdit(readOnly=True)
        self._actions = {
            button: button.text() for button in (self.rename, self.copy, self.times, self.edit, self.delete)
        }
        self._build()

    def _build(self) -> None:
        self.title.setObjectName("Task")
        self.about.setObjectName("Soft")
        self.steps.setObjectName("Listing")
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setTabChangesFocus(True)
        self.steps.setMinimumHeight(LEAST)
        self.replay.setObjectName("Primary")
        self.replay.clicked.connect(self.start)
        self.edit.clicked.connect(self._open)
        self.times.clicked.connect(self.schedule.choose)
        self.schedule.shown.connect(self._show_schedule)
        self.form.changed.connect(self._look_whether_ready)
        actions = QHBoxLayout()
        actions.setSpacing(2)
        # Their words stand in one line with those above and below.
        actions.setContentsMargins(-QUIET, 0, -QUIET, 0)
        for button in self._actions:
            button.setObjectName("Quiet")
            if button is self.delete:
                actions.addStretch()
            actions.addWidget(button)
        start = QHBoxLayout()
        start.addStretch()
        start.addWidget(self.replay)
        card = QFrame()
        card.setObjectName("Card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(10)
        inside.addWidget(self.title)
        inside.addWidget(self.about)
        inside.addLayout(actions)
        inside.addWidget(self.form)
        inside.addLayout(start)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(10, 0, 4, 0)
        column.setSpacing(12)
        for part in (card, self.schedule, self.faults, self.confirm):
            column.addWidget(part)
        column.addWidget(self.steps, 1)
        column.addStretch()
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(NARROW)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is little room, the actions are told by their signs, and by their names when pointed at."""
        super().resizeEvent(event)
        for button, text in self._actions.items():
            short = self.viewport().width() < ROOMY
            button.setText("" if short else text)
            button.setToolTip(button.accessibleName() if short else "")

    def show_macro(self, found: Found | None) -> None:
        """Show another macro, or this one as it is now: what was filled in stays where it is the same file."""
        self.setVisible(found is not None)
        if found is None or found == self.found:
            return
        before, self.found = self.found, found
        macro = found.macro
        self.title.setText(found.name)
        about = macro.about if macro else "" if found.file else self.tr("It has gone, and is still scheduled.")
        self.about.setText(printable(about, 500))
        self.about.setVisible(bool(about))
        if before is None or before.name != found.name:
            self.confirm.begin()
            self.verticalScrollBar().setValue(0)
        if before is None or (before.name, before.macro) != (found.name, macro):
            self.form.show_macro(macro)
        for part in (self.form, self.replay, self.times):
            part.setVisible(macro is not None)
        for part in (self.rename, self.copy, self.edit, self.delete):
            part.setVisible(found.file is not None)
        self.faults.show_faults(found.faults)
        self.confirm.show_steps(found.inferred)
        self.schedule.show_jobs(found.name, found.jobs, None if found.stops else self._wants, self.form.place.named)
        lines = lines_of(macro, said) if macro else found.text.splitlines()
        self.steps.setPlainText("\n".join(line.removeprefix("  ") if macro else line for line in lines))
        self.steps.setVisible(bool(lines))
        self.steps.setAccessibleName(self.tr("Steps") if macro else self.tr("The file"))
        self._look_whether_ready()

    def _wants(self) -> tuple[str, Mapping[str, str], Sequence[str]]:
        values = {name: field.text() for name, field in self.form.fields.items()}
        return self.form.target, values, self.form.missing

    def _look_whether_ready(self) -> None:
        stops = self.found is None or self.found.stops
        self.replay.setEnabled(bool(self.form.arguments()) and not stops)
        self.times.setEnabled(not stops)
        missing = ", ".join(self.form.missing)
        why = self.tr("Still missing: {names}").format(names=missing) if missing else ""
        if self.found is not None and self.found.inferred:
            why = self.tr("First say below which steps were meant so.")
        self.replay.setToolTip(why)
        self.replay.setAccessibleDescription(why)
        self.schedule.look_whether_ready()

    def start(self) -> None:
        """Replay it, where it can be."""
        if self.replay.isEnabled() and (arguments := self.form.arguments()):
            self.replayed.emit(arguments)

    def _show_schedule(self) -> None:
        # Only when the card has got its place.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.schedule, 0))

    def _open(self) -> None:
        if self.found is not None and self.found.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.found.file)))
