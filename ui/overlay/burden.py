"""How much the overlay slows a run: the same steps of the embedded model, in pairs of runs with it and without it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from agent import loop
from agent.base import Failed, Nobody, Planned, Verified
from agent.channel import Channel
from agent.guard import Guard, Policy
from agent.session import ParsedTexts
from agent.trajectory import Run
from agent.verification import Verifier
from bridges.coordinates import Size
from bridges.desktop import Desktop
from bridges.errors import MimicError
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from model.base import Task
from model.registry import model_named
from ui.overlay.starting import COMMAND

if TYPE_CHECKING:
    from model.base import Model

DIGITS = "159357284"
COLD = 2
"""Steps at the beginning of a run that do not count: the screen is read as a whole, and the overlay comes up."""
LOAD_S = 4.0
UP_S = 3.0


def slowdown(pairs: int) -> Iterator[tuple[float, float]]:
    """Median milliseconds of a step without the overlay and with it, for each pair of runs; the order changes."""
    with PrivateDisplay(Size(1280, 800)) as display:
        display.start(["galculator"])
        time.sleep(LOAD_S)
        model = model_named("mini")
        _steps(display, model, shown=False)
        for number in range(pairs):
            found = {shown: median(_steps(display, model, shown=shown)) for shown in _order(number)}
            yield found[False], found[True]


def _order(number: int) -> tuple[bool, bool]:
    return (False, True) if number % 2 == 0 else (True, False)


def _steps(display: PrivateDisplay, model: Model, *, shown: bool) -> list[float]:
    """Milliseconds of each warm step of one run, from one check to the next."""
    task, stop = Task(text=". ".join(f"Click {digit}" for digit in DIGITS)), Stop()
    took: list[float] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        run = stack.enter_context(Run.create(folder, task.text, "private", "mini"))
        channel = stack.enter_context(Channel(run, stop))
        if shown:
            channel.start(COMMAND)
            time.sleep(UP_S)
        desktop = stack.enter_context(Desktop(display.name, stop, environment=display.environment))
        reader = ParsedTexts(model)
        guard = Guard(Policy(confirm="never"), reader)
        began, number = time.perf_counter(), 0
        for event in loop.run(task, desktop, model, guard, Nobody(), verifier=Verifier(reader, stop.sleep)):
            run.append(event)
            channel.publish(event)
            if isinstance(event, Planned):
                number = event.step
            elif isinstance(event, Verified):
                now = time.perf_counter()
                if number > COLD:
                    took.append((now - began) * 1e3)
                began = now
            elif isinstance(event, Failed):
                raise MimicError("Measuring steps", event.why, event.remedy)
    return took
