"""The live picture of a private display, taken in a thread of its own. Looking disturbs nothing and needs no answer."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QSize, QThread, Signal
from PySide6.QtGui import QImage

from bridges.errors import MimicError

if TYPE_CHECKING:
    from bridges.eyes import Eyes
    from bridges.settle import Pixels

RATE = 24.0
"""Pictures a second, where the machine keeps up."""


class LiveView(QThread):
    """Looks at an X display until `end`. A picture is sent only when the one before it has been `taken`."""

    pictured = Signal(QImage, QPoint, QSize)
    """The picture at the size wanted, the pointer in screen units, and the size of the screen."""
    lost = Signal(str)

    def __init__(self, display: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._wanted = QSize(960, 540)
        self._waiting = False
        self._ending = False
        self.looked = 0
        """How many pictures were taken so far."""

    def fit(self, wanted: QSize) -> None:
        """Make pictures that fit into this many pixels."""
        self._wanted = wanted

    def taken(self) -> None:
        self._waiting = False

    def end(self) -> None:
        self._ending = True
        self.wait(3000)

    def run(self) -> None:
        from bridges.eyes import Eyes
        from bridges.session import connect

        parts: list[Any] = []
        try:
            parts.append(connection := connect(self._display))
            parts.append(eyes := Eyes(connection, self._display))
            self._look(connection, eyes)
        except MimicError as error:
            self.lost.emit(str(error))
        except Exception as error:  # noqa: BLE001 - a display that dies does so in many ways, and all mean the same
            if not self._ending:
                self.lost.emit(f"{type(error).__name__}: {error}")
        finally:
            for part in reversed(parts):
                with suppress(Exception):
                    part.close()

    def _look(self, connection: Any, eyes: Eyes) -> None:
        root = connection.screen().root
        while not self._ending:
            began = time.monotonic()
            if not self._waiting:
                pixels = eyes.grab()
                pointer = root.query_pointer()
                self.looked += 1
                self._waiting = True
                height, width = pixels.shape[:2]
                self.pictured.emit(
                    _fitted(pixels, self._wanted), QPoint(pointer.root_x, pointer.root_y), QSize(width, height)
                )
            time.sleep(max(0.002, 1 / RATE - (time.monotonic() - began)))


def _fitted(seen: Pixels, wanted: QSize) -> QImage:
    """The pixels, blue green red unused, made smaller to fit; never larger."""
    import cv2
    import numpy as np

    height, width = seen.shape[:2]
    scale = min(1.0, max(1, wanted.width()) / width, max(1, wanted.height()) / height)
    if scale < 1:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        seen = np.asarray(cv2.resize(seen, size, interpolation=cv2.INTER_AREA), np.uint8)
    seen = np.ascontiguousarray(seen, np.uint8)
    return QImage(seen.data, seen.shape[1], seen.shape[0], seen.strides[0], QImage.Format.Format_RGB32).copy()
