"""What a run bears before it ends: steps, time, and how often in a row something may go wrong."""

from __future__ import annotations

import time

from agent.limits import Limits
from agent.wording import shortened
from bridges.errors import LimitReached, MimicError, StepFailed
from bridges.errors import Refused as RefusedError

RAISE = "Raise the limit, or say the task in smaller parts."


class Patience:
    """Counts against the limits of one run; each method raises what ends it once its limit is reached."""

    def __init__(self, limits: Limits, task: str, first_step: int) -> None:
        self._limits, self._task = limits, shortened(task)
        self._last_step = first_step - 1 + limits.steps
        self._until = time.monotonic() + limits.seconds
        self._unreadable = self._refusals = self._failures = self._unproven = 0

    @property
    def seconds(self) -> float:
        """How long the run may still last."""
        return max(0.0, self._until - time.monotonic())

    def lengthen(self, seconds: float) -> None:
        """Time in which the run was paused does not count."""
        self._until += seconds

    def another_step(self, done: int) -> None:
        """Before the next step, after so many. Raises LimitReached."""
        spent = f"{self._limits.steps} steps" if done >= self._last_step else ""
        if not spent and time.monotonic() > self._until:
            spent = f"{self._limits.seconds:g} s"
        if spent:
            raise LimitReached(f"Carrying out “{self._task}”", f"{spent} were not enough", RAISE)

    def unreadable(self, error: MimicError) -> None:
        """A reply could not be read. Raises the error itself."""
        self._unreadable += 1
        if self._unreadable >= self._limits.unreadable_replies:
            raise error

    def readable(self) -> None:
        self._unreadable = 0

    def refused(self, step: int, why: str, *, by_guard: bool) -> None:
        """A step may not be done. Raises Refused, or StepFailed where the screen was why."""
        self._refusals += 1
        if self._refusals > self._limits.refusals:
            raise (RefusedError if by_guard else StepFailed)(
                f"Step {step}", why, f"It was refused {self._limits.refusals} times in a row."
            )

    def failed(self, error: MimicError) -> None:
        """An action failed, or its check. Raises the error itself."""
        self._failures += 1
        if self._failures >= self._limits.failed_checks:
            raise error

    def succeeded(self) -> None:
        self._failures = self._refusals = 0

    def unproven(self, found: str) -> None:
        """Success was claimed without proof. Raises StepFailed."""
        self._unproven += 1
        if self._unproven >= self._limits.refusals:
            raise StepFailed("Claiming success", found, "See the last picture of the run.")
