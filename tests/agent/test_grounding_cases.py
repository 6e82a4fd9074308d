"""Datasets in four formats are read alike, and damaged ones are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from agent.suites.grounding_cases import DATASET, cases_of
from bridges.coordinates import Box
from bridges.errors import NoDataset


def dataset(folder: Path, records: list[dict[str, Any]], lines: bool = False, inside: str = "images") -> Path:
    (folder / inside).mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (200, 100)).save(folder / inside / "a.png")
    path = folder / "set.json"
    path.write_text("\n".join(map(json.dumps, records)) if lines else json.dumps(records), encoding="utf-8")
    return path


def test_the_own_format(tmp_path: Path) -> None:
    there = {"id": "a/1", "image": "a.png", "instruction": "save", "box": [10, 20, 30, 40], "kind": "icon"}
    gone = {"id": "a/2", "image": "a.png", "instruction": "fly", "box": None, "kind": "absent"}
    one, other = cases_of(dataset(tmp_path, [there, gone], lines=True, inside=""))
    assert (one.box, one.kind, one.holds(10, 40), one.holds(31, 30)) == (Box(10, 20, 30, 40), "icon", True, False)
    assert other.box is None
    assert not other.holds(0, 0)


def test_screenspot_v2_gives_a_corner_and_a_size(tmp_path: Path) -> None:
    record = {
        "img_filename": "a.png",
        "bbox": [10, 20, 30, 40],
        "instruction": "view",
        "data_type": "text",
        "data_source": "ios",
    }
    (case,) = cases_of(dataset(tmp_path, [record], inside="screenspotv2_image"))
    assert (case.box, case.kind, case.source) == (Box(10, 20, 40, 60), "text", "ios")


def test_screenspot_pro_gives_two_corners(tmp_path: Path) -> None:
    record = {
        "id": "blender_1", "img_filename": "a.png", "bbox": [10, 20, 30, 40], "img_size": [200, 100],
        "instruction": "render", "ui_type": "icon", "application": "blender", "platform": "windows", "group": "CAD",
    }  # fmt: skip
    (case,) = cases_of(dataset(tmp_path, [record]))
    assert (case.id, case.box, case.kind, case.source) == ("blender_1", Box(10, 20, 30, 40), "icon", "blender")


def test_osworld_g_has_boxes_polygons_and_refusals(tmp_path: Path) -> None:
    base = {"image_path": "a.png", "image_size": [200, 100], "GUI_types": ["Icon"]}
    records = [
        {**base, "id": "1", "instruction": "a", "box_type": "bbox", "box_coordinates": [10, 20, 30, 40]},
        {**base, "id": "2", "instruction": "b", "box_type": "polygon", "box_coordinates": [0, 0, 40, 0, 0, 40]},
        {**base, "id": "3", "instruction": "c", "box_type": "refusal", "box_coordinates": [-1, -1, -1, -1]},
    ]
    box, polygon, refusal = cases_of(dataset(tmp_path, records))
    assert box.box == Box(10, 20, 40, 60)
    assert polygon.holds(5, 5)
    assert not polygon.holds(35, 35)
    assert (refusal.box, refusal.kind) == (None, "absent")


@pytest.mark.parametrize(
    "records", [[], [{"picture": "a.png"}], [{"image": "a.png", "instruction": "x", "box": [1, 2]}]]
)
def test_what_is_no_dataset_is_named(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    with pytest.raises(NoDataset, match=r"set\.json"):
        cases_of(dataset(tmp_path, records))


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    path = dataset(tmp_path, [{"image": "b.png", "instruction": "x", "box": [1, 2, 3, 4]}])
    with pytest.raises(NoDataset, match=r"b\.png is missing"):
        cases_of(path)


def test_the_held_out_set_is_what_it_claims() -> None:
    cases = cases_of(DATASET)
    present = [case for case in cases if case.box is not None]
    sources = {case.source for case in present}
    assert len(present) >= 400
    assert len(cases) - len(present) >= 80
    assert sum(source.startswith("application:") for source in sources) >= 12
    assert sum(source.startswith("page:") for source in sources) >= 10
    assert len({case.id for case in cases}) == len(cases)
    for path in {case.image for case in present}:
        with Image.open(path) as picture:
            size = picture.size
        for case in present:
            if case.image == path and case.box is not None:
                assert 0 <= case.box.left < case.box.right <= size[0], case.id
                assert 0 <= case.box.top < case.box.bottom <= size[1], case.id
