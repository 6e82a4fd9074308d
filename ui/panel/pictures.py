"""Pictures of a run, read in the background. A frame may come some tenths of a second after the event that names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QRunnable, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader
from shiboken6 import isValid

RETRY_MS = 150
RETRIES = 40


class _Read(QObject):
    done = Signal(QImage)


class _Reading(QRunnable):
    """Reads one picture, or a part of it, as large as wanted."""

    def __init__(self, path: Path, part: QRect | None, within: QSize | None) -> None:
        super().__init__()
        self.read = _Read()
        self._path, self._part, self._within = path, part, within

    def run(self) -> None:
        image = QImageReader(str(self._path)).read()
        if not image.isNull() and self._part is not None:
            image = image.copy(self._part.intersected(image.rect()))
        if not image.isNull() and self._within is not None:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(self._within, keep, smooth)
        self.read.done.emit(image)


class Pictures(QObject):
    """Reads frames of a run's folder one after another; gives each to who asked for it, in the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: set[_Reading] = set()

    def fetch(
        self,
        path: Path,
        give: Callable[[QImage], None],
        part: QRect | None = None,
        within: QSize | None = None,
        retries: int = RETRIES,
    ) -> None:
        """Read ``part`` of a picture, made to fit ``within``; a picture that never comes is never given."""
        if not path.is_file():
            if retries:
                QTimer.singleShot(RETRY_MS, self, lambda: self.fetch(path, give, part, within, retries - 1))
            return
        reading = _Reading(path, part, within)
        reading.setAutoDelete(False)
        self._open.add(reading)

        def done(image: QImage) -> None:
            self._open.discard(reading)
            # Whoever asked may have gone with its window meanwhile.
            if isValid(self) and not image.isNull():
                give(image)

        reading.read.done.connect(done, Qt.ConnectionType.QueuedConnection)
        self._pool.start(reading)

    def finish(self) -> None:
        """Wait for what is being read, a few hundredths of a second at most."""
        self._pool.clear()
        self._pool.waitForDone(1000)
