"""Windows that a macro knows nothing of: one that comes up unasked takes the focus, and proves nothing by coming."""

from __future__ import annotations

from collections.abc import Iterator

from agent.macros.file.filling import steps_within
from agent.macros.file.schema import Calling, Macro
from agent.macros.replaying.checking import alike
from agent.reading import plain
from bridges.base import Observation


class Strangers:
    """Tells windows that were not there when the macro was recorded."""

    def __init__(self, macro: Macro) -> None:
        self.titles = windows_of(macro)
        """Of the windows that the macro knows; none where one of its steps may open any."""
        self.words = frozenset(words_of(macro))
        """What stands on what the macro presses or knows beside it: no answer to an unexpected question."""

    def has_focus(self, seen: Observation) -> bool:
        """Whether a window has the focus that the macro knows nothing of."""
        return bool(self.titles and seen.window) and not any(alike(title, seen.window) for title in self.titles)

    def took_focus(self, before: Observation, now: Observation) -> bool:
        """Whether another window, or another application, has come to the front since."""
        if plain(before.application) != plain(now.application):
            return True
        return self.has_focus(now) and not alike(before.window, now.window)


def windows_of(macro: Macro) -> tuple[str, ...]:
    """Titles of the windows that a macro knows; none where one of its steps may open any."""
    titles: dict[str, None] = {}
    for step in steps_within(macro.steps):
        if isinstance(step, Calling):
            return ()
        target, check = getattr(step, "target", None), getattr(step, "check", None)
        came = check.text if check is not None and check.kind == "window" else None
        if came == "":
            return ()
        for title in (getattr(step, "window", ""), target.window if target else "", came or ""):
            titles[title] = None
    return tuple(title for title in titles if title)


def words_of(macro: Macro) -> Iterator[str]:
    """All words of a macro's targets and of what stood around them."""
    for step in steps_within(macro.steps):
        for target in (getattr(step, "target", None), getattr(step, "to", None), getattr(step, "shown", None)):
            if target is not None:
                yield from map(plain, (target.words, target.label, *target.near))
