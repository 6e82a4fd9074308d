"""Recording a macro: runs `mimic record` on this screen, tells its steps as they come, and ends it."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, Signal

from ui.panel.child import complaint
from ui.plain import printable

END_MS = 60_000
"""Reading what was seen takes some seconds, on a busy machine many; it is all lost where that is cut off."""


class MacroRecording(QObject):
    """One recording at a time."""

    listening = Signal()
    """From now on, what the person does is recorded."""
    told = Signal(str)
    """A step in words."""
    changed = Signal(bool)
    """Whether something is being recorded, or about to be."""
    saved = Signal(str)
    """The macro's name."""
    failed = Signal(str)
    """Why there is no macro."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._name = ""

    @property
    def going(self) -> bool:
        return self._process is not None

    def start(self, name: str, device: str = "desktop") -> None:
        """Record what the person does from now on under this name."""
        if self.going:
            return
        self._name = name
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._over)
        self._process.start(sys.executable, ["-m", "ui", "record", "--on", device, "--json", "--", name])
        self.changed.emit(True)

    def stop(self) -> None:
        """What was done so far becomes the macro."""
        if self._process is not None:
            self._process.terminate()

    def stop_by_button(self) -> None:
        """The same; the click on the button is no part of what was done."""
        self._signal(signal.SIGUSR1)

    def stop_by_tray(self) -> None:
        """The same; the two clicks, on the icon and in its menu, are no part of what was done."""
        self._signal(signal.SIGUSR2)

    def _signal(self, number: int) -> None:
        if self._process is not None and self._process.processId():
            with suppress(ProcessLookupError):
                os.kill(self._process.processId(), number)

    def end(self) -> None:
        """The window closes; what was recorded so far is kept."""
        if self._process is not None:
            process, self._process = self._process, None
            process.blockSignals(True)
            process.terminate()
            if not process.waitForFinished(END_MS):
                process.kill()
                process.waitForFinished(END_MS)

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            try:
                said = json.loads(bytes(self._process.readLine().data()))
            except ValueError:
                continue
            if "recording" in said:
                self.listening.emit()
            elif "words" in said:
                self.told.emit(printable(str(said["words"]), 200))

    def _over(self, code: int) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        said = complaint(process)
        process.deleteLater()
        self.changed.emit(False)
        if code == 0:
            self.saved.emit(self._name)
        else:
            self.failed.emit(printable(said, 500) or self.tr("It ended with code {code}.").format(code=code))
