"""A target in words, by appearance and by place, from what was seen before it was acted on."""

from __future__ import annotations

from collections.abc import Sequence

from agent.macros.file.target import Anchor, Looks, Target
from agent.macros.grounding.anchoring import anchor_of, sayable
from agent.macros.grounding.crossing import mates
from agent.macros.grounding.icons import alone, pictures_in
from agent.macros.grounding.looks import cut, hash_of, part
from agent.macros.grounding.whereabouts import gap, place_of
from agent.reading import elements_at, plain, shows, words_of
from bridges.base import Frame, Node, Observation
from bridges.coordinates import Box, FramePoint
from model.base import Element, Role
from model.parse.tree import LEAVES, ROLES

LARGEST = (260.0, 90.0)
"""Of a target that is recognised by its whole picture; of a larger one, only what is around the point."""
SPOT = (60.0, 24.0)
NEIGHBOURS, NEIGHBOURHOOD = 6, 160.0
"""Words around a target that are kept, and the pixels between them and it."""
COLOURLESS = ("white", "black", "grey")
"""What the parser calls a wordless thing where nothing else names it; half of a screen is so."""
LONGEST = 80
NAMING = 3
"""Letters of what is a name."""
CAPTION = 0.4
"""Of an icon's height, by which what holds its name reaches further down."""
TITLE = 30.0
"""Pixels at the top of a window in which its title stands."""
GRIDDED: frozenset[Role] = frozenset({"button", "icon", "cell"})
BESIDE = 4.0
"""Pixels by which a press may go beside a picture."""
LETTER = 0.6
"""Width of a letter at most, of the height of the box to tick before it."""


def describe(
    seen: Observation, point: FramePoint, elements: Sequence[Element], picture: str, *, typed_into: bool = True
) -> tuple[Target, Frame | None]:
    """The target at a point, and its picture, to be stored as ``picture``.

    What looks like a filled field but was not ``typed_into`` may as well be a row of a list: what it holds is its name.
    """
    element = next((one for one in elements_at(point, elements) if one.role != "window"), None)
    element = element or _marked(point, elements)
    element = _captioned(element, point, elements)
    if element and element.role == "field" and len(plain(element.value)) >= NAMING and not typed_into:
        element = element.model_copy(update={"role": "unknown", "text": element.value, "value": "", "label": ""})
    if element and element.role == "text" and not sayable(words_of(element)):
        # No words: a picture, or a row of them, that was taken for some.
        parts = (one for one in pictures_in(element, seen.frame) if one.box.expanded(BESIDE).contains(point))
        element = next(parts, element.model_copy(update={"role": "icon"}))
    node = node_at(seen, point)
    if node and node.name and ROLES.get(node.role) in LEAVES and (element is None or element.box.area > node.box.area):
        # The tree knows a whole menu entry or button, where the eye sees the words on it or what lies behind.
        element = Element(box=node.box, role=ROLES[node.role], text=node.name, source="tree")
    box = element.box if element else node.box if node else _spot(seen.frame, point)
    if box.width > LARGEST[0] or box.height > LARGEST[1]:
        box = _spot(seen.frame, point)
    words = (words_of(element) if element and element.role not in ("field", "combobox") else "")[:LONGEST]
    words = words or (node.name[:LONGEST] if node else "")
    inside = _within_window(seen, box, elements)
    grid = mates(element, inside) if element and len(plain(words)) < NAMING and element.role in GRIDDED else []
    label = element.label if element and element.label not in COLOURLESS else ""
    beside = anchor_of(box, words, inside, only=element is not None and alone(element, seen.frame, elements))
    around, inner = cut(seen.frame, box, beside.box if beside else None)
    corner = (inner.left - box.left, inner.top - box.top)
    target = Target(
        words=words,
        label=label[:LONGEST],
        role=element.role if element else "unknown",
        near=_neighbours(element.box if element else box, label, inside),
        identity=identity(node) if node else "",
        place=place_of(seen, box, point),
        looks=Looks(picture=picture, box=inner, hash=hash_of(part(seen.frame, box))),
        anchor=Anchor(words=words_of(beside)[:LONGEST], box=beside.box.moved(*corner)) if beside else None,
        grid=tuple(Anchor(words=words_of(one)[:LONGEST], box=one.box.moved(*corner)) for one in grid),
        application=seen.application,
        window=seen.window,
    )
    return target, around


def _captioned(element: Element | None, point: FramePoint, elements: Sequence[Element]) -> Element | None:
    """The icon together with its name below, where the eye sees both as one thing and the icon on its own besides."""
    if element is None or words_of(element) or element.role != "icon":
        return element
    below = element.box.bottom + element.box.height * CAPTION
    for one in elements_at(point, elements):
        named = sayable(words_of(one)) and one.role not in ("window", "field") and one.box.bottom >= below
        if named and one.box.width <= LARGEST[0] and one.box.height <= LARGEST[1]:
            return one
    return element


def _within_window(seen: Observation, box: Box, elements: Sequence[Element]) -> Sequence[Element]:
    """What stands in the target's window: its title is the window manager's, and changes with what is open in it."""
    window = seen.window_box
    if window is None or not window.contains(box.center):
        return elements
    below = window.top + TITLE
    return [
        one for one in elements
        if window.contains(one.box.center) and not (one.box.top < below and shows(words_of(one), [seen.window]))
    ]  # fmt: skip


def _marked(point: FramePoint, elements: Sequence[Element]) -> Element | None:
    """The box to tick whose words the point is on: the eye takes the words for the box's own."""
    for one in elements:
        words = one.box.height * LETTER * len(one.text)
        across, down = point.x - one.box.right, abs(point.y - one.box.center.y)
        if one.role in ("checkbox", "radio", "switch") and 0 <= across <= words and down <= one.box.height:
            return one
    return None


def node_at(seen: Observation, point: FramePoint) -> Node | None:
    """The smallest node of the tree at a point."""
    here = [node for node in seen.tree or () if node.box.contains(point)]
    return min(here, key=lambda node: node.box.area, default=None)


def identity(node: Node) -> str:
    """What tells a node apart where its application is the same: its role and its name."""
    return f"{node.role}/{node.name}" if node.name else ""


def _spot(frame: Frame, point: FramePoint) -> Box:
    height, width = frame.shape[:2]
    box = Box(point.x - SPOT[0] / 2, point.y - SPOT[1] / 2, point.x + SPOT[0] / 2, point.y + SPOT[1] / 2)
    return box.intersection(Box(0, 0, width, height))


def _neighbours(box: Box, label: str, elements: Sequence[Element]) -> tuple[str, ...]:
    """What stands around, nearest first; the target's own label is no neighbour."""
    here = [
        (gap(one.box, box), words_of(one)[:40])
        for one in elements
        if sayable(words_of(one))
        and words_of(one) != label
        and not one.box.contains(box.center)
        and one.box.intersection(box).area == 0
    ]
    return tuple(words for apart, words in sorted(here) if apart < NEIGHBOURHOOD)[:NEIGHBOURS]
