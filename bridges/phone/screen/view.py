"""A view: one element of the screen, as Android's accessibility tree knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

FILL: Final = -1.0
"""As wide or as high as the parent allows."""
WRAP: Final = -2.0
"""As wide or as high as the content."""

Act: TypeAlias = Callable[[], None]
Flow: TypeAlias = Literal["column", "row", "stack"]
Place: TypeAlias = Literal["start", "center", "end", "between"]


@dataclass(eq=False)
class View:
    """What is shown, where, and what a touch on it does. Lengths are dp until `layout` sets `box`, in pixels."""

    kind: str = "android.view.View"
    """Class name for the accessibility tree."""
    id: str = ""
    """Resource id without package."""
    text: str = ""
    hint: str = ""
    desc: str = ""
    children: list[View] = field(default_factory=list)

    width: float = WRAP
    height: float = WRAP
    weight: float = 0.0
    """Share of the room left in the parent's direction."""
    flow: Flow = "column"
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, top, right, bottom."""
    gap: float = 0.0
    align: Place = "start"
    """Across the flow; in a stack, horizontally."""
    justify: Place = "start"
    """Along the flow; in a stack, vertically."""
    least: float = 0.0
    """Smallest height."""

    fill: str = ""
    """A role of the theme, or #rrggbb."""
    radius: float = 0.0
    border: str = ""
    color: str = "on_surface"
    size: float = 16.0
    bold: bool = False
    lines: int = 0
    """Most lines of text; 0 for as many as it takes."""
    icon: str = ""
    picture: str = ""
    """A drawn picture of the gallery or the shop, by seed."""
    draw: Callable[[Any, View], None] | None = None
    """Draws the inside itself, with a QPainter."""

    tap: Act | None = None
    hold: Act | None = None
    checked: bool | None = None
    enabled: bool = True
    selected: bool = False
    password: bool = False
    scrolls: bool = False
    sideways: bool = False
    """A pager: swipes along x change pages."""
    key: str = ""
    """Names what outlives a rebuild: a scroll position, a field's text."""
    edit: Callable[[str], None] | None = None
    """Takes the new text of a field; a view with it is an editor."""
    done: Act | None = None
    """Enter in a one-line field."""
    multiline: bool = False
    secure: bool = False

    box: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Left, top, right, bottom in screen pixels, after layout; of a scrolled view, also outside the screen."""
    content: tuple[float, float] = (0.0, 0.0)
    """Pixels that a scrolling view's content takes, wide and high."""
    focused: bool = False

    def walk(self) -> Iterator[View]:
        """The view and all below it, front last."""
        yield self
        for child in self.children:
            yield from child.walk()

    def contains(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.box
        return left <= x < right and top <= y < bottom

    @property
    def solid(self) -> bool:
        """Whether a touch stops here."""
        shown = self.fill or self.text or self.icon or self.draw
        return bool(self.touchable or self.scrolls or self.sideways or shown or not self.enabled)

    @property
    def touchable(self) -> bool:
        return self.tap is not None or self.hold is not None or self.edit is not None


def path_to(root: View, x: float, y: float) -> list[View]:
    """The views under a point, from the root to the foremost one that is there; mere holders let touches through."""
    if not root.contains(x, y):
        return []
    for child in reversed(root.children):
        below = path_to(child, x, y)
        if below:
            return [root, *below]
    return [root] if root.solid else []
