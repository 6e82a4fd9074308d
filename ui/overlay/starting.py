"""Whether a run is shown on its screen, and the command that shows it. Nothing here needs Qt."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from bridges.errors import MimicError

MODULE = "PySide6"
COMMAND = (sys.executable, "-m", "ui.overlay")
MEND = f"{sys.executable} -m pip install 'pyside6-essentials>=6.7'"


def overlay_command(wanted: bool | None, device: str) -> tuple[str, ...] | None:
    """The command of the overlay's process, None where none is wanted.

    ``wanted`` None means: on the person's own screen. Raises MimicError where Qt is missing; without it, a run on the
    person's own screen that asked for nothing goes on unseen, see `unseen_because`.
    """
    if wanted is False or (wanted is None and not _is_seen(device)):
        return None
    if find_spec(MODULE) is None:
        if wanted:
            raise MimicError("Showing the overlay", f"{MODULE} is not installed", f"Install it: {MEND}")
        return None
    return COMMAND


def unseen_because(wanted: bool | None, device: str) -> str:
    """What to tell a person on whose screen a run goes on without the overlay that is usual there, else nothing."""
    if wanted is None and _is_seen(device) and find_spec(MODULE) is None:
        return f"No overlay: {MODULE} is not installed. Install it: {MEND}"
    return ""


def _is_seen(device: str) -> bool:
    """Whether a person sits before the device."""
    return device.partition(":")[0] == "desktop" and bool(os.environ.get("DISPLAY"))
