"""The shipped weights say what the trained models said, and damaged or missing ones are named."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bridges.coordinates import Box
from bridges.errors import ModelUnavailable
from model.sight import Detector, IconEncoder, PhraseEncoder
from model.sight.decode import overlaps
from model.sight.icons import SIDE, square
from model.sight.kinds import KINDS, STATES
from model.sight.phrases import MAX_PIECES, WORD_BUCKETS, pieces, tokens
from model.sight.weights import FOLDER, weight_file


@pytest.fixture(scope="module")
def reference():
    with np.load(Path(__file__).parent / "sight_reference.npz") as stored:
        return {name: stored[name] for name in stored.files}


@pytest.fixture(scope="module")
def detector():
    return Detector()


def test_the_detector_finds_what_the_trained_one_found(detector, reference):
    found = detector.find(reference["picture"])
    boxes = np.array([[w.box.left, w.box.top, w.box.right, w.box.bottom] for w in found], np.float32)
    assert len(reference["boxes"]) > 5
    near = overlaps(reference["boxes"], boxes)
    same = np.array([[KINDS[kind] == widget.kind for widget in found] for kind in reference["kinds"]])
    sure = reference["scores"] > 0.4
    assert ((near > 0.8) & same).any(1)[sure].mean() >= 0.95
    assert abs(len(found) - len(reference["boxes"])) <= max(2, 0.1 * len(found))


def test_widgets_lie_in_the_frame_and_are_of_known_kinds(detector, reference):
    height, width = reference["picture"].shape[:2]
    for widget in detector.find(reference["picture"]):
        assert 0 <= widget.box.left < widget.box.right <= width
        assert 0 <= widget.box.top < widget.box.bottom <= height
        assert widget.kind in KINDS
        assert widget.states <= set(STATES)
        assert detector.threshold <= widget.confidence <= 1


@pytest.mark.parametrize("shape", [(1, 1), (7, 300), (63, 65), (200, 3)])
def test_any_size_of_frame_is_taken(detector, shape):
    assert isinstance(detector.find(np.full((*shape, 3), 200, np.uint8)), list)


def test_an_empty_screen_holds_nothing(detector):
    assert detector.find(np.full((400, 600, 3), 240, np.uint8)) == []


def test_icons_and_phrases_agree_with_the_trained_ones(reference):
    seen = IconEncoder().encode(list(reference["crops"]))
    said = PhraseEncoder().encode([str(phrase) for phrase in reference["phrases"]])
    assert seen.shape == (len(reference["crops"]), 256)
    assert (seen * reference["crop_vectors"].astype(np.float32)).sum(1).min() > 0.95
    assert (said * reference["phrase_vectors"].astype(np.float32)).sum(1).min() > 0.995
    assert np.allclose(np.linalg.norm(seen, axis=1), 1, atol=1e-2)


def test_words_find_their_picture():
    """Drawn here by hand, so seen by no training: a cross, a plus, a magnifier and three lines."""
    import cv2

    drawings = {name: np.full((32, 32, 3), 245, np.uint8) for name in ("close", "add", "search", "menu")}
    ink = (40, 40, 40)
    cv2.line(drawings["close"], (8, 8), (24, 24), ink, 2, cv2.LINE_AA)
    cv2.line(drawings["close"], (24, 8), (8, 24), ink, 2, cv2.LINE_AA)
    cv2.line(drawings["add"], (16, 6), (16, 26), ink, 2, cv2.LINE_AA)
    cv2.line(drawings["add"], (6, 16), (26, 16), ink, 2, cv2.LINE_AA)
    cv2.circle(drawings["search"], (14, 14), 7, ink, 2, cv2.LINE_AA)
    cv2.line(drawings["search"], (19, 19), (26, 26), ink, 2, cv2.LINE_AA)
    for y in (9, 16, 23):
        cv2.line(drawings["menu"], (6, y), (26, y), ink, 2, cv2.LINE_AA)
    seen = IconEncoder().encode(list(drawings.values()))
    for words in (("close", "add", "search", "menu"), ("dismiss", "plus", "magnifying glass", "hamburger"),
                  ("关闭", "添加", "搜索", "菜单")):  # fmt: skip
        said = PhraseEncoder().encode(words)
        assert (said @ seen.T).argmax(1).tolist() == [0, 1, 2, 3], words


def test_encoding_nothing_gives_nothing():
    assert IconEncoder().encode([]).shape == (0, 256)
    assert PhraseEncoder().encode([]).shape == (0, 256)
    assert np.isfinite(PhraseEncoder().encode(["", "…", "ß" * 500])).all()


def test_boxes_at_the_edge_are_squared(reference):
    for box in (Box(-5, -5, 10, 10), Box(630, 440, 700, 500), Box(0, 0, 640, 4)):
        assert square(reference["picture"], box).shape == (SIDE, SIDE, 3)


def test_pieces_are_stable():
    assert tokens("zoomIn_24 Größe") == ["zoom", "in", "24", "größe"]
    assert pieces("ok") == pieces("OK")
    assert pieces("保存")[0] < WORD_BUCKETS <= pieces("保存")[1]
    assert len(pieces("word " * 100)) == MAX_PIECES
    assert pieces("save") == [15070, 48669, 33268, 45986, 53177, 49379, 47838, 55761]


def test_every_weight_is_recorded_and_small_enough():
    recorded = json.loads((FOLDER / "hashes.json").read_text())
    heavy = {path.name for path in FOLDER.iterdir() if path.suffix in (".xml", ".bin", ".npz")}
    assert heavy <= set(recorded) <= {path.name for path in FOLDER.iterdir()}
    sizes = [weight_file(name).stat().st_size for name in recorded]
    assert max(sizes) < 16_000_000
    assert sum(sizes) < 64_000_000


def test_a_damaged_weight_is_named(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "weights")
    with (tmp_path / "weights" / "icons.bin").open("r+b") as file:
        file.write(b"\x00\x01\x02\x03damaged")
    with pytest.raises(ModelUnavailable, match=r"icons\.bin.*SHA-256.*install Mimic again"):
        weight_file("icons.bin", tmp_path / "weights")
    (tmp_path / "weights" / "detector.xml").unlink()
    with pytest.raises(ModelUnavailable, match=r"detector\.xml"):
        weight_file("detector.xml", tmp_path / "weights")


def test_the_eyes_need_no_torch():
    """Run in a fresh process, because other tests may have imported it."""
    program = (
        "import sys, numpy as np\n"
        "from model.sight import Detector, IconEncoder, PhraseEncoder\n"
        "Detector().find(np.zeros((64, 64, 3), np.uint8)); PhraseEncoder().encode(['x'])\n"
        "IconEncoder().encode([np.zeros((20, 20, 3), np.uint8)])\n"
        "print([name for name in ('torch', 'transformers', 'nncf') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
