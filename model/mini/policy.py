"""Mini: the embedded, deterministic default. It reads the task as a program and carries out one step after another."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bridges.action import Ask, Finished
from bridges.base import Frame, Observation
from bridges.coordinates import Box, Geometry, Size
from bridges.errors import NotAnImage, UnreadableTask
from model.base import Decision, Element, Grounding, History, Task, Turn
from model.mini.aim import SAID, aim, items, pointer, wrong
from model.mini.following import Follower
from model.mini.instruction import Stage, read_task
from model.mini.interruption import interruption
from model.mini.locate import CHECK, LOOK, PRESS, TYPE, Choice, Purpose, locate
from model.mini.menubar import split_menu_bars
from model.mini.phrase import Phrase, read_phrase
from model.mini.quotation import set_aside
from model.mini.recollection import Recollection
from model.mini.routines import next_move
from model.mini.scene import NOTHING, Act, AskPerson, GiveUp, Move, Next, Scene, State
from model.mini.step import ClearField, DragTo, Point, Read, SetState, TypeText
from model.mini.wording import said_in_full

if TYPE_CHECKING:
    from model.parse import ScreenParser
    from model.parse.screen import Screen
    from model.pointer.items import Items

SURE = 0.3
"""Confidence from which the pointer's first step is taken where the task's own words lead nowhere."""
DOUBTED = 0.8
"""Below this confidence of the pointer, the one thing whose words were said in full is what is meant."""
NAMED = 0.6
"""How sure that is."""
_PRESS = re.compile(r"(?:please )?(?:press|hit|push|tap|click)(?: on)? (?=.)", re.IGNORECASE)
"""A verb before a name; "press 7" alone would be about the keyboard."""
MOST_MOVES = 500
"""Steps without an action that may follow each other in one call; a program is shorter."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A screen that was parsed."""

    elements: tuple[Element, ...]
    size: Size
    ms: dict[str, float]
    screen: Screen

    def seen(self, window: Box | None) -> Items:
        """The elements with their pictures, for the pointer."""
        return items(self.elements, self.screen.elements, self.screen.vectors, self.size, window)


class Mini:
    """Reads explicit instructions of several steps, finds the elements that they name, and asks when unsure.

    Between two calls it keeps nothing but what it saw last: its position stands in the history's memory.
    """

    name = "mini"

    def __init__(self, parser: ScreenParser | None = None) -> None:
        self._parser = parser
        self._recollection = Recollection()

    def beside(self) -> Mini:
        """Another one, for another device: networks are shared, what was seen is not."""
        return Mini()

    @property
    def parser(self) -> ScreenParser:
        """The parser that it looks with; whoever else reads the same frames shares it, so that none is parsed twice."""
        if self._parser is None:
            from model.parse import ScreenParser

            self._parser = ScreenParser()
        return self._parser

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        """The next step of the task. Raises UnreadableTask."""
        if any("pointer" in turn.decision.memory for turn in history):
            return self._follower.decide(task, observation, history)
        try:
            program = read_task(task.text)
        except UnreadableTask:
            first = self._follower.decide(task, observation, history)
            if first.confidence < SURE or isinstance(first.actions[0], Finished):
                raise
            return first
        last = next((turn for turn in reversed(history) if "mini" in turn.decision.memory), None)
        state = _state(task, last)
        if last is not None and last.note.startswith("refused by"):
            return _finished(observation, task, state, program, why=last.note)
        look = self._look(observation)
        scene = Scene(observation, look.elements, look.size, last, look.seen(observation.window_box))
        move, state = _moves(program, scene, state)
        if isinstance(move, GiveUp) and not history:
            # The words are clear, what they mean here is not: perhaps the pointer sees it.
            other = self._follower.decide(task, observation, history)
            if other.confidence >= SURE and not isinstance(other.actions[0], Finished):
                return other
        return _decision(move, state, program, task, look)

    @property
    def _follower(self) -> Follower:
        """For tasks that say what is wanted and not how it is done; it looks with the same parser."""
        return Follower(self.parser, pointer(), self._recollection)

    def ground(self, image: Frame, instruction: str) -> Grounding:
        """Where the instruction points to. Raises NotAnImage, UnreadableTask."""
        phrase, purpose = wanted(instruction)
        if (
            not isinstance(image, np.ndarray)
            or image.ndim != 3
            or image.shape[2] != 3
            or image.dtype != np.uint8
            or 0 in image.shape
        ):
            raise NotAnImage(
                "Looking at the picture", "it is no height × width × 3 array of bytes", "Give an RGB picture."
            )
        height, width = image.shape[:2]
        size = Size(width, height)
        look = self._look(Observation(image, Geometry(size), time.time()))
        started = time.perf_counter()
        choice = locate(phrase, look.elements, size, None, purpose)
        sure = choice.element is not None and choice.confidence >= SAID
        seen = look.seen(None)
        if not sure or phrase.order or phrase.relation:
            pointed = aim(instruction, seen, look.elements, size, phrase.words, phrase.said) or choice
            # Of words about a place the pointer knows more, where it is sure of them.
            if not sure or (pointed.element is not None and pointed.confidence >= DOUBTED):
                choice = pointed
        if choice.element is None or (not sure and choice.confidence < DOUBTED):
            named = said_in_full(instruction, look.elements)
            if named is not None and not wrong(instruction, named, seen, look.elements):
                choice = Choice(phrase, named, max(choice.confidence, NAMED), choice.candidates)
        return _grounding(choice, {**look.ms, "locate": (time.perf_counter() - started) * 1000})

    def _look(self, observation: Observation) -> _Look:
        parser = self.parser
        started = time.perf_counter()
        screen = parser.parse(observation.frame, observation.tree)
        ms = {"parse": (time.perf_counter() - started) * 1000}
        height, width = observation.frame.shape[:2]
        return _Look(split_menu_bars(screen.elements), Size(width, height), ms, screen)


def wanted(instruction: str) -> tuple[Phrase, Purpose]:
    """What a bare phrase ("the Save button") or an order ("click Save") points to, and what for.

    Words that cannot be read so are a phrase that stands on nothing: the pointer reads them. Raises UnreadableTask
    where there are none.
    """
    if not instruction.strip():
        raise UnreadableTask("Reading the instruction", "it is empty", "Name an element, such as: the Save button.")
    try:
        stages = read_task(instruction)
    except UnreadableTask:
        return _bare(instruction), PRESS
    for stage in stages:
        match stage.step:
            case Point(target=target):
                return target, PRESS
            case SetState(target=target):
                return target, CHECK
            case TypeText(into=Phrase() as field) | ClearField(field=Phrase() as field):
                return field, TYPE
            case DragTo(source=source):
                return source, LOOK
            case Read(what=Phrase() as what):
                return what, LOOK
            case _:
                continue
    return _bare(instruction), PRESS


def _bare(instruction: str) -> Phrase:
    """An instruction as the name of a thing; without words where quoted and other words stand together in it."""
    try:
        quoted = set_aside(_PRESS.sub("", instruction))
        return read_phrase(quoted.outline, quoted)
    except UnreadableTask:
        return Phrase(instruction, "")


def _grounding(choice: Choice, ms: dict[str, float]) -> Grounding:
    candidates = tuple(candidate.element for candidate in choice.candidates)
    if choice.element is None:
        return Grounding(
            point=None, confidence=min(choice.confidence, 1.0), why=choice.why, candidates=candidates, ms=ms
        )
    box = choice.element.box
    return Grounding(point=box.center, box=box, confidence=choice.confidence, candidates=candidates, ms=ms)


def _digest(task: Task) -> str:
    return hashlib.sha256(task.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _state(task: Task, last: Turn | None) -> State:
    """Where the last turn leaves us; the beginning where there is none of this task."""
    if last is None:
        return State()
    memory = last.decision.memory["mini"]
    if memory["task"] != _digest(task):
        return State()
    if not last.verified and "interrupted" in last.note:
        return State.model_validate(memory["now"]).noting(interrupted=True)
    return State.model_validate(memory["met" if last.verified else "missed"])


def _moves(program: tuple[Stage, ...], scene: Scene, state: State) -> tuple[Move, State]:
    """The first move that is something to do, and the state that it was decided in."""
    for _ in range(MOST_MOVES):
        if state.step >= len(program):
            return interruption(program, scene, state) or Next(state), state
        move = interruption(program, scene, state) or next_move(program[state.step].step, scene, state)
        if not isinstance(move, Next):
            return move, state
        if move.state.step != state.step:
            # An answer belongs to the step that asked, a failed check to the step that acted.
            scene = Scene(scene.observation, scene.elements, scene.size, None, scene.seen)
        state = move.state
    return GiveUp("the steps lead nowhere"), state


def _decision(move: Move, state: State, program: tuple[Stage, ...], task: Task, look: _Look) -> Decision:
    number = f"step {min(state.step + 1, len(program))} of {len(program)}"
    match move:
        case Act():
            return Decision(
                actions=move.actions,
                image=look.size,
                reason=f"{number}: {move.why}",
                target=move.target,
                confidence=max(0.0, min(1.0, move.confidence)),
                expect=move.expect,
                memory=_memory(task, state, move.met, move.missed),
                model=Mini.name,
                ms=look.ms,
            )
        case AskPerson():
            return Decision(
                actions=(Ask(question=move.question),),
                image=look.size,
                reason=f"{number}: ask",
                confidence=max(0.0, min(1.0, move.confidence)),
                expect=NOTHING,
                memory=_memory(task, state, move.then, move.then),
                model=Mini.name,
                ms=look.ms,
            )
        case GiveUp(why=why):
            said = program[min(state.step, len(program) - 1)].said
            return _end(look.size, task, state, f"{number} (“{said}”): {why}", success=False, ms=look.ms)
        case Next():
            return _end(look.size, task, state, f"all {len(program)} steps are done", success=True, ms=look.ms)


def _finished(observation: Observation, task: Task, state: State, program: tuple[Stage, ...], why: str) -> Decision:
    height, width = observation.frame.shape[:2]
    number = f"step {min(state.step + 1, len(program))} of {len(program)}"
    return _end(Size(width, height), task, state, f"{number}: {why}", success=False, ms={})


def _end(size: Size, task: Task, state: State, reason: str, *, success: bool, ms: dict[str, float]) -> Decision:
    answer = "\n".join(state.answers) or None
    if not success:
        answer = f"{answer}\n{reason}" if answer else reason
    return Decision(
        actions=(Finished(status="success" if success else "failure", answer=answer),),
        image=size,
        reason=reason,
        expect=NOTHING,
        evidence=state.done if success else (*state.done, reason),
        memory=_memory(task, state, state, state),
        model=Mini.name,
        ms=ms,
    )


def _memory(task: Task, now: State, met: State, missed: State) -> dict[str, Any]:
    states = {"now": now, "met": met, "missed": missed}
    dumped = {name: state.model_dump(mode="json", exclude_defaults=True) for name, state in states.items()}
    return {"mini": {"task": _digest(task), **dumped}}
