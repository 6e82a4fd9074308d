# ruff: noqa: E501 - tables read better unbroken
"""Elements of a rendered screen as the parser would give them, each with what it truly is.

`about` is what a shard tells of a screen: `widgets` as [kind, states, left, top, right, bottom, share that shows, text,
icon name] and `texts` as [left, top, right, bottom, text]. Boxes are in pixels.
"""

from __future__ import annotations

import random
from typing import Any

from model.parse.merge import ROLE, WHOLE

WORDED = ("button", "tab", "menuitem", "link", "combobox", "listitem", "cell")
MARKS = ("checkbox", "radio", "switch")
SWAPS = {
    "link": (0.35, ("text",)), "tab": (0.3, ("button", "text", "listitem")), "checkbox": (0.15, ("icon", "radio")),
    "radio": (0.15, ("checkbox", "icon")), "switch": (0.2, ("checkbox", "icon")), "slider": (0.25, ("scrollbar", "field")),
    "listitem": (0.4, ("text", "button")), "cell": (0.4, ("text", "listitem")), "menuitem": (0.25, ("text", "button")),
    "combobox": (0.3, ("button", "field")), "button": (0.12, ("text", "field", "menuitem", "icon")),
    "icon": (0.1, ("button", "image", "checkbox")), "field": (0.08, ("combobox", "button")), "image": (0.3, ("icon",)),
}  # fmt: skip
"""How often a kind is taken for another."""
PART = "part"
"""Kind of what is a part of another element."""


def inside(box: list[float], outer: list[float]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def beside(box: list[float], texts: list[Any], *, right: bool) -> int:
    """The nearest text to the right, or else to the left or above."""
    best, at = 200.0, -1
    for index, text in enumerate(texts):
        level = min(box[3], text[3]) - max(box[1], text[1])
        if right:
            away = text[0] - box[2] if level > 0 and -4 < text[0] - box[2] < 24 else 999
        elif level > 0 and box[0] - text[2] > -4:
            away = box[0] - text[2]
        elif abs(text[0] - box[0]) < 20 and -4 < box[1] - text[3] < 24:
            away = box[1] - text[3]
        else:
            away = 999
        if away < best:
            best, at = away, index
    return at


def misread(text: str, source: random.Random) -> str:
    """A text as OCR may give it: a letter wrong, a space lost, an end cut off."""
    if len(text) < 4 or source.random() > 0.05:
        return text
    at = source.randrange(1, len(text) - 1)
    return source.choice((text[:at] + source.choice("lI1oOrnce") + text[at + 1 :], text.replace(" ", "", 1), text[:-1]))


def as_parsed(about: dict[str, Any], source: random.Random) -> list[dict[str, Any]]:  # noqa: C901, PLR0912 - one rule after another
    """Elements of the truth, with faults; `true` is what the thing really is, `picture` the box of its icon."""
    widgets = [w for w in about["widgets"] if w[6] > 0.45 and w[0] in ROLE]
    holders = [w for w in widgets if w[0] in WHOLE]
    rows = [w for w in widgets if w[0] in ("listitem", "cell", "tab")]
    texts = list(about["texts"])
    free = [t for t in texts if not any(w[7] and inside(t, w[2:6]) for w in widgets if w[0] in (*WORDED, "field"))]
    made: list[dict[str, Any]] = []
    used: set[int] = set()
    for kind, states, left, top, right, bottom, _, text, name in widgets:
        box = [left, top, right, bottom]
        if kind in ("icon", "image") and any(h[2:6] != box and inside(box, h[2:6]) for h in holders):
            continue
        one = {
            "box": box,
            "role": ROLE[kind],
            "text": "",
            "label": "",
            "value": "",
            "states": states.split(),
            "true": [kind, text, name, states],
            "picture": None,
        }
        if kind in MARKS:
            at = beside(box, free, right=True)
            # "on" is what a page says of every box.
            one["text"] = text if text not in ("", "on") else free[at][4] if at >= 0 else ""
            used.add(at)
        elif kind in ("field", "combobox"):
            one["value"] = text
            at = beside(box, free, right=False)
            one["label"] = free[at][4] if at >= 0 else ""
        elif kind in WORDED:
            one["text"] = text[:120]
        one["true"][1] = one["text"] or one["label"] or ("" if kind in MARKS else text)
        own = [w for w in widgets if w[0] == "icon" and w[2:6] != box and inside(w[2:6], box)]
        if kind == "icon":
            one["picture"] = box
        elif own and kind in (*WHOLE, "listitem", "cell", "tab"):
            first = min(own, key=lambda w: w[2])
            one["picture"] = first[2:6]
            if not one["true"][2] and kind in WHOLE:
                one["true"][2] = first[8]
        made.append(one)
    for index, (left, top, right, bottom, text) in enumerate(free):
        if index not in used and text.strip():
            made.append(
                {
                    "box": [left, top, right, bottom],
                    "role": "text",
                    "text": text,
                    "label": "",
                    "value": "",
                    "states": [],
                    "true": ["text", text, "", ""],
                    "picture": None,
                }
            )
    kept = []
    for one in made:
        if source.random() < 0.02 or (not rows and source.random() < 0.01):
            continue
        share, others = SWAPS.get(one["role"], (0, ()))
        if source.random() < share:
            one["role"] = source.choice(others)
        if one["role"] in MARKS and source.random() < 0.25:
            one["states"] = []
        if one["role"] in ("button", "field") and source.random() < 0.6:
            one["states"] = []
        one["text"], one["label"] = misread(one["text"], source), misread(one["label"], source)
        one["box"] = [round(edge + source.gauss(0, 0.8), 1) for edge in one["box"]]
        kept.append(one)
    return kept


def match(elements: list[dict[str, Any]], about: dict[str, Any]) -> None:
    """Give each element of a parse as `true` what the truth shows there, None where that is nothing.

    Of several that show the same thing the best has it, pictures among the others are its parts.
    """
    ideal = as_parsed(about, Still())
    icons = [w for w in about["widgets"] if w[0] in ("icon", "image") and w[6] > 0.45]
    pictured = [w for w in about["widgets"] if w[0] in WORDED and w[8] and not w[7] and w[6] > 0.45]
    claims: dict[int, tuple[float, int]] = {}
    shown = []
    for number, element in enumerate(elements):
        best, share = -1, 0.35
        for at, one in enumerate(ideal):
            union = alike(element["box"], one["box"])
            if element["role"] == "text" and one["true"][0] == "text":
                union = max(union, alike(element["box"], one["box"], smaller=True) * 0.8)
            if union > share:
                best, share = at, union
        if best < 0 and element["role"] in (*MARKS, "icon"):
            # A mark's element spans its label too, or a picture is seen in the mark.
            held = [
                (abs(element["box"][0] - one["box"][0]), at)
                for at, one in enumerate(ideal)
                if one["true"][0] in MARKS and inside(one["box"], element["box"])
            ]
            best, share = (min(held)[1], 0.2) if held else (-1, 0)
        shown.append(best)
        element["true"] = None
        if best < 0 and element["role"] in ("icon", "image", "button", "unknown"):
            element["true"] = shows(element["box"], icons, pictured)
        elif best >= 0:
            claims[best] = max(claims.get(best, (0.0, -1)), (share + (element["role"] == ideal[best]["role"]), number))
    for number, (element, best) in enumerate(zip(elements, shown, strict=True)):
        if best >= 0 and claims[best][1] == number:
            element["true"] = ideal[best]["true"]
        elif best >= 0:
            element["true"] = [PART, "", "", ""] if element["role"] != "text" else None


def shows(box: list[float], icons: list[Any], pictured: list[Any]) -> list[str] | None:
    """What a picture is that the parser gives beside the larger thing that it lies in."""
    near = max(icons, key=lambda w: alike(box, w[2:6]), default=None)
    if near is not None and alike(box, near[2:6]) > 0.3:
        return [near[0], "", near[8], near[1]]
    # An accessibility tree has the button alone, and what its picture is called.
    return next((["icon", "", w[8], w[1]] for w in pictured if inside(box, w[2:6])), None)


def alike(one: list[float], other: list[float], *, smaller: bool = False) -> float:
    """What two boxes share, of both together or of the smaller one."""
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    common = across * down
    return common / max(min(areas) if smaller else sum(areas) - common, 1e-6)


class Still(random.Random):
    """Chance that makes no faults."""

    def random(self) -> float:
        return 1.0

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float:  # noqa: ARG002
        return mu
