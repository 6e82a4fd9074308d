"""The screen parser: from pixels to a list of elements, doing again only what changed since the last frame."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bridges.base import Frame, Node
from bridges.coordinates import Size
from bridges.errors import NotAnImage
from model.base import Element
from model.parse.apart import apart
from model.parse.changes import changed_spans
from model.parse.eyes import EyesLayer
from model.parse.fuse import fuse
from model.parse.leftovers import described, leftovers
from model.parse.lines import is_link
from model.parse.merge import merge, splits
from model.parse.ocr import Ocr
from model.parse.pictures import NUMBERS, PicturesLayer, named
from model.parse.text import TextLayer, TextPiece, is_text, may_be_a_letter
from model.parse.tree import from_tree, withheld
from model.parse.widgets import Widget, WidgetLayer
from model.sight import Detector, IconEncoder
from model.sight.icons import Vectors

MOST_PIXELS = 64_000_000
"""Frames up to about 8k × 8k are parsed; a larger one is refused by name, before anything is allocated for it."""
_shared = Ocr()
_detector = Detector()
_icons = IconEncoder()


@dataclass(frozen=True, slots=True)
class Screen:
    """What is on a frame."""

    elements: tuple[Element, ...]
    """In reading order; `Element.parent` is an index into it."""
    size: Size
    ms: dict[str, float] = field(default_factory=dict)
    """Milliseconds of "changes", "look", "detect", "widgets", "read", "fuse", "pictures" and "total"."""
    read_again: float = 1.0
    """Share of the frame that was looked at again."""
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, NUMBERS), np.float32), compare=False)
    """A row for each element: the icon encoder's vector of its picture, zero where it has none; may be empty."""
    frame: Frame | None = field(default=None, compare=False, repr=False)
    """The pixels that were parsed; None where they showed nothing."""


class ScreenParser:
    """Parses the frames of one device one after the other, in one thread; the models are shared."""

    def __init__(
        self,
        ocr: Ocr | None = None,
        detector: Detector | None = None,
        *,
        icons: IconEncoder | None = None,
        without: frozenset[str] = frozenset(),
    ) -> None:
        """`without` leaves out "detector" or "icons", to measure what each is worth."""
        self._without = without
        self._ocr = ocr or _shared
        self._detector = detector or _detector
        self._eyes = EyesLayer(self._detector)
        self._text = TextLayer(self._ocr)
        self._icons = icons or _icons
        self._pictures = PicturesLayer(self._icons)
        self._frame: Frame | None = None
        self._tree: tuple[Node, ...] | None = None
        self._screen: Screen | None = None

    def load(self) -> None:
        """Load the models now instead of at the first frame. Raises ModelUnavailable."""
        self._ocr.load()
        self._detector.load()
        self._icons.load()

    def parse(self, frame: Frame, tree: tuple[Node, ...] | None = None) -> Screen:
        """The elements of an RGB frame, height × width × 3 bytes. Raises NotAnImage, ModelUnavailable."""
        if self._screen is not None and frame is self._frame and tree == self._tree:
            return self._screen
        _check(frame)
        if tree and withheld(frame):
            height, width = frame.shape[:2]
            self._screen = Screen(tuple(from_tree(tree)), Size(width, height), {"total": 0.0})
            self._frame, self._tree = frame, tree
            return self._screen
        clock = _Clock()
        changed = changed_spans(self._frame, frame)
        clock.lap("changes")
        seen = [] if "detector" in self._without else self._eyes.look(frame, changed)
        clock.lap("look")
        shapes = WidgetLayer(frame)
        clock.lap("widgets")
        spans = self._text.detect(frame, changed, [*shapes.marks(), *splits(seen)])
        clock.lap("detect")
        read = self._text.read(frame, spans)
        pieces = [piece for piece in read if is_text(piece)]
        clock.lap("read")
        texts = [piece.span for piece in pieces]
        widgets = shapes.widgets(texts)
        if seen:
            widgets = apart(merge(widgets, seen, texts), frame)
        widgets += leftovers(shapes.areas, widgets, texts, (frame.shape[1], frame.shape[0]))
        clock.lap("widgets")
        widgets = [_with_sign(widget, pieces) for widget in widgets]
        signs = [(widget.span, widget.glyph) for widget in widgets if widget.glyph is not None]
        glyphs = self._text.read_signs(frame, signs)
        clock.lap("read")
        links = {at for at, piece in enumerate(pieces) if len(piece.text) > 1 and is_link(frame, piece.span)}
        elements = fuse(pieces, widgets, glyphs, tree, links)
        clock.lap("fuse")
        vectors = np.zeros((len(elements), NUMBERS), np.float32)
        if "icons" not in self._without:
            vectors = self._pictures.vectors(frame, elements, seen)
            elements = named(elements, vectors)
        elements = described(elements, frame, [piece for piece in read if may_be_a_letter(piece)])
        clock.lap("pictures")
        height, width = frame.shape[:2]
        share = sum(span.width * span.height for span in changed) / (width * height)
        self._screen = Screen(tuple(elements), Size(width, height), clock.total(), share, vectors, frame)
        self._frame, self._tree = frame, tree
        return self._screen


def _with_sign(widget: Widget, pieces: Sequence[TextPiece]) -> Widget:
    """A button with a single character on it is read once more as a sign."""
    if widget.role == "button" and len(widget.texts) == 1 and len(pieces[widget.texts[0]].text) == 1:
        return replace(widget, glyph=pieces[widget.texts[0]].span)
    return widget


def _check(frame: Frame) -> None:
    tried = "Parsing a screen"
    if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8 or 0 in frame.shape:
        raise NotAnImage(
            tried, f"the frame is {frame.dtype} of shape {frame.shape}", "It must be height × width × 3 bytes."
        )
    if frame.shape[0] * frame.shape[1] > MOST_PIXELS:
        raise NotAnImage(
            tried,
            f"the frame is {frame.shape[1]}×{frame.shape[0]}, more than {MOST_PIXELS // 1_000_000} million pixels",
            "Scale it down or crop it to the part that matters.",
        )


class _Clock:
    """Milliseconds per phase."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._ms: dict[str, float] = {}

    def lap(self, phase: str) -> None:
        now = time.perf_counter()
        self._ms[phase] = round(self._ms.get(phase, 0) + (now - self._last) * 1000, 2)
        self._last = now

    def total(self) -> dict[str, float]:
        return {**self._ms, "total": round((self._last - self._start) * 1000, 2)}
