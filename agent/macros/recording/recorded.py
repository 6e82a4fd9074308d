"""From deeds that were seen, by a run or a recording, to a macro's steps with their targets, checks and parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from agent.macros.file.schema import FIND_S, STEP, Macro, Parameter, Recorded, Scene
from agent.macros.file.store import Macros
from agent.macros.file.target import Target
from agent.macros.grounding.describing import describe
from agent.macros.recording.deedlet import Deedlet
from agent.macros.recording.evidence import checked
from agent.macros.recording.naming import name_of
from agent.macros.recording.passing import effects, without_hints
from agent.macros.recording.patience import as_patient, patience
from agent.macros.scenes import scene_of, told
from agent.reading import shows, words_of
from bridges.action import AppSwitch, Drag, Input, Open, Press, Scroll, Select, Wait
from bridges.base import Frame
from bridges.errors import MacroUnusable

TURNS = 12
"""Times at most that a scroll is done again until what it is for shows."""


@dataclass(slots=True)
class Beside:
    """The files beside a macro."""

    pictures: dict[str, Frame] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def assembled(name: str, about: str, deeds: Sequence[Deedlet], recorded: Recorded, macros: Macros) -> Macro:
    """The macro of these deeds, saved. Typed texts become parameters with what was typed as default."""
    if not deeds:
        raise MacroUnusable(f"Making the macro “{name}”", "there is no step that could be repeated")
    beside = Beside()
    parameters: dict[str, Parameter] = {}
    secrets: set[str] = set()
    steps: list[dict[str, Any]] = []
    secret = False
    changed = effects(deeds)
    deeds = without_hints(deeds)
    following: list[Deedlet | None] = [*deeds[1:], None]
    for number, (deed, after) in enumerate(zip(deeds, following, strict=True), start=1):
        step = _step(deed, f"s{number}", beside.pictures, after)
        if isinstance(deed.action, Input | Select):
            step["text"] = _text(deed, _typed_at(step, steps), parameters, secrets)
        typed = frozenset(one.default or "" for one in parameters.values())
        check = checked(deed, f"s{number}", beside.pictures, after, typed, changed[number - 1])
        step["check"] = as_patient(check, after.pause_s if after else 0.0)
        # Dots that stand for a secret tell how long it is.
        if not secret and (scene := _scene(deed, f"s{number}", beside)):
            step["scene"] = scene
        secret = bool(deed.secret) or (secret and _same_window(deed))
        steps.append(step)
    for deed, (step, then) in zip(deeds, pairwise(steps), strict=False):
        _purpose(step, then, deed, beside)
    macro = Macro(
        name=name, about=about[:2000], recorded=recorded, parameters=parameters,
        steps=tuple(STEP.validate_python(step) for step in steps),
    )  # fmt: skip
    macros.save(macro, beside.pictures, beside.texts)
    return macro


def _step(
    deed: Deedlet,
    name: str,
    pictures: dict[str, Frame],
    following: Deedlet | None,
) -> dict[str, Any]:
    step: dict[str, Any] = {
        "id": name,
        "do": deed.action.action,
        "note": deed.note[:200],
        "consequence": deed.consequence,
        "pause_s": round(min(deed.pause_s, 600.0), 2),
        "find_s": max(FIND_S, patience(deed.pause_s)),
        "confidence": round(deed.confidence, 3),
        "unsure": deed.confidence < 0.75,
        "application": deed.seen.application,
        "window": deed.seen.window,
    }
    for key, point in zip(("target", "to"), deed.points, strict=False):
        file = f"pictures/{name}{'' if key == 'target' else '-to'}.png"
        step[key], picture = describe(deed.seen, point, deed.elements, file, typed_into=_typed_into(deed, following))
        if picture is not None:
            pictures[file] = picture
    match deed.action:
        case Drag():
            start, end = deed.points
            step["by"] = None if "to" in step else (end.x - start.x, end.y - start.y)
        case Scroll():
            step |= {"direction": deed.action.direction, "distance": deed.action.scroll_distance}
            step.pop("to", None)
        case Press():
            step["keys"] = list(deed.action.keys)
        case Open() | AppSwitch():
            step["app"] = deed.action.app
        case Wait():
            step["seconds"] = deed.action.seconds
        case _:
            pass
    return step


def _purpose(step: dict[str, Any], following: dict[str, Any], deed: Deedlet, beside: Beside) -> None:
    """A scroll that brought up what was acted on next was meant to go on until that shows."""
    target: Target | None = following.get("target")
    if not isinstance(deed.action, Scroll) or target is None or not target.words:
        return
    if shows(target.words, [words_of(one) for one in deed.elements]):
        return
    step |= {"until": target, "most": TURNS}
    file = f"pictures/{step['id']}-scene.png"
    if (picture := scene_of(deed.seen)) is not None:
        beside.pictures[file] = picture
        step["scene"] = Scene(picture=file)


def _scene(deed: Deedlet, name: str, beside: Beside) -> Scene | None:
    """How the window looked before keys or a text went to it."""
    picture = scene_of(deed.seen)
    if deed.points or not isinstance(deed.action, Input | Press) or picture is None:
        return None
    file, read = f"pictures/{name}-scene.png", f"pictures/{name}-scene.json"
    beside.pictures[file] = picture
    if not deed.elements:
        return Scene(picture=file)
    beside.texts[read] = told(deed.elements, deed.seen)
    return Scene(picture=file, read=read)


def _same_window(deed: Deedlet) -> bool:
    return deed.after is not None and deed.after.window == deed.seen.window


def _typed_into(deed: Deedlet, following: Deedlet | None) -> bool:
    """Whether keys went to what was acted on."""
    return isinstance(deed.action, Input | Select) or (
        following is not None and isinstance(following.action, Input | Press) and not following.points
    )


def _typed_at(step: dict[str, Any], before: Sequence[dict[str, Any]]) -> Target | None:
    """What a text went to: the step's own target, else what was clicked just before in the same window."""
    last = before[-1] if before else {}
    own: Target | None = step.get("target")
    clicked = last.get("do") in ("click", "doubleclick") and last["window"] == step["window"]
    return own or (last.get("target") if clicked else None)


def _text(deed: Deedlet, at: Target | None, parameters: dict[str, Parameter], secrets: set[str]) -> str:
    """The typed text as a secret or a parameter; a text that was typed before is the same one."""
    if deed.secret:
        name, _ = name_of("", at, deed.seen, secrets, otherwise=deed.secret)
        secrets.add(name)
        return f"{{{{secret:{name}}}}}"
    text = deed.action.text if isinstance(deed.action, Input | Select) else ""
    # Nobody gives another sign for a plus or a dash the next time.
    if "{" in text or not any(sign.isalnum() for sign in text):
        return text
    known = next((name for name, one in parameters.items() if one.default == text), None)
    if known is None:
        known, field = name_of(text, at, deed.seen, parameters)
        kind = "chosen" if isinstance(deed.action, Select) else "typed"
        parameters[known] = Parameter(default=text, about=f"{kind} in “{field}”" if field else "")
    return f"{{{known}}}"
