"""The replay: a sibling of the loop. Wait for the target, guard, show, act, check; whatever fails its check ends it.

The same events come out, and the same guard and person decide, as in `agent.loop`; what differs is that the next step
stands in a file. No model is asked while the screen agrees with the recording.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator

from agent.base import Event, Finished, Started
from agent.ending import to_the_end
from agent.macros.file.filling import Values, filled, filled_in
from agent.macros.file.schema import Calling, ForEach, IfShown, Step, WhileShown
from agent.macros.file.target import Target
from agent.macros.replaying.gravity import grave_choices
from agent.macros.replaying.parts import task_of
from agent.macros.replaying.stepping import Stepping
from bridges.errors import LimitReached, MacroUnusable

DEEPEST = 8
"""Macros that may call each other."""


class Replay(Stepping):
    """One replay of a macro. `heals`, `calls` and `overheads` are known when it is over, as is `ended`."""

    ended: float | None = None
    """When the last step had come to what its check asks for, by `time.monotonic`; None where it did not."""

    def run(self) -> Iterator[Event]:
        """The events; the last is always one Finished or Failed. Raises nothing of its own."""
        told = self.parts.secrets.scrubbed
        yield from to_the_end(self._story(), told, self.parts.bridge.stop, task_of(self.macro.name))

    def _story(self) -> Iterator[Event]:
        self.until = time.monotonic() + self.parts.limits.seconds
        yield Started(
            task=task_of(self.macro.name),
            device=self.parts.bridge.name,
            model="macro",
            display=getattr(self.parts.bridge, "display", ""),
        )
        yield from self._steps(self.macro.steps, self.values)
        self.ended = time.monotonic()
        # The last step's effect comes to its end before the device is let go of.
        self.eyes.observe()
        evidence = (f"{self.number} steps came to what their checks ask for", f"{self.calls} questions to models")
        yield Finished(step=self.number, status="success", evidence=evidence)

    # Blocks

    def _steps(self, steps: tuple[Step, ...], values: Values, depth: int = 0) -> Generator[Event, None, None]:
        for step in steps:
            match step:
                case ForEach():
                    among = (
                        step.among
                        if not isinstance(step.among, str)
                        else _lines(filled("{" + step.among + "}", values))
                    )
                    for item in among:
                        yield from self._steps(step.steps, {**values, step.item: filled(item, values)}, depth)
                case IfShown():
                    shown = self._shown(step.shown, step.within_s, values)
                    yield from self._steps(step.steps if shown else step.otherwise, values, depth)
                case WhileShown():
                    yield from self._again(step, values, depth)
                case Calling():
                    yield from self._called(step, values, depth)
                case _:
                    yield from self.deed(filled_in(step, values))

    def _again(self, step: WhileShown, values: Values, depth: int) -> Generator[Event, None, None]:
        for _ in range(step.most):
            if not self._shown(step.shown, step.within_s, values):
                return
            yield from self._steps(step.steps, values, depth)
        raise LimitReached(f"Step “{step.id}”", f"“{step.shown.called}” is still shown after {step.most} rounds")

    def _called(self, step: Calling, values: Values, depth: int) -> Generator[Event, None, None]:
        if depth >= DEEPEST:
            raise MacroUnusable(f"Calling “{step.macro}”", f"{DEEPEST} macros have called each other already")
        from agent.macros.file.filling import values_of

        macro, ladder = self.parts.load(step.macro)
        outer, self.ladder = self.ladder, ladder
        ladder.calls, name, self.within = outer.calls, self.within, macro.name
        grave, self.grave = self.grave, grave_choices(macro)
        try:
            inner = values_of(macro, {key: filled(value, values) for key, value in step.set.items()})
            yield from self._steps(macro.steps, inner, depth + 1)
        finally:
            outer.calls, self.ladder, self.within = ladder.calls, outer, name
            self.grave = grave

    def _shown(self, target: Target, within_s: float, values: Values) -> bool:
        return self.eyes.shown(filled_in(target, values), self.ladder, within_s)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
