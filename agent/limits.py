"""How long a run may go on, and how often it may fail."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=1, le=10_000)]
Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]


class Limits(BaseModel):
    """What ends a run that does not end by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    steps: Count = 60
    """Steps that a run may take."""
    seconds: Seconds = 1800
    """Time that a run may take."""
    actions: Count = 16
    """Actions that one step may hold."""
    unreadable_replies: Count = 3
    """Replies in a row that may be unreadable."""
    refusals: Count = 3
    """Steps in a row that the guard may deny, or unproven successes that may be claimed."""
    failed_checks: Count = 3
    """Steps in a row whose check may fail."""
    repeats: Annotated[int, Field(ge=2, le=1000)] = 3
    """Times that the same step may be without effect."""
    frozen: Annotated[int, Field(ge=2, le=1000)] = 8
    """Steps in a row that may change nothing at all on the screen."""
    ask_s: Seconds = 60
    """Time that the person has for an answer; silence means no."""
