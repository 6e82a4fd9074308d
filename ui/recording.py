"""A run as a small film: each step's words, the pointer on its way, the target, what changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from agent.trajectory import Run
from bridges.base import Frame
from bridges.coordinates import Box, FramePoint
from bridges.errors import RunNotStored
from ui.plain import printable
from ui.story import Step, Story, in_words, told

WIDTH = 1280
CAPTION = 56
"""Height in pixels of the band below the picture."""
PER_SECOND = 10
LONGEST_S = 180.0
"""Longer films run faster."""
TITLE_S, PLAN_S, MOVE_S, AFTER_S, END_S = 1.6, 0.9, 0.6, 1.1, 3.0

INK, PAPER, SOFT = (236, 234, 240), (24, 25, 30), (160, 163, 174)
TARGET, POINTER, GOOD, BAD = (91, 77, 255), (255, 77, 141), (18, 166, 114), (224, 72, 61)

Font: TypeAlias = ImageFont.FreeTypeFont | ImageFont.ImageFont
Scene: TypeAlias = tuple[Image.Image, float]
"""A picture and for how many seconds it stands."""
Timed: TypeAlias = tuple[Image.Image, int]
"""A picture and for how many frames of the film it stands."""


def film(run: Run, out: Path | None = None) -> Path:
    """Write the film of a run, by default `run.webm` in its folder; the ending of the name chooses the format:
    .webm (VP9), .mp4 (H.264) or .gif. Raises RunNotStored where no frame was kept or the file cannot be written.
    """
    path = out or run.folder / "run.webm"
    tried = f"Making the film {path}"
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise RunNotStored(tried, f"“{path.suffix}” is no format", f"Use one of {', '.join(WRITERS)}.")
    story = told(run.events())
    pace = max(1.0, _length(story) / LONGEST_S)
    scenes = ((picture, max(1, round(seconds / pace * PER_SECOND))) for picture, seconds in _scenes(run, story))
    beside = path.with_name(f"part-{path.name}")
    try:
        first = next(scenes)
        write(chain([first], scenes), first[0].size, beside)
        beside.replace(path)
    except StopIteration:
        raise RunNotStored(tried, "the run has no pictures") from None
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise RunNotStored(tried, error.strerror or str(error), "Name another file.") from error
    return path


def _length(story: Story) -> float:
    """About how many seconds the film takes at its natural pace."""
    plans = sum(PLAN_S + len(step.planned.points) * (MOVE_S + 0.3) for step in story.steps if step.before)
    return TITLE_S + plans + AFTER_S * sum(bool(step.after) for step in story.steps) + END_S


def _scenes(run: Run, story: Story) -> Iterator[Scene]:
    last: FramePoint | None = None
    shown: Frame | None = None
    for step in story.steps:
        before = run.frame(step.before) if step.before else None
        after = run.frame(step.after) if step.after else None
        if before is not None:
            if shown is None:
                yield _stage(before, printable(story.task, 300), "Mimic").done(), TITLE_S
            shown = before
            yield from _plan_scenes(step, before, last)
        if after is not None:
            shown = after
            yield _after_scene(step, after), AFTER_S
        last = step.planned.points[-1] if step.planned.points else last
    if shown is not None:
        yield _end_scene(story, shown), END_S


def _plan_scenes(step: Step, frame: Frame, last: FramePoint | None) -> Iterator[Scene]:
    words, points = in_words(step.planned), step.planned.points
    held = _stage(frame, words, f"{step.number}")
    held.box(step.planned.target, TARGET)
    if last:
        held.pointer(last)
    yield held.done(), PLAN_S
    way = [last, *points] if last else list(points)
    for start, end in pairwise(way):
        for share in _eased(round(MOVE_S * PER_SECOND)):
            moving = _stage(frame, words, f"{step.number}")
            moving.box(step.planned.target, TARGET)
            moving.pointer(FramePoint(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share))
            yield moving.done(), 1 / PER_SECOND
    if points:
        for radius in (10, 18, 26):
            there = _stage(frame, words, f"{step.number}")
            there.box(step.planned.target, TARGET)
            there.ring(points[-1], radius)
            there.pointer(points[-1])
            yield there.done(), 1 / PER_SECOND


def _after_scene(step: Step, frame: Frame) -> Image.Image:
    good = step.state == "done"
    stage = _stage(frame, step.verified.note if step.verified else in_words(step.planned), "✓" if good else "✗")
    stage.box(step.verified.changed if step.verified else None, GOOD if good else BAD)
    if step.planned.points:
        stage.pointer(step.planned.points[-1])
    return stage.done()


def _end_scene(story: Story, frame: Frame) -> Image.Image:
    ended = story.ended
    words = getattr(ended, "answer", None) or getattr(ended, "why", "") or story.outcome
    return _stage(frame, printable(words, 300), "✓" if story.outcome == "finished" else "✗").done()


class _Stage:
    """One picture of the film being drawn; points and boxes are in frame pixels."""

    def __init__(self, frame: Frame, words: str, mark: str) -> None:
        height, width = frame.shape[:2]
        self._scale = min(1.0, WIDTH / width)
        # Video encoders take even sides only.
        size = (max(2, round(width * self._scale) // 2 * 2), max(2, round(height * self._scale) // 2 * 2))
        self._picture = Image.new("RGB", (size[0], size[1] + CAPTION), PAPER)
        self._picture.paste(Image.fromarray(frame).resize(size, Image.Resampling.BILINEAR))
        self._draw = ImageDraw.Draw(self._picture)
        self._caption(printable(words, 300), mark, size)

    def box(self, box: Box | None, colour: tuple[int, int, int]) -> None:
        if box:
            corners = [self._scale * side for side in (box.left - 4, box.top - 4, box.right + 4, box.bottom + 4)]
            self._draw.rounded_rectangle(corners, 5, outline=colour, width=3)

    def pointer(self, point: FramePoint) -> None:
        x, y = point.x * self._scale, point.y * self._scale
        arrow = [
            (x, y),
            (x, y + 20),
            (x + 5, y + 15),
            (x + 9, y + 23),
            (x + 12, y + 21),
            (x + 8, y + 14),
            (x + 14, y + 14),
        ]
        self._draw.polygon(arrow, fill=POINTER, outline=(255, 255, 255))

    def ring(self, point: FramePoint, radius: float) -> None:
        self._draw.circle((point.x * self._scale, point.y * self._scale), radius, outline=POINTER, width=3)

    def done(self) -> Image.Image:
        return self._picture

    def _caption(self, words: str, mark: str, size: tuple[int, int]) -> None:
        middle = size[1] + CAPTION / 2
        colour = {"✓": GOOD, "✗": BAD}.get(mark, SOFT)
        self._draw.text((20, middle), mark, colour, _font_for(mark, 22), anchor="lm")
        left = 20 + self._draw.textlength(mark, _font_for(mark, 22)) + 16
        font = _font_for(words, 20)
        while words and left + self._draw.textlength(words, font) > size[0] - 16:
            words = words[:-2].rstrip() + "…" if len(words) > 2 else ""
        self._draw.text((left, middle), words, INK, font, anchor="lm")


def _stage(frame: Frame, words: str, mark: str) -> _Stage:
    return _Stage(frame, words, mark)


def _eased(steps: int) -> Iterator[float]:
    """Shares of the way, slow at both ends."""
    for number in range(1, steps + 1):
        share = number / steps
        yield share * share * (3 - 2 * share)


def _font_for(text: str, size: int) -> Font:
    return _font("".join(sorted({sign for sign in text if ord(sign) > 0x17F})), size)


@lru_cache(maxsize=64)
def _font(beyond_latin: str, size: int) -> Font:
    """A font of this system that has these letters, else Pillow's own, which has the Latin ones."""
    letters = ":charset=" + ",".join(f"{ord(sign):x}" for sign in beyond_latin) if beyond_latin else ""
    try:
        match = subprocess.run(
            ["fc-match", "--format=%{file}", f"sans-serif{letters}"], capture_output=True, timeout=5, check=True
        )
        return ImageFont.truetype(os.fsdecode(match.stdout), size)
    except (OSError, subprocess.SubprocessError):
        return ImageFont.load_default(size)


def _as_webm(scenes: Iterable[Timed], size: tuple[int, int], path: Path) -> None:
    # One thread: on a busy machine libvpx's threads wait for each other ten times longer than one of them works.
    options = {"deadline": "realtime", "cpu-used": "8", "crf": "30", "b": "0", "threads": "1"}
    _as_video("libvpx-vp9", options, scenes, size, path)


def _as_mp4(scenes: Iterable[Timed], size: tuple[int, int], path: Path) -> None:
    options = {"preset": "veryfast", "crf": "24", "movflags": "+faststart"}
    _as_video("libx264", options, scenes, size, path)


def _as_video(
    codec: Literal["libvpx-vp9", "libx264"],
    options: dict[str, str],
    scenes: Iterable[Timed],
    size: tuple[int, int],
    path: Path,
) -> None:
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=PER_SECOND, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, PER_SECOND)
        at = 0
        for picture, times in scenes:
            frame = av.VideoFrame.from_ndarray(np.asarray(_fitted(picture, size)), format="rgb24")
            # A picture that stands is written again once a second only, and at its end, so that it lasts.
            for tick in sorted({*range(0, times, PER_SECOND), times - 1}):
                frame.pts = at + tick
                container.mux(stream.encode(frame))
            at += times
        container.mux(stream.encode())


def _as_gif(scenes: Iterable[Timed], size: tuple[int, int], path: Path) -> None:
    small = (size[0] * 2 // 3, size[1] * 2 // 3)
    durations: list[int] = []

    def pictures() -> Iterator[Image.Image]:
        for picture, times in scenes:
            durations.append(times * 1000 // PER_SECOND)
            yield _fitted(picture, small).quantize(96, dither=Image.Dither.NONE)

    first, *more = pictures()
    first.save(path, "GIF", save_all=True, append_images=more, duration=durations, loop=0, disposal=1)


def _fitted(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture itself, or in the film's size where the screen changed its own in the middle of the run."""
    return picture if picture.size == size else picture.resize(size, Image.Resampling.BILINEAR)


WRITERS = {".webm": _as_webm, ".mp4": _as_mp4, ".gif": _as_gif}
