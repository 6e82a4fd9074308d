"""Turning a selection into capitals or small letters: through the application's menus, else by typing it anew."""

from __future__ import annotations

import re
from dataclasses import replace

from bridges.action import Action, Input, Press
from model.base import Element
from model.mini.match import EXACT, fit
from model.mini.phrase import Phrase
from model.mini.pointing import press_on
from model.mini.scene import NOTHING, Act, GiveUp, Move, Scene, State, expect
from model.mini.seeking import Found
from model.mini.step import Recase

UPPER = (
    "To Uppercase",
    "Uppercase",
    "To Upper",
    "To Upper Case",
    "Upper Case",
    "Make Uppercase",
    "All Caps",
    "转换为大写",
)
LOWER = ("To Lowercase", "Lowercase", "To Lower", "To Lower Case", "Lower Case", "Make Lowercase", "转换为小写")
SUBMENUS = (
    "Convert", "Convert Case", "Change Case", "Case", "Case Conversion", "Convert Case to", "Transform", "Text",
    "Operations",
)  # fmt: skip
"""What leads to them, within a menu."""
MENUS = ("Edit", "Format", "Text", "Selection", "Tools", "Convert", "Document")
"""The menus in which they may be, the likeliest first."""


def recase(step: Recase, scene: Scene, state: State) -> Move:
    """Menu after menu until one offers it; where none does, the known text is typed over the selection."""
    wanted = UPPER if step.upper else LOWER
    how = "capitals" if step.upper else "small letters"
    seen: list[str] = state.notes.get("seen", [])
    if (entry := _named(wanted, scene)) is not None:
        return press_on(entry, _phrase(entry.element), scene, state, f"turned the selection into {how}")
    if state.phase == "open" and (submenu := _named(tuple(n for n in SUBMENUS if n not in seen), scene)) is not None:
        return _opened(submenu, scene, state, seen, "open")
    if state.phase == "open":
        closed = state.to("")
        keys = (Press(keys=["escape"]), Press(keys=["escape"]))
        return Act(keys, NOTHING, closed, closed, why="close the menu, which does not offer it")
    if (menu := _named(tuple(n for n in MENUS if n not in seen), scene)) is not None:
        return _opened(menu, scene, state, seen, "open")
    if not step.text:
        return GiveUp(f"no menu of this window turns text into {how}")
    text = step.text.upper() if step.upper else step.text.lower()
    anew: tuple[Action, ...] = (Press(keys=["ctrl", "a"]), Input(text=text))
    done = state.after(f"typed the text anew in {how}")
    return Act(anew, expect("change", within_s=3.0), done, done, why=f"type the text anew in {how}: no menu offers it")


def case_meant(words: str) -> bool | None:
    """Whether words such as "upper case" mean capitals (true), small letters (false), or neither (None)."""
    bare = re.sub(r"^(?:convert |change |make )?(?:it )?(?:to )?|[\s-]|(?:letters?|text)$", "", words.casefold())
    if bare in ("uppercase", "capitals", "capital", "allcaps", "caps", "upper"):
        return True
    return False if bare in ("lowercase", "small", "lower") else None


def _opened(found: Found, scene: Scene, state: State, seen: list[str], phase: str) -> Move:
    """Press what opens a menu; a menu that does not open is passed over."""
    phrase = _phrase(found.element)
    on = state.to(phase, seen=[*seen, _listed(found.element)])
    move = press_on(found, phrase, scene, state, "")
    return replace(move, met=on, missed=on, why=f"open the menu “{phrase}”") if isinstance(move, Act) else move


def _listed(element: Element) -> str:
    return next(name for name in (*MENUS, *SUBMENUS) if fit(name, element.text) >= EXACT)


def _phrase(element: Element) -> Phrase:
    return Phrase(element.text, element.text)


def _named(names: tuple[str, ...], scene: Scene) -> Found | None:
    """The control that bears the first of the names, in the window or in a menu above it."""
    for name in names:
        fits = [e for e in scene.elements if e.role in ("menu", "menuitem", "text") and fit(name, e.text) >= EXACT]
        if fits:
            return Found(min(fits, key=lambda e: e.box.top), EXACT)
    return None
