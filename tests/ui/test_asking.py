"""`mimic ask` and `mimic explain` as a person calls them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from jsonschema import validate
from PIL import Image, ImageDraw

from ui.cli import main

MODELS = Path(__file__).parents[1] / "model"
sys.path.append(str(MODELS))

from test_remote import Desk, desk  # noqa: E402

assert desk
INVOICE = {
    "type": "object",
    "properties": {
        "number": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{4}$"},
        "total": {"type": "integer", "minimum": 0, "maximum": 99999},
        "currency": {"enum": ["EUR", "USD"]},
        "paid": {"type": "boolean"},
    },
    "required": ["number", "total", "currency", "paid"],
}
POINTS = {
    "type": "object",
    "properties": {"points": {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3}},
    "required": ["points"],
}


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


def invoice(path: Path, number: str) -> str:
    picture = Image.new("RGB", (420, 594), (255, 255, 255))
    ImageDraw.Draw(picture).text((40, 40), f"Invoice {number}\nTotal 120 EUR", fill=(0, 0, 0), font_size=20)
    picture.save(path)
    return str(path)


def test_a_batch_of_invoices_becomes_json_that_keeps_to_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tiny model that cannot read still fills in the form: the grammar lets it write nothing else."""
    monkeypatch.setenv("MIMIC_MIMO_CHECKPOINT", str(MODELS / "tiny"))
    monkeypatch.setenv("MIMIC_MIMO_DEVICE", "cpu")
    monkeypatch.setenv("MIMIC_MIMO_MAX_PIXELS", "80000")
    schema = tmp_path / "invoice.json"
    schema.write_text(json.dumps(INVOICE))
    files = [invoice(tmp_path / f"{n}.pdf", f"AB-000{n}") for n in range(2)]
    assert main(["ask", *files, "Read the invoice.", "--schema", str(schema), "--each"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["file"] for each in told] == files
    for each in told:
        validate(each["answer"], INVOICE)
        assert 0 < each["confidence"] <= 1


def test_a_clip_is_asked_about_with_its_frames_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], desk: Desk
) -> None:
    clip, schema = tmp_path / "clip.mp4", tmp_path / "points.json"
    schema.write_text(json.dumps(POINTS))
    with av.open(str(clip), "w") as file:
        stream = file.add_stream("mpeg4", rate=4)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for number in range(8):
            frame = np.full((120, 160, 3), 30 * number, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        file.mux(stream.encode())
    monkeypatch.setenv("MIMIC_REMOTE_URL", desk.url)
    monkeypatch.setenv("MIMIC_REMOTE_MODEL", "qwen2.5-vl")
    desk.answers = ['{"points": ["light", "quiet", "cheap"]}']
    words = ["ask", str(clip), "Three selling points?", "--schema", str(schema), "--model", "remote"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == {"points": ["light", "quiet", "cheap"]}
    labels = [part["text"] for part in desk.asked[0]["messages"][0]["content"] if part["type"] == "text"]
    assert labels[:4] == [f"clip.mp4 at {at:.1f} s" for at in (0.0, 0.5, 1.0, 1.5)]
    assert "Three selling points?" in labels[-1]
    monkeypatch.setenv("MIMIC_MIMO_CHECKPOINT", str(MODELS / "tiny"))
    monkeypatch.setenv("MIMIC_MIMO_DEVICE", "cpu")
    assert main([*words[:-1], "mimo"]) == 0
    validate(json.loads(capsys.readouterr().out), POINTS)
