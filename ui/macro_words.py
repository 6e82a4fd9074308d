"""The steps of a macro in words."""

from __future__ import annotations

from collections.abc import Callable

from agent.macros.file.schema import Calling, Macro
from agent.macros.file.target import Target
from ui.plain import printable

Say = Callable[[str], str]
"""Gives one of the words that are the same in every macro in the person's language."""


def lines_of(macro: Macro, say: Say = str) -> list[str]:
    """One line for each step, blocks indented."""
    lines: list[str] = []

    def tell(steps: tuple[object, ...], depth: int) -> None:
        for step in steps:
            lines.append(f"  {'  ' * depth}{getattr(step, 'id', ''):<8} {in_words(step, say)}")
            tell(getattr(step, "steps", ()), depth + 1)
            if others := getattr(step, "otherwise", ()):
                lines.append(f"  {'  ' * depth}{'':<8} {say('otherwise')}")
                tell(others, depth + 1)

    tell(macro.steps, 0)
    return lines


def in_words(step: object, say: Say = str) -> str:
    """What a step does, on one line."""
    parts = [say(str(getattr(step, "do", "")))]
    for name in ("target", "shown", "to"):
        target = getattr(step, name, None)
        if isinstance(target, Target):
            parts += [say("to")] if name == "to" else []
            parts.append(f"“{printable(target.called, 50)}”")
    for name in ("text", "app", "macro", "direction", "item", "among"):
        value = getattr(step, name, None)
        if value:
            told = printable(", ".join(value) if isinstance(value, tuple) else str(value), 60)
            parts.append(say(told) if name == "direction" else told)
    keys = getattr(step, "keys", ())
    parts += ["+".join(keys)] if keys else []
    seconds = getattr(step, "seconds", 0)
    parts += [f"{seconds:g} s"] if seconds else []
    given = step.set if isinstance(step, Calling) else {}
    parts += [f"{name}={printable(value, 40)}" for name, value in given.items()]
    until = getattr(step, "until", None)
    parts += [say("until"), f"“{printable(until.called, 50)}”"] if isinstance(until, Target) else []
    consequence = getattr(step, "consequence", None)
    parts += [f"  ({say(consequence.value)}: {say('asked for first')})"] if consequence and consequence.risky else []
    if getattr(step, "unsure", False):
        parts.append(f"  ({say('sure')} {getattr(step, 'confidence', 1):.2f}: {say('confirm it')})")
    return " ".join(parts)
