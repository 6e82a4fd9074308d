"""How long a replay waits for what a person waited for: longer, as a program may take longer the next time."""

from __future__ import annotations

from agent.macros.file.schema import Check

SLOWER, GRACE_S, LONGEST_S = 1.5, 2.0, 120.0
"""Times and seconds that a program may take longer than when recorded, and what is waited for it at most."""


def patience(pause_s: float) -> float:
    """Seconds to wait for what came within a pause."""
    return round(min(LONGEST_S, SLOWER * pause_s + GRACE_S), 1)


def as_patient(check: Check, pause_s: float) -> Check:
    """The check, given the time that the effect took at most: until the person went on, after a pause."""
    return check.model_copy(update={"within_s": max(check.within_s, patience(pause_s))})
