"""The shipped pointer: it says what the trained model said, points at what is named, and refuses what is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bridges.errors import ModelUnavailable
from model.pointer.inputs import Inputs, prepare
from model.pointer.items import Item, Items
from model.pointer.pieces import Said
from model.pointer.pointer import BINS, Pointer, kinds_in_vain, place_in, tried_in_vain
from model.pointer.record import Done
from model.pointer.signs import names
from model.sight.weights import FOLDER, weight_file

REFERENCE = Path(__file__).parent / "pointer_reference.npz"
POINTER = Pointer()


def screen(*items: tuple[str, str, tuple[float, float, float, float]]) -> Items:
    made = tuple(Item(box, role, text, "", "", frozenset()) for role, text, box in items)
    return Items(made, np.zeros((len(made), 256), np.float32), (800, 600))


DIALOG = screen(
    ("menuitem", "File", (5, 5, 40, 25)),
    ("menuitem", "Edit", (45, 5, 80, 25)),
    ("text", "Do you want to keep the changes?", (220, 200, 520, 220)),
    ("button", "Discard", (220, 260, 300, 290)),
    ("button", "Cancel", (320, 260, 400, 290)),
    ("button", "Save", (420, 260, 500, 290)),
)


@pytest.mark.parametrize("number", [0, 1])
def test_the_exported_pointer_says_what_the_trained_one_said(number: int) -> None:
    with np.load(REFERENCE) as stored:
        part = {name.removesuffix(str(number)): stored[name] for name in stored.files if name.endswith(str(number))}
    given = Inputs(
        Said(part["numbers"], part["kinds"], ()),
        [[int(piece) for piece in row if piece >= 0] for row in part["items"]],
        *(part[name].astype(np.float32) for name in ("features", "vectors", "boxes", "pairs")),
    )
    out = POINTER.outputs(given)
    assert out["target"].argmax() == part["target"].argmax()
    assert out["kind"].argmax() == part["kind"].argmax()
    shares = [np.exp(logits - logits.max()) for logits in (out["target"], part["target"])]
    assert np.abs(shares[0] / shares[0].sum() - shares[1] / shares[1].sum()).max() < 0.1


@pytest.mark.parametrize(
    ("task", "target"), [("click Save", 5), ("please press the cancel button", 4), ("open the Edit menu", 1)]
)
def test_it_points_at_what_is_named(task: str, target: int) -> None:
    found = POINTER.point(task, DIALOG)
    assert found.target == target
    assert found.confidence >= POINTER.threshold


def test_what_was_done_twice_in_vain_is_not_done_a_third_time() -> None:
    twins = screen(*(("button", "Save", (left, 260, left + 80, 290)) for left in (120, 420)))
    first = POINTER.point("click Save", twins).target
    assert first is not None
    box = twins.items[first].box
    done = Done(action="click", target="Save", point=(box[0] + 40, 275), ok=False)
    again = POINTER.point("click Save", twins, [done, done])
    assert again.target == 1 - first
    assert again.confidence < 0.5
    assert not tried_in_vain(box, [done])
    assert not tried_in_vain(box, [done, done.model_copy(update={"ok": True})])


def test_a_scroll_or_a_key_that_did_nothing_twice_is_not_tried_again() -> None:
    scroll = Done(action="scroll down", ok=False)
    key = Done(action="press", keys="right", ok=False)
    assert kinds_in_vain([scroll, scroll]) == {"scroll down"}
    assert kinds_in_vain([key, key]) == {"press"}
    assert not kinds_in_vain([scroll, scroll.model_copy(update={"ok": True})])
    assert not kinds_in_vain([key, key.model_copy(update={"keys": "left"})])
    assert not kinds_in_vain([Done(action="click", ok=False)] * 2)
    assert POINTER.point("scroll down", DIALOG, [scroll, scroll]).kind != "scroll down"


def test_it_refuses_what_is_not_there() -> None:
    found = POINTER.point("click the bluetooth icon", DIALOG)
    assert found.target is None or found.confidence < POINTER.threshold


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    for name in ("hashes.json", "pointer.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "pointer.json").write_text('{"temperature": 1, "threshold": 0}')
    with pytest.raises(ModelUnavailable, match=r"pointer\.json"):
        weight_file("pointer.json", tmp_path)


def test_neither_torch_nor_transformers_is_loaded() -> None:
    program = (
        "import sys; from model.pointer.pointer import Pointer; Pointer().load(); "
        "print([name for name in ('torch', 'transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_each_file_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert max(sizes.values()) < 16_000_000
    assert sum(sizes.values()) < 64_000_000


def test_a_place_lies_between_bins_and_the_outermost_bin_is_the_edge() -> None:
    logits = np.full((3, BINS), -20, np.float32)
    logits[0, 0] = logits[1, BINS // 2] = 20
    logits[2, 4] = logits[2, 5] = 20
    edge, middle, between = place_in(logits)
    assert 0 <= edge < 0.01
    assert middle == pytest.approx(0.5, abs=1e-3)
    assert between == pytest.approx(5 / BINS, abs=1e-3)


@pytest.mark.parametrize(
    ("sign", "name"),
    [("=", "equals"), ("二", "equal sign"), ("÷", "divide"), ("%", "per cent"), (")", "closing bracket"), ("€", "euro"),
     ("√", "square root"), ("0", "zero"), ("7", "seven"), ("sin", "sine"), ("ln", "natural logarithm"), ("=", "等于"),
     ("く", "less than"), ("→", "right arrow"), ("¶", "pilcrow sign")],
)  # fmt: skip
def test_a_lone_sign_has_names(sign: str, name: str) -> None:
    assert name in names(sign)


def test_letters_are_functions_only_among_the_keys_of_a_calculator() -> None:
    assert "clear" in names("C", keys=True)
    assert "times" in names("X", keys=True)
    assert "memory recall" in names("MR", keys=True)
    assert names("C") == ()
    assert "close" in names("X")
    assert names("Save") == ()


def test_the_pointer_reads_the_names_of_signs() -> None:
    keys = screen(*(("button", text, (30.0 * at, 0, 30.0 * at + 28, 20)) for at, text in enumerate("0123456789C=")))
    labels = [item.label for item in prepare(keys, POINTER.pieces).seen.items]
    assert "zero" in labels[0]
    assert "clear" in labels[10]
    assert labels[11].startswith("equals")
    assert [item.label for item in prepare(DIALOG, POINTER.pieces).seen.items] == [""] * 6
