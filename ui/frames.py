"""The pictures of a run made small enough to travel inside one HTML file.

Most frames of a run differ little from the one before. A frame is therefore kept as a whole picture only where much of
the screen changed; else as the changed rectangle over the whole picture before it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from agent.trajectory import Run
from bridges.base import Frame

LONGEST_SIDE = 1920
QUALITY = 82
SHRINKS = (1.0, 0.7, 0.5, 0.35)
"""Tried in turn until all frames fit into the budget."""
WHOLE_ABOVE = 0.45
"""Share of the area from which a changed rectangle is kept as a whole picture."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A picture as a data URL, and where it lies in frame pixels."""

    left: float
    top: float
    width: float
    height: float
    url: str


@dataclass(frozen=True, slots=True)
class Still:
    """One frame: its own piece over the one of another frame, or alone."""

    name: str
    width: int
    height: int
    over: str | None
    """Name of the whole frame that lies below."""
    piece: Piece | None
    """None where the frame looks exactly like the one below."""


def stills(run: Run, names: Iterable[str], budget: int) -> dict[str, Still]:
    """The named frames of a run, in about ``budget`` bytes together.

    Frames are made smaller where they must be; what does not fit then, and what was never stored, is left out.
    """
    wanted = list(dict.fromkeys(names))
    for shrink in SHRINKS:
        last = shrink == SHRINKS[-1]
        kept = _encoded(run, wanted, shrink, budget, cut=last)
        if kept is not None:
            return kept
    raise AssertionError("the smallest size always fits, because it is cut")


def _encoded(run: Run, names: list[str], shrink: float, budget: int, *, cut: bool) -> dict[str, Still] | None:
    """The stills at one size; where they outgrow the budget, those so far with ``cut``, else None."""
    kept: dict[str, Still] = {}
    spent = 0
    whole: tuple[str, Frame] | None = None
    for name in names:
        frame = run.frame(name)
        if frame is None:
            continue
        still = _still(name, frame, whole, shrink)
        spent += len(still.piece.url) if still.piece else 0
        if spent > budget:
            return kept if cut else None
        kept[name] = still
        if still.over is None:
            whole = (name, frame)
    return kept


def _still(name: str, frame: Frame, whole: tuple[str, Frame] | None, shrink: float) -> Still:
    height, width = frame.shape[:2]
    box = _changed(whole[1], frame) if whole else None
    if whole is None or box is None or _share(box, width, height) > WHOLE_ABOVE:
        return Still(name, width, height, None, _piece(frame, (0, 0, width, height), shrink))
    left, top, right, bottom = box
    piece = _piece(frame, box, shrink) if right > left and bottom > top else None
    return Still(name, width, height, whole[0], piece)


def _changed(old: Frame, new: Frame) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what differs, with a margin; all 0 where nothing does, None for other sizes."""
    if old.shape != new.shape:
        return None
    height, width = new.shape[:2]
    differs = (old != new).reshape(height, -1)
    rows = np.flatnonzero(differs.any(axis=1))
    columns = np.flatnonzero(differs.any(axis=0)) // new.shape[2]
    if not rows.size:
        return (0, 0, 0, 0)
    return (
        max(0, int(columns[0]) - 4),
        max(0, int(rows[0]) - 4),
        min(width, int(columns[-1]) + 5),
        min(height, int(rows[-1]) + 5),
    )


def _share(box: tuple[int, int, int, int], width: int, height: int) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / (width * height)


def _piece(frame: Frame, box: tuple[int, int, int, int], shrink: float) -> Piece:
    left, top, right, bottom = box
    picture = Image.fromarray(frame[top:bottom, left:right])
    scale = shrink * min(1.0, LONGEST_SIDE / max(frame.shape[:2]))
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    data = io.BytesIO()
    picture.save(data, "WEBP", quality=QUALITY, method=2)
    url = "data:image/webp;base64," + base64.b64encode(data.getvalue()).decode("ascii")
    return Piece(left, top, right - left, bottom - top, url)
