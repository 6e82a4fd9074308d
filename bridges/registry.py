"""Bridges by name: ``desktop``, ``virtual``, ``virtual:1280x720``, found among the entry points ``mimic.bridges``."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import TypeAlias, cast

from bridges.base import Bridge
from bridges.errors import BridgeError
from bridges.stop import Stop

GROUP = "mimic.bridges"

OpenBridge: TypeAlias = Callable[[str, Stop, bool], Bridge]
"""What an entry point names: takes the detail after the colon, the stop flag, and whether a tree is wanted."""


def bridge_names() -> tuple[str, ...]:
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def open_bridge(target: str, stop: Stop, *, tree: bool = True) -> Bridge:
    """The bridge called ``name`` or ``name:detail``; it is not entered yet.

    Raises BridgeError where no bridge has that name, and whatever opening the bridge raises.
    """
    name, _, detail = target.strip().partition(":")
    return _loaded(_entry(name))(detail, stop, tree)


TREES_BY_DEFAULT = ("android", "phone")
"""Where the tree is reliable and names what has no words on it; on a desktop it often is neither."""


def wants_tree(target: str, told: bool | None) -> bool:
    """Whether to read the element tree: as the person told, else as is best for the device."""
    return target.strip().partition(":")[0] in TREES_BY_DEFAULT if told is None else told


def _entry(name: str) -> EntryPoint:
    for entry in entry_points(group=GROUP):
        if entry.name == name:
            return entry
    known = ", ".join(bridge_names()) or "none is installed"
    raise BridgeError(f"Opening the device “{name}”", "no bridge has that name", f"Known: {known}.")


def _loaded(entry: EntryPoint) -> OpenBridge:
    try:
        return cast("OpenBridge", entry.load())
    except (ImportError, AttributeError) as error:
        raise BridgeError(
            f"Loading the bridge “{entry.name}”", f"{entry.value} fails with: {error}", "Install what it needs."
        ) from error
