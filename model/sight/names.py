"""What an icon is called where its picture leaves no doubt: the usual names of an interface, and the one that fits."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from model.sight.icons import PhraseEncoder, Vectors

NAMES: Final = (
    "settings", "close", "search", "home", "menu", "back", "forward", "up", "down", "expand", "collapse", "next",
    "previous", "add", "remove", "delete", "edit", "save", "open", "folder", "file", "copy", "cut", "paste", "undo",
    "redo", "refresh", "download", "upload", "print", "share", "send", "mail", "phone", "chat", "notifications",
    "user", "users", "log in", "log out", "lock", "unlock", "key", "show", "hide", "star", "heart", "bookmark",
    "flag", "pin", "tag", "calendar", "clock", "history", "camera", "image", "video", "music", "play", "pause",
    "stop", "skip forward", "skip back", "volume", "mute", "microphone", "headphones", "shopping cart", "credit card",
    "map", "location", "globe", "wifi", "bluetooth", "battery", "power", "sun", "moon", "cloud", "filter", "sort",
    "grid", "list", "zoom in", "zoom out", "full screen", "bold", "italic", "underline", "strikethrough", "align left",
    "align center", "align right", "link", "attachment", "code", "terminal", "bug", "database", "chart", "table",
    "info", "help", "warning", "check", "more", "drag handle", "color palette", "brush", "crop", "layers", "shield",
    "gift", "truck", "calculator", "keyboard", "mouse", "desktop", "mobile phone", "thumbs up", "emoji", "archive",
    "new tab", "new window", "eraser", "translate", "accessibility", "rocket",
)  # fmt: skip
SURE: Final = 0.32
"""Cosine from which a name may be said."""
AHEAD: Final = 0.05
"""How far the best name must lie before the second."""


@cache
def _spoken() -> Vectors:
    return PhraseEncoder().encode(NAMES)


def sure_name(vector: Vectors) -> str:
    """The name of an icon by its unit vector of 256 numbers; empty where none is sure."""
    likeness = _spoken() @ vector
    second, best = np.argsort(likeness)[-2:].tolist()
    sure = likeness[best] >= SURE and likeness[best] - likeness[second] >= AHEAD
    return NAMES[best] if sure else ""
