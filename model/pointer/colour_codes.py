"""Colours as six hexadecimal digits, for fields that hold them so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from bridges.base import Frame
from bridges.coordinates import Box
from model.base import Element

_ASKED: Final = re.compile(r"\bcolou?rs?\b", re.IGNORECASE)
_CODE: Final = re.compile(r"(#?)([0-9a-fO]{6})", re.IGNORECASE)
"""A code as it is read; a nought may look like the letter."""
EVEN: Final = 12
"""Difference of a channel up to which a pixel has the colour of a swatch."""
MOST: Final = 0.9
"""Share of a swatch's middle that has one colour."""


def form_of_codes(task: str, elements: Sequence[Element]) -> str | None:
    """What stands before the digits in a field that shows a colour's code ("" or "#"); None without such a field.

    Only for tasks that speak of a colour: other fields may hold six such signs too.
    """
    if not _ASKED.search(task):
        return None
    codes = (_CODE.fullmatch(element.value or element.text) for element in elements)
    return next((found[1] for found in codes if found), None)


def code_of_name(name: str) -> str | None:
    """The digits of a colour that the web has a name for: "navy" is "000080". None for other words."""
    from PIL import ImageColor

    known = ImageColor.colormap.get(name.strip().casefold())
    return known.removeprefix("#").upper() if isinstance(known, str) else None


def code_of_swatch(frame: Frame, box: Box) -> str | None:
    """The digits of the one colour that fills the middle of a box; None where there are several."""
    x, y = box.center.x, box.center.y
    part = frame[
        max(0, round(y - box.height / 4)) : round(y + box.height / 4) + 1,
        max(0, round(x - box.width / 4)) : round(x + box.width / 4) + 1,
    ].reshape(-1, 3)
    if not len(part):
        return None
    colour = np.median(part.astype(np.int16), axis=0)
    if (np.abs(part - colour).max(1) <= EVEN).mean() < MOST:
        return None
    return "".join(f"{round(channel):02X}" for channel in colour)
