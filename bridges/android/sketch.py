"""A withheld screen, drawn from its tree: an outline for each node and its words, on black.

An application that forbids pictures of itself leaves a black frame, on which nothing ever seems to change. With the
sketch a step's effect can be seen as on any other screen, and a person finds the report readable.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from bridges.base import Frame, Node

FAINT, BRIGHT = 70, 255
"""Every state and text of a node gives its outline a colour of its own between these."""
LETTER = 0.45
"""Height of letters, as OpenCV scales its font."""


def sketch(frame: Frame, tree: Sequence[Node]) -> Frame:
    """The frame with its nodes drawn over it. Most of it stays black, as it was withheld."""
    import cv2

    drawn = frame.copy()
    for node in tree:
        words = (node.text or node.name)[:60]
        if not words and not node.states & {"checked", "focused", "selected", "editable"}:
            continue
        left, top, right, bottom = (
            round(edge) for edge in (node.box.left, node.box.top, node.box.right, node.box.bottom)
        )
        colour = _colour(node)
        cv2.rectangle(drawn, (left, top), (right - 1, bottom - 1), colour, 1)
        if "checked" in node.states:
            cv2.rectangle(drawn, (right - 10, top + 3), (right - 4, bottom - 4), colour, cv2.FILLED)
        if words.isascii() and not any(
            other is not node and (other.text or other.name) and _inside(other, node) for other in tree
        ):
            cv2.putText(
                drawn, words, (left + 3, (top + bottom) // 2 + 5), cv2.FONT_HERSHEY_SIMPLEX, LETTER, (200, 200, 200)
            )
    return np.asarray(drawn, np.uint8)


def _inside(inner: Node, outer: Node) -> bool:
    """Whether a row's words are told once more by what stands in it."""
    return inner.box != outer.box and inner.box.intersection(outer.box) == inner.box


def _colour(node: Node) -> tuple[int, int, int]:
    told = "\0".join((node.name, node.text, node.role, *sorted(node.states)))
    sign = zlib.crc32(told.encode("utf-8", "replace"))
    red, green, blue = (FAINT + (sign >> shift & 0xFF) * (BRIGHT - FAINT) // 255 for shift in (0, 8, 16))
    return red, green, blue
