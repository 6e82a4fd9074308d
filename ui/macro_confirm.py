"""`mimic macro confirm`: the steps that were inferred, each kept or dropped by a person, in the file as it stands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from ruamel.yaml.comments import CommentedMap

from agent.macros.file.document import checked, dumped, parsed
from agent.macros.file.filling import Values, filled
from agent.macros.file.schema import STEP, UNNAMED
from agent.macros.file.store import Macros, rewritten
from bridges.coordinates import Box, FramePoint
from bridges.errors import MacroUnusable
from ui.failures import FAILED, FINISHED
from ui.macro_words import Say, in_words
from ui.plain import printable

Answer: TypeAlias = Literal["keep", "drop", "later"]
ANSWERS: dict[str, Answer] = {"y": "keep", "yes": "keep", "d": "drop", "drop": "drop", "l": "later", "later": "later"}


@dataclass(frozen=True, slots=True)
class Inferred:
    """A step that nobody has confirmed yet, as a person is asked about it."""

    words: str
    note: str
    confidence: float
    picture: Path | None
    """The target with what stands around it, or the window that the step goes to; None where there is none."""
    box: Box | None
    """The target within that picture."""
    point: FramePoint | None
    """Where the target was, where nothing else tells what it is."""


def confirm_macro(name: str, *, everything: bool) -> int:
    """Ask about each unsure step; with ``everything``, keep them all. Exit code 1 where some are still unsure."""
    macros = Macros()
    if not everything and not sys.stdin.isatty():
        raise MacroUnusable(
            f"Confirming the steps of “{name}”", "there is no terminal to ask on", "Say --all to confirm each of them."
        )
    asked = iter(inferred(macros, name))
    left = confirm(macros, name, (lambda: "keep") if everything else lambda: _asked(next(asked)))
    print(
        f"{left} steps are still unsure." if left else f"All steps are confirmed. Replay it with: mimic replay {name}"
    )
    return FAILED if left else FINISHED


def confirm(macros: Macros, name: str, answer: Callable[[], Answer]) -> int:
    """Keep or drop the unsure steps of a macro, asked for in their order; how many are left unsure.

    Raises MacroUnusable where nothing would be left to do.
    """
    path = macros.file(name)
    document = parsed(macros.text(name), str(path))
    left = settle(document, lambda _: answer())
    if not document["steps"]:
        raise MacroUnusable(
            f"Confirming the steps of “{name}”", "none is left", f"Delete it instead: mimic macro delete {name}"
        )
    checked(document, str(path))
    rewritten(path, dumped(document))
    return left


def inferred(macros: Macros, name: str, say: Say = str) -> tuple[Inferred, ...]:
    """The unsure steps of a macro, in their order. Raises MacroUnusable."""
    path = macros.file(name)
    values = {key: one.default or "" for key, one in macros.load(name).parameters.items()}
    document = parsed(macros.text(name), str(path))
    return tuple(
        _inferred(STEP.validate_python(_plain(step)), path.parent, values, say) for _, step in _unsure(document)
    )


def _inferred(step: Any, folder: Path, values: Values, say: Say) -> Inferred:
    words = filled(in_words(step.model_copy(update={"unsure": False}), say), values)
    target = getattr(step, "target", None) or getattr(step, "shown", None)
    scene = getattr(step, "scene", None)
    file, box, point = "", None, None
    if target is not None and target.looks is not None:
        file, box = target.looks.picture, target.looks.box
    elif target is not None and target.place is not None:
        point = target.place.box.center
    elif target is None and scene is not None:
        file = scene.picture
    picture = folder / file if file and (folder / file).is_file() else None
    named = words if step.id == UNNAMED else f"{step.id}: {words}"
    return Inferred(named, printable(step.note, 200), step.confidence, picture, box, point)


def settle(document: CommentedMap, answer: Callable[[CommentedMap], Answer]) -> int:
    """Keep or drop the unsure steps of a document; how many are left unsure."""
    left = 0
    for steps, step in list(_unsure(document)):
        match answer(step):
            case "keep":
                step.pop("unsure", None)
                step.pop("confidence", None)
            case "drop":
                steps.remove(step)
            case "later":
                left += 1
    return left


def _unsure(part: CommentedMap) -> Iterator[tuple[Any, CommentedMap]]:
    """The unsure steps with the lists that they stand in."""
    for key in ("steps", "otherwise"):
        for step in part.get(key) or ():
            if step.get("unsure"):
                yield part[key], step
            yield from _unsure(step)


def _asked(step: Inferred) -> Answer:
    """Until the person says something that is an answer. At the end of the input, later."""
    print(f"{step.words}   ({step.confidence:.0%} sure)")
    if step.note:
        print(f"    {step.note}")
    if step.picture is not None:
        print(f"    picture: {step.picture}")
    elif step.point is not None:
        print(f"    at ({step.point.x:.0f}, {step.point.y:.0f}), and nothing else tells what it is")
    while True:
        try:
            said = input("    Was it meant so? [y]es, [d]rop it, [l]ater: ").strip().lower()
        except EOFError:
            return "later"
        if said in ANSWERS:
            return ANSWERS[said]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
