"""Waiting for things, checking them, and reading them out."""

from __future__ import annotations

import re

from bridges.action import Wait
from model.base import Element
from model.mini.layout import in_reading_order
from model.mini.locate import CHECK, LOOK, TYPE, locate
from model.mini.match import contains, normal
from model.mini.phrase import Phrase
from model.mini.pointing import tells_state
from model.mini.scene import NOTHING, Act, GiveUp, Move, Next, Scene, State
from model.mini.seeking import Found, seek
from model.mini.step import Assert, Read, WaitFor

SETTLE_S = 1.0
"""How long a check or report waits once for what is not there yet."""

_NUMBER = re.compile(r"[-−+]?[\d][\d\s.,'’\u202f\u00a0]*(?:[eE][-+]?\d+)?%?|[-−+]?∞|error|NaN", re.IGNORECASE)


def visible(phrase: Phrase, scene: Scene) -> bool:
    """Whether the thing can be seen: as an element, in a text, or as a window's title."""
    choice = scene.find(phrase, LOOK)
    if choice.element is not None or choice.ambiguous:
        return True
    if phrase.role in ("window", "dialog") and phrase.words:
        return any(contains(title, phrase.words) for title in scene.observation.windows)
    return bool(phrase.words) and not phrase.role and scene.shown(phrase.words)


def wait_for(step: WaitFor, scene: Scene, state: State) -> Move:
    """Look again after longer and longer pauses, up to the step's limit."""
    if visible(step.what, scene) != step.gone:
        return Next(state.after(f"“{step.what}” {'is gone' if step.gone else 'is there'}"))
    waited = float(state.notes.get("waited", 0.0))
    left = step.within_s - waited
    if left <= 0.05:
        return GiveUp(f"waited {waited:g} s for “{step.what}” to {'disappear' if step.gone else 'show'}")
    seconds = min(left, 0.5 * 2**state.rounds)
    on = state.round_over().noting(waited=waited + seconds)
    return Act((Wait(seconds=seconds),), NOTHING, on, on, why=f"wait for “{step.what}”{' to go' if step.gone else ''}")


def assert_that(step: Assert, scene: Scene, state: State) -> Move:
    """True now or after a short while, else the task fails."""
    wrong = _wrong(step, scene)
    if wrong is None:
        return Next(state.after(_claim(step)))
    if state.waits < 2:
        waited = state.waited()
        return Act((Wait(seconds=SETTLE_S),), NOTHING, waited, waited, why=f"check again: {_claim(step)}")
    return GiveUp(f"the check failed: {wrong}")


def _claim(step: Assert) -> str:
    if step.says is not None:
        return f"{step.what} shows “{step.says}”"
    if step.state is not None:
        return f"{step.what} is {'' if step.shown else 'not '}{step.state}"
    return f"“{step.what}” is {'shown' if step.shown else 'not shown'}"


def _wrong(step: Assert, scene: Scene) -> str | None:
    """What is not as it should be, or None."""
    if step.state is not None:
        choice = scene.find(step.what, CHECK)
        if choice.element is None:
            return choice.why
        known = step.state != "checked" or tells_state(choice.element)
        if not known:
            return f"whether “{step.what}” is checked cannot be told from the picture"
        return None if (step.state in choice.element.states) == step.shown else f"{_claim(step)} is not so"
    if step.says is not None:
        held = reading_of(step.what, scene) if step.what.words or step.what.role else display(scene)
        if held is None:
            return f"“{step.what}” cannot be read"
        return None if _agrees(held, step.says) else f"{step.what} shows “{held[:80]}”, not “{step.says}”"
    return None if visible(step.what, scene) == step.shown else f"{_claim(step)} is not so"


def _agrees(held: str, said: str) -> bool:
    if _NUMBER.fullmatch(said):
        return bare_number(said) in (bare_number(found) for found in _NUMBER.findall(held))
    return contains(held, said)


def bare_number(text: str) -> str:
    """A number without grouping: "6,223" and "6 223" are 6223; a lone comma or point stays a decimal point."""
    text = text.strip().replace("−", "-").rstrip(".,")
    text = re.sub(r"[\s'’\u202f\u00a0]", "", text)
    if re.fullmatch(r"[-+]?\d{1,3}(?:[.,]\d{3})+", text):
        return re.sub(r"[.,]", "", text)
    return text.replace(",", ".")


def read(step: Read, scene: Scene, state: State) -> Move:
    """Take the text into the answer; wait a little where it is not there yet."""
    if step.kind == "window title":
        title = scene.observation.window
        return (
            Next(state.after(f"the window is “{title}”", title)) if title else GiveUp("the window's title is not known")
        )
    if step.what is None:
        held = display(scene)
        why = "no result can be read in this window"
    else:
        held = reading_of(step.what, scene)
        why = f"“{step.what}” cannot be read"
    if held:
        return Next(state.after(f"{step.what or 'the result'}: {held}", held))
    if state.waits < 2:
        waited = state.waited()
        return Act(
            (Wait(seconds=SETTLE_S),), NOTHING, waited, waited, why=f"look again for {step.what or 'the result'}"
        )
    if step.what is None:
        return GiveUp(why)
    found = seek(step.what, scene, state.model_copy(update={"waits": 99, "rounds": 99}), LOOK)
    if isinstance(found, Found):
        return GiveUp(f"{why}: nothing is written there")
    return found


def reading_of(phrase: Phrase, scene: Scene) -> str | None:
    """What is written on, in or beside the thing; None where it cannot be told."""
    field = locate(phrase, scene.elements, scene.size, scene.observation.window_box, TYPE)
    if field.element is not None and field.element.role in ("field", "combobox"):
        return field.element.value or field.element.text or None
    if phrase.role == "text" and not phrase.words and phrase.relation and phrase.relation.where == "near":
        label = scene.find(phrase.relation.anchor, LOOK).element
        if label is not None and (said := _said_beside(label, phrase.relation.anchor.words, scene)):
            return said
    label = (
        scene.find(Phrase(phrase.said, phrase.words), LOOK).element if phrase.role == "row" and phrase.words else None
    )
    if label is not None and (said := _said_beside(label, phrase.words, scene)):
        return said
    choice = scene.find(phrase, LOOK)
    if choice.element is None:
        return None
    element = choice.element
    if element.value:
        return element.value
    said = normal(phrase.words)
    if not said:
        return element.text or None
    if beside := _said_beside(element, phrase.words, scene):
        return beside
    return element.text


def _said_beside(label: Element, words: str, scene: Scene) -> str | None:
    """What stands after the words: in the same text, in the same row, or, where that is empty, right below them."""
    after = re.match(rf"\s*{re.escape(words)}(?:\s*[:=]\s*|\s+)(?P<value>\S.*)", label.text, re.IGNORECASE)
    if after:
        return after["value"].strip()
    if normal(label.text) != normal(words):
        return None
    beside = _beside(label, scene) or _below(label, scene)
    return (beside.value or beside.text) if beside else None


def _beside(label: Element, scene: Scene) -> Element | None:
    """What stands in the same row to the right of a label."""
    right = [
        e
        for e in scene.elements
        if e is not label
        and (e.text or e.value)
        and 0 <= e.box.left - label.box.right < scene.window.width
        and min(e.box.bottom, label.box.bottom) - max(e.box.top, label.box.top)
        > 0.5 * min(e.box.height, label.box.height)
    ]
    return min(right, key=lambda e: e.box.left, default=None)


def _below(label: Element, scene: Scene) -> Element | None:
    """The line right below a label that belongs to it, as in a list on a phone: nearer than another row would be."""
    below = [
        e
        for e in scene.elements
        if e is not label
        and (e.text or e.value)
        and abs(e.box.left - label.box.left) < 12
        and -2 <= e.box.top - label.box.bottom < 0.7 * min(label.box.height, e.box.height)
    ]
    return min(below, key=lambda e: e.box.top, default=None)


def numbers_shown(scene: Scene) -> list[Element]:
    """The elements of the window that hold a number and are no keys of a keypad, in reading order."""
    held = [
        e
        for e in scene.inside
        if e.role not in ("button", "menuitem", "menu", "tab", "icon", "checkbox", "radio", "switch")
        and _NUMBER.fullmatch(held_text(e))
    ]
    return in_reading_order(held)


def held_text(element: Element) -> str:
    return re.sub(r"^\s*=\s*", "", (element.value or element.text).strip())


def display(scene: Scene) -> str | None:
    """The result that the window shows: the number written largest, of equals the last one above the keys."""
    numbers = [e for e in numbers_shown(scene) if not _is_key(e, scene)]
    if not numbers:
        return None
    tallest = max(e.box.height for e in numbers)
    large = [e for e in numbers if e.box.height >= 0.8 * tallest]
    return held_text(large[-1])


def _is_key(element: Element, scene: Scene) -> bool:
    """Whether the number is written on a key: one digit among others in rows and columns."""
    text = held_text(element)
    if len(text) > 1:
        return False
    others = [e for e in scene.inside if e is not element and len(held_text(e)) == 1 and held_text(e).isdigit()]
    in_row = any(abs(e.box.center.y - element.box.center.y) < 8 for e in others)
    in_column = any(abs(e.box.center.x - element.box.center.x) < 12 for e in others)
    return in_row or in_column
