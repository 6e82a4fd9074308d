"""The macros that there are, one of them in full, and what may be done with it: named, copied, deleted, confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from agent.macros.file.callers import callers_of
from agent.macros.file.store import Macros
from agent.settings import Settings
from bridges.errors import MacroUnusable
from ui.macro import renamed
from ui.macro_confirm import Answer, confirm
from ui.panel.background import Background
from ui.panel.icons import SignButton
from ui.panel.macro_found import Found, found_macros
from ui.panel.macro_naming import NameDialog, free_name
from ui.panel.macro_notice import Notice
from ui.panel.macro_recording import MacroRecording
from ui.panel.macro_row import MacroRow
from ui.panel.macro_times import moment
from ui.panel.macro_view import MacroView
from ui.panel.recording_card import RecordingCard
from ui.plain import printable
from ui.told import told

FOUND = Qt.ItemDataRole.UserRole
SETTLED_MS = 250
"""After a change of the files until they are read: an editor writes more than once."""


class MacroPage(QWidget):
    """The list on the left, the chosen macro on the right."""

    replayed = Signal(list)
    """Arguments for `mimic replay`."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._model = QStandardItemModel(self)
        self._wanted = ""
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self.list = QListView()
        self.view = MacroView(settings)
        self.notice = Notice()
        self.none_yet = QLabel(wordWrap=True)
        self.record = SignButton("record", self.tr("Re&cord …"))
        self.recording = MacroRecording(self)
        self.live = RecordingCard(settings.stop_hotkey)
        self._build()
        self._connect()
        self._choose(QModelIndex())

    def _build(self) -> None:
        heading = QLabel(self.tr("Macros"))
        heading.setObjectName("Title")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.record)
        self.live.hide()
        self.list.setObjectName("Macros")
        self.list.setModel(self._model)
        self.list.setItemDelegate(MacroRow(self.list))
        self.list.setAccessibleName(self.tr("Macros"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setMinimumWidth(200)
        self.none_yet.setObjectName("Soft")
        self.none_yet.setText(
            self.tr("No macros yet. Record what you do, or choose “Save as a macro” at a past run that has succeeded.")
        )
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([280, 720])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        for part in (self.live, self.notice, self.none_yet):
            whole.addWidget(part)
        whole.addWidget(split, 1)
        self._split = split

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(lambda _: self.view.start())
        self.view.replayed.connect(self.replayed)
        self.view.rename.clicked.connect(self._rename)
        self.view.copy.clicked.connect(self._copy)
        self.view.delete.clicked.connect(self._delete)
        self.view.confirm.answered.connect(self._answer)
        self.view.confirm.all_kept.connect(self._keep_all)
        self.view.schedule.done.connect(self.look)
        self.view.schedule.failed.connect(self.notice.complain)
        self.record.clicked.connect(self.ask_and_record)
        self.live.stop.clicked.connect(self.recording.stop_by_button)
        self.recording.listening.connect(self.live.begin)
        self.recording.told.connect(self.live.tell)
        self.recording.changed.connect(self._recording_changed)
        self.recording.saved.connect(self._show_next)
        self.recording.failed.connect(self.live.fail)
        self._settled.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(self._settled.start)
        self._watcher.fileChanged.connect(self._settled.start)

    # What there is

    def showEvent(self, event: QShowEvent) -> None:  # noqa: ARG002, N802
        self.look()

    def look(self) -> None:
        """Read the macros anew."""
        self._background.do(found_macros, self._take)

    def _take(self, found: object) -> None:
        assert isinstance(found, list)
        self._watch(found)
        names = [one.name for one in found]
        before = self.chosen.name if self.chosen else ""
        # What was read before it was there does not know it yet.
        if self._wanted in names:
            before, self._wanted = self._wanted, ""
        self._split.setVisible(bool(found))
        self.none_yet.setVisible(not found)
        row = self.list.currentIndex().row()
        if names != [one.name for one in self._listed]:
            self._model.clear()
            self._model.appendColumn([QStandardItem() for _ in found])
        for at, one in enumerate(found):
            self._tell(self._model.item(at), one)
        # Where the chosen one has gone, its neighbour is next.
        neighbour = max(0, min(row, len(found) - 1))
        chosen = names.index(before) if before in names else neighbour
        self.list.setCurrentIndex(self._model.index(chosen, 0))
        self._choose(self.list.currentIndex())

    @property
    def _listed(self) -> list[Found]:
        return [self._model.item(row).data(FOUND) for row in range(self._model.rowCount())]

    def _tell(self, item: QStandardItem, one: Found) -> None:
        """Put a macro into its row: its name, and below it what is most worth knowing."""
        below = one.macro.about if one.macro else self.tr("cannot be read") if one.file else self.tr("has gone")
        if one.inferred:
            below = self.tr("{count} steps to confirm").format(count=len(one.inferred))
        elif one.due is not None and one.file:
            below = self.tr("next {when}").format(when=moment(one.due))
        item.setText(f"{one.name}\n{printable(below, 60)}" if below else one.name)
        item.setAccessibleText(f"{one.name}. {printable(below, 200)}")
        item.setData(one, FOUND)

    def _watch(self, found: list[Found]) -> None:
        """See what an editor or the command line does with the files; one that was replaced is another file."""
        root = Macros().root
        paths = {str(root), *(str(path) for one in found if one.file for path in (one.file, one.file.parent))}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := list(watched - paths):
            self._watcher.removePaths(gone)
        if new := [path for path in paths - watched if Path(path).exists()]:
            self._watcher.addPaths(new)

    @property
    def chosen(self) -> Found | None:
        found = self.list.currentIndex().data(FOUND)
        return found if isinstance(found, Found) else None

    def _choose(self, _: QModelIndex) -> None:
        self.view.show_macro(self.chosen)

    def _show_next(self, name: str) -> None:
        """Choose this macro as soon as it has been read."""
        self._wanted = name
        self.look()

    # Recording

    def ask_and_record(self) -> None:
        """Ask for a name, and record what the person does on this screen from then on."""
        name = self._asked(self.tr("Record a macro"), free_name(self.tr("my-macro")), self.tr("&Record"))
        if name:
            self.recording.start(name)

    def _recording_changed(self, on: bool) -> None:
        self.record.setEnabled(not on)
        if on:
            self.live.prepare()
        else:
            self.live.hide()

    # What may be done with the chosen one

    def _asked(self, title: str, offered: str, does: str) -> str:
        """A free name; empty where the person gives none."""
        dialog = NameDialog(title, offered, does, self)
        return dialog.name if dialog.exec() == QDialog.DialogCode.Accepted else ""

    def _rename(self) -> None:
        if (one := self.chosen) and (new := self._asked(self.tr("Rename “{name}”").format(name=one.name), one.name,
                                                        self.tr("Re&name"))):  # fmt: skip
            self._do(lambda: renamed(Macros(), one.name, new), new, self.tr("“{name}” is “{new}” now."), one.name)

    def _copy(self) -> None:
        if one := self.chosen:
            offered = free_name(self.tr("{name}-copy").format(name=one.name)[:64])
            new = self._asked(self.tr("Copy “{name}”").format(name=one.name), offered, self.tr("Cop&y"))
            if new:
                self._do(lambda: Macros().copy(one.name, new), new, self.tr("“{new}” is a copy of “{name}”."), one.name)

    def _do(self, deed: Callable[[], object], new: str, words: str, name: str) -> None:
        try:
            deed()
        except MacroUnusable as error:
            self._complain(error)
            return
        self.notice.tell(words.format(name=name, new=new))
        self._show_next(new)

    def _delete(self) -> None:
        one = self.chosen
        if one is None or not self._sure(one):
            return
        try:
            kept = Macros().delete(one.name)
        except MacroUnusable as error:
            self._complain(error)
            return

        def undo() -> None:
            try:
                Macros().put_back(one.name, kept)
            except MacroUnusable as error:
                self._complain(error)
            self._show_next(one.name)

        self.notice.tell(self.tr("“{name}” has been deleted.").format(name=one.name), undo)
        if one.jobs:
            self.view.schedule.end(one.name)
        self.look()

    def _sure(self, one: Found) -> bool:
        """Ask whether it is to be deleted, and say what goes by its name."""
        box = QMessageBox(
            QMessageBox.Icon.Question, "Mimic", self.tr("Delete “{name}”?").format(name=one.name), parent=self
        )
        callers = ", ".join(callers_of(Macros(), one.name))
        told_too = [self.tr("These macros call it: {names}.").format(names=callers)] if callers else []
        told_too += [self.tr("Its schedule ends too; undoing does not bring that back.")] if one.jobs else []
        box.setInformativeText("\n".join(told_too) or self.tr("Its steps and pictures go."))
        delete = box.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        delete.setObjectName("Danger")
        box.setDefaultButton(box.addButton(self.tr("&Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is delete

    # Confirming

    def _answer(self, number: int, said: str) -> None:
        answers: list[Answer] = ["later"] * len(self.chosen.inferred if self.chosen else ())
        answers[number] = "keep" if said == "keep" else "drop"
        self._confirm(answers)

    def _keep_all(self) -> None:
        self._confirm(["keep"] * len(self.chosen.inferred if self.chosen else ()))

    def _confirm(self, answers: list[Answer]) -> None:
        one, macros = self.chosen, Macros()
        if one is None:
            return
        try:
            if macros.text(one.name) == one.text:
                given = iter(answers)
                confirm(macros, one.name, lambda: next(given))
        except MacroUnusable as error:
            self._complain(error)
        # A file that has been changed meanwhile is asked about anew.
        self.look()

    def _complain(self, error: MacroUnusable) -> None:
        self.notice.complain(printable(f"{told(error.found)}. {told(error.remedy)}", 600))
