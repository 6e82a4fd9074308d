"""Which steps choose what a grave step then acts on: the file that is marked before Delete is pressed.

Such a choice has to be as sure as the grave step itself: that finds its own key or menu entry whatever is marked.
"""

from __future__ import annotations

from agent.macros.file.filling import steps_within
from agent.macros.file.schema import DEEDS, Macro, Pointing
from model.base import Role

MENUS: frozenset[Role] = frozenset({"menu", "menuitem"})


def grave_choices(macro: Macro) -> frozenset[str]:
    """Ids of the steps that choose what a grave key, or a grave entry of a menu, acts on."""
    deeds = [step for step in steps_within(macro.steps) if isinstance(step, DEEDS)]
    grave: set[str] = set()
    for at, deed in enumerate(deeds):
        if not deed.consequence.risky or not (getattr(deed, "target", None) is None or _in_menu(deed)):
            continue
        before = at - 1
        while before >= 0 and _in_menu(deeds[before]):
            before -= 1
        if before >= 0 and isinstance(deeds[before], Pointing):
            grave.add(deeds[before].id)
    return frozenset(grave)


def _in_menu(deed: object) -> bool:
    return isinstance(deed, Pointing) and deed.target.role in MENUS
