"""The recordings that are going on, so that `mimic stop` ends them too: a file each, gone with the recording."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bridges.lock import lock_folder

PREFIX = "recording-"


@contextmanager
def going_on(name: str) -> Iterator[None]:
    """While the recording of a macro goes on."""
    path = lock_folder() / f"{PREFIX}{os.getpid()}"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(name, encoding="utf-8")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def end_recordings(name: str | None) -> list[str]:
    """End the recording of this name, or all; their names. What was done so far becomes the macro."""
    ended = []
    for path in sorted(lock_folder().glob(f"{PREFIX}*")):
        pid = int(path.name.removeprefix(PREFIX))
        if not _records(pid):
            path.unlink(missing_ok=True)
            continue
        recorded = _name(path)
        if name in (None, recorded):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
                ended.append(recorded)
    return ended


def _name(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _records(pid: int) -> bool:
    """Whether the process is still a recording: its number may be another's by now."""
    import psutil

    try:
        return "record" in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
