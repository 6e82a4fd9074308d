"""Typing, clearing, pressing keys, searching, going to an address."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import partial_ratio

from bridges.action import Action, Click, Input, Press, Wait
from bridges.coordinates import Box
from model.base import Element, Expectation, Target
from model.mini.lexicon import COMMANDS, QUIET_CHORDS, QUIET_KEYS
from model.mini.locate import TYPE
from model.mini.match import contains, normal
from model.mini.phrase import Phrase
from model.mini.scene import NOTHING, Act, GiveUp, Move, Next, Scene, State, expect
from model.mini.seeking import Found, seek
from model.mini.step import ClearField, FindText, GoTo, PressKeys, TypeText

SELECT_ALL = next(command.keys for command in COMMANDS if command.name == "select all")
FIND = ("ctrl", "f")
ADDRESS = ("ctrl", "l")
FILE_DIALOGS = (
    "open file",
    "open document",
    "open a",
    "select file",
    "select a",
    "choose file",
    "choose a",
    "save as",
    "save file",
    "打开",
    "另存为",
)


def type_text(step: TypeText, scene: Scene, state: State) -> Move:
    """Click into the named field first; without one, type into what has the focus."""
    if not step.text and not step.replace:
        return Next(state.after("nothing to type"))
    if state.tries:
        return _typed_anyway(step, scene, state)
    if state.notes.get("interrupted") and scene.shown(readable(step.text) or step.text):
        return Next(state.after(f"typed {_named(step.text)}"))
    done = state.after(f"typed {_named(step.text)}" + (f" into {step.into}" if step.into else ""))
    if step.into is None:
        why = f"type {_named(step.text)}"
        return Act(typed(step.text, scene), seen_of(step.text, None), done, state.again(), why=why)
    found = seek(step.into, scene, state, TYPE)
    if not isinstance(found, Found):
        return found
    field = found.element
    actions: tuple[Action, ...] = (Input(text=step.text, start_point=scene.point(field)),)
    if step.replace:
        actions = (*emptying(scene, field), *((Input(text=step.text),) if step.text else ()))
    return Act(
        actions,
        seen_of(step.text, field),
        done,
        state.again(),
        found.target(step.into),
        found.confidence,
        why=f"type {_named(step.text)} into “{step.into}”",
    )


def typed(text: str, scene: Scene) -> tuple[Action, ...]:
    """Type into the focus; a path in two parts where a file dialog opens its field only at the first character."""
    if text.startswith(("/", "~")) and scene.focused is None and in_file_dialog(scene):
        return (Input(text=text[0]), Input(text=text[1:])) if len(text) > 1 else (Input(text=text),)
    return (Input(text=text),)


def in_file_dialog(scene: Scene) -> bool:
    """Whether a file dialog has the focus, as its title tells."""
    return any(contains(scene.observation.window, words) for words in FILE_DIALOGS)


def _typed_anyway(step: TypeText, scene: Scene, state: State) -> Move:
    """The check failed, but typing again could double the text: it must be there, or the task fails."""
    plain = readable(step.text)
    if plain and (scene.shown(plain) or _nearly_shown(plain, scene)):
        return Next(state.after(f"typed {_named(step.text)}"))
    if state.waits == 0:
        waited = state.waited().noting(seen=scene.turn.note if scene.turn else "")
        return Act((Wait(seconds=0.7),), NOTHING, waited, waited, why=f"look again for {_named(step.text)}")
    return GiveUp(f"{_named(step.text)} was typed, but cannot be seen: {state.notes.get('seen', '')}")


def _nearly_shown(text: str, scene: Scene) -> bool:
    """Whether the text can be read but for a letter in five: small type is misread."""
    wanted = normal(text)
    return any(
        partial_ratio(wanted, normal(held)) >= 80
        for element in scene.elements
        for held in (element.text, element.value)
        if len(held) >= len(text)
    )


def emptying(scene: Scene, field: Element | None) -> tuple[Action, ...]:
    """Select all there is in the field and delete it."""
    click: tuple[Action, ...] = (Click(start_point=scene.point(field), text=field.label or None),) if field else ()
    return (*click, Press(keys=list(SELECT_ALL)), Press(keys=["delete"]))


def clear_field(step: ClearField, scene: Scene, state: State) -> Move:
    field, target, confidence = None, None, 1.0
    if step.field is not None:
        found = seek(step.field, scene, state, TYPE)
        if not isinstance(found, Found):
            return found
        field, target, confidence = found.element, found.target(step.field), found.confidence
    done = state.after(f"cleared {step.field or 'the field'}")
    return Act(
        emptying(scene, field), NOTHING, done, done, target, confidence, why=f"clear {step.field or 'the field'}"
    )


def press_keys(step: PressKeys, scene: Scene, state: State) -> Move:
    """What a key does cannot be known, so a press without visible effect is told and does not fail the task."""
    if step.keys == ("back",) and state.tries == 0 and (back := _named_back(scene)) is not None:
        target = Target(words="back", element=back)
        click = Click(start_point=scene.point(back), text=back.text)
        done = state.after("pressed back")
        return Act((click,), expect("change", within_s=3.0), done, state.again(), target, 0.95, why="press “Back”")
    chord = "+".join(step.keys)
    times = f" {step.times} times" if step.times > 1 else ""
    press = Press(keys=list(step.keys))
    quiet = step.keys[-1] in QUIET_KEYS or frozenset(step.keys) in QUIET_CHORDS
    effect = NOTHING if quiet else expect("change", within_s=1.5)
    if "enter" in step.keys and in_file_dialog(scene):
        effect = expect("window", within_s=3.0)
    missed = state.after(f"pressed {chord}{times}, nothing visible followed")
    count = min(step.times - 10 * state.rounds, 10)
    done = state.after(f"pressed {chord}{times}")
    if step.times > 10 * (state.rounds + 1):
        done = missed = state.round_over()
    return Act((press,) * count, effect, done, missed, why=f"press {chord}{times}")


def _named_back(scene: Scene) -> Element | None:
    """The one control called Back: a key of that name is only on phones, and does the same there."""
    fits = [e for e in scene.elements if e.role in ("button", "link") and normal(e.text) in ("back", "返回")]
    return fits[0] if len(fits) == 1 else None


def find_text(step: FindText, scene: Scene, state: State) -> Move:
    """Into a visible search field, else through the shortcut for finding."""
    done = state.after(f"searched for {_named(step.text)}")
    enter = Press(keys=["enter"])
    quiet = expect("change", within_s=3.0)
    if state.phase == "typing":
        return Act((Input(text=step.text), enter), quiet, done, done, why=f"search for {_named(step.text)}")
    if state.tries:
        return GiveUp("no place to search in was found, and Ctrl+F had no effect")
    found = scene.find(Phrase("search field", "search", role="field"), TYPE)
    if found.element is not None:
        actions: tuple[Action, ...] = (*emptying(scene, found.element), Input(text=step.text), enter)
        target = Target(words="search field", element=found.element)
        return Act(actions, quiet, done, done, target, found.confidence, why=f"search for {_named(step.text)}")
    return Act((Press(keys=list(FIND)),), quiet, state.to("typing"), state.again(), why="open the search (ctrl+f)")


def go_to(step: GoTo, _scene: Scene, state: State) -> Move:
    if state.tries:
        return GiveUp(f"nothing changed on going to {step.address}; a browser must have the focus")
    actions: tuple[Action, ...] = (Press(keys=list(ADDRESS)), Input(text=step.address), Press(keys=["enter"]))
    done = state.after(f"went to {step.address}")
    return Act(actions, expect("change", within_s=10.0), done, state.again(), why=f"go to {step.address}")


def readable(text: str) -> str:
    """The part of a typed text that is easiest to read back from a screen: whole plain words of its first line."""
    if re.search(r"\{\{secret:", text):
        return ""
    runs = re.findall(
        r"\b(?:[A-Za-z]{2,}|\d{2,})(?: (?:[A-Za-z]{2,}|\d{2,})){0,3}\b",
        re.sub(r"\S*[^\x20-\x7e\s]\S*", "\x00", text.split("\n", maxsplit=1)[0]),
    )
    best = max(runs, key=len, default="")
    return best if len(best) >= 4 else ""


def seen_of(text: str, field: Element | None) -> Expectation:
    """What can be seen after typing: some plain words of it near the field, or any change."""
    near: Box | None = field.box if field else None
    hidden = field is not None and "password" in field.states
    plain = "" if hidden else readable(text)
    if plain:
        return Expectation(kind="text", text=plain, near=near, within_s=4.0)
    return Expectation(kind="change", near=near, within_s=4.0)


def _named(text: str) -> str:
    """How a typed text is called in a reason: shortened, a secret by its name only."""
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= 60 else f"“{flat[:57]}…”"
