"""Who calls a macro: found for whoever deletes it, and led along where it is renamed."""

from __future__ import annotations

from agent.macros.file.document import checked, dumped, parsed, steps_in
from agent.macros.file.linting import calls_of
from agent.macros.file.store import Macros, rewritten


def callers_of(macros: Macros, name: str) -> tuple[str, ...]:
    """The macros with a step that replays the one of this name, whether there is one or not."""
    return tuple(caller for caller in macros.names() if name in calls_of(macros, caller))


def lead_along(macros: Macros, old: str, new: str) -> tuple[str, ...]:
    """Let all that called a macro by its old name call it by its new one; their names. Comments stay."""
    callers = callers_of(macros, old)
    for caller in callers:
        path = macros.file(caller)
        document = parsed(macros.text(caller), str(path))
        for _, step in steps_in(document.get("steps")):
            if step.get("do") == "macro" and step.get("macro") == old:
                step["macro"] = new
        checked(document, str(path))
        rewritten(path, dumped(document))
    return callers
