"""One reading of one application's accessibility tree.

The tree is read level by level: all questions about one level are sent at once (`bridges.dbus_calls`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bridges import atspi_words as words
from bridges.atspi_places import Places
from bridges.base import Node
from bridges.coordinates import Box, Geometry
from bridges.dbus_calls import Call, Calls
from bridges.windows import Window

MOST_NODES = 1500
MOST_CHILDREN = 400
"""A table with more is left to the eye."""
MOST_TEXT = 4000
"""Characters of a field that are read."""

NOWHERE = Box(0, 0, 0, 0)
ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = ("/org/a11y/atspi/accessible/root", ACCESSIBLE)
_CLASS_NAME = re.compile(r"([A-Z][a-z]+){2,}")
"""GTK 4 gives a widget without a name that of its class."""


@dataclass(frozen=True, slots=True)
class Application:
    """A program on the accessibility bus."""

    service: str
    """Its unique name on the bus."""
    name: str
    pid: int
    relative: bool
    """Its boxes are relative to its window: GTK 4 does not know where its windows are."""


class _Surroundings(NamedTuple):
    """What an element has from those that hold it. Boxes are in screen units."""

    clip: Box
    covers: tuple[Box, ...] = ()
    """The windows in front."""
    dx: float = 0.0
    dy: float = 0.0
    popup: bool = False


@dataclass(slots=True)
class _Element:
    """One element while it is being read."""

    service: str
    path: str
    identity: str
    around: _Surroundings
    inside: _Surroundings | None = None
    """What its children have from it, where that differs."""
    parent: _Element | None = None
    button: _Element | None = None
    """The button that it is in."""
    role: str = ""
    bits: int = 0
    name: str = ""
    text: str = ""
    box: Box = NOWHERE
    """The visible part, in screen units."""

    def has(self, state: int) -> bool:
        return bool(self.bits >> state & 1)

    def call(self, interface: str, method: str, signature: str = "", *body: Any) -> Call:
        return Call(self.service, self.path, f"org.a11y.atspi.{interface}", method, signature, body)

    def questions(self) -> tuple[Call, Call, Call]:
        """Role, name and place on the screen."""
        extents = self.call("Component", "GetExtents", "u", 0)
        return self.call("Accessible", "GetRole"), self.property("Accessible", "Name"), extents

    def property(self, interface: str, name: str) -> Call:
        body = (f"org.a11y.atspi.{interface}", name)
        return Call(self.service, self.path, "org.freedesktop.DBus.Properties", "Get", "ss", body)


class Reading:
    """Reads until all is read or the deadline has come."""

    def __init__(
        self,
        calls: Calls,
        application: Application,
        windows: Sequence[Window],
        connection: Any,
        geometry: Geometry,
        deadline: float,
    ) -> None:
        """``windows``: those on the screen, front first; ``connection``: python-xlib's; ``deadline``: monotonic."""
        self.complete = True
        """False where the deadline or a limit cut the reading short."""
        self.answered = False
        self._calls = calls
        self._application = application
        self._places = Places(connection, windows, application.pid, application.relative)
        self._geometry = geometry
        self._deadline = deadline
        width, height = geometry.frame.width / geometry.scale, geometry.frame.height / geometry.scale
        self._screen = Box(geometry.origin_x, geometry.origin_y, geometry.origin_x + width, geometry.origin_y + height)

    def nodes(self) -> list[Node]:
        """The visible elements; what holds others comes before them."""
        path, interface = ROOT
        (answer,) = self._ask([Call(self._application.service, path, interface, "GetChildren")])
        self.answered = answer is not None
        level = [
            _Element(service, path, f"/{index}", _Surroundings(self._screen))
            for index, (service, path) in enumerate(answer[0] if answer else ())
        ]
        found: list[_Element] = []
        while level and len(found) < MOST_NODES:
            level = self._seen(level)
            found += level
            children = self._children(level)
            self._read_values(level)
            level = children
        self.complete &= not level
        for element in found:
            if _is_part(element) and element.button is not None:
                element.button.name = element.button.name or element.name
        return [self._node(element) for element in found if _matters(element)]

    def _ask(self, calls: Sequence[Call]) -> list[tuple[Any, ...] | None]:
        answers = self._calls.answers(calls, self._deadline)
        self.complete &= time.monotonic() < self._deadline
        return answers

    def _seen(self, level: Sequence[_Element]) -> list[_Element]:
        """Those of a level that can be seen, with role, states, name and place."""
        states = self._ask([element.call("Accessible", "GetState") for element in level])
        shown = [element for element, bits in zip(level, states, strict=True) if bits and self._shows(element, bits[0])]
        told = iter(self._ask([call for element in shown for call in element.questions()]))
        return [
            element
            for element, role, name, extents in zip(shown, told, told, told, strict=True)
            if role and extents and self._lies(element, role[0], name[0][1] if name else "", extents[0])
        ]

    def _shows(self, element: _Element, words_of_bits: Sequence[int]) -> bool:
        """Note the states; False for what is hidden."""
        element.bits = sum(word << 32 * place for place, word in enumerate(words_of_bits))
        # GTK 4 says of nothing below the window that it is showing.
        return element.has(words.VISIBLE) and (self._application.relative or element.has(words.SHOWING))

    def _lies(self, element: _Element, role: int, name: str, extents: tuple[int, int, int, int]) -> bool:
        """Note role, name and place; False for what lies outside of what shows it."""
        element.role = words.ROLES[role] if role < len(words.ROLES) else "unknown"
        element.name = _plain(name.strip()) if self._application.relative else name.strip()
        x, y, width, height = extents
        element.box = Box(x, y, x + width, y + height)
        if not self._put(element):
            return False
        open_air = element.around._replace(clip=self._screen, covers=())
        if element.role in words.POPUPS:
            element.around = open_air
        own = element.box.moved(element.around.dx, element.around.dy)
        element.box = own.intersection(element.around.clip)
        if element.role in words.OPENS_POPUP:
            element.inside = open_air
        elif own.area > 1 and (element.role in words.CLIPPING or element.role in words.TOP):
            element.inside = element.around._replace(clip=element.box)
        # The page of a notebook without tabs, what floats on a web page: it shows, and its holder's box is empty.
        return element.box.area > 0 or own.area <= 1

    def _put(self, element: _Element) -> bool:
        """Note where the element's window or popup is; False for one that cannot be found."""
        if element.parent is not None and element.role == "frame":
            # Qt calls everything a frame that has one drawn around it.
            element.role = "panel"
        if element.parent is None:
            window = self._places.window(element.name, element.box)
            if window is not None:
                element.role = element.role if element.role in words.TOP else "frame"
                dx, dy = self._places.offset(window, element.box)
                element.around = element.around._replace(covers=self._places.covers(window), dx=dx, dy=dy)
            return window is not None or not self._application.relative
        if self._application.relative and not element.around.popup:
            offset = self._places.popup_offset(element.box)
            if offset is not None:
                popup = element.box.moved(*offset).intersection(self._screen)
                element.around = _Surroundings(popup, (), *offset, popup=True)
            return offset is not None or element.role != "menu"
        return True

    def _children(self, level: Sequence[_Element]) -> list[_Element]:
        parents = [element for element in level if element.role not in words.LEAVES]
        crowded = [element for element in parents if element.role in words.CROWDED]
        counts = self._ask([element.property("Accessible", "ChildCount") for element in crowded])
        too_many = {
            one.path for one, count in zip(crowded, counts, strict=True) if count and count[0][1] > MOST_CHILDREN
        }
        parents = [element for element in parents if element.path not in too_many]
        answers = self._ask([element.call("Accessible", "GetChildren") for element in parents])
        return self._known(parents, answers)

    def _known(self, parents: Sequence[_Element], answers: Sequence[tuple[Any, ...] | None]) -> list[_Element]:
        """The children that the answers name; those of other programs (embedded windows) are read with them."""
        return [
            _Element(
                service=service,
                path=path,
                identity=f"{parent.identity}/{index}",
                around=parent.inside or parent.around,
                parent=parent,
                button=parent if parent.role in words.BUTTONS else parent.button,
            )
            for parent, answer in zip(parents, answers, strict=True)
            for index, (service, path) in enumerate(answer[0] if answer else ())
            if service == self._application.service
        ]

    def _read_values(self, level: Sequence[_Element]) -> None:
        """What fields hold and sliders show; what nameless buttons say of themselves. Passwords are not read."""
        fields = [element for element in level if element.role in words.TEXTUAL]
        lengths = self._ask([element.property("Text", "CharacterCount") for element in fields])
        ends = [min(length[0][1], MOST_TEXT) if length else 0 for length in lengths]
        texts = self._ask([one.call("Text", "GetText", "ii", 0, end) for one, end in zip(fields, ends, strict=True)])
        for element, answer in zip(fields, texts, strict=True):
            element.text = answer[0] if answer else ""
        numbers = [element for element in level if element.role in words.NUMERIC]
        for element, answer in zip(
            numbers, self._ask([one.property("Value", "CurrentValue") for one in numbers]), strict=True
        ):
            element.text = f"{answer[0][1]:g}" if answer else ""
        nameless = [element for element in level if not element.name and element.role in words.DESCRIBED]
        for element, answer in zip(
            nameless, self._ask([one.property("Accessible", "Description") for one in nameless]), strict=True
        ):
            element.name = answer[0][1].strip() if answer else ""

    def _node(self, element: _Element) -> Node:
        scale, corner_x, corner_y = self._geometry.scale, self._geometry.origin_x, self._geometry.origin_y
        moved = element.box.moved(-corner_x, -corner_y)
        states = {name for state, name in words.STATES.items() if element.has(state)}
        if element.role == "toggle button" and element.has(words.PRESSED):
            states.add("checked")
        if not element.has(words.SENSITIVE) and not element.has(words.ENABLED):
            states.add("disabled")
        if element.role == "password text":
            states.add("password")
        return Node(
            role=element.role,
            name=element.name,
            box=Box(moved.left * scale, moved.top * scale, moved.right * scale, moved.bottom * scale),
            text=element.text,
            states=frozenset(states),
            application=self._application.name,
            identity=element.identity,
        )


def _matters(element: _Element) -> bool:
    """Whether a person could tell the element apart and reach it."""
    center = element.box.center
    covered = any(cover.contains(center) for cover in element.around.covers)
    named = bool(element.name or element.text) or element.role not in words.SCAFFOLDING
    return named and not covered and not _is_part(element) and min(element.box.width, element.box.height) >= 2


def _is_part(element: _Element) -> bool:
    """Whether the element is what its button shows and not something of its own."""
    button = element.button
    return button is not None and element.role in words.PARTS and button.box.contains(element.box.center)


def _plain(name: str) -> str:
    """A name without what GTK 4 does to it: the class where there is none, the label twice where it is the hint too."""
    half = len(name) // 2
    if name[:half] == name[half + 1 :] and name[half : half + 1] == " ":
        name = name[:half]
    return "" if _CLASS_NAME.fullmatch(name) else name
