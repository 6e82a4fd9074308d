from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hand_made import SAVE, drawn
from PIL import Image

from ui.cli import main
from ui.look import ground_batch


@pytest.fixture
def screen(tmp_path: Path) -> Path:
    path = tmp_path / "screen.png"
    Image.fromarray(drawn("Greetings", dialog=True)).save(path)
    return path


def test_an_instruction_points_into_its_target(screen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ground", str(screen), "the Save button", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    x, y = answer["point"]
    assert SAVE.left < x < SAVE.right
    assert SAVE.top < y < SAVE.bottom
    assert 0 < answer["confidence"] <= 1
    assert answer["ms"]["total"] > 0
    assert len(answer["box"]) == 4


def test_what_is_not_there_gets_no_point_and_a_reason(screen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ground", str(screen), "the Flurbomat button", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["point"] is None
    assert answer["why"]


def test_bad_lines_get_an_error_and_the_batch_goes_on(screen: Path) -> None:
    good = {"id": "a", "image": str(screen), "instruction": "the Save button"}
    lines = [
        json.dumps(good),
        "no JSON",
        '["a list"]',
        '{"id": 2, "image": 5, "instruction": "x"}',
        "",
        json.dumps(good | {"id": 3, "image": "/not/there.png"}),
        json.dumps(good | {"id": 4, "instruction": "  "}),
        "[" * 100_000,
        '{"id": "\\ud800", "image": "\\u0000", "instruction": "x"}',
        json.dumps(good | {"id": "z"}),
    ]
    out = io.StringIO()
    assert ground_batch(lines, out, None) == 0
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, None, 2, 3, 4, None, "\ud800", "z"]
    assert ["error" in answer for answer in answers] == [False, *[True] * 7, False]
    assert answers[0]["point"] == answers[-1]["point"]
    assert set(answers[0]) == {"id", "point", "box", "confidence", "ms"}


def test_elements_come_as_json_and_as_a_picture(
    screen: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "annotated.png"
    assert main(["parse", str(screen), "--json", "--annotated", str(out)]) == 0
    parsed = json.loads(capsys.readouterr().out)
    assert "Save" in [element["text"] for element in parsed["elements"]]
    assert parsed["size"] == [1280, 800]
    with Image.open(out) as picture:
        assert picture.size == (1280, 800)
    assert main(["parse", str(screen)]) == 0
    assert "Save as" in capsys.readouterr().out
