"""`mimic ask` and `mimic explain` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ui.cli import main


def shown(tmp_path: Path, name: str, text: str) -> str:
    picture = Image.new("RGB", (640, 200), (245, 245, 245))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 60, 600, 110), fill=(255, 255, 255), outline=(120, 120, 120))
    draw.text((50, 70), text, fill=(0, 0, 0), font_size=24)
    path = tmp_path / name
    picture.save(path)
    return str(path)


def test_typing_between_two_pictures_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = shown(tmp_path, "a.png", ""), shown(tmp_path, "b.png", "Hello world")
    assert main(["explain", before, after, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["action"] == {"action": "input", "text": "Hello world"}
    assert told["confidence"] >= 0.5
    assert main(["explain", after, after]) == 0
    assert "nothing changed" in capsys.readouterr().out


def test_what_is_missing_or_wrong_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = shown(tmp_path, "a.png", "x")
    schema = tmp_path / "s.json"
    schema.write_text('{"type": "nonsense"}')
    assert main(["ask", picture, "What is it?", "--schema", str(schema)]) == 2
    assert "no JSON schema" in capsys.readouterr().err
    assert main(["ask", picture, "What is it?", "--model", "mini"]) == 1
    assert "only points and decides" in capsys.readouterr().err
    assert main(["explain", picture, str(tmp_path / "none.png")]) == 1
    assert "no such file" in capsys.readouterr().err
    Image.fromarray(np.zeros((9, 9, 3), np.uint8)).save(tmp_path / "small.png")
    assert main(["explain", picture, str(tmp_path / "small.png"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["confidence"] < 0.5
