"""Pictures in files: reading them safely as frames, and drawing what was found on them."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bridges.base import Frame
from bridges.errors import NotAnImage

if TYPE_CHECKING:
    from PIL import Image

    from model.parse.screen import Screen

MOST_PIXELS = 64_000_000
"""Larger pictures are refused from their header, before they are unpacked."""

COLOURS = {
    "text": (90, 90, 90),
    "button": (220, 60, 40),
    "field": (30, 110, 220),
    "checkbox": (150, 40, 200),
    "radio": (150, 40, 200),
    "icon": (230, 140, 0),
}


def load_picture(path: Path | str) -> Frame:
    """The picture in a file as RGB bytes, height × width × 3, turned as its EXIF note says, alpha over white.

    Raises NotAnImage for a missing or broken file, for what is no picture, and for more than 64 million pixels.
    """
    from PIL import Image, ImageOps

    tried = f"Reading the picture {path}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise NotAnImage(
                        tried,
                        f"it is {width}×{height}, more than {MOST_PIXELS // 1_000_000} million pixels",
                        "Scale it down or crop it to the part that matters.",
                    )
                upright = ImageOps.exif_transpose(picture)
                return np.array(_as_rgb(upright))
    except Image.DecompressionBombError as error:
        raise NotAnImage(tried, str(error), "Scale it down or crop it to the part that matters.") from error
    except FileNotFoundError as error:
        raise NotAnImage(tried, "there is no such file") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise NotAnImage(
            tried, f"it cannot be read as a picture ({error})", "PNG, JPEG, WebP, BMP and GIF work."
        ) from error


def _as_rgb(picture: Image.Image) -> Image.Image:
    """Eight bits of red, green and blue, whatever the file holds."""
    from PIL import Image

    if picture.mode.startswith("I") or picture.mode == "F":
        values = np.asarray(picture, np.float64)
        top = 65535.0 if picture.mode.startswith("I") and values.max(initial=0) > 255 else 255.0
        picture = Image.fromarray((values / top * 255).clip(0, 255).astype(np.uint8))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(white, layer)
    return picture.convert("RGB")


def save_annotated(frame: Frame, screen: Screen, path: Path | str) -> None:
    """Write the frame with each element's box, index and role drawn on it; the file name's ending gives the format."""
    from PIL import Image, ImageDraw

    picture = Image.fromarray(frame)
    draw = ImageDraw.Draw(picture)
    for index, element in enumerate(screen.elements):
        box = element.box
        colour = COLOURS.get(element.role, (0, 130, 90))
        draw.rectangle((box.left - 1, box.top - 1, max(box.left, box.right), max(box.top, box.bottom)), outline=colour)
        words = str(index) if element.role == "text" else f"{index} {element.role}"
        place = draw.textbbox((box.left, max(0, box.top - 11)), words, font_size=9)
        draw.rectangle(place, fill=colour)
        draw.text((box.left, max(0, box.top - 11)), words, fill=(255, 255, 255), font_size=9)
    picture.save(path)
