"""One task from beginning to end: opens the device and the model by name, runs the loop, stores, closes everything."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import ExitStack, closing
from typing import Protocol

from agent import loop
from agent.base import Audience, Event, Failed, Finished, Person
from agent.ending import failure
from agent.guard import Guard, Policy
from agent.secrets import Lookup, Secrets, from_keyring, keyring_then_environment
from agent.settings import Settings
from agent.signals import stopped_by_signals
from agent.trajectory import Run
from agent.verification import Verifier
from bridges.base import Bridge, Frame, Node, Observation
from bridges.errors import MimicError, RunNotStored, UnreadableTask
from bridges.registry import open_bridge, wants_tree
from bridges.stop import Stop
from model.base import Element, Model, Task
from model.registry import model_named

log = logging.getLogger(__name__)


class Parsed(Protocol):
    """What a parser tells of a frame."""

    @property
    def elements(self) -> tuple[Element, ...]: ...


class Parses(Protocol):
    """A parser, in this process or another."""

    def parse(self, frame: Frame, tree: tuple[Node, ...] | None = None) -> Parsed:
        """The elements of a frame."""


class ParsedTexts:
    """A Reader over the model's own parser where it has one, so that no frame is parsed twice; loaded when needed."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._parser: Parses | None = None

    def texts(self, observation: Observation) -> tuple[Element, ...]:
        if self._parser is None:
            self._parser = getattr(self._model, "parser", None) or _parser()
        return self._parser.parse(observation.frame, observation.tree).elements


def _parser() -> Parses:
    from model.parse import ScreenParser

    return ScreenParser()


def carry_out(
    task_text: str,
    target: str,
    settings: Settings,
    person: Person,
    run: Run | None = None,
    stop: Stop | None = None,
    audience: Audience | None = None,
) -> Generator[Event, None, None]:
    """Carry a task out on the device called ``target``; every event is stored before it comes out.

    ``run`` is where it is stored: a new `Run.create`, or a `Run.load` that is gone on with; without it one is created
    under ``settings.runs``. ``audience`` sees each step before it is done. While it runs, SIGINT and SIGTERM request
    the stop; a second one interrupts at once. The last event is one Finished or Failed. Raises nothing of its own.
    """
    stop = stop or Stop()
    with stopped_by_signals(stop):
        try:
            stored = run or Run.create(settings.runs, task_text, target, settings.model)
        except MimicError as error:
            yield failure(error)
            return
        yield from kept(stored, _events(stored, task_text, target, settings, person, stop, audience))


def kept(stored: Run, events: Generator[Event, None, None]) -> Generator[Event, None, None]:
    """The events of a run, each stored before it comes out, with exactly one ending whatever happens."""
    try:
        yield from _stored(stored, _ended_once(events))
    finally:
        _close(stored)


def _events(
    stored: Run,
    task_text: str,
    target: str,
    settings: Settings,
    person: Person,
    stop: Stop,
    audience: Audience | None,
) -> Generator[Event, None, None]:
    if not task_text.strip():
        raise UnreadableTask("Reading the task", "it is empty", 'Say what to do, such as: "open the calculator".')
    earlier = stored.events()
    with ExitStack() as stack:
        bridge: Bridge = stack.enter_context(open_bridge(target, stop, tree=wants_tree(target, settings.tree)))
        model = model_named(settings.model)
        reader = ParsedTexts(model)
        yield from loop.run(
            Task(text=task_text),
            bridge,
            model,
            Guard(policy_of(settings), reader),
            person,
            settings.limits,
            audience=audience,
            verifier=Verifier(reader, stop.sleep),
            secrets=Secrets(task_text, lookup_of(settings), reader),
            history=stored.history() if earlier else (),
            first_step=stored.steps + 1,
        )


def policy_of(settings: Settings) -> Policy:
    """What the settings let a run do, for the guard of a task and of a replay."""
    return Policy(
        confirm=settings.confirm,
        allow_applications=settings.allow_applications,
        deny_applications=settings.deny_applications,
        denied_chords=settings.denied_chords,
    )


def lookup_of(settings: Settings) -> Lookup:
    """Where secrets may come from."""
    return keyring_then_environment if settings.secrets_from_environment else from_keyring


def _ended_once(events: Generator[Event, None, None]) -> Generator[Event, None, None]:
    """The events with exactly one ending, also where opening or closing the device fails."""
    ended = False
    try:
        with closing(events):
            for event in events:
                ended = isinstance(event, Finished | Failed)
                yield event
    except KeyboardInterrupt:
        ending = Failed(error="Stopped", why="stopped by the person")
    except MimicError as error:
        ending = failure(error)
    except Exception as error:
        log.exception("the run broke")
        ending = Failed(error=type(error).__name__, why=str(error) or "no reason given", remedy="See the log.")
    else:
        return
    if ended:
        log.warning("after the end of the run: %s", ending.why)
    else:
        yield ending


def _stored(stored: Run, events: Generator[Event, None, None]) -> Generator[Event, None, None]:
    """Each event, once it is stored. Where nothing can be stored any longer, the run ends."""
    with closing(events):
        for event in events:
            try:
                stored.append(event)
            except RunNotStored as error:
                yield failure(error)
                return
            yield event


def _close(stored: Run) -> None:
    try:
        stored.close()
    except RunNotStored as error:
        log.warning("%s", error)
