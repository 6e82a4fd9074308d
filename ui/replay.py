"""`mimic replay`: do again what a macro holds, and say what it came to."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

from agent.base import Event, Paused
from agent.channel import Channel
from agent.control import ChannelPerson, veto_time
from agent.macros.parts import task_of
from agent.macros.session import Account, replay
from agent.macros.store import Macros
from agent.settings import load
from agent.trajectory import Run
from bridges.errors import MacroUnusable
from bridges.stop import Stop
from ui.console import ConsoleView, JsonLines, View
from ui.do import ended_with
from ui.overlay.starting import overlay_command
from ui.person import TerminalPerson
from ui.plain import printable
from ui.stopping import hotkeys


def replay_macro(
    name: str,
    given: Mapping[str, str],
    flags: Mapping[str, Any],
    *,
    speed: float,
    accept_heals: bool,
    as_json: bool,
    window: int | None = None,
    data: Path | None = None,
) -> int:
    """Replay a macro once. Returns the exit code, as `mimic do` does."""
    settings = load(flags).settings
    macros = Macros()
    macros.file(name)
    run = Run.create(settings.runs, task_of(name), settings.device, "macro")
    view: View = JsonLines() if as_json else ConsoleView()
    terminal = TerminalPerson(repeat=as_json or not sys.stdout.isatty())
    account, stop = Account(), Stop()
    last: Event | None = None
    with ExitStack() as stack:
        channel = stack.enter_context(Channel(run, stop, veto_time(settings, settings.device)))
        if window is not None:
            channel.attach(window)
        if overlay := overlay_command(settings.overlay, settings.device):
            channel.start(overlay)
        stack.enter_context(hotkeys(stop, settings))
        stack.enter_context(closing(view))
        person = ChannelPerson(channel, terminal)
        events = replay(
            name, given, settings.device, settings, person, macros=macros, run=run, stop=stop, audience=person,
            speed=speed, accept_heals=accept_heals, account=account, data=data,
        )  # fmt: skip
        stack.enter_context(closing(events))
        for event in events:
            channel.publish(event)
            view.show(event)
            last = event
            if isinstance(event, Paused):
                terminal.wait_while_paused(stop)
    _told(account, run, accept_heals=accept_heals, as_json=as_json)
    return ended_with(last)


def _told(account: Account, run: Run, *, accept_heals: bool, as_json: bool) -> None:
    """What it came to: for programs beside the run's events, for people below them."""
    overhead = round(median(account.overheads), 1) if account.overheads else None
    told = {
        "model_calls": account.calls,
        "heals": len(account.heals),
        "overhead_ms": overhead,
        "seconds": round(account.seconds, 2),
    }
    (run.folder / "replay.json").write_text(json.dumps(told | {"diff": account.diff}, indent=1), encoding="utf-8")
    console = Console(stderr=as_json, highlight=False)
    per_step = f" · {overhead:.0f} ms of overhead a step" if overhead is not None else ""
    console.print(f"\n{account.seconds:.1f} s · {account.calls} questions to models{per_step}", style="dim")
    if account.diff:
        for line in account.diff.splitlines():
            console.print(printable(line, 300), markup=False, soft_wrap=True)
        kept = "These heals are kept." if accept_heals else "To keep these heals, replay with --accept-heals."
        console.print(kept, style="yellow")
    console.print(f"run     {Path(run.folder)}", style="dim", markup=False, soft_wrap=True)


def settings_of(given: tuple[str, ...]) -> dict[str, str]:
    """``("name=value",)`` as a mapping. Raises MacroUnusable for anything else."""
    values: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise MacroUnusable(f"Reading --set {one}", "there is no “=” in it", "Say --set name=value.")
        values[name.strip()] = value
    return values
