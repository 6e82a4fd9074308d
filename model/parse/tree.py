"""The device's accessibility tree joins what was seen: it knows names, roles and states better than any eye.

But it also tells of what nobody sees, such as a window behind another one. So a node counts only where the pixels bear
it out: something is drawn there, and where both say words, the words are alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bridges.base import Frame, Node
from model.base import Element, Role

ROLES: dict[str, Role] = {
    "push button": "button",
    "button": "button",
    "toggle button": "button",
    "menu button": "button",
    "text": "field",
    "entry": "field",
    "password text": "field",
    "spin button": "field",
    "editbar": "field",
    "document text": "field",
    "terminal": "field",
    "check box": "checkbox",
    "check menu item": "menuitem",
    "radio button": "radio",
    "radio menu item": "menuitem",
    "switch": "switch",
    "slider": "slider",
    "page tab": "tab",
    "menu": "menu",
    "menu item": "menuitem",
    "link": "link",
    "icon": "icon",
    "image": "image",
    "list": "list",
    "list item": "listitem",
    "tree item": "listitem",
    "table cell": "cell",
    "scroll bar": "scrollbar",
    "combo box": "combobox",
    "frame": "window",
    "window": "window",
    "dialog": "window",
    "alert": "window",
    "file chooser": "window",
    "label": "text",
    "static": "text",
    "heading": "text",
    "paragraph": "text",
}
"""Role names of AT-SPI that make an element; all others are scaffolding."""
LEAVES = frozenset({"button", "checkbox", "radio", "switch", "tab", "menu", "menuitem", "link", "icon", "combobox"})
"""Roles whose own text stands inside them."""
HOLDERS = frozenset({"field", "combobox", "slider", "list", "cell"})
"""Roles whose inside shows a value and not their name."""
ONE_LINE = 60
"""Height in pixels up to which a field swallows the text in it; the lines of a larger one can be pointed at."""
ALIKE = 55
"""Likeness (0 to 100) from which what a node says and what was read are taken for the same."""

FEW = 2
"""Characters up to which what was read on a thing is a sign, such as a plus, and its name is the tree's to tell."""
WITHHELD = 0.5
"""Share of pure black from which a frame counts as withheld."""


def with_tree(elements: Sequence[Element], tree: Sequence[Node]) -> list[Element]:
    """The elements with the nodes that the pixels bear out; a node replaces what was seen inside it."""
    centers = np.array([(one.box.center.x, one.box.center.y) for one in elements]).reshape(-1, 2).T
    free = np.ones(len(elements), np.bool_)
    made: list[Element] = []
    trusted = _agrees(tree, elements)
    for node in tree:
        role = ROLES.get(node.role)
        if role is None or node.box.area <= 0:
            continue
        if role == "window":
            made.append(_element(node, role, ""))
            continue
        x, y = centers
        box = node.box
        within: list[int] = np.flatnonzero(
            free & (x >= box.left) & (x < box.right) & (y >= box.top) & (y < box.bottom)
        ).tolist()
        said = " ".join(elements[index].text or elements[index].value for index in within).strip()
        vouched = trusted and "visible" in node.states and bool(node.name) and len(said) <= FEW
        if not vouched and not _is_borne_out(node, role, said, drawn=bool(within)):
            continue
        made.append(_element(node, role, said))
        if role in LEAVES or role == "text" or (role == "field" and box.height <= ONE_LINE):
            free[within] = False
    return made + [element for element, kept in zip(elements, free, strict=True) if kept]


def from_tree(tree: Sequence[Node]) -> list[Element]:
    """The nodes alone, where an application forbids pictures of itself and nothing can bear them out."""
    named = ((node, ROLES.get(node.role)) for node in tree)
    return [_element(node, role, "") for node, role in named if role is not None and node.box.area > 0]


def withheld(frame: Frame) -> bool:
    """Whether most of the frame is pure black, as where an application forbids pictures of itself."""
    return bool((frame[::8, ::8].max(axis=2) == 0).mean() > WITHHELD)


def _agrees(tree: Sequence[Node], elements: Sequence[Element]) -> bool:
    """Whether the tree tells of this very frame: most of the words that it vouches for can be read there."""
    from rapidfuzz import fuzz

    vouched = [node for node in tree if node.role == "label" and "visible" in node.states and len(node.name) > FEW]
    read = [element for element in elements if element.text]
    told = 0
    for node in vouched:
        here = " ".join(one.text for one in read if node.box.intersection(one.box).area > 0).casefold()
        told += bool(here) and fuzz.partial_ratio(node.name.casefold()[:200], here[:200]) >= ALIKE
    return told >= len(vouched) / 2


def _is_borne_out(node: Node, role: Role, said: str, drawn: bool) -> bool:
    from rapidfuzz import fuzz

    if role == "text" and not node.name:
        return False
    if not drawn:
        return role == "field"
    claims = [node.text] if role in HOLDERS else [node.name, node.text]
    told = [claim.casefold()[:200] for claim in claims if claim]
    return not told or not said or any(fuzz.partial_ratio(claim, said.casefold()[:200]) >= ALIKE for claim in told)


def _element(node: Node, role: Role, said: str) -> Element:
    holds = role in HOLDERS
    return Element(
        box=node.box,
        role=role,
        text=node.name or ("" if holds else node.text or said),
        value=node.text or (said if holds else ""),
        states=node.states,
        source="fused" if said else "tree",
    )
