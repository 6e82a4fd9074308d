"""What a replay came to, as it is stored beside the run's events for programs, the report and the panel."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.macros.replaying.changes import Change

FILE = "replay.json"


class Replayed(BaseModel):
    """Figures of a replay, and what was found otherwise than recorded."""

    model_config = ConfigDict(frozen=True)

    model_calls: int = 0
    heals: int = 0
    overhead_ms: float | None = None
    """Median of the steps: time that is neither input being sent nor waiting for the application."""
    seconds: float = 0.0
    kept: bool = False
    """Whether the changes were written into the macro's file."""
    changes: tuple[Change, ...] = ()
    diff: str = ""

    def write(self, folder: Path) -> None:
        """Store it in a run's folder."""
        (folder / FILE).write_text(self.model_dump_json(indent=1), encoding="utf-8")


def replayed_in(folder: Path) -> Replayed | None:
    """What is stored in a run's folder; None where it was no replay, or nothing can be read."""
    try:
        return Replayed.model_validate_json((folder / FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None
