"""From dp to pixels: how large each view wants to be, and where it goes. A small part of Android's linear layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bridges.phone.screen.view import FILL, View


class Measures(Protocol):
    """What text takes; Qt knows."""

    def text(self, view: View, most: float, density: float) -> tuple[float, float]:
        """Pixels wide and high of the view's text within a width."""


class Layout:
    """Lays trees out for one density."""

    def __init__(self, measures: Measures, density: float, offset: Callable[[View], float]) -> None:
        """`density` is pixels a dp; `offset` tells how far a scrolling view has scrolled, in pixels."""
        self._measures = measures
        self._density = density
        self._offset = offset
        self._sizes: dict[tuple[int, float, float], tuple[float, float]] = {}

    def place(self, root: View, left: float, top: float, width: float, height: float) -> None:
        """Set `box` of the view and of all below it."""
        root.box = (round(left), round(top), round(left + width), round(top + height))
        pl, pt, pr, pb = (value * self._density for value in root.padding)
        inner = (left + pl, top + pt, max(0.0, width - pl - pr), max(0.0, height - pt - pb))
        if root.flow == "stack":
            self._stack(root, *inner)
        else:
            self._line(root, *inner)

    def _size(self, view: View, most_w: float, most_h: float) -> tuple[float, float]:
        key = (id(view), most_w, most_h)
        if key not in self._sizes:
            self._sizes[key] = self._measured(view, most_w, most_h)
        return self._sizes[key]

    def _measured(self, view: View, most_w: float, most_h: float) -> tuple[float, float]:
        d = self._density
        width = most_w if view.width == FILL else min(most_w, view.width * d) if view.width >= 0 else -1.0
        height = most_h if view.height == FILL else min(most_h, view.height * d) if view.height >= 0 else -1.0
        if width >= 0 and height >= 0:
            return width, height
        pl, pt, pr, pb = (value * d for value in view.padding)
        room_w = (width if width >= 0 else most_w) - pl - pr
        room_h = (height if height >= 0 else most_h) - pt - pb
        inner_w, inner_h = self._inner(view, max(0.0, room_w), max(0.0, room_h))
        width = width if width >= 0 else min(most_w, inner_w + pl + pr)
        height = height if height >= 0 else min(most_h, max(inner_h + pt + pb, view.least * d))
        return width, height

    def _inner(self, view: View, room_w: float, room_h: float) -> tuple[float, float]:
        d = self._density
        if view.icon:
            return view.size * d, view.size * d
        text_w, text_h = (0.0, 0.0)
        if view.text or view.hint or view.edit:
            text_w, text_h = self._measures.text(view, room_w, d)
        if not view.children:
            return text_w, text_h
        if view.scrolls:
            room_h = 1e7
        if view.flow == "stack":
            sizes = [self._size(child, room_w, room_h) for child in view.children]
            return max(text_w, *(w for w, _ in sizes)), max(text_h, *(h for _, h in sizes))
        gaps = view.gap * d * (len(view.children) - 1)
        if view.flow == "row":
            widths = self._widths(view, room_w)
            heights = [self._size(child, width, room_h)[1] for child, width in zip(view.children, widths, strict=True)]
            return sum(widths) + gaps, max(heights)
        sizes = [self._size(child, room_w, room_h) for child in view.children]
        return max(w for w, _ in sizes), sum(h for _, h in sizes) + gaps

    def _widths(self, view: View, room: float) -> list[float]:
        """Widths of a row's children: fixed ones first, then what they want, then the shares of the rest."""
        left = room - view.gap * self._density * (len(view.children) - 1)
        widths = [0.0] * len(view.children)
        for index, child in enumerate(view.children):
            if not child.weight:
                widths[index] = self._size(child, max(0.0, left), 1e7)[0] if child.width != FILL else max(0.0, left)
                left -= widths[index]
        total = sum(child.weight for child in view.children)
        for index, child in enumerate(view.children):
            if child.weight:
                widths[index] = max(0.0, left) * child.weight / total
        return widths

    def _heights(self, view: View, width: float, room: float) -> list[float]:
        left = room - view.gap * self._density * (len(view.children) - 1)
        heights = [0.0] * len(view.children)
        for index, child in enumerate(view.children):
            if not child.weight:
                heights[index] = self._size(child, width, max(0.0, left))[1]
                left -= heights[index]
        total = sum(child.weight for child in view.children)
        for index, child in enumerate(view.children):
            if child.weight:
                heights[index] = max(0.0, left) * child.weight / total
        return heights

    def _line(self, view: View, left: float, top: float, width: float, height: float) -> None:
        if not view.children:
            return
        row = view.flow == "row"
        room = 1e7 if view.scrolls else (width if row else height)
        along = self._widths(view, width) if row else self._heights(view, width, room)
        used = sum(along) + view.gap * self._density * (len(along) - 1)
        view.content = (width, used)
        spare = max(0.0, (width if row else height) - used)
        gap = view.gap * self._density
        start = {"center": spare / 2, "end": spare}.get(view.justify, 0.0)
        if view.justify == "between" and len(along) > 1:
            gap += spare / (len(along) - 1)
        at = (left if row else top) + start - (self._offset(view) if view.scrolls else 0.0)
        for child, length in zip(view.children, along, strict=True):
            if row:
                across = height if child.height == FILL else self._size(child, length, height)[1]
                self.place(child, at, top + _shift(view, height, across), length, across)
            else:
                across = width if child.width == FILL else self._size(child, width, length)[0]
                self.place(child, left + _shift(view, width, across), at, across, length)
            at += length + gap

    def _stack(self, view: View, left: float, top: float, width: float, height: float) -> None:
        for child in view.children:
            child_w, child_h = self._size(child, width, height)
            dx = {"center": (width - child_w) / 2, "end": width - child_w}.get(view.align, 0.0)
            dy = {"center": (height - child_h) / 2, "end": height - child_h}.get(view.justify, 0.0)
            self.place(child, left + dx, top + dy, child_w, child_h)


def _shift(view: View, room: float, taken: float) -> float:
    return {"center": (room - taken) / 2, "end": room - taken}.get(view.align, 0.0)
