"""Heals: where a replay found a target otherwise, as a diff of the macro; kept only when the person says so."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.macros.file.document import checked, dumped, laid_out, parsed, steps_in
from agent.macros.file.filling import NAMED
from agent.macros.file.store import FILE, Macros, picture, rewritten, store_picture
from agent.macros.grounding.describing import describe
from agent.macros.replaying.parts import Heal
from bridges.base import Frame
from bridges.errors import MacroUnusable

PROPOSED = "healed"
"""Folder of a run with the macros as they would be: one folder each, beside the file that they come from."""
BEFORE = "before.yaml"


@dataclass(frozen=True, slots=True)
class Healed:
    """A macro's file as it is and as it would be."""

    macro: str
    before: str
    after: str
    pictures: Mapping[str, Frame] = field(default_factory=dict)
    """By their files beside the macro; RGB."""

    @property
    def diff(self) -> str:
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), f"{self.macro} as it is", f"{self.macro} healed",
            lineterm="", n=2,
        )  # fmt: skip
        return "\n".join(lines)

    def keep(self, macros: Macros) -> None:
        """Write it. Raises MacroUnusable where the file has been changed since the replay."""
        path = macros.file(self.macro)
        if macros.text(self.macro) != self.before:
            raise MacroUnusable(
                f"Keeping what was found in “{self.macro}”", "its file has been changed since", "Replay it again."
            )
        for file, shown in self.pictures.items():
            store_picture(path.parent / file, shown)
        rewritten(path, self.after)

    def propose(self, run: Path) -> None:
        """Store it in a run's folder, to be kept later."""
        folder = run / PROPOSED / self.macro
        for file, shown in self.pictures.items():
            store_picture(folder / file, shown)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / BEFORE).write_text(self.before, encoding="utf-8")
        (folder / FILE).write_text(self.after, encoding="utf-8")


def accept(macros: Macros, heals: Sequence[Heal], *, keep: bool, run: Path | None = None) -> str:
    """The diff that the heals make; with ``keep`` they are written, comments and all else as they were.

    Without, they are proposed in the folder of a ``run``, to be kept later.
    """
    found = _all_healed(macros, heals)
    for one in found:
        if keep:
            one.keep(macros)
        elif run is not None:
            one.propose(run)
    return "\n".join(filter(None, (one.diff for one in found)))


def _all_healed(macros: Macros, heals: Sequence[Heal]) -> tuple[Healed, ...]:
    names = dict.fromkeys(heal.macro for heal in heals)
    return tuple(_healed(macros, name, [one for one in heals if one.macro == name]) for name in names)


def proposed(run: Path) -> tuple[Healed, ...]:
    """What was proposed in a run's folder and has not been kept."""
    return tuple(
        Healed(
            file.parent.name,
            (file.parent / BEFORE).read_text("utf-8"),
            file.read_text("utf-8"),
            {
                name: shown
                for path in sorted(file.parent.rglob("*.png"))
                if (shown := picture(file.parent, name := path.relative_to(file.parent).as_posix())) is not None
            },
        )
        for file in sorted((run / PROPOSED).glob(f"*/{FILE}"))
    )


def keep_proposed(macros: Macros, run: Path) -> None:
    """Keep what was proposed in a run's folder, once. Raises MacroUnusable."""
    for one in proposed(run):
        one.keep(macros)
    shutil.rmtree(run / PROPOSED, ignore_errors=True)


def _healed(macros: Macros, name: str, heals: Sequence[Heal]) -> Healed:
    path = macros.file(name)
    before = path.read_text("utf-8")
    document = parsed(before, str(path))
    pictures: dict[str, Frame] = {}
    steps = dict(steps_in(document.get("steps")))
    for heal in {(one.step, one.part): one for one in heals}.values():
        step = steps.get(heal.step)
        if step is None or heal.part not in step:
            continue
        file = f"pictures/{heal.step}.png" if heal.part == "target" else f"pictures/{heal.step}-{heal.part}.png"
        now, shown = describe(heal.seen, heal.found.point, heal.elements, file)
        now = now.model_copy(
            update={"words": now.words or heal.was.words, "label": now.label or heal.was.label,
                    "role": heal.was.role, "near": heal.was.near, "identity": now.identity or heal.was.identity}
        )  # fmt: skip
        step[heal.part] = laid_out(_unfilled(now.model_dump(mode="json", exclude_defaults=True), step[heal.part]))
        if shown is not None:
            pictures[file] = shown
    after = dumped(document)
    checked(parsed(after, str(path)), str(path))
    return Healed(name, before, after, pictures)


def _unfilled(now: dict[str, Any], was: Any) -> dict[str, Any]:
    """The new target with those texts of the old one that name a parameter: what stood there is only its value."""
    if isinstance(was, str):
        was = {"words": was}
    return now | {
        key: was[key] for key in ("words", "label", "near", "identity") if NAMED.search(str(was.get(key, "")))
    }
