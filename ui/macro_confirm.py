"""`mimic macro confirm`: the steps that were inferred, each kept or dropped by a person, in the file as it stands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias

from ruamel.yaml.comments import CommentedMap

from agent.macros.document import checked, dumped, parsed
from agent.macros.filling import Values, filled
from agent.macros.schema import STEP, UNNAMED
from agent.macros.store import Macros, rewritten
from bridges.errors import MacroUnusable
from ui.failures import FAILED, FINISHED
from ui.macro_words import in_words
from ui.plain import printable

Answer: TypeAlias = Literal["keep", "drop", "later"]
ANSWERS: dict[str, Answer] = {"y": "keep", "yes": "keep", "d": "drop", "drop": "drop", "l": "later", "later": "later"}


def confirm_macro(name: str, *, everything: bool) -> int:
    """Ask about each unsure step; with ``everything``, keep them all. Exit code 1 where some are still unsure."""
    macros = Macros()
    path = macros.file(name)
    if not everything and not sys.stdin.isatty():
        raise MacroUnusable(
            f"Confirming the steps of “{name}”", "there is no terminal to ask on", "Say --all to confirm each of them."
        )
    document = parsed(macros.text(name), str(path))
    values = {name: one.default or "" for name, one in macros.load(name).parameters.items()}
    left = settle(document, (lambda _: "keep") if everything else lambda step: _asked(step, path.parent, values))
    if not document["steps"]:
        raise MacroUnusable(
            f"Confirming the steps of “{name}”", "none is left", f"Delete it instead: mimic macro delete {name}"
        )
    checked(document, str(path))
    rewritten(path, dumped(document))
    print(
        f"{left} steps are still unsure." if left else f"All steps are confirmed. Replay it with: mimic replay {name}"
    )
    return FAILED if left else FINISHED


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


def _asked(step: CommentedMap, folder: Path, values: Values) -> Answer:
    """Until the person says something that is an answer. At the end of the input, later.

    ``values`` are those of the parameters, ``folder`` holds the pictures.
    """
    meant = STEP.validate_python(_plain(step))
    words = filled(in_words(meant), values)
    print(words if meant.id == UNNAMED else f"{meant.id}: {words}")
    if meant.note:
        print(f"    {printable(meant.note, 200)}")
    target = getattr(meant, "target", None)
    if target is not None and target.looks is not None:
        print(f"    picture: {folder / target.looks.picture}")
    elif target is not None and target.place is not None:
        center = target.place.box.center
        print(f"    at ({center.x:.0f}, {center.y:.0f}), and nothing else tells what it is")
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
