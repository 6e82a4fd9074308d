"""From deeds that were seen, by a run or a recording, to a macro's steps with their targets, checks and parameters."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise
from typing import Any

from agent.base import Consequence
from agent.difference import difference
from agent.macros.arriving import MOST, arrivals
from agent.macros.describing import describe
from agent.macros.looks import cut, hash_of, part
from agent.macros.naming import name_of
from agent.macros.passing import Effect, effect
from agent.macros.patience import as_patient, patience
from agent.macros.scenes import scene_of, told
from agent.macros.schema import FIND_S, STEP, Check, Macro, Parameter, Recorded, Scene
from agent.macros.store import Macros
from agent.macros.target import Looks, Place, Target
from agent.reading import elements_in, shows, words_of
from bridges.action import Action, AppSwitch, Drag, Input, Open, Press, Scroll, Select, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint
from bridges.errors import MacroUnusable
from model.base import Element, Expectation

PLACE = (420.0, 260.0)
"""Of a change, whose look is worth remembering; a larger one is recognised by less than its whole."""
SMALLEST = 12.0
TURNS = 12
"""Times at most that a scroll is done again until what it is for shows."""
HINT = 0.8
"""Part of what is read that lies in a hint, from which it belongs to it."""
LEAST_LETTERS, MOST_WORDS = 3, 6
"""Of the words that a check keeps."""


@dataclass(frozen=True, slots=True, eq=False)
class Deedlet:
    """One action that was done, with what was seen just before and, once it had its effect, after."""

    action: Action
    points: tuple[FramePoint, ...]
    """In frame pixels, in the action's order."""
    seen: Observation
    after: Observation | None
    elements: Sequence[Element] = ()
    consequence: Consequence = Consequence.EDITS
    expect: Expectation | None = None
    note: str = ""
    pause_s: float = 0.0
    confidence: float = 1.0
    secret: str = ""
    """Name of the secret that the text is, where it was typed into a password field."""


@dataclass(slots=True)
class Beside:
    """The files beside a macro."""

    pictures: dict[str, Frame] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def confirms(action: Action) -> bool:
    """Whether an action without a target may say yes to what stands there, so that this has to be read."""
    return (isinstance(action, Press) and "enter" in action.keys) or (isinstance(action, Input) and "\n" in action.text)


def assembled(name: str, about: str, deeds: Sequence[Deedlet], recorded: Recorded, macros: Macros) -> Macro:
    """The macro of these deeds, saved. Typed texts become parameters with what was typed as default."""
    if not deeds:
        raise MacroUnusable(f"Making the macro “{name}”", "there is no step that could be repeated")
    beside = Beside()
    parameters: dict[str, Parameter] = {}
    secrets: set[str] = set()
    steps: list[dict[str, Any]] = []
    secret = False
    effects = _effects(deeds)
    deeds = _without_hints(deeds)
    following: list[Deedlet | None] = [*deeds[1:], None]
    for number, (deed, after) in enumerate(zip(deeds, following, strict=True), start=1):
        step = _step(deed, f"s{number}", beside.pictures, after)
        if isinstance(deed.action, Input | Select):
            step["text"] = _text(deed, _typed_at(step, steps), parameters, secrets)
        typed = frozenset(one.default or "" for one in parameters.values())
        check = _checked(deed, f"s{number}", beside.pictures, after, typed, effects[number - 1])
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


def _effects(deeds: Sequence[Deedlet]) -> list[tuple[Box, ...]]:
    """What each deed changed for longer than the pointer rested there."""
    lasting: list[tuple[Box, ...]] = []
    ended: tuple[Box, ...] = ()
    for deed, following in zip(deeds, [*deeds[1:], None], strict=True):
        if deed.after is None:
            lasting.append(())
            ended = ()
            continue
        came = _effect(deed, deed.after, following, ended)
        lasting.append(came.lasting)
        ended = came.passing
    return lasting


def _effect(deed: Deedlet, after: Observation, following: Deedlet | None, ended: Sequence[Box]) -> Effect:
    then = following.after.frame if following and following.after else None
    points = following.points if following else ()
    return effect(deed.seen.frame, after.frame, then, deed.points[-1:], points, ended)


def _without_hints(deeds: Sequence[Deedlet]) -> list[Deedlet]:
    """The deeds without the words that showed only because the pointer still rested where it pressed before."""
    cleared = list(deeds[:1])
    hints: tuple[Box, ...] = ()
    for last, deed in pairwise(deeds):
        hints = _effect(last, deed.seen, deed, hints).passing
        known = {words_of(one) for one in last.elements}
        kept = [one for one in deed.elements if words_of(one) in known or not _inside(one.box, hints)]
        cleared.append(replace(deed, elements=tuple(kept)))
    return cleared


def _inside(box: Box, hints: Sequence[Box]) -> bool:
    return any(box.intersection(hint.expanded(2)).area >= HINT * box.area for hint in hints)


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


def _checked(
    deed: Deedlet,
    name: str,
    pictures: dict[str, Frame],
    following: Deedlet | None,
    typed: Set[str],
    lasting: Sequence[Box],
) -> Check:
    """The check after a deed, with words that came there where what changed can be read later."""
    if isinstance(deed.action, Input) and deed.after is not None and not deed.secret:
        return _typed_check(deed, deed.after, name, pictures)
    check = _check(deed, name, pictures, lasting)
    if check.kind == "looks" and following is not None:
        return check.model_copy(update={"text": _words_there(deed, check, following, typed, lasting)})
    return check


def _typed_check(deed: Deedlet, after: Observation, name: str, pictures: dict[str, Frame]) -> Check:
    """The check after a text: whatever it changed lasts, though the frame of its field may not."""
    check = _check(deed, name, pictures, difference(deed.seen.frame, after.frame).regions)
    came = arrivals(deed.seen, after)
    if not 0 < len(came) <= MOST:
        return check
    window = deed.seen.window_box or Box(0, 0, 0, 0)
    whole = reduce(Box.union, came).moved(window.left, window.top)
    picture, inner = cut(after.frame, whole)
    file = f"pictures/{name}-after.png"
    pictures[file] = picture
    return check.model_copy(
        update={"came": came, "looks": Looks(picture=file, box=inner), "place": _place(after, whole)}
    )  # fmt: skip


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


def _check(deed: Deedlet, name: str, pictures: dict[str, Frame], lasting: Sequence[Box]) -> Check:
    """What shows that the step had its effect, by what it changed."""
    if deed.expect and deed.expect.kind in ("text", "gone") and not isinstance(deed.action, Input | Select):
        return Check(kind=deed.expect.kind, text=deed.expect.text, within_s=max(deed.expect.within_s, 5.0))
    if deed.expect and deed.expect.kind == "window":
        came = deed.after.window if deed.after else ""
        return Check(kind="window", text=came or deed.expect.text, within_s=20.0)
    if deed.after is None or isinstance(deed.action, Wait):
        # What changes while one waits is not the waiting's doing.
        return Check(kind="none")
    if (deed.seen.application, deed.seen.window) != (deed.after.application, deed.after.window) and deed.after.window:
        return Check(kind="window", text=deed.after.window, within_s=20.0)
    if not lasting:
        return Check(kind="none")
    if isinstance(deed.action, Input | Select | Scroll | Drag):
        return Check(kind="change")
    changed = reduce(Box.union, lasting)
    if changed.width > PLACE[0] or changed.height > PLACE[1]:
        # Between things that are far apart there may be nothing that changed, which would always look as it did.
        changed = max(lasting, key=lambda one: one.area)
    return _looks(deed, changed, name, pictures)


def _words_there(deed: Deedlet, check: Check, following: Deedlet, typed: Set[str], lasting: Sequence[Box]) -> str:
    """Words that the step brought up: where the place looks otherwise at a replay, most of them must be read.

    They were read before the next step, if the place still looked the same; what is a parameter may differ.
    """
    # Where nothing was read before, such as before a key, all would be new.
    if check.place is None or deed.after is None or not deed.elements:
        return ""
    box = check.place.box.moved(*check.place.corner)
    if difference(part(deed.after.frame, box), part(following.seen.frame, box)).regions:
        return ""
    before = " ".join(words_of(one) for one in deed.elements)
    came = [one for one in elements_in(box, following.elements) if any(one.box.intersection(r).area for r in lasting)]
    pieces = [words_of(one) for one in came]
    words = [word for piece in pieces if piece not in typed for word in piece.split()]
    new = [word for word in words if len(word) >= LEAST_LETTERS and word.isalpha() and word not in before]
    return " ".join(dict.fromkeys(new[:MOST_WORDS]))


def _looks(deed: Deedlet, changed: Box, name: str, pictures: dict[str, Frame]) -> Check:
    assert deed.after is not None
    box = changed
    if box.width > PLACE[0] or box.height > PLACE[1]:
        center = box.center
        box = Box(center.x - PLACE[0] / 2, center.y - PLACE[1] / 2, center.x + PLACE[0] / 2, center.y + PLACE[1] / 2)
        height, width = deed.after.frame.shape[:2]
        box = box.intersection(Box(0, 0, width, height)).intersection(changed)
    if min(box.width, box.height) < SMALLEST:
        box = box.expanded(SMALLEST / 2)
    picture, inner = cut(deed.after.frame, box)
    file = f"pictures/{name}-after.png"
    pictures[file] = picture
    looks = Looks(picture=file, box=inner, hash=hash_of(part(deed.after.frame, box)))
    return Check(kind="looks", looks=looks, place=_place(deed.after, box))


def _place(seen: Observation, box: Box) -> Place:
    window = seen.window_box if seen.window_box and seen.window_box.contains(box.center) else None
    height, width = seen.frame.shape[:2]
    corner = (window.left, window.top) if window else (0.0, 0.0)
    size = (window.width, window.height) if window else (float(width), float(height))
    return Place(box=box.moved(-corner[0], -corner[1]), within=size, window=window is not None, corner=corner)
