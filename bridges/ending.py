"""Ending child processes: asked first, given a moment, then killed; never left as zombies."""

from __future__ import annotations

import contextlib
import subprocess
import time
from typing import Any

WAIT_S = 5.0


def end(*processes: subprocess.Popen[Any], wait_s: float = WAIT_S) -> None:
    """End them all; together they are waited for no longer than ``wait_s``, and whoever is left is killed."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + wait_s
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))
            continue
        process.kill()
        process.wait()
