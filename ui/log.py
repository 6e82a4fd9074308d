"""The log file: how runs ended and where unexpected errors came from; never the task or what was typed."""

from __future__ import annotations

import logging
from pathlib import Path

MAX_BYTES = 1_000_000
KEPT = 3
FLOORS = ("ui", "agent", "model", "bridges")


def log_file() -> Path:
    """Where the log lies: in the platform's folder for state."""
    from platformdirs import user_state_path

    return user_state_path("mimic", appauthor=False) / "log" / "mimic.log"


def start_log(*, debug: bool) -> None:
    """Begin to log, a fresh file each megabyte. A folder that cannot be written costs the log, not the command."""
    # Only our own floors: what a library writes at this level may hold what was typed.
    for floor in FLOORS:
        logger = logging.getLogger(floor)
        if not logger.handlers:
            logger.addHandler(_LateFile())
        logger.setLevel(logging.DEBUG if debug else logging.INFO)


class _LateFile(logging.Handler):
    """Opens the file at the first line: most commands log nothing, and opening costs ``--help`` its speed."""

    def __init__(self) -> None:
        super().__init__()
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = _opened()
        self._file.handle(record)


def _opened() -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        file: logging.Handler = RotatingFileHandler(log_file(), maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return logging.NullHandler()
    file.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    return file
