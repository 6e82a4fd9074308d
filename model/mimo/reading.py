"""A written reply as actions in the picture's pixels, and what of it a person is shown."""

from __future__ import annotations

import re
from typing import Any

from bridges.action import Action
from bridges.coordinates import ImagePoint, Size
from model.base import Expectation, Target
from model.mimo.calls import parse_call
from model.mimo.profiles import ActionFormat, Coordinates, Profile
from model.reply import parse_reply

REASON = 240
"""Characters of a thought that a person is shown."""


def actions_of(reply: str, profile: Profile, size: Size) -> tuple[Action, ...]:
    """The reply's actions, scrolls as Mimic means them, points in pixels of a picture of ``size``.

    Raises UnparsableReply.
    """
    if profile.format is ActionFormat.CALL:
        return parse_call(reply)
    actions = parse_reply(reply, profile.scroll)
    if profile.coordinates is Coordinates.THOUSANDTHS:
        return tuple(_scaled(action, size) for action in actions)
    return actions


def _scaled(action: Action, size: Size) -> Action:
    """From thousandths, of which 0 is the first pixel and 1000 the last."""
    points: dict[str, Any] = {
        name: ImagePoint(value.x * (size.width - 1) / 1000, value.y * (size.height - 1) / 1000)
        for name, value in action
        if isinstance(value, ImagePoint)
    }
    return action.model_copy(update=points)


def reason_of(reply: str, actions: tuple[Action, ...]) -> str:
    """Why, in the model's own words where it gives any, else what it does."""
    thoughts = re.search(r"<think>(.*)</think>", reply, re.DOTALL) or re.search(r"Thought:(.*?)\n", reply)
    lines = [line.strip() for line in thoughts[1].splitlines() if line.strip()] if thoughts else []
    if lines:
        return lines[-1][:REASON]
    return "the model chose to " + ", then ".join(_named(action) for action in actions[:3])


def _named(action: Action) -> str:
    words = _words(action)
    return f"{action.action} “{words[:80]}”" if words else action.action


def _words(action: Action) -> str:
    return str(getattr(action, "text", "") or getattr(action, "app", "") or "")


def target_of(actions: tuple[Action, ...]) -> Target | None:
    """What the first action acts on, in the model's words, where it gives any."""
    words = str(getattr(actions[0], "text", "") or "") if actions[0].action == "click" else ""
    return Target(words=words) if words else None


def expectation_of(actions: tuple[Action, ...]) -> Expectation:
    """Every action is to change something that can be seen, but for those that only wait, point, ask or end."""
    still = {"wait", "hover", "ask", "finished"}
    return Expectation(kind="none" if all(action.action in still for action in actions) else "change")
