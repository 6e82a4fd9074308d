"""Work that takes longer than a blink, done away from the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

log = logging.getLogger(__name__)


class _Result(QObject):
    done = Signal(object)
    ended = Signal()


class _Work(QRunnable):
    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.result = _Result()
        self._work = work

    def run(self) -> None:
        try:
            result = self._work()
            # Whoever asked may have gone with its window meanwhile.
            if isValid(self.result):
                self.result.done.emit(result)
        except Exception:
            log.exception("work in the background")
        finally:
            if isValid(self.result):
                self.result.ended.emit()


class Background(QObject):
    """Does one piece of work after another; gives each result back in the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: set[_Work] = set()

    def do(self, work: Callable[[], object], give: Callable[[object], None]) -> None:
        """Do the work; what it raises is logged and nothing is given."""
        piece = _Work(work)
        self._open.add(piece)
        piece.result.done.connect(give, Qt.ConnectionType.QueuedConnection)
        piece.result.ended.connect(lambda: self._open.discard(piece), Qt.ConnectionType.QueuedConnection)
        self._pool.start(piece)
