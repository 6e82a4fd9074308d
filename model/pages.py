"""Files as pictures to be asked about: a picture is one page, a PDF one for each of its pages, a video two a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bridges.base import Frame
from bridges.errors import NotAnImage
from model.picture import load_picture

MOST_FRAMES = 256
"""Of one video; a longer one is looked at less often."""
A_SECOND = 2.0
"""Frames of a video."""
FRAME_SIDE = 768
"""Longer side of a video's frame, in pixels."""
PAGE_SIDE = 1600
"""Longer side of a PDF's page, in pixels: about 140 dots an inch for A4."""
MOST_PAGES = 512
VIDEOS = frozenset({".mp4", ".webm", ".mkv", ".mov", ".avi", ".m4v", ".ogv"})


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One picture of a file."""

    frame: Frame
    label: str
    """"invoice.pdf, page 2", "clip.mp4 at 1.5 s"."""
    moving: bool = False
    """A video's frame, of which some may be left out where there are too many."""


def pages_of(paths: Iterable[Path]) -> list[Page]:
    """Every page of the files, in order. Raises NotAnImage for one that is missing, broken, locked or too long."""
    return [page for path in paths for page in _pages(path)]


def _pages(path: Path) -> list[Page]:
    kind = path.suffix.lower()
    if not path.is_file():
        raise NotAnImage(f"Reading {path}", "there is no such file")
    if kind == ".pdf":
        return list(_of_pdf(path))
    return _of_video(path) if kind in VIDEOS else [Page(load_picture(path), path.name)]


def _of_pdf(path: Path) -> Iterator[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise NotAnImage(f"Reading {path}", f"it is no PDF that can be read ({error})", "Is it locked?") from error
    try:
        if len(document) > MOST_PAGES:
            raise NotAnImage(f"Reading {path}", f"it has {len(document)} pages", f"At most {MOST_PAGES} are read.")
        for number, page in enumerate(document, 1):
            scale = PAGE_SIDE / max(page.get_size())
            picture = page.render(scale=scale).to_pil().convert("RGB")
            yield Page(np.array(picture), f"{path.name}, page {number}")
    finally:
        document.close()


def _of_video(path: Path) -> list[Page]:
    import av

    pages: list[Page] = []
    try:
        with av.open(str(path)) as file:
            stream = file.streams.video[0]
            stream.thread_type = "AUTO"
            pause, due = 1 / A_SECOND, 0.0
            for picture in file.decode(stream):
                at = float(picture.time or 0.0)
                if at + 1e-6 < due:
                    continue
                pages.append(Page(_small(picture), f"{path.name} at {at:.1f} s", moving=True))
                due = at + pause
                if len(pages) > MOST_FRAMES:
                    pages, pause = pages[::2], 2 * pause
                    due = at + pause
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise NotAnImage(f"Reading {path}", f"it is no video that can be read ({error})") from error
    if not pages:
        raise NotAnImage(f"Reading {path}", "it has no pictures")
    return pages


def _small(picture: Any) -> Frame:
    scale = min(1.0, FRAME_SIDE / max(picture.width, picture.height))
    width, height = (max(2, round(side * scale)) for side in (picture.width, picture.height))
    frame: Frame = picture.reformat(width=width, height=height, format="rgb24").to_ndarray()
    return frame


def thinned(pages: Sequence[Page], most: int) -> list[Page]:
    """At most so many pages, leaving out videos' frames evenly. Raises NotAnImage where the others alone are more."""
    still = [page for page in pages if not page.moving]
    moving = [page for page in pages if page.moving]
    room = most - len(still)
    if room < (1 if moving else 0):
        raise NotAnImage("Reading the files", f"they have {len(still)} pages", f"At once, {most} can be read.")
    if len(moving) <= room:
        return list(pages)
    kept = {id(moving[index]) for index in np.linspace(0, len(moving) - 1, room).round().astype(int)}
    return [page for page in pages if not page.moving or id(page) in kept]
