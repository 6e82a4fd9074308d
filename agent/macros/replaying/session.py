"""One replay from beginning to end: opens the device and the macro by name, replays, stores, keeps heals if wanted."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from agent.base import Audience, Event, Finished, Nobody, Person
from agent.ending import failure
from agent.guard import Guard
from agent.macros.file.filling import steps_within, values_of
from agent.macros.file.linting import check_whole, typed_by
from agent.macros.file.schema import DEEDS, Macro
from agent.macros.file.store import Macros
from agent.macros.grounding.finding import Ladder
from agent.macros.replaying.changes import Change, changes
from agent.macros.replaying.healing import accept
from agent.macros.replaying.known import ForGuard, KnownTexts
from agent.macros.replaying.parts import Heal, Noted, Parts, task_of, unnoted
from agent.macros.replaying.replay import Replay
from agent.secrets import Secrets
from agent.session import ParsedTexts, kept, lookup_of, policy_of
from agent.settings import Settings
from agent.signals import stopped_by_signals
from agent.trajectory import Run
from bridges.base import Bridge
from bridges.errors import MimicError
from bridges.registry import open_bridge, wants_tree
from bridges.stop import Stop
from model.base import Model
from model.registry import model_named

EMBEDDED = "mini"


@dataclass(slots=True)
class Account:
    """What a replay came to, known when its last event is out."""

    steps: int = 0
    calls: int = 0
    heals: list[Heal] = field(default_factory=list)
    overheads: list[float] = field(default_factory=list)
    seconds: float = 0.0
    changes: tuple[Change, ...] = ()
    """What was found otherwise than recorded, in words."""
    diff: str = ""
    """What the heals change in the macro's file."""


class Models:
    """The embedded model and the big one, loaded when a replay first comes to their rung."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loaded: dict[str, Model] = {}

    def named(self, name: str) -> Model:
        if name not in self._loaded:
            self._loaded[name] = model_named(name)
        return self._loaded[name]

    @property
    def embedded(self) -> Model:
        return self.named(EMBEDDED)

    @property
    def big(self) -> Model | None:
        return None if self._settings.model == EMBEDDED else self.named(self._settings.model)


def replay(
    name: str,
    values: Mapping[str, str],
    target: str,
    settings: Settings,
    person: Person,
    *,
    macros: Macros | None = None,
    run: Run | None = None,
    stop: Stop | None = None,
    audience: Audience | None = None,
    speed: float = float("inf"),
    accept_heals: bool = False,
    account: Account | None = None,
    data: Path | None = None,
) -> Generator[Event, None, None]:
    """Replay a macro on the device called ``target``, or, with ``data``, once for each row of that table.

    Every event is stored before it comes out; the last is one Finished or Failed. Heals are kept only with
    ``accept_heals``; ``account`` holds their diff.
    """
    macros, stop, account = macros or Macros(), stop or Stop(), account or Account()
    with stopped_by_signals(stop):
        try:
            macro = macros.load(name)
            check_whole(macros, macro)
            if data is None:
                values = values_of(macro, values)
            stored = run or Run.create(settings.runs, task_of(name), target, "macro")
        except MimicError as error:
            yield failure(error)
            return

        def events() -> Generator[Event, None, None]:
            with ExitStack() as stack:
                bridge: Bridge = stack.enter_context(open_bridge(target, stop, tree=wants_tree(target, settings.tree)))
                desk = Desk(bridge, settings, person, macros, audience, speed)
                if data is None:
                    yield from desk.replayed(macro, values, account)
                else:
                    from agent.macros.replaying.rows import replay_rows

                    yield from replay_rows(desk, macro, data, values, account)
                account.changes = changes(macros, account.heals, stored.folder)
                account.diff = accept(macros, account.heals, keep=accept_heals, run=stored.folder)

        yield from kept(stored, events())


class Desk:
    """A device with all that replays on it share."""

    def __init__(
        self,
        bridge: Bridge,
        settings: Settings,
        person: Person,
        macros: Macros,
        audience: Audience | None = None,
        speed: float = float("inf"),
    ) -> None:
        self.bridge, self.settings, self.person = bridge, settings, person
        self.macros, self.audience, self.speed = macros, audience or Nobody(), speed
        self.models = Models(settings)
        self.reader = KnownTexts(ParsedTexts(self.models.embedded))
        self._ladders: dict[str, Ladder] = {}

    def ladder(self, name: str) -> Ladder:
        """The ladder of a macro, with its pictures read once."""
        if name not in self._ladders:
            folder = self.macros.file(name).parent
            self._ladders[name] = Ladder(folder, self.reader, self.models.embedded, self.models.big)
        return self._ladders[name]

    def replayed(
        self, macro: Macro, values: Mapping[str, str], account: Account, noted: Noted = unnoted
    ) -> Generator[Event, None, bool]:
        """One replay's events; whether it was finished."""
        settings = self.settings
        told = "\n".join([typed_by(self.macros, macro), *values.values()])
        ladder = self.ladder(macro.name)
        ladder.calls = 0
        if any(step.scene and step.scene.read for step in steps_within(macro.steps) if isinstance(step, DEEDS)):
            self.reader.warm_up()
        parts = Parts(
            self.bridge,
            Guard(policy_of(settings), ForGuard(self.reader)),
            self.person,
            ladder,
            self.reader,
            Secrets(told, lookup_of(settings), self.reader),
            lambda name: (self.macros.load(name), self.ladder(name)),
            settings.limits,
            self.audience,
            self.speed,
            noted,
        )
        one = Replay(macro, values, parts)
        one.number = account.steps
        began, last = time.monotonic(), None
        for event in one.run():
            last = event
            yield event
        account.steps = one.number
        account.calls += one.calls
        account.heals += one.heals
        account.overheads += one.overheads
        account.seconds += (one.ended or time.monotonic()) - began
        return isinstance(last, Finished) and last.status == "success"
