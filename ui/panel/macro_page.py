"""The macros that there are: what each does, its parameters as a form, and Replay."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from agent.macros.linting import faults
from agent.macros.schema import Macro
from agent.macros.store import Macros
from agent.settings import Settings
from bridges.errors import MacroUnusable
from ui.macro_words import lines_of
from ui.panel.background import Background
from ui.panel.icons import SignButton
from ui.panel.macro_form import MacroForm
from ui.panel.macro_recording import MacroRecording
from ui.panel.recording_card import RecordingCard
from ui.plain import printable
from ui.told import told

FOUND = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Found:
    """One macro, or why it cannot be read."""

    name: str
    file: str
    macro: Macro | None
    fault: tuple[str, ...] = ()
    """What keeps it from being replayed, and what to do about it."""


class MacroPage(QWidget):
    """The list on the left, the chosen macro on the right."""

    replayed = Signal(list)
    """Arguments for `mimic replay`."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._model = QStandardItemModel(self)
        self._wanted = ""
        self.list = QListView()
        self.form = MacroForm(settings.device)
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.about = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.fault = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.steps = QPlainTextEdit(readOnly=True)
        self.replay = QPushButton(self.tr("&Replay"))
        self.edit = SignButton("edit", self.tr("Open the &file"))
        self.none_yet = QLabel(wordWrap=True)
        self.record = SignButton("record", self.tr("Re&cord …"))
        self.recording = MacroRecording(self)
        self.live = RecordingCard(settings.stop_hotkey)
        self._build()
        self._choose(QModelIndex())

    def _build(self) -> None:
        top = self._top()
        self.list.setObjectName("Macros")
        self.list.setModel(self._model)
        self.list.setItemDelegate(MacroRow(self.list))
        self.list.setAccessibleName(self.tr("Macros"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setMinimumWidth(240)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(lambda _: self._replay())
        for label, name in ((self.title, "Task"), (self.about, "Soft"), (self.fault, "Bad"), (self.none_yet, "Soft")):
            label.setObjectName(name)
        self.none_yet.setText(
            self.tr("No macros yet. Record what you do, or choose “Save as a macro” at a past run that has succeeded.")
        )
        self.steps.setObjectName("Listing")
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setTabChangesFocus(True)
        self.replay.setObjectName("Primary")
        self.replay.clicked.connect(self._replay)
        self.edit.clicked.connect(self._open)
        self.form.changed.connect(self._look_whether_ready)
        card = QFrame()
        card.setObjectName("Card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(10)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.edit)
        buttons.addWidget(self.replay)
        for part in (self.title, self.about, self.fault, self.form):
            inside.addWidget(part)
        inside.addLayout(buttons)
        self._right = QWidget()
        side = QVBoxLayout(self._right)
        side.setContentsMargins(10, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(card)
        side.addWidget(self.steps, 1)
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self._right)
        split.setStretchFactor(1, 1)
        split.setSizes([280, 720])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.live)
        whole.addWidget(self.none_yet)
        whole.addWidget(split, 1)
        self._split = split

    def _top(self) -> QHBoxLayout:
        heading = QLabel(self.tr("Macros"))
        heading.setObjectName("Title")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.record)
        self.record.clicked.connect(self.ask_and_record)
        self.live.hide()
        self.live.stop.clicked.connect(self.recording.stop_by_button)
        self.recording.listening.connect(self.live.begin)
        self.recording.told.connect(self.live.tell)
        self.recording.changed.connect(self._recording_changed)
        self.recording.saved.connect(self._recorded)
        self.recording.failed.connect(self.live.fail)
        return top

    def showEvent(self, event: QShowEvent) -> None:  # noqa: ARG002, N802
        self.look()

    def look(self) -> None:
        """Read the macros anew."""
        self._background.do(found_macros, self._take)

    def _take(self, found: object) -> None:
        assert isinstance(found, list)
        before, self._wanted = self._wanted or (self.chosen.name if self.chosen else ""), ""
        if found == [self._model.item(row).data(FOUND) for row in range(self._model.rowCount())]:
            self._split.setVisible(bool(found))
            self.none_yet.setVisible(not found)
            return
        self._model.clear()
        for one in found:
            below = one.macro.about if one.macro else self.tr("cannot be read")
            item = QStandardItem(f"{one.name}\n{printable(below, 60)}" if below else one.name)
            item.setData(one, FOUND)
            item.setAccessibleText(f"{one.name}. {printable(below, 200)}")
            self._model.appendRow(item)
        self._split.setVisible(bool(found))
        self.none_yet.setVisible(not found)
        row = next((at for at, one in enumerate(found) if one.name == before), 0)
        self.list.setCurrentIndex(self._model.index(row, 0))

    def ask_and_record(self) -> None:
        """Ask for a name, and record what the person does on this screen from then on."""
        name, given = QInputDialog.getText(
            self, self.tr("Record a macro"), self.tr("Name: letters, digits, “-” and “_”"), text=self.tr("my-macro")
        )
        if given and name.strip():
            self.recording.start(name.strip())

    def _recording_changed(self, on: bool) -> None:
        self.record.setEnabled(not on)
        if on:
            self.live.prepare()
        else:
            self.live.hide()

    def _recorded(self, name: str) -> None:
        self._wanted = name
        self.look()

    @property
    def chosen(self) -> Found | None:
        found = self.list.currentIndex().data(FOUND)
        return found if isinstance(found, Found) else None

    def _choose(self, _: QModelIndex) -> None:
        found = self.chosen
        self._right.setVisible(found is not None)
        if found is None:
            return
        macro = found.macro
        self.title.setText(found.name)
        self.about.setText(printable(macro.about, 500) if macro else "")
        self.about.setVisible(bool(self.about.text()))
        self.fault.setText(printable(" ".join(filter(None, map(told, found.fault))), 1000))
        self.fault.setVisible(bool(found.fault))
        self.form.show_macro(macro)
        self.form.setVisible(macro is not None)
        lines = lines_of(macro, _said) if macro else []
        self.steps.setPlainText("\n".join(line.removeprefix("  ") for line in lines))
        self.steps.setVisible(bool(lines))
        self._look_whether_ready()

    def _look_whether_ready(self) -> None:
        found = self.chosen
        self.replay.setEnabled(bool(self.form.arguments()) and not (found and found.fault))
        missing = ", ".join(self.form.missing)
        self.replay.setToolTip(self.tr("Still missing: {names}").format(names=missing) if missing else "")

    def _replay(self) -> None:
        # The list asks for it as well, by a double click.
        if self.replay.isEnabled() and (arguments := self.form.arguments()):
            self.replayed.emit(arguments)

    def _open(self) -> None:
        if found := self.chosen:
            QDesktopServices.openUrl(QUrl.fromLocalFile(found.file))


class MacroRow(QStyledItemDelegate):
    """A macro in the list: as wide as the list, what does not fit is left out at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(180, super().sizeHint(option, index).height())


def found_macros() -> list[Found]:
    """All macros, those with faults too."""
    macros = Macros()
    found = []
    for name in macros.names():
        file = str(macros.root / name / "macro.yaml")
        try:
            macro = macros.load(name)
        except MacroUnusable as error:
            found.append(Found(name, file, None, (f"{error.found}.", error.remedy)))
        else:
            stops = [f"{one}." for one in faults(macros, macro) if one.stops]
            more = (f"{len(stops) - 1} more like this.",) if len(stops) > 1 else ()
            found.append(Found(name, file, macro, (*stops[:1], *more)))
    return found


def _said(word: str) -> str:
    return QCoreApplication.translate("macro", word)
