"""Menus and drop-downs: opened level by level, each entry looked for on the screen."""

from __future__ import annotations

from dataclasses import replace

from bridges.action import Action, Input, Press
from model.base import Target
from model.mini.locate import LOOK, PRESS, Choice, locate
from model.mini.match import EXACT
from model.mini.phrase import Phrase
from model.mini.pointing import press_on
from model.mini.recasing import case_meant, recase
from model.mini.scene import Act, GiveUp, Move, Next, Scene, State, box_note, expect
from model.mini.seeking import Found, seek
from model.mini.step import ChooseEntry, MenuPath, Recase


def menu_path(step: MenuPath, scene: Scene, state: State) -> Move:
    """One level at a time; each opened level must bring the next name into view."""
    if (upper := state.notes.get("recasing")) is not None:
        return recase(Recase(upper), scene, state)
    level = int(state.notes.get("level", 0))
    name = step.path[level]
    found = seek(name, _without(scene, state), state, PRESS)
    if isinstance(found, GiveUp) and (upper := case_meant(step.path[-1].words)) is not None:
        # The path is said in other words than the menus have; what it leads to is known.
        return recase(Recase(upper), scene, state.to("open" if level else "", recasing=upper))
    if not isinstance(found, Found):
        return found if not isinstance(found, GiveUp) else GiveUp(f"in the menu: {found.why}")
    whole = " > ".join(phrase.said for phrase in step.path)
    last = level == len(step.path) - 1
    if last:
        return press_on(found, name, scene, state, f"chose {whole}")
    opened = state.to("", level=level + 1, opened=[*state.notes.get("opened", []), box_note(found.element)])
    move = press_on(found, name, scene, state, f"opened {name}")
    return replace(move, met=opened, why=f"open the menu “{name}” of {whole}") if isinstance(move, Act) else move


def _without(scene: Scene, state: State) -> Scene:
    """The scene without the menus that were opened on the way: "File > File" means another one."""
    opened = [scene.at(box) for box in state.notes.get("opened", [])]
    kept = tuple(element for element in scene.elements if all(element is not menu for menu in opened))
    return Scene(scene.observation, kept, scene.size, scene.turn)


def choose_entry(step: ChooseEntry, scene: Scene, state: State) -> Move:
    """Open the drop-down, then choose the entry; where it cannot be seen, by typing its name."""
    if state.phase == "":
        field = seek(step.field, scene, state, PRESS, "field")
        if not isinstance(field, Found):
            return field
        if _shows(step.entry, field, scene):
            return Next(state.after(f"{step.field} is {step.entry}"))
        move = press_on(field, step.field, scene, state, "")
        opened = state.to("open", field=box_note(field.element))
        return replace(move, met=opened, why=f"open “{step.field}”") if isinstance(move, Act) else move
    entry = _entry(step.entry, scene, state)
    chosen = f"{step.field}: chose {step.entry}"
    if entry.element is not None:
        return press_on(Found(entry.element, entry.confidence), step.entry, scene, state, chosen)
    if state.tries or entry.ambiguous or not step.entry.words:
        return GiveUp(entry.why or f"“{step.entry}” is not among the entries of “{step.field}”")
    by_typing: tuple[Action, ...] = (Input(text=step.entry.words), Press(keys=["enter"]))
    shown = expect("text", step.entry.words, 3.0)
    target = Target(words=step.entry.said)
    return Act(by_typing, shown, state.after(chosen), state.again(), target, 0.7, f"choose “{step.entry}” by typing it")


def _shows(entry: Phrase, field: Found, scene: Scene) -> bool:
    """Whether the drop-down holds the entry already."""
    held = field.element.model_copy(update={"text": field.element.value, "role": "text"})
    return bool(field.element.value) and locate(entry, [held], scene.size, purpose=LOOK).confidence >= EXACT


def _entry(entry: Phrase, scene: Scene, state: State) -> Choice:
    """The entry among what is shown, the drop-down itself aside."""
    field = scene.at(state.notes.get("field"))
    others = [element for element in scene.elements if element is not field]
    return locate(entry, others, scene.size, None, PRESS)
