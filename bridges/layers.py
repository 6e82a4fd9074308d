"""The windows of a display one above the other, each with the pixels that XComposite keeps apart for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bridges.rectangles import Rectangle, area, common, size
from bridges.settle import Pixels

TRIES = 3
LONGEST = 4096
"""Numbers that a property of ours has at most: a thousand rectangles."""
TRANSLUCENT = 32
"""Depth of a window whose pixels have an alpha."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A window as one of the layers of the screen."""

    window: Any
    place: Rectangle
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """What of a window is in the place that is mended."""

    seen: Rectangle
    pixels: Pixels
    shape: list[Rectangle]
    translucent: bool

    def lay(self, part: Pixels, place: Rectangle) -> None:
        """Lay it over ``part``, which begins at ``place``."""
        for shown in self.shape:
            over, under = _cut(self.pixels, self.seen, shown), _cut(part, place, shown)
            if self.translucent:
                rest = 255 - over[:, :, 3:].astype(np.uint16)
                under[:] = over + (under * rest // 255).astype(np.uint8)
            else:
                under[:] = over


class Layers:
    """The windows of a display one above the other, each with pixels of its own.

    What the display tells of changes is read anew, nothing else: every question costs a grab a round trip.
    """

    def __init__(self, connection: Any) -> None:
        from Xlib import X
        from Xlib.ext import composite

        self._connection = connection
        self._root = connection.screen().root
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask | X.PropertyChangeMask)
        # The overlay asks for the same; what is asked for here outlives it.
        self._root.composite_redirect_subwindows(composite.RedirectAutomatic)
        self._compositor, self._picture = (connection.intern_atom(name) for name in ("_NET_WM_CM_S0", "_XROOTPMAP_ID"))
        self._sheets: list[_Sheet] | None = None
        self._shapes: dict[int, list[Rectangle]] = {}
        self._tile: Pixels | None = None
        self._composited = False
        self._ground: tuple[Any, int, int] | None = None

    def close(self) -> None:
        self._connection.close()

    def _look(self) -> list[_Sheet]:
        """Read everything that does not depend on the place."""
        self._composited = bool(self._connection.get_selection_owner(self._compositor))
        self._ground = self._wallpaper()
        self._tile = None
        self._shapes.clear()
        return self._listed()

    def paint(self, part: Pixels, place: Rectangle, without: frozenset[int]) -> None:
        """Paint into ``part`` what lies at ``place``, but for some windows."""
        for _ in range(TRIES):
            if self._have_changed(without) or self._sheets is None:
                self._sheets = self._look()
            if self._painted(part, place, [one for one in self._sheets if one.window.id not in without]):
                return
            self._sheets = None

    def _have_changed(self, without: frozenset[int]) -> bool:
        """Whether anything has that matters: not those windows themselves, which move and change all the time."""
        from Xlib import X

        changed = False
        while self._connection.pending_events():
            event = self._connection.next_event()
            if event.type == X.PropertyNotify:
                changed = changed or event.atom == self._picture
            else:
                changed = changed or getattr(getattr(event, "window", None), "id", 0) not in without
        return changed

    def _listed(self) -> list[_Sheet]:
        """All windows that can be seen, front first. The questions are sent together: there are dozens of windows."""
        from Xlib import X, error
        from Xlib.protocol import request

        display = self._connection.display
        asked = [
            (
                window,
                request.GetWindowAttributes(display=display, defer=1, window=window),
                request.GetGeometry(display=display, defer=1, drawable=window),
            )
            for window in reversed(self._root.query_tree().children)
        ]
        found = []
        for window, attributes, geometry in asked:
            try:
                attributes.reply()
                geometry.reply()
            except (error.BadWindow, error.BadDrawable):
                continue
            if attributes.map_state == X.IsViewable and attributes.win_class == X.InputOutput:
                edges = 2 * geometry.border_width
                right, bottom = geometry.x + geometry.width + edges, geometry.y + geometry.height + edges
                found.append(_Sheet(window, (geometry.x, geometry.y, right, bottom), geometry.depth))
        return found

    def _painted(self, part: Pixels, place: Rectangle, sheets: Sequence[_Sheet]) -> bool:
        """False where a window went away meanwhile."""
        from Xlib import error

        layers: list[_Layer] = []
        try:
            for sheet in sheets:
                seen = common(sheet.place, place)
                if area(seen) == 0:
                    continue
                shape = [common(one, seen) for one in self._shape(sheet)]
                translucent = sheet.depth == TRANSLUCENT and self._composited
                layers.append(_Layer(seen, self._read(sheet, seen), shape, translucent))
                if place in shape and not translucent:
                    break
            else:
                self._paint_ground(part, place)
        except (error.BadWindow, error.BadDrawable, error.BadMatch, error.BadPixmap):
            return False
        for layer in reversed(layers):
            layer.lay(part, place)
        if self._composited:
            # As compositors leave it, so that a grab compares equal to one that was not mended.
            part[:, :, 3] = 255
        return True

    def _shape(self, sheet: _Sheet) -> list[Rectangle]:
        number = sheet.window.id
        if number not in self._shapes:
            self._shapes[number] = self._asked_shape(sheet)
        return self._shapes[number]

    def _asked_shape(self, sheet: _Sheet) -> list[Rectangle]:
        """The window's shape on the root, and word from now on when it changes."""
        from Xlib import error
        from Xlib.ext import shape

        left, top, *_ = sheet.place
        display = self._connection.display
        # A window that is gone meanwhile is told of by the next request, which has a reply.
        shape.SelectInput(
            display=display,
            opcode=display.get_extension_major(shape.extname),
            destination_window=sheet.window,
            enable=1,
            onerror=error.CatchError(),
        )
        told = sheet.window.shape_get_rectangles(shape.SK.Bounding).rectangles
        return [(left + one.x, top + one.y, left + one.x + one.width, top + one.y + one.height) for one in told]

    def _read(self, sheet: _Sheet, seen: Rectangle) -> Pixels:
        """The window's own pixels at a place."""
        from Xlib import error
        from Xlib.ext import composite

        display = self._connection.display
        pixmap = self._connection.create_resource_object("pixmap", display.allocate_resource_id())
        # What goes wrong here is told by the next request, which has a reply.
        composite.NameWindowPixmap(
            display=display,
            opcode=display.get_extension_major(composite.extname),
            window=sheet.window,
            pixmap=pixmap,
            onerror=error.CatchError(),
        )
        try:
            return _image(pixmap, seen[0] - sheet.place[0], seen[1] - sheet.place[1], *size(seen))
        finally:
            pixmap.free(onerror=error.CatchError())

    def _wallpaper(self) -> tuple[Any, int, int] | None:
        """The picture behind all windows with its size, where a property tells of it; a small one is repeated."""
        from Xlib import error

        told = numbers(self._root, self._picture)
        if not told:
            return None
        picture = self._connection.create_resource_object("pixmap", told[0])
        try:
            whole = picture.get_geometry()
        except error.BadDrawable:
            return None
        return picture, whole.width, whole.height

    def _paint_ground(self, part: Pixels, place: Rectangle) -> None:
        if self._ground is None:
            return
        picture, width, height = self._ground
        if place[2] <= width and place[3] <= height:
            part[:] = _image(picture, place[0], place[1], *size(place))
            return
        if self._tile is None:
            self._tile = _image(picture, 0, 0, width, height)
        tile = self._tile
        rows, columns = np.arange(place[1], place[3]) % height, np.arange(place[0], place[2]) % width
        part[:] = tile[0, 0] if (width, height) == (1, 1) else tile[rows[:, None], columns]


def _cut(pixels: Pixels, whole: Rectangle, place: Rectangle) -> Pixels:
    left, top = whole[:2]
    return pixels[place[1] - top : place[3] - top, place[0] - left : place[2] - left]


def _image(pixmap: Any, x: int, y: int, width: int, height: int) -> Pixels:
    from Xlib import X

    image = pixmap.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF)
    return np.frombuffer(image.data, np.uint8).reshape(height, width, 4)


def numbers(window: Any, atom: int) -> tuple[int, ...]:
    """A property's numbers; none where the window or the property is not there."""
    return numbers_of(window.display, [(window, atom)])[0]


def numbers_of(display: Any, properties: Sequence[tuple[Any, int]]) -> list[tuple[int, ...]]:
    """The numbers of several windows' properties, asked for together: one round trip for all."""
    from Xlib import X, error
    from Xlib.protocol import request

    asked = [
        request.GetProperty(
            display=display, defer=1, delete=0, window=window, property=atom, type=X.AnyPropertyType,
            long_offset=0, long_length=LONGEST,
        )
        for window, atom in properties
    ]  # fmt: skip
    found: list[tuple[int, ...]] = []
    for one in asked:
        try:
            one.reply()
        except error.BadWindow:
            found.append(())
            continue
        # A property that a window does not have has no value at all.
        format_, values = one.value or (0, ())
        found.append(tuple(int(value) for value in values) if format_ == 32 else ())
    return found
