"""“Save as a macro”: asks for a name, and lets `mimic macro from-run` make a macro of a run that has succeeded."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ui.panel.child import complaint, kill
from ui.panel.macro_naming import NameDialog, free_name
from ui.plain import printable

LONGEST = 40


class MacroSaving(QObject):
    """Saves one run at a time."""

    saved = Signal(str)
    """The macro's name."""
    failed = Signal(str)
    """Why it was not saved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._process: QProcess | None = None
        self._name = ""

    def ask(self, run: Path, task: str) -> None:
        """Ask for a name, then save the run."""
        dialog = NameDialog(self.tr("Save as a macro"), free_name(slug(task)), self.tr("&Save"), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.save(run, dialog.name)

    def save(self, run: Path, name: str) -> None:
        """Save the run under this name; it is read and looked at again, which takes a while."""
        if self._process is not None:
            return
        self._name = name
        self._process = QProcess(self)
        self._process.finished.connect(self._over)
        self._process.start(sys.executable, ["-m", "ui", "macro", "from-run", run.name, name])

    def end(self) -> None:
        """The window closes."""
        if self._process is not None:
            process, self._process = self._process, None
            kill(process)

    def _over(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = complaint(process)
        process.deleteLater()
        if code == 0:
            self.saved.emit(self._name)
        else:
            self.failed.emit(printable(said, 500) or self.tr("It ended with code {code}.").format(code=code))


def slug(task: str) -> str:
    """A name for a macro, from the first words of a task."""
    words = re.findall(r"\w+", task.casefold())
    name = ""
    for word in words:
        if len(name) + len(word) >= LONGEST:
            break
        name = f"{name}-{word}" if name else word
    return name or "macro"
