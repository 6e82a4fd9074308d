"""`mimic replay`: do again what a macro holds, and say what it came to."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

from agent.base import Event
from agent.control import ChannelPerson
from agent.macros.file.filling import values_of
from agent.macros.file.linting import check_whole, typed_by
from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros
from agent.macros.replaying.parts import task_of
from agent.macros.replaying.rows import check_rows
from agent.macros.replaying.session import Account, replay
from agent.macros.replaying.table import Table
from agent.secrets import known, names_in
from agent.session import lookup_of
from agent.settings import Settings, load
from agent.trajectory import Run
from bridges.errors import MacroUnusable
from bridges.registry import bridge_names
from bridges.stop import Stop
from ui.plain import printable
from ui.replayed import Replayed
from ui.showing import show_run


def replay_macro(
    name: str,
    given: Mapping[str, str],
    flags: Mapping[str, Any],
    *,
    speed: float,
    accept_heals: bool,
    as_json: bool,
    diff: bool = False,
    window: int | None = None,
    data: Path | None = None,
) -> int:
    """Replay a macro once, or for each row of a table. Returns the exit code, as `mimic do` does.

    Raises MacroUnusable or SecretUnknown before anything is done where the macro, a value or the table is wrong.
    """
    macros = Macros()
    settings = load({**flags, "device": flags.get("device") or recorded_on(macros.load(name))}).settings
    _ready(macros, name, given, data, settings)
    run = Run.create(settings.runs, task_of(name), settings.device, "macro")
    account = Account()

    def begin(person: ChannelPerson, stop: Stop) -> Generator[Event, None, None]:
        return replay(
            name, given, settings.device, settings, person, macros=macros, run=run, stop=stop, audience=person,
            speed=speed, accept_heals=accept_heals, account=account, data=data,
        )  # fmt: skip

    code = show_run(begin, run, settings.device, settings, as_json=as_json, window=window)
    _told(account, run, accept_heals=accept_heals, as_json=as_json, diff=diff)
    return code


def recorded_on(macro: Macro) -> str | None:
    """Where a macro was recorded, as ``--on`` takes it; None where nothing of that kind can be opened.

    A private desktop is as large as it was then, and any phone may stand for the one of the recording.
    """
    recorded = macro.recorded
    kind = recorded.device.partition(":")[0]
    if kind == "virtual" and recorded.screen:
        return f"virtual:{recorded.screen.width}x{recorded.screen.height}"
    if kind == "appium":
        return recorded.device
    return kind if kind in bridge_names() else None


def _ready(macros: Macros, name: str, given: Mapping[str, str], data: Path | None, settings: Settings) -> None:
    """Raise what would end the replay in its middle, so that it does not begin."""
    macro = macros.load(name)
    check_whole(macros, macro)
    if data is None:
        values_of(macro, given)
    else:
        check_rows(macro, Table.read(data).columns, given)
    for secret in names_in("\n".join([typed_by(macros, macro), *given.values()])):
        known(secret, lookup_of(settings))


def _told(account: Account, run: Run, *, accept_heals: bool, as_json: bool, diff: bool) -> None:
    """What it came to: for programs beside the run's events, for people below them."""
    overhead = round(median(account.overheads), 1) if account.overheads else None
    outcome = Replayed(
        model_calls=account.calls, heals=len(account.heals), overhead_ms=overhead, seconds=round(account.seconds, 2),
        kept=accept_heals, changes=account.changes, diff=account.diff,
    )  # fmt: skip
    outcome.write(run.folder)
    console = Console(stderr=as_json, highlight=False)

    def say(line: str, style: str = "") -> None:
        console.print(line, style=style or None, markup=False, soft_wrap=True)

    per_step = f" · {overhead:.0f} ms of overhead a step" if overhead is not None else ""
    say(f"\n{account.seconds:.1f} s · {account.calls} questions to models{per_step}", "dim")
    if account.changes:
        say("Not found as recorded:")
    for change in account.changes:
        say(f"  {printable(change.step, 64):<8} {printable(change.words, 400)}", "yellow")
        for name, picture in (("before", change.before), ("now", change.after)):
            if picture:
                say(f"           {name:<6} {run.folder / picture}", "dim")
    if account.diff:
        say("This is kept." if accept_heals else "To keep this, replay with --accept-heals.", "yellow")
        lines = account.diff.splitlines() if diff else ["--diff shows what that changes in the macro's file."]
        for line in lines:
            say(printable(line, 300), "" if diff else "dim")
    say(f"run     {Path(run.folder)}", "dim")


def settings_of(given: tuple[str, ...]) -> dict[str, str]:
    """``("name=value",)`` as a mapping. Raises MacroUnusable for anything else."""
    values: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise MacroUnusable(f"Reading --set {one}", "there is no “=” in it", "Say --set name=value.")
        values[name.strip()] = value
    return values
