"""Clicking, checking, dragging and scrolling."""

from __future__ import annotations

from bridges.action import Action, Click, DoubleClick, Drag, Hover, LongPress, RightClick, Scroll
from bridges.coordinates import FramePoint, ImagePoint
from model.base import Element
from model.mini.lexicon import FIELD_ROLES, ROLES
from model.mini.locate import CHECK, LOOK, PRESS, TYPE
from model.mini.match import contains
from model.mini.phrase import Phrase
from model.mini.scene import NOTHING, Act, GiveUp, Move, Next, Scene, State, expect
from model.mini.seeking import Found, seek
from model.mini.step import DragTo, Gesture, Point, ScrollView, SetState

FINAL_WORDS = (
    "send", "submit", "buy", "pay", "order", "delete", "remove", "erase", "post", "publish", "confirm", "transfer",
    "book", "发送", "提交", "购买", "支付", "删除", "发布",
)  # fmt: skip
"""On a control with such a word a second click could do the thing twice."""
SCROLLS = 40
"""How often a view is scrolled to its end or until something shows."""


def point(step: Point, scene: Scene, state: State) -> Move:
    found = seek(step.target, scene, state, TYPE if _is_field(step.target) else PRESS)
    if not isinstance(found, Found):
        return found
    done = f"{step.gesture} on {step.target}"
    return press_on(found, step.target, scene, state, done, gesture=step.gesture, times=step.times)


def _is_field(phrase: Phrase) -> bool:
    return bool(phrase.role) and ROLES[phrase.role] <= FIELD_ROLES


def press_on(
    found: Found, phrase: Phrase, scene: Scene, state: State, done: str, *, gesture: Gesture = "click", times: int = 1
) -> Move:
    """The gesture on an element that is known; once more where it had no effect and doing it twice does no harm."""
    element = found.element
    if state.tries and {"focused", "selected"} & element.states:
        return Next(state.after(f"{done}; it has the focus"))
    if state.notes.get("interrupted") and _is_final(element):
        return GiveUp(f"the run was interrupted at “{phrase}”, which may have been done; it is not done twice")
    if state.tries > 1 or (state.tries and _is_final(element)):
        note = scene.turn.note if scene.turn else ""
        return GiveUp(f"{gesture} on “{phrase}” had no visible effect: {note}")
    actions: tuple[Action, ...] = (_gesture(gesture, scene.point(element), element),) * min(times, 10)
    effect = NOTHING if gesture == "hover" else expect("change", within_s=4.0)
    why = f"{gesture} on “{phrase}”"
    return Act(actions, effect, state.after(done), state.again(), found.target(phrase), found.confidence, why)


def _is_final(element: Element) -> bool:
    return any(contains(element.text, word) for word in FINAL_WORDS)


def _gesture(gesture: Gesture, at: ImagePoint, element: Element) -> Action:
    match gesture:
        case "double-click":
            return DoubleClick(start_point=at)
        case "right-click":
            return RightClick(start_point=at)
        case "long-press":
            return LongPress(start_point=at)
        case "hover":
            return Hover(start_point=at)
        case _:
            return Click(start_point=at, text=element.text or None)


def set_state(step: SetState, scene: Scene, state: State) -> Move:
    """Click only where the state is not yet the wanted one, as far as it is known."""
    found = seek(step.target, scene, state, CHECK)
    if not isinstance(found, Found):
        return found
    wanted = "checked" if step.on else "unchecked"
    element = found.element
    if tells_state(element) and ("checked" in element.states) == step.on:
        return Next(state.after(f"{step.target} is {wanted}"))
    return press_on(found, step.target, scene, state, f"{step.target} {wanted}")


def tells_state(element: Element) -> bool:
    """Whether the element is of a kind that shows if it is checked."""
    return element.role in ("checkbox", "radio", "switch") or "checked" in element.states


def drag(step: DragTo, scene: Scene, state: State) -> Move:
    source = seek(step.source, scene, state, LOOK, "source")
    if not isinstance(source, Found):
        return source
    start = source.element.box.center
    if step.onto is None:
        onto, confidence, end = None, source.confidence, FramePoint(start.x + step.dx, start.y + step.dy)
    else:
        onto = seek(step.onto, scene, state, LOOK, "onto")
        if not isinstance(onto, Found):
            return onto
        end, confidence = onto.element.box.center, min(source.confidence, onto.confidence)
    if not (0 <= end.x < scene.size.width and 0 <= end.y < scene.size.height):
        return GiveUp(f"dragging “{step.source}” by ({step.dx:g}, {step.dy:g}) would leave the screen")
    if state.tries:
        return GiveUp(f"dragging “{step.source}” had no visible effect")
    action = Drag(start_point=scene.image_point(start), end_point=scene.image_point(end))
    goal = f"to “{step.onto}”" if step.onto else f"by ({step.dx:g}, {step.dy:g}) pixels"
    why = f"drag “{step.source}” {goal}"
    return Act(
        (action,), expect("change"), state.after(why), state.again(), source.target(step.source), confidence, why=why
    )


def scroll(step: ScrollView, scene: Scene, state: State) -> Move:
    """By an amount, until something shows, or to the end of the view."""
    if step.until is not None and _in_view(step.until, scene):
        return Next(state.after(f"{step.until} is visible"))
    at = scene.image_point(scene.window.center)
    if step.within is not None:
        view = seek(step.within, scene, state, LOOK)
        if not isinstance(view, Found):
            return view
        at = scene.point(view.element)
    turn = Scroll(direction=step.direction, scroll_distance=step.distance, start_point=at)
    why = f"scroll {step.direction}"
    if step.until is None and not step.to_end:
        if state.tries:
            return GiveUp(f"scrolling {step.direction} moved nothing: the view may be at its end")
        done = state.after(f"scrolled {step.direction}")
        return Act((turn,) * min(step.times, 16), expect("change", within_s=2.0), done, state.again(), why=why)
    if step.to_end and state.tries:
        return Next(state.after(f"scrolled {step.direction} to the end"))
    if state.tries or state.rounds >= SCROLLS:
        return GiveUp(f"“{step.until}” did not come into view while scrolling {step.direction} {state.rounds} times")
    goal = f" until “{step.until}” is visible" if step.until else " to the end"
    return Act((turn,), expect("change", within_s=2.0), state.round_over(), state.again(), why=why + goal)


def _in_view(phrase: Phrase, scene: Scene) -> bool:
    if scene.find(phrase, LOOK).element is not None:
        return True
    return bool(phrase.words) and not phrase.role and scene.shown(phrase.words)
