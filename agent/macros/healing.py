"""Heals: where a replay found a target otherwise, as a diff of the macro; kept only when the person says so."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from agent.macros.describing import describe
from agent.macros.document import checked, dumped, laid_out, parsed
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
    for heal in {heal.step: heal for heal in heals}.values():
        for step in _all(document.get("steps")):
            if step.get("id") == heal.step and "target" in step:
                file = f"pictures/{heal.step}.png"
                now, picture = describe(heal.seen, heal.found.point, heal.elements, file)
                now = now.model_copy(
                    update={"words": now.words or heal.was.words, "label": now.label or heal.was.label,
                            "role": heal.was.role, "near": heal.was.near, "identity": now.identity or heal.was.identity}
                )  # fmt: skip
                step["target"] = laid_out(now.model_dump(mode="json", exclude_defaults=True))
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


def _all(steps: Any) -> Any:
    for step in steps or []:
        yield step
        for inner in ("steps", "otherwise"):
            yield from _all(step.get(inner))
