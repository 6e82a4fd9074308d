"""The three coordinate spaces and the only place that converts between them.

- *image*: pixels of the picture that the model saw (possibly resized),
- *frame*: pixels of the captured screenshot,
- *screen*: what the input backend takes (logical points; a monitor's origin may be negative).

All are continuous, x to the right, y down, with (0, 0) at a space's top left corner. A point outside its space is an
error that names the point and the space; nothing is ever clamped in silence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from bridges.errors import OutsideSpace


@dataclass(frozen=True, slots=True)
class Point:
    """A point of one space. On the wire: ``[x, y]``."""

    x: float
    y: float
    space: ClassVar[str] = "some space"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        number = core_schema.float_schema(allow_inf_nan=False, strict=True)
        pair = core_schema.list_schema(number, min_length=2, max_length=2)
        from_wire = core_schema.no_info_after_validator_function(lambda xy: cls(xy[0], xy[1]), pair)
        return core_schema.json_or_python_schema(
            json_schema=from_wire,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_wire]),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda p: [p.x, p.y]),
        )

    def apart(self, other: Self) -> float:
        """How far another point of this space is, across or down, whichever is more."""
        return max(abs(self.x - other.x), abs(self.y - other.y))


class ImagePoint(Point):
    """A point in the picture that the model saw."""

    __slots__ = ()
    space = "image"


class FramePoint(Point):
    """A point in the captured screenshot."""

    __slots__ = ()
    space = "frame"


class ScreenPoint(Point):
    """A point as the input backend takes it."""

    __slots__ = ()
    space = "screen"


P = TypeVar("P", bound=Point)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in frame pixels, right and bottom exclusive. On the wire: ``[left, top, right, bottom]``."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        number = core_schema.float_schema(allow_inf_nan=False)
        four = core_schema.list_schema(number, min_length=4, max_length=4)
        from_wire = core_schema.no_info_after_validator_function(lambda b: cls(*b), four)
        return core_schema.json_or_python_schema(
            json_schema=from_wire,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_wire]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda b: [b.left, b.top, b.right, b.bottom]
            ),
        )

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def center(self) -> FramePoint:
        return FramePoint((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def contains(self, point: Point) -> bool:
        return self.left <= point.x < self.right and self.top <= point.y < self.bottom

    def intersection(self, other: Box) -> Box:
        """The common part; its width or height is 0 where there is none."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, max(left, right), max(top, bottom))

    def union(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def expanded(self, margin: float) -> Box:
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int

    def check(self, point: P) -> P:
        """The point itself if it lies in [0, width) × [0, height), else OutsideSpace."""
        if 0 <= point.x < self.width and 0 <= point.y < self.height:
            return point
        raise OutsideSpace(
            f"Using the {point.space} point ({point.x:g}, {point.y:g})",
            f"the {point.space} space is {self.width}×{self.height}",
            "The point must lie inside; nothing is clamped.",
        )


@dataclass(frozen=True, slots=True)
class Resize:
    """Between the captured frame and the picture that the model saw."""

    frame: Size
    image: Size

    @classmethod
    def identity(cls, frame: Size) -> Self:
        return cls(frame, frame)

    def to_frame(self, point: ImagePoint) -> FramePoint:
        self.image.check(point)
        return FramePoint(
            point.x * self.frame.width / self.image.width, point.y * self.frame.height / self.image.height
        )

    def to_image(self, point: FramePoint) -> ImagePoint:
        self.frame.check(point)
        return ImagePoint(
            point.x * self.image.width / self.frame.width, point.y * self.image.height / self.frame.height
        )


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where a frame lies: ``scale`` frame pixels are one screen unit (1 to 3); the origin may be negative."""

    frame: Size
    scale: float = 1.0
    origin_x: float = 0.0
    origin_y: float = 0.0

    def to_screen(self, point: FramePoint) -> ScreenPoint:
        self.frame.check(point)
        return ScreenPoint(point.x / self.scale + self.origin_x, point.y / self.scale + self.origin_y)

    def to_frame(self, point: ScreenPoint) -> FramePoint:
        inside = FramePoint((point.x - self.origin_x) * self.scale, (point.y - self.origin_y) * self.scale)
        width, height = self.frame.width / self.scale, self.frame.height / self.scale
        # Half a thousandth of a pixel of slack: x / scale * scale may land a rounding error below zero.
        snapped = FramePoint(_snap(inside.x), _snap(inside.y))
        if 0 <= snapped.x < self.frame.width and 0 <= snapped.y < self.frame.height:
            return snapped
        raise OutsideSpace(
            f"Using the screen point ({point.x:g}, {point.y:g})",
            f"this screen is {width:g}×{height:g} at ({self.origin_x:g}, {self.origin_y:g})",
            "The point must lie inside; nothing is clamped.",
        )


def _snap(value: float) -> float:
    return 0.0 if -5e-4 < value < 0 else value


def smart_resize(size: Size, factor: int = 28, min_pixels: int = 4 * 28 * 28, max_pixels: int = 4096 * 28 * 28) -> Size:
    """The picture size that the Qwen2.5-VL family sees: both sides multiples of ``factor``, the area within limits.

    The rule is the one of ``Qwen2VLImageProcessor`` (transformers): round to the factor, then shrink (floor) or grow
    (ceil) by one common ratio where the area is out of limits. Sides more than 200 : 1 apart are refused there too.
    """
    long, short = max(size.width, size.height), min(size.width, size.height)
    if short <= 0 or long / short > 200:
        raise OutsideSpace(
            f"Resizing a {size.width}×{size.height} picture",
            "its sides are more than 200 : 1 apart or empty",
            "Crop it to the part that matters.",
        )
    width = max(factor, round(size.width / factor) * factor)
    height = max(factor, round(size.height / factor) * factor)
    if width * height > max_pixels:
        ratio = math.sqrt(size.width * size.height / max_pixels)
        width = max(factor, math.floor(size.width / ratio / factor) * factor)
        height = max(factor, math.floor(size.height / ratio / factor) * factor)
    elif width * height < min_pixels:
        ratio = math.sqrt(min_pixels / (size.width * size.height))
        width = math.ceil(size.width * ratio / factor) * factor
        height = math.ceil(size.height * ratio / factor) * factor
    return Size(width, height)
