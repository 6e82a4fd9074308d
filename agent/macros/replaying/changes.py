"""What a replay found otherwise than recorded, in words for a person: moved, called otherwise, with another look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from agent.macros.file.store import Macros, picture, store_picture
from agent.macros.file.target import Target
from agent.macros.grounding import looks
from agent.macros.grounding.finding import SAME, Rung
from agent.macros.grounding.whereabouts import distance, places
from agent.macros.replaying.parts import Heal
from agent.reading import elements_at, plain, shows, words_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Role

FOLDER = "heals"
"""Of a run, for the pictures of before and after."""
MOVED = 3.0
"""Pixels from which a thing has moved; less is how its edge was seen."""
LONGEST = 80
"""Letters of a name that are told."""
RESIZED = 1.2
"""Times by which a thing has grown or shrunk."""
NAMED: dict[Role, str] = {
    "button": "the button “{name}”", "field": "the field “{name}”", "checkbox": "the box to tick “{name}”",
    "radio": "the choice “{name}”", "switch": "the switch “{name}”", "slider": "the slider “{name}”",
    "tab": "the tab “{name}”", "menu": "the menu “{name}”", "menuitem": "the menu entry “{name}”",
    "link": "the link “{name}”", "icon": "the icon “{name}”", "image": "the picture “{name}”",
    "combobox": "the list “{name}”", "listitem": "the entry “{name}”", "cell": "the cell “{name}”",
}  # fmt: skip
FOUND_BY: dict[Rung, str] = {
    "anchor": "found by what stands beside it", "anywhere": "found by its look", "words": "found by its name",
    "reworded": "found by what its name means", "company": "found by what stands around it",
    "embedded": "found by the embedded model", "big": "found by the large model", "person": "you said that it is this",
}  # fmt: skip

_ACROSS = {True: "{number} pixels to the right", False: "{number} pixels to the left"}
_DOWN = {True: "{number} pixels down", False: "{number} pixels up"}
_DIAGONALLY = {
    (True, True): "{number} pixels to the right and {count} down",
    (True, False): "{number} pixels to the right and {count} up",
    (False, True): "{number} pixels to the left and {count} down",
    (False, False): "{number} pixels to the left and {count} up",
}
"""By whether it is to the right, and whether it is down."""


class Change(BaseModel):
    """What one heal comes to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    macro: str
    step: str
    words: str
    """What is other than recorded, its sentences joined by “; ”."""
    how: str
    """How it was found all the same."""
    before: str = ""
    """Picture in the run's folder of how it looked when it was recorded; empty where there is none."""
    after: str = ""


def changes(macros: Macros, heals: Sequence[Heal], folder: Path) -> tuple[Change, ...]:
    """What the heals come to, the latest of each target, with pictures stored in a run's folder.

    To be asked before they are kept: that replaces the pictures of before.
    """
    latest = {(heal.macro, heal.step, heal.part): heal for heal in heals}
    return tuple(_change(heal, macros.file(heal.macro).parent, folder) for heal in latest.values())


def _change(heal: Heal, macro: Path, folder: Path) -> Change:
    portrait = picture(macro, heal.was.looks.picture) if heal.was.looks else None
    was, now = _pictures(heal, portrait)
    stored = {}
    for name, shown in (("before", was), ("after", now)):
        if shown is not None and shown.size:
            stored[name] = f"{FOLDER}/{heal.macro}-{heal.step}-{heal.part}-{name}.png"
            store_picture(folder / stored[name], shown)
    told = _otherwise(heal)
    if was is not None and not _new_name(heal) and not _looks_same(heal, portrait):
        told.append("{what} looks different")
    told = told or [_unmoved(heal.was, has_picture=was is not None)]
    subjects = [named(heal.was), *(["it"] * (len(told) - 1))]
    words = "; ".join(one.replace("{what}", what) for one, what in zip(told, subjects, strict=True))
    return Change(macro=heal.macro, step=heal.step, words=words, how=FOUND_BY.get(heal.found.rung, ""), **stored)


def in_short(heal: Heal) -> str:
    """What is known at once, without the name of what was found, and how it was found."""
    told = [words.replace("{what}", "it") for words in _otherwise(heal)]
    return "; ".join([*told, FOUND_BY.get(heal.found.rung, "")])


def _otherwise(heal: Heal) -> list[str]:
    """Where, under which name and how large it was found, as far as that is other than recorded."""
    told = []
    if way := _way(heal.was, heal.found.box, heal.seen):
        told.append("{what} moved " + way)
    if name := _new_name(heal):
        told.append("{what} is called “" + name + "” now")
    elif heal.was.place:
        told += filter(None, [_grown(heal.was.place.box, heal.found.box)])
    return told


def named(target: Target) -> str:
    """What a person calls it: “the button “Save””."""
    name = target.words or target.label
    if name:
        return NAMED.get(target.role, "“{name}”").replace("{name}", name)
    return f"what stands near “{target.near[0]}”" if target.near else "what has no name"


def _way(target: Target, box: Box, seen: Observation) -> str:
    """How far it stands from where it is expected; empty where it does not."""
    expected = places(target.place, seen)
    if not expected:
        return ""
    old = min(expected, key=lambda one: distance(box, [one]))
    right = _least(box.left - old.left, box.right - old.right, box.center.x - old.center.x)
    down = _least(box.top - old.top, box.bottom - old.bottom, box.center.y - old.center.y)
    across, down_too = abs(right) >= MOVED, abs(down) >= MOVED
    if across and down_too:
        return _DIAGONALLY[right > 0, down > 0].format(number=f"{abs(right):.0f}", count=f"{abs(down):.0f}")
    if across:
        return _ACROSS[right > 0].format(number=f"{abs(right):.0f}")
    return _DOWN[down > 0].format(number=f"{abs(down):.0f}") if down_too else ""


def _least(*off: float) -> float:
    """Other words make a thing wider to one side: the end that stayed nearest says how far it moved."""
    return min(off, key=abs)


def _new_name(heal: Heal) -> str:
    """What stands on it now, where that is other than it was and no slip of reading."""
    old = heal.was.words or heal.was.label
    center = heal.found.box.center
    here = next((one for one in elements_at(center, heal.elements) if one.role != "window"), None)
    if here is None or not old:
        return ""
    name = words_of(here) if heal.was.words else here.label
    return "" if not plain(name) or shows(old, [name]) or shows(name, [old]) else name[:LONGEST]


def _grown(was: Box, now: Box) -> str:
    times = max(now.height, 1.0) / max(was.height, 1.0)
    if 1 / RESIZED < times < RESIZED:
        return ""
    return "{what} is larger" if times > 1 else "{what} is smaller"


def _unmoved(target: Target, *, has_picture: bool) -> str:
    """Why it was not found as recorded, though it stands there by its old name."""
    if target.place is None:
        return "{what} was known by its name only, its place and its look are new"
    if not has_picture:
        return "{what} had no picture to be found by"
    return "{what} could not be told for sure by its look"


def _pictures(heal: Heal, portrait: Frame | None) -> tuple[Frame | None, Frame]:
    """How it looked when it was recorded, and how it looks now."""
    now = looks.cut(heal.seen.frame, heal.found.box)[0]
    if portrait is None or heal.was.looks is None:
        return None, now
    return np.ascontiguousarray(looks.close_up(portrait, heal.was.looks.box)[0]), now


def _looks_same(heal: Heal, portrait: Frame | None) -> bool:
    """Whether it looks as recorded, wherever it stands."""
    if portrait is None or heal.was.looks is None:
        return True
    match = looks.near(heal.seen.frame, portrait, heal.was.looks.box, heal.found.box)
    return match is not None and match.score >= SAME
