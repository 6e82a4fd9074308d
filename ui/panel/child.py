"""A process of Mimic's own that the panel has started: what it complained of, and its end with the window."""

from __future__ import annotations

from PySide6.QtCore import QProcess

END_MS = 1000
LONGEST = 500


def complaint(process: QProcess) -> str:
    """The end of what it said on its error channel and nobody read; to be made printable where it is shown."""
    return bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()[-LONGEST:]


def kill(process: QProcess) -> None:
    """End it at once, without a signal to whoever listens; what it was doing is lost."""
    process.blockSignals(True)
    process.kill()
    process.waitForFinished(END_MS)
