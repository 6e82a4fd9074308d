"""What the detector tells apart. The order is the order of its output channels: append, never reorder."""

from __future__ import annotations

from typing import Final

KINDS: Final = (
    "button", "field", "checkbox", "radio", "switch", "slider", "tab", "menuitem", "link", "icon", "image",
    "listitem", "cell", "scrollbar", "combobox", "handle", "window", "menu",
)  # fmt: skip
"""`handle` is what is dragged: a slider’s thumb; `menu` is an open list of choices; `window` a window or dialog."""

STATES: Final = ("checked", "selected", "disabled", "focused")
"""`checked` of boxes, radio buttons and switches; `selected` of tabs, rows, cells and pressed buttons."""

STATES_OF: Final[dict[str, tuple[str, ...]]] = {
    "checkbox": ("checked", "disabled", "focused"),
    "radio": ("checked", "disabled", "focused"),
    "switch": ("checked", "disabled", "focused"),
    "button": ("selected", "disabled", "focused"),
    "field": ("disabled", "focused"),
    "combobox": ("disabled", "focused"),
    "slider": ("disabled", "focused"),
    "tab": ("selected", "disabled"),
    "menuitem": ("selected", "disabled"),
    "listitem": ("selected",),
    "cell": ("selected",),
}
"""States that a kind can be in; other kinds have none."""
