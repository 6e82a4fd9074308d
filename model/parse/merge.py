"""What classical vision found and what the trained detector found, as one list of widgets.

Classical boxes are exact to the pixel and their check marks reliable; the detector knows kinds that shapes do not tell
(tabs, menu entries, links, rows, sliders) and sees what has no frame. So a box is taken from the first where both found
one, and the kind from the detector where it is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from model.base import Role
from model.parse.spans import Span, inside, share
from model.parse.widgets import Widget, text_beside
from model.sight import Widget as Seen

ROLE: Final[dict[str, Role]] = {
    "button": "button", "field": "field", "checkbox": "checkbox", "radio": "radio", "switch": "switch",
    "slider": "slider", "tab": "tab", "menuitem": "menuitem", "link": "link", "icon": "icon", "image": "image",
    "listitem": "listitem", "cell": "cell", "scrollbar": "scrollbar", "combobox": "combobox", "handle": "handle",
    "window": "window", "menu": "list",
}  # fmt: skip
"""What the detector's kinds are called among elements."""
MARKS: Final = frozenset({"checkbox", "radio", "switch"})
"""Kinds that are named by the text beside them."""
WORDED: Final = frozenset({"button", "tab", "menuitem", "link", "combobox", "field"})
"""Kinds whose text stands inside them."""
ROWS: Final = frozenset({"listitem", "cell"})
"""Kinds that may hold other things; a lone text in one is its own."""
WHOLE: Final = frozenset({"button", "menuitem", "combobox", "link", "checkbox", "radio", "switch", "slider"})
"""Kinds that are one target together with the picture inside."""
HOLDERS: Final = frozenset({"window", "list"})
SAME = 0.45
"""Intersection over union from which both mean the same thing."""
SURE: Final[dict[str, float]] = {
    "window": 0.5, "menu": 0.5, "link": 0.3, "tab": 0.4, "image": 0.4, "cell": 0.4, "listitem": 0.35, "scrollbar": 0.35,
}  # fmt: skip
"""Scores from which the detector is believed alone, where it needs more than its threshold."""
SOCIAL: Final = frozenset({"tab", "cell"})
"""Kinds that seldom stand alone: a sure one vouches for what is level with it."""
LARGE, SURE_OF_LARGE = 80, 0.5
"""Height from which a field is a text area, and the score that one needs which has no outline of its own."""
RENAMES = 0.4
"""Score from which the detector's kind replaces the classical one."""
MOST_PICTURES = 2
"""Pictures on a button at most: its own and an arrow."""
MOST_LINES = 3
"""Lines of text that a button holds at most."""


def merge(shapes: Sequence[Widget], seen: Sequence[Seen], texts: Sequence[Span]) -> list[Widget]:
    """All widgets; `texts` are the spans of the pieces of text that `Widget.texts` counts."""
    sure = [one for one in seen if one.confidence >= _needed(one)]
    kinds = [
        one for one in seen if (one.confidence >= _needed(one) or _in_company(one, sure)) and not _is_letter(one, texts)
    ]
    taken: set[int] = set()
    union = _overlaps([one.span for one in shapes], [_span(one) for one in kinds])
    merged: list[Widget] = []
    for at, shape in enumerate(shapes):
        same = [to for to in np.flatnonzero(union[at] >= SAME).tolist() if to not in taken]
        taken.update(same)
        merged.append(_agreed(shape, [kinds[to] for to in same]))
    merged += [_alone(one) for at, one in enumerate(kinds) if at not in taken]
    return _with_texts(_settled(_without_doubles(merged), texts), texts)


def splits(seen: Sequence[Seen]) -> list[Span]:
    """Where a line of text is cut: at check marks, around links, and between neighbours of one kind in a row.

    A span without width cuts at the gap between words that is nearest to it.
    Not at icons: a short word at the head of a menu's entry is easily taken for one.
    """
    marks = [_span(one) for one in seen if one.kind in MARKS and one.confidence >= 0.5]
    # A link in a sentence is a piece of its own.
    for one in seen:
        if one.kind == "link" and one.confidence >= 0.5:
            top, bottom = round(one.box.top), round(one.box.bottom)
            marks += [Span(x, top, x, bottom) for x in (round(one.box.left) - 2, round(one.box.right) + 2)]
    beside = sorted(
        (one for one in seen if one.kind in ("button", "tab", "menuitem", "cell") and one.confidence >= 0.35),
        key=lambda one: one.box.left,
    )
    for at, one in enumerate(beside):
        for other in beside[at + 1 : at + 40]:
            gap = other.box.left - one.box.right
            level = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
            if one.kind == other.kind and -4 <= gap <= 24 and level > 0.7 * max(one.box.height, other.box.height):
                middle = round(one.box.right + gap / 2)
                marks.append(Span(middle, round(one.box.top), middle + 1, round(one.box.bottom)))
    return marks


def _needed(one: Seen) -> float:
    """Score from which a find is believed; an empty part of a dialog looks like a large field."""
    if one.kind == "field" and one.box.height > LARGE:
        return SURE_OF_LARGE
    return SURE.get(one.kind, 0.0)


def _in_company(one: Seen, sure: Sequence[Seen]) -> bool:
    """Whether a find stands in one row with a surer one of its kind and height, as a tab among tabs."""
    box = one.box
    return one.kind in SOCIAL and any(
        other.kind == one.kind
        and abs(other.box.center.y - box.center.y) < 0.2 * box.height
        and 0.7 < other.box.height / max(box.height, 1) < 1.4
        and max(other.box.left - box.right, box.left - other.box.right) < 4 * box.height
        for other in sure
    )


def _span(one: Seen) -> Span:
    box = one.box
    left, top = round(box.left), round(box.top)
    return Span(left, top, max(left + 1, round(box.right)), max(top + 1, round(box.bottom)))


def _overlaps(one: Sequence[Span], other: Sequence[Span]) -> NDArray[np.float32]:
    from model.sight.decode import overlaps

    return overlaps(np.array(one, np.float32).reshape(-1, 4), np.array(other, np.float32).reshape(-1, 4))


def _is_letter(one: Seen, texts: Sequence[Span]) -> bool:
    """Whether an icon is only a letter of a longer text."""
    if one.kind not in ("icon", "handle", "radio", "checkbox"):
        return False
    span = _span(one)
    return any(
        share(span, text) > 0.6
        and text.width > 2 * span.width
        and text.left + 2 < (span.left + span.right) / 2 < text.right - 2
        for text in texts
    )


def _agreed(shape: Widget, same: Sequence[Seen]) -> Widget:
    """A classical widget with what the detector says about the same place."""
    if not same:
        return shape
    if shape.role in MARKS:
        return replace(shape, confidence=max(shape.confidence, same[0].confidence))
    told = [one for one in same if one.kind not in ("icon", "image") or shape.role == "icon"]
    best = max(told or same, key=lambda one: one.confidence)
    bars = {"icon": 0.0 if best.kind not in ("listitem", "cell", "window") else 1.0, "field": 0.5, "combobox": 0.7}
    if best.confidence < bars.get(shape.role, RENAMES) or best.kind in HOLDERS:
        return replace(shape, states=shape.states | best.states if ROLE[best.kind] == shape.role else shape.states)
    if shape.role == "button" and best.kind in ("icon", "image"):
        return shape
    states = best.states | (shape.states if ROLE[best.kind] == shape.role else frozenset())
    return replace(
        shape, role=ROLE[best.kind], states=states, confidence=round(max(shape.confidence, best.confidence), 3),
        glyph=shape.glyph if best.kind == "button" else None,
    )  # fmt: skip


def _alone(one: Seen) -> Widget:
    return Widget(_span(one), ROLE[one.kind], states=one.states, confidence=round(one.confidence, 3))


def _without_doubles(widgets: list[Widget]) -> list[Widget]:
    """Without pictures on what is one target with them, and without the less sure of two names for one place."""
    spans = [widget.span for widget in widgets]
    union = _overlaps(spans, spans)
    dropped: set[int] = set()
    order = sorted(range(len(widgets)), key=lambda at: -widgets[at].confidence)
    for at in order:
        one = widgets[at]
        if at in dropped or one.role in HOLDERS:
            continue
        for to in np.flatnonzero(union[at] > 0.6).tolist():
            other = widgets[to]
            if to != at and to not in dropped and other.role not in HOLDERS and not other.label:
                loser = at if other.role in WHOLE and one.role in ("icon", "image", *ROWS) else to
                dropped.add(loser)
    left = [at for at in range(len(widgets)) if at not in dropped]
    pictures = [at for at in left if widgets[at].role in ("icon", "image", "handle") and _is_small(widgets[at].span)]
    for to in left:
        other = widgets[to]
        inside_it = [
            at for at in pictures if at != to and other.role != widgets[at].role and _absorbs(other, widgets[at])
        ]
        # A bar with many pictures is no button, whatever its outline says.
        if len(inside_it) <= MOST_PICTURES:
            dropped.update(inside_it)
    return [widget for at, widget in enumerate(widgets) if at not in dropped]


def _is_small(span: Span) -> bool:
    return span.width * span.height < 6400


def _absorbs(other: Widget, picture: Widget) -> bool:
    """Whether a press on the picture is a press on the other."""
    if picture.role == "handle" or not share(picture.span, other.span) > 0.8:
        return False
    if other.role == "tab":
        return (picture.span.left + picture.span.right) / 2 < other.span.left + 0.6 * other.span.width
    return other.role in WHOLE and other.span.height <= 4 * picture.span.height


def _settled(widgets: Sequence[Widget], texts: Sequence[Span]) -> list[Widget]:
    """The same, where a piece of text belongs to the one of two that holds more of it, as the button on top does."""
    settled: list[Widget] = []
    for widget in widgets:
        others = [one for one in widgets if one is not widget]
        mine = tuple(at for at in widget.texts if not any(_fits_better(at, one, widget, texts) for one in others))
        settled.append(replace(widget, texts=mine))
    return settled


def _fits_better(text: int, other: Widget, one: Widget, texts: Sequence[Span]) -> bool:
    return text in other.texts and share(texts[text], other.span) > share(texts[text], one.span)


def _with_texts(widgets: Sequence[Widget], texts: Sequence[Span]) -> list[Widget]:
    """Each widget with the pieces of text that are its own; the smallest widget around a piece has it."""
    used = {index for widget in widgets for index in widget.texts}
    lone = [at for at, widget in enumerate(widgets) if not widget.texts]
    own: dict[int, list[int]] = {at: [] for at in lone}
    for index, text in enumerate(texts):
        if index in used:
            continue
        around = [
            at
            for at, widget in enumerate(widgets)
            if widget.role in (WORDED | ROWS) and inside(text, widget.span) and share(text, widget.span) > 0.7
        ]
        if around:
            smallest = min(around, key=lambda at: widgets[at].span.width * widgets[at].span.height)
            if smallest in own:
                own[smallest].append(index)
    made: list[Widget] = []
    for at, widget in enumerate(widgets):
        mine = own.get(at, [])
        if widget.role in MARKS and not widget.texts:
            free = {index: text for index, text in enumerate(texts) if index not in used}
            beside = text_beside(widget.span, free)
            if beside is not None:
                used.add(beside)
                widget = replace(widget, texts=(beside,))  # noqa: PLW2901 - the same widget, named
        elif mine and len(mine) <= (1 if widget.role in ROWS else MOST_LINES):
            widget = replace(widget, texts=tuple(_in_lines(mine, texts)), glyph=None)  # noqa: PLW2901
        made.append(widget)
    return made


def _in_lines(indices: Sequence[int], texts: Sequence[Span]) -> list[int]:
    """Line by line from the top, each from the left; what overlaps in height stands in one line."""
    lines: list[list[int]] = []
    for index in sorted(indices, key=lambda at: texts[at].top):
        middle = (texts[index].top + texts[index].bottom) / 2
        if lines and middle < texts[lines[-1][0]].bottom:
            lines[-1].append(index)
        else:
            lines.append([index])
    return [index for line in lines for index in sorted(line, key=lambda at: texts[at].left)]
