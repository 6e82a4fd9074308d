"""The run as it happens: with colour on a terminal, as plain lines in a pipe, as JSON lines for programs."""

from __future__ import annotations

import sys
from typing import Protocol

from rich.console import Console
from rich.status import Status
from rich.text import Text

from agent.base import (
    Answered,
    Asked,
    Consequence,
    Event,
    Failed,
    Finished,
    Healed,
    Paused,
    Performed,
    Planned,
    Refused,
    Resumed,
    Started,
    Verified,
)
from ui.plain import printable
from ui.story import in_words, summed

COLOURS = {
    Consequence.READS: "dim",
    Consequence.EDITS: "cyan",
    Consequence.DESTROYS: "bold red",
    Consequence.SPENDS: "bold magenta",
}


class View(Protocol):
    """Whatever shows a run while it happens."""

    def show(self, event: Event) -> None: ...

    def close(self) -> None: ...


class JsonLines:
    """Each event as one line of JSON on standard output, written out at once."""

    def show(self, event: Event) -> None:
        sys.stdout.write(event.model_dump_json() + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        pass


class ConsoleView:
    """Each step with its target, reason and outcome; on a terminal a line below says what is going on right now."""

    def __init__(self, console: Console | None = None, *, live: bool = True) -> None:
        self._console = console or Console(highlight=False)
        self._live = live and self._console.is_terminal
        self._status: Status | None = None
        self._since: list[Event] = []
        self._title = ""

    def show(self, event: Event) -> None:
        self._quiet()
        if isinstance(event, Planned):
            self._since, self._title = [], in_words(event)
        self._since.append(event)
        for line in self._lines(event):
            self._console.print(line, soft_wrap=not self._console.is_terminal)
        if isinstance(event, Asked | Paused | Failed | Finished):
            return
        self._busy(_next(event))

    def close(self) -> None:
        self._quiet()

    def _busy(self, what: str) -> None:
        if self._live:
            self._status = self._console.status(Text(what, "dim"), spinner="dots")
            self._status.start()

    def _quiet(self) -> None:
        if self._status:
            self._status.stop()
            self._status = None

    def _lines(self, event: Event) -> list[Text]:  # noqa: C901 - one case for each event
        match event:
            case Started():
                head = Text.assemble((printable(event.task, 2000), "bold"))
                where = f"{'going on' if event.resumed else 'on'} {printable(event.device)} · {printable(event.model)}"
                return [head, Text(where, "dim"), Text()]
            case Planned():
                return self._planned(event)
            case Asked():
                return [Text(f"    ? {printable(event.question, 2000)}", "bold yellow")]
            case Answered():
                said = printable(event.answer) if event.answer else _said(event)
                why = f" ({printable(event.why)})" if event.why else ""
                return [Text(f"      {said}{why}", "green" if event.approved else "red")]
            case Refused():
                return [Text(f"    ⊘ refused by the {event.by}: {printable(event.why, 1000)}", "bold red")]
            case Performed():
                return [] if event.summary == self._title else [Text(f"    · {printable(event.summary)}", "dim")]
            case Verified():
                mark, colour = ("✓", "green") if event.ok else ("✗", "red")
                return [Text(f"    {mark} {printable(event.note)}", colour), *self._times()]
            case Healed():
                return [Text(f"    ↻ {printable(event.was)} → {printable(event.now)}", "yellow")]
            case Paused():
                return [Text(f"    ‖ paused: {printable(event.why, 1000)}", "bold yellow")]
            case Resumed():
                return [Text("    ▸ going on", "yellow")]
            case Failed():
                lines = [Text(), Text(f"✗ {event.error}: {printable(event.why, 2000)}", "bold red")]
                return [*lines, Text(f"  {printable(event.remedy, 2000)}")] if event.remedy else lines
            case Finished():
                return _ending(event)

    def _planned(self, event: Planned) -> list[Text]:
        sure = f"{event.decision.confidence:.0%}"
        head = Text.assemble(
            (f"{event.step:>2}  ", "bold"),
            (self._title, "bold"),
            ("  ", ""),
            (sure, "green" if event.decision.confidence >= 0.8 else "yellow"),
            ("  ", ""),
            (event.consequence.value, COLOURS[event.consequence]),
        )
        return [head, Text(f"    {printable(event.decision.reason)}", "dim")]

    def _times(self) -> list[Text]:
        """Where the time went since the last such line."""
        spent = {phase: ms for phase, ms in summed(self._since).items() if ms >= 0.5}
        self._since = []
        if not spent:
            return []
        parts = " · ".join(f"{phase} {ms:.0f}" for phase, ms in spent.items())
        return [Text(f"      {parts} = {sum(spent.values()):.0f} ms", "dim")]


def _ending(event: Finished) -> list[Text]:
    done = event.status == "success"
    lines: list[Text] = [Text(), Text("✓ Done" if done else "✗ Not done", "bold green" if done else "bold red")]
    if event.answer:
        lines += [Text("  " + printable(line, 2000), "bold") for line in event.answer.splitlines()]
    lines += [Text(f"  because {printable(evidence)}", "dim") for evidence in event.evidence]
    return lines


def _said(event: Answered) -> str:
    if event.instead:
        return "something else instead"
    return "yes" if event.approved else "skip this step" if event.skip else "no"


def _next(event: Event) -> str:
    match event:
        case Planned() | Answered(approved=True):
            return "doing it …"
        case Performed():
            return "checking what changed …"
        case _:
            return "looking and deciding …"
