"""One run on one display: two would take the mouse out of each other's hands.

The lock is the operating system's own on a file, so it ends with the process that holds it, however that ends. Who
holds it stands in a second file beside it.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bridges.errors import BridgeError, DisplayBusy

if TYPE_CHECKING:
    from filelock import FileLock

_SCREEN = re.compile(r"(:\d+)\.\d+$")
LONGEST_TASK = 200


class DisplayLock:
    """Holds a display for one run; a context manager."""

    def __init__(self, display: str, task: str = "") -> None:
        """``task`` is what others are told; without it, this program's own command line."""
        self._display = canonical(display)
        self._task = (task or " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]))[:LONGEST_TASK]
        # A home folder may be shared by machines, each with its own ":0".
        self._file = lock_folder() / (re.sub(r"[^\w.-]", "_", platform.node() + self._display) + ".lock")
        self._lock: FileLock | None = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *exc: object) -> None:
        self.release()

    def acquire(self) -> None:
        """Take the lock. Raises DisplayBusy, which names the holder, and BridgeError where no lock can be made."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._file, timeout=0)
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
            self._lock = lock
            self._holder_file.write_text(json.dumps({"pid": os.getpid(), "task": self._task}), encoding="utf-8")
        except Timeout:
            raise self._busy() from None
        except OSError as error:
            self.release()
            raise BridgeError(
                f"Taking the display {self._display} for this run",
                f"{self._file} cannot be written ({error.strerror})",
                "Make room or the folder writable, or name another one with XDG_CACHE_HOME.",
            ) from error

    def release(self) -> None:
        """Let go; may be called twice."""
        if self._lock is not None:
            self._holder_file.unlink(missing_ok=True)
            self._lock.release()
            self._lock = None

    @property
    def _holder_file(self) -> Path:
        return self._file.with_suffix(".json")

    def _busy(self) -> DisplayBusy:
        holder: dict[str, Any] = {}
        # It may be written or removed at this moment.
        with contextlib.suppress(OSError, ValueError):
            holder = json.loads(self._holder_file.read_text(encoding="utf-8"))
        pid = holder.get("pid")
        who = f"process {pid} holds it ({holder.get('task')})" if pid else "another run of Mimic holds it"
        wait = f"Wait until it ends, stop it with `kill {pid}`" if pid else "Wait until it ends"
        return DisplayBusy(f"Using the display {self._display}", who, f"{wait}, or use `--on virtual`.")


def lock_folder() -> Path:
    """Where this user's locks are.

    Not the session's runtime folder: a run from cron or over ssh has none, or another, and drives the same display.
    """
    from platformdirs import user_cache_path

    return user_cache_path("mimic") / "locks"


def canonical(display: str) -> str:
    """One name for one display: ":0", ":0.0", "unix:0" and "unix/:0" are the same."""
    bare = re.sub(r"^unix/?(?=:)", "", display)
    return _SCREEN.sub(r"\1", bare)
