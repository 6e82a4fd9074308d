"""The screen parser: `ScreenParser.parse(frame, tree)` gives a `Screen` of elements."""

from model.parse.screen import Screen, ScreenParser

__all__ = ["Screen", "ScreenParser"]
