"""The pictures of a screen recording at an even pace, however unevenly it was filmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bridges.base import Frame
from bridges.errors import MacroUnusable

LOOKS_S = 0.09
"""Seconds between two frames that are looked at."""
LONGEST_S = 5.0
"""Of a gap between two pictures that is filled: after that nothing is under way any more."""
REMEDY = "Give a screen recording such as .mp4 or .webm."


class Footage:
    """Iterates over (seconds, frame), a few each second, as often as one likes.

    Recorders leave out pictures that are like the last one; these are given again. Raises MacroUnusable, when it is
    iterated over, where there is not one picture.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.breaks_off = False
        """Whether the film ends where it should not; known once all of it was seen."""
        self.seconds = 0.0
        """How long it lasts, as far as it was seen."""

    def __iter__(self) -> Iterator[tuple[float, Frame]]:
        shown: Any = None
        frame: Frame | None = None
        next_at = 0.0
        for picture in self._pictures():
            at = float(picture.time or 0.0)
            next_at = at if shown is None else max(next_at, at - LONGEST_S)
            while next_at < at:
                frame = _pixels(shown) if frame is None else frame
                yield next_at, frame
                next_at += LOOKS_S
            shown, frame, self.seconds = picture, None, at
        if shown is None:
            raise MacroUnusable(self._tried, "not one picture in it can be shown", REMEDY)
        yield next_at, _pixels(shown)

    @property
    def _tried(self) -> str:
        return f"Reading the video {self._path}"

    def _pictures(self) -> Iterator[Any]:
        import av

        some = False
        try:
            with av.open(str(self._path)) as container:
                if not container.streams.video:
                    raise MacroUnusable(self._tried, "there are no pictures in it", REMEDY)
                for picture in container.decode(video=0):
                    some = True
                    yield picture
        except (av.FFmpegError, OSError, ValueError) as error:
            if some:
                self.breaks_off = True
                return
            found = (getattr(error, "strerror", "") or str(error)).lower()
            raise MacroUnusable(self._tried, found, REMEDY) from error


def _pixels(picture: Any) -> Frame:
    return np.ascontiguousarray(picture.to_ndarray(format="rgb24"), dtype=np.uint8)
