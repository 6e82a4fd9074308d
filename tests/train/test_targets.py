"""What the detector is asked to say, read back by what decodes its answers, is what is on the screen."""

import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra mimo")

import numpy as np  # noqa: E402

from model.sight.decode import GROUPS, LIMITS, STRIDES, Level, decode, overlaps  # noqa: E402
from model.sight.kinds import KINDS, STATES  # noqa: E402
from model.train.screens import Crop, Wanted, targets  # noqa: E402

SIDE = 256
BOXES = {
    "button": (20, 20, 90, 50), "icon": (47, 27, 63, 43), "checkbox": (120, 30, 133, 43), "field": (10, 80, 240, 110),
    "cell": (10, 120, 110, 150), "radio": (54, 129, 66, 141), "window": (5, 5, 250, 250),
    "switch": (150, 200, 190, 220),
}  # fmt: skip


def crop_of(wanted: bool = True) -> Crop:
    boxes = torch.tensor(list(BOXES.values()), dtype=torch.float32)
    kinds = torch.tensor([KINDS.index(kind) for kind in BOXES])
    states = torch.zeros(len(BOXES), len(STATES))
    states[list(BOXES).index("checkbox"), STATES.index("checked")] = 1
    return Crop(torch.zeros(3, SIDE, SIDE), boxes, kinds, states, torch.full((len(BOXES),), wanted))


def perfect(wanted: Wanted, stride: int) -> Level:
    """The maps of a net that makes no mistake."""
    cells = SIDE // stride
    edges = np.zeros((len(GROUPS), 4, cells, cells), np.float32)
    states = np.full((len(GROUPS), len(STATES), cells, cells), -9.0, np.float32)
    for (_, group, row, column), box, on in zip(
        wanted.cells.tolist(), wanted.boxes.tolist(), wanted.states, strict=True
    ):
        x, y = (column + 0.5) * stride, (row + 0.5) * stride
        reach = np.array([x - box[0], y - box[1], box[2] - x, box[3] - y]) / stride
        edges[group, :, row, column] = np.log(np.maximum(reach, 1e-3))
        states[group, :, row, column] = np.where(on.numpy() > 0, 9.0, -9.0)
    heat = np.where(wanted.heat[0].numpy() > 0.999, 0.9, 0.0).astype(np.float32)
    return Level(heat, edges.reshape(-1, cells, cells), states.reshape(-1, cells, cells))


def test_targets_decode_to_the_boxes_they_were_made_of():
    levels = [perfect(of, stride) for of, stride in zip(targets([crop_of()], SIDE), STRIDES, strict=True)]
    found = decode(levels, SIDE, SIDE, 0.5)
    assert sorted(KINDS[kind] for kind in found.kinds) == sorted(BOXES)
    for kind, box, states in zip(found.kinds, found.boxes, found.states, strict=True):
        assert overlaps(box[None], np.array([BOXES[KINDS[kind]]], np.float32))[0, 0] > 0.99
        assert (states[STATES.index("checked")] > 0.5) == (KINDS[kind] == "checkbox")


def test_what_is_hidden_is_neither_wanted_nor_a_mistake():
    for of in targets([crop_of(wanted=False)], SIDE):
        assert of.heat.max() == 0
        assert len(of.cells) == 0
    assert sum(float((of.care == 0).sum()) for of in targets([crop_of(wanted=False)], SIDE)) >= len(BOXES)


def test_a_box_belongs_to_the_level_of_its_shorter_side():
    for number, of in enumerate(targets([crop_of()], SIDE)):
        low, high = (0, *LIMITS)[number], (*LIMITS, 10**9)[number]
        for box in of.boxes:
            assert low <= min(box[2] - box[0], box[3] - box[1]) < high
