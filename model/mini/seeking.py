"""Finding a step's target: wait while it may still be loading, scroll where that can help, then ask or give up."""

from __future__ import annotations

from dataclasses import dataclass

from bridges.action import Action, Click, Hover, Scroll, Wait
from model.base import Element, Target
from model.mini.locate import PRESS, Choice, Purpose, describe, picked
from model.mini.match import normal
from model.mini.phrase import Phrase
from model.mini.scene import NOTHING, Act, AskPerson, GiveUp, Move, Scene, State, box_note, expect

WAITS_S = (0.5, 1.0, 2.0)
"""How long to wait for a target that is not there yet, time after time."""
SCROLLS = 6
"""How often to scroll for it."""


PUT_OFF = frozenset({
    "not now", "later", "maybe later", "remind me later", "no thanks", "no, thanks", "dismiss", "close app", "got it",
    "以后再说", "稍后", "暂不", "不用了", "关闭应用", "知道了",
})  # fmt: skip
"""Answers to a message that came between, which change nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """The element that was looked for."""

    element: Element
    confidence: float

    def target(self, phrase: Phrase) -> Target:
        return Target(words=phrase.said, element=self.element)


def seek(phrase: Phrase, scene: Scene, state: State, purpose: Purpose = PRESS, key: str = "target") -> Found | Move:
    """The target, or what to do about its not being there. `key` tells apart several targets of one step."""
    if (chosen := scene.at(state.notes.get(f"{key} picked"))) is not None:
        return Found(chosen, 0.95)
    if state.notes.get(f"{key} options") is not None:
        return _answered(scene, state, key)
    choice = scene.find(phrase, purpose)
    if choice.element is not None:
        return Found(choice.element, choice.confidence)
    if choice.ambiguous:
        return _which(choice, scene, state, key)
    if (way_out := _way_out(scene)) is not None and not state.notes.get("put off"):
        click = Click(start_point=scene.point(way_out), text=way_out.text)
        put_off = state.noting(**{"put off": True})
        target = Target(words=way_out.text, element=way_out)
        effect = expect("change", within_s=3.0)
        return Act((click,), effect, put_off, put_off, target, 0.9, why=f"put off what came between: “{way_out.text}”")
    if state.waits < len(WAITS_S):
        seconds = WAITS_S[state.waits]
        waited = state.waited()
        actions: tuple[Action, ...] = (Wait(seconds=seconds),)
        if state.waits == 1:
            # What the pointer rests on may show a hint that covers the target.
            actions = (Hover(start_point=scene.quiet_point), *actions)
        return Act(actions, NOTHING, waited, waited, why=f"wait for “{phrase}” to show")
    if state.rounds < SCROLLS and _may_scroll(scene):
        middle = scene.image_point(scene.window.center)
        on, end = state.round_over(), state.model_copy(update={"rounds": SCROLLS})
        scroll = Scroll(direction="down", start_point=middle)
        return Act((scroll,), expect("change", within_s=2.0), on, end, why=f"scroll down to look for “{phrase}”")
    if choice.candidates:
        return _which(choice, scene, state, key)
    return GiveUp(choice.why)


def _may_scroll(scene: Scene) -> bool:
    """Whether something may be out of sight: a scroll bar tells; a touch screen, taller than wide, shows none."""
    return scene.size.height > scene.size.width or any(element.role == "scrollbar" for element in scene.inside)


def _way_out(scene: Scene) -> Element | None:
    """The one button that puts off a message nobody asked for, and does nothing else."""
    answers = [one for one in scene.elements if one.role in ("button", "link") and normal(one.text) in PUT_OFF]
    return answers[0] if len(answers) == 1 else None


def _which(choice: Choice, scene: Scene, state: State, key: str) -> AskPerson:
    options = [candidate.element for candidate in choice.candidates]
    listed = "; ".join(f"{number}: {describe(option, scene.size)}" for number, option in enumerate(options, start=1))
    if choice.ambiguous:
        question = f"Several things fit “{choice.phrase}”. Which one do you mean? {listed}"
    else:
        question = f"“{choice.phrase}” cannot be seen. Is one of these meant? {listed}"
    boxes = [box_note(option) for option in options]
    return AskPerson(question, state.noting(**{f"{key} options": boxes}), choice.confidence)


def _answered(scene: Scene, state: State, key: str) -> Found | Move:
    """What the person picked from the options that were named."""
    answer = scene.turn.answer if scene.turn else None
    if not answer:
        return GiveUp("nobody said which of several things was meant")
    options = [option for box in state.notes[f"{key} options"] if (option := scene.at(box)) is not None]
    element = picked(answer, options, scene.size)
    if element is None:
        return GiveUp(f"the answer “{answer[:80]}” picks none of the things that were named")
    return Found(element, 0.95)
