"""Pictures with an instruction and the box that it means, read from this project's format and from three others'.

Own: JSON lines {id, image, instruction, box, kind, source}; `box` is [left, top, right, bottom] or null where the thing
is not there; `image` is a path beside the file. ScreenSpot-v2 (a JSON list with `img_filename`, `bbox` as left, top,
width, height), ScreenSpot-Pro (the same with left, top, right, bottom and `img_size`) and OSWorld-G (`image_path`,
`box_type` "bbox", "polygon" or "refusal") are told apart by their keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridges.coordinates import Box
from bridges.errors import NoDataset

DATASET = Path(__file__).parent / "data" / "grounding" / "dataset.jsonl"
"""This project's own set, held out from all training."""
IMAGE_FOLDERS = ("", "images", "screenspotv2_image", "screenspot_imgs")
"""Where a dataset's pictures lie, beside its file."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to point at. `polygon` are its corners where it is no rectangle; `box` is None where it is absent."""

    id: str
    image: Path
    instruction: str
    box: Box | None
    kind: str
    source: str = ""
    polygon: tuple[tuple[float, float], ...] = ()

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the picture is on the thing."""
        if self.box is None or not (self.box.left <= x <= self.box.right and self.box.top <= y <= self.box.bottom):
            return False
        return not self.polygon or _is_inside(self.polygon, x, y)


def cases_of(path: Path) -> list[Case]:
    """All cases of a dataset's file. Raises NoDataset where it cannot be read or a picture is missing."""
    tried = f"Reading the dataset {path}"
    try:
        records = _records(path)
    except (OSError, ValueError) as error:
        raise NoDataset(tried, str(error), "Give a file of JSON lines or a JSON list.") from error
    cases: list[Case] = []
    for number, record in enumerate(records):
        try:
            cases.append(_case(record, number, path))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            known = "It needs image, instruction and box, or the keys of ScreenSpot or OSWorld-G."
            raise NoDataset(tried, f"record {number + 1} is in no known format ({error!r})", known) from error
    missing = next((case.image for case in cases if not case.image.is_file()), None)
    if missing is not None:
        raise NoDataset(tried, f"the picture {missing} is missing", "Put the pictures beside the file, or in images/.")
    return cases


def _records(path: Path) -> list[Mapping[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        found = json.loads(text)
    else:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    if not found or not all(isinstance(record, dict) for record in found):
        raise ValueError("there are no records in it")
    return list(found)


def _case(record: Mapping[str, Any], number: int, path: Path) -> Case:
    if "img_filename" in record:
        return _screenspot(record, number, path)
    if "box_type" in record or "image_path" in record:
        return _osworld(record, number, path)
    box = record["box"]
    return Case(
        id=str(record.get("id", number + 1)),
        image=path.parent / str(record["image"]),
        instruction=str(record["instruction"]),
        box=Box(*(float(edge) for edge in box)) if box is not None else None,
        kind=str(record.get("kind", "all")),
        source=str(record.get("source", "")),
    )


def _screenspot(record: Mapping[str, Any], number: int, path: Path) -> Case:
    """ScreenSpot-Pro gives the picture's size and two corners, ScreenSpot a corner and a size."""
    one, two, three, four = (float(value) for value in record["bbox"])
    box = Box(one, two, three, four) if "img_size" in record else Box(one, two, one + three, two + four)
    kind = str(record.get("ui_type") or record.get("data_type") or "all")
    source = str(record.get("application") or record.get("data_source") or record.get("platform") or "")
    name = str(record.get("id", f"{record['img_filename']}/{number + 1}"))
    return Case(name, _picture(path, str(record["img_filename"])), str(record["instruction"]), box, kind, source)


def _osworld(record: Mapping[str, Any], number: int, path: Path) -> Case:
    values = [float(value) for value in record.get("box_coordinates") or ()]
    shape = str(record.get("box_type", "bbox"))
    box: Box | None = None
    corners: tuple[tuple[float, float], ...] = ()
    if shape == "polygon":
        corners = tuple(zip(values[::2], values[1::2], strict=True))
        xs, ys = values[::2], values[1::2]
        box = Box(min(xs), min(ys), max(xs), max(ys))
    elif shape == "bbox":
        left, top, width, height = values
        box = Box(left, top, left + width, top + height)
    kinds: Sequence[str] = record.get("GUI_types") or ("all",)
    return Case(
        id=str(record.get("id", number + 1)),
        image=_picture(path, str(record["image_path"])),
        instruction=str(record["instruction"]),
        box=box,
        kind="absent" if box is None else str(kinds[0]),
        polygon=corners,
    )


def _picture(path: Path, name: str) -> Path:
    places: Iterator[Path] = (path.parent / folder / name for folder in IMAGE_FOLDERS)
    return next((place for place in places if place.is_file()), path.parent / name)


def _is_inside(corners: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """By how often a ray to the right crosses the rim."""
    crossed = False
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed
