"""The same screen with another thing in the place of what is asked for: the order must be refused there.

Only what the order names is exchanged, for words and a picture of another screen; all else, and where it all stands, is
as it was. So what tells the two apart is whether the thing is there, and nothing about what such orders sound like.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from rapidfuzz.fuzz import ratio

from model.train.pointer_others import MISSPELT, Others, borne, close
from model.train.pointer_pictures import meanings
from model.train.pointer_scene import GROUP_OF, Sample, Scene, norm, plain_name
from model.train.told import Named

SORTS: Final = frozenset(
    ("text", "icon", "label", "verb", "told text", "told icon", "told elsewhere", "purpose", "page")
)
"""Sorts of orders that are about what a thing bears and not about where it stands."""


class Exchanged(NamedTuple):
    """Elements and their vectors, with nothing left of what was asked for."""

    elements: list[dict[str, Any]]
    vectors: np.ndarray


def exchanged(
    scene: Scene, one: Sample, targets: Sequence[int], vectors: np.ndarray, others: Others, pool: np.ndarray
) -> Exchanged | None:
    """The screen without the targets of an order; None where something else there may be meant by it.

    ``vectors`` are those of the elements (n × VECTOR), ``pool`` has some of other screens.
    """
    source = scene.r
    at = one.targets[0]
    names = [name for name in (scene.text[at], plain_name(scene.name[at]), norm(scene.said[at])) if name]
    drawn = others.draw(source)
    gone = set(targets)
    left = [i for i in range(len(scene.e)) if i not in gone]
    if not names or drawn is None or remains(scene, names, gone, meanings(vectors[left])):
        return None
    words = drawn[0]
    if any(ratio(norm(words), name) > MISSPELT for name in names) or close(words, names):
        return None
    elements = list(scene.e)
    seen = vectors.copy()
    for i in targets:
        element = dict(elements[i])
        for part in ("text", "label", "value"):
            if element[part]:
                element[part] = words if part == "text" else ""
        elements[i] = element
        if seen[i].any():
            seen[i] = pool[source.randrange(len(pool))] if len(pool) else 0
    return Exchanged(elements, seen)


def remains(scene: Scene, names: Sequence[str], gone: set[int], pictured: frozenset[int]) -> bool:
    """Whether anything but what is gone may be called by one of the names; ``pictured`` is what pictures may mean."""
    left = [i for i in range(len(scene.e)) if i not in gone]
    meant = set().union(*(scene.groups[i] for i in gone), *(GROUP_OF.get(name, ()) for name in names))
    texts = [
        text
        for i in left
        for text in (scene.text[i], scene.name[i], norm(str(scene.e[i]["label"])), norm(str(scene.e[i]["value"])))
        if text
    ]
    if any(scene.groups[i] & meant for i in left) or pictured & meant:
        return True
    return any(borne(name, texts) for name in names)


def foreign(scene: Scene, told: Sequence[Named]) -> Sample | None:
    """An order that somebody gave on another screen, where nothing here bears that name or means the same."""
    one = scene.r.choice(told)
    words, picture = one.key
    name = words or plain_name(picture)
    if len(name) < 3 or remains(scene, [name], set(), scene.pictured):
        return None
    return Sample(one.order, (), "refuse", None, "told foreign")
