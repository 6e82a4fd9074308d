"""Heals: where a replay found a target otherwise, as a diff of the macro; kept only when the person says so."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from agent.macros.describing import describe
from agent.macros.document import checked, dumped, laid_out, parsed, steps_in
from agent.macros.filling import NAMED
from agent.macros.parts import Heal
from agent.macros.store import Macros, rewritten, store_picture
from bridges.base import Frame


def accept(macros: Macros, heals: Sequence[Heal], *, keep: bool) -> str:
    """The diff that the heals make; with ``keep`` they are written, comments and all else as they were."""
    diffs = [_healed(macros, name, [one for one in heals if one.macro == name], keep=keep) for name in _names(heals)]
    return "\n".join(filter(None, diffs))


def _names(heals: Sequence[Heal]) -> list[str]:
    return list(dict.fromkeys(heal.macro for heal in heals))


def _healed(macros: Macros, name: str, heals: Sequence[Heal], *, keep: bool) -> str:
    path = macros.file(name)
    before = path.read_text("utf-8")
    document = parsed(before, str(path))
    pictures: dict[str, Frame] = {}
    latest = {heal.step: heal for heal in heals}
    for called, step in steps_in(document.get("steps")):
        heal = latest.get(called)
        if heal is None or "target" not in step:
            continue
        file = f"pictures/{heal.step}.png"
        now, picture = describe(heal.seen, heal.found.point, heal.elements, file)
        now = now.model_copy(
            update={"words": now.words or heal.was.words, "label": now.label or heal.was.label,
                    "role": heal.was.role, "near": heal.was.near, "identity": now.identity or heal.was.identity}
        )  # fmt: skip
        step["target"] = laid_out(_unfilled(now.model_dump(mode="json", exclude_defaults=True), step["target"]))
        if picture is not None:
            pictures[file] = picture
    after = dumped(document)
    checked(parsed(after, str(path)), str(path))
    if keep:
        for file, picture in pictures.items():
            store_picture(path.parent / file, picture)
        rewritten(path, after)
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} as it is", f"{name} healed", lineterm="", n=2
    )
    return "\n".join(lines)


def _unfilled(now: dict[str, Any], was: Any) -> dict[str, Any]:
    """The new target with those texts of the old one that name a parameter: what stood there is only its value."""
    if isinstance(was, str):
        was = {"words": was}
    return now | {
        key: was[key] for key in ("words", "label", "near", "identity") if NAMED.search(str(was.get(key, "")))
    }
