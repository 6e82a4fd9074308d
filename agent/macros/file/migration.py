"""Macros of older schemas, lifted one version at a time. The original stays beside the new file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ruamel.yaml.comments import CommentedMap

from agent.macros.file.schema import VERSION
from bridges.errors import MacroUnusable


def lifted(document: CommentedMap, where: str) -> bool:
    """Bring a document to the current version, in place; whether anything had to be done.

    Raises MacroUnusable for a version from the future, or none that ever was.
    """
    version = document.get("version", VERSION)
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        raise MacroUnusable(
            f"Reading {where}",
            f"line {_line(document)}: it has version {version!r}, and this Mimic knows 1 to {VERSION}",
            "Use the Mimic that wrote it, or a newer one.",
        )
    for number in range(version, VERSION):
        _LIFTS[number](document)
        document["version"] = number + 1
    return bool(version < VERSION)


def _line(document: CommentedMap) -> int:
    return int(document.lc.key("version")[0]) + 1 if "version" in document else 1


def _from_1(document: CommentedMap) -> None:
    """Version 1 had one flat list of steps, called an action `action` and a check `expect`."""
    for step in document.get("steps") or []:
        if isinstance(step, CommentedMap):
            _renamed(step, "action", "do")
            _renamed(step, "expect", "check")


def _renamed(mapping: CommentedMap, old: str, new: str) -> None:
    if old in mapping and new not in mapping:
        comment = mapping.ca.items.pop(old, None)
        mapping.insert(list(mapping).index(old), new, mapping[old])
        del mapping[old]
        if comment is not None:
            mapping.ca.items[new] = comment


_LIFTS: dict[int, Callable[[CommentedMap], Any]] = {1: _from_1}
