"""Inverse action prediction by a big model: it sees both pictures and names the action between them."""

from __future__ import annotations

from typing import Any

import numpy as np

from bridges.base import Frame
from bridges.coordinates import ImagePoint, Resize, Size, smart_resize
from bridges.errors import UnparsableReply
from model.asking import Answers
from model.inverse import Explanation
from model.mimo.grammar import reply_schema
from model.mimo.prompt import DIRECTIONS, JSON_ACTIONS
from model.pages import Page
from model.reply import parse_reply

MOST_PIXELS = 1920 * 1092
"""Of one of the two pictures."""
QUESTION = """\
The first picture is the screen before, the second the same screen after one action of a person. Which action was it? \
Points are x and y in pixels of these %dx%d pictures, from the top left.

## Action Space
%s"""
MADE = frozenset({"click", "doubleclick", "rightclick", "longpress", "scroll", "drag", "input", "press", "wait"})
"""What can lie between two pictures."""


def explain_by(model: Answers, before: Frame, after: Frame) -> Explanation:
    """Which action the model sees between two frames. Raises UnparsableReply, NotAnImage, ModelUnavailable."""
    height, width = after.shape[:2]
    frame = Size(width, height)
    size = smart_resize(frame, max_pixels=MOST_PIXELS)
    pages = [Page(_resized(before, size), "before"), Page(_resized(after, size), "after")]
    question = QUESTION % (size.width, size.height, JSON_ACTIONS % DIRECTIONS["view"])
    answer = model.ask(pages, question, reply_schema(size, MADE))
    action, *more = parse_reply(answer.text)
    if more:
        raise UnparsableReply("Explaining two pictures", f"the model names {1 + len(more)} actions, not one")
    resize = Resize(frame, size)
    points: dict[str, Any] = {}
    for name, value in action:
        if isinstance(value, ImagePoint):
            place = resize.to_frame(value)
            points[name] = ImagePoint(float(int(place.x)), float(int(place.y)))
    return Explanation(action.model_copy(update=points), frame, None, answer.confidence, "the model says so")


def _resized(frame: Frame, size: Size) -> Frame:
    from PIL import Image

    return np.array(Image.fromarray(frame).resize((size.width, size.height), Image.Resampling.BICUBIC))
