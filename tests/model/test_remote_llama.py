"""The remote backend against a real llama.cpp server, which serves the tiny checkpoint with its eyes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bridges.action import Click
from bridges.base import Frame, Observation
from bridges.coordinates import FramePoint, Geometry, Size
from bridges.errors import ModelUnavailable
from model.base import Task
from model.mimo.profiles import QWEN25
from model.pages import Page
from model.remote import Remote, RemoteOptions
from model.remote_client import Server
from model.train.tiny_screens import SIZES, Shape, screen
from ui.cli import main

for needed in ("xllamacpp", "gguf"):
    pytest.importorskip(needed, reason=f"no llama.cpp here ({needed} is missing): pip install -e '.[llama]'")
HERE = Path(__file__).parent
KEY = "open sesame"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from gguf_files import write

    language, eyes = write(HERE / "tiny", tmp_path_factory.mktemp("gguf"))
    command = [sys.executable, str(HERE / "llama_server.py"), str(language), str(eyes), KEY]
    told = language.with_name("server.log")
    with (
        told.open("w") as log,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), told.read_text()[-2000:]
        yield address + "/v1"
        process.kill()


def remote(url: str, key: str = KEY) -> Remote:
    return Remote(RemoteOptions(Server(url, key), "tiny", QWEN25, 10**7, think=False))


def screens(count: int) -> Iterator[tuple[Frame, Shape]]:
    rng = random.Random(30_000)
    for _ in range(count):
        frame, shapes = screen(rng, rng.choice(SIZES))
        yield frame, rng.choice(shapes)


def test_it_points_at_what_is_named(url: str) -> None:
    model = remote(url)
    hits = 0
    for frame, wanted in screens(20):
        point = model.ground(frame, f"the {wanted.words}").point
        hits += point is not None and wanted.box.contains(point)
    assert hits >= 18, f"{hits} of 20"


def test_the_server_takes_the_schema_of_all_actions(url: str) -> None:
    model = remote(url)
    for frame, wanted in screens(4):
        height, width = frame.shape[:2]
        seen = Observation(frame=frame, geometry=Geometry(Size(width, height)), taken_at=time.time())
        (action,) = model.decide(Task(text=f"click the {wanted.words}"), seen, ()).actions
        assert isinstance(action, Click)
    assert model._guided, "the server refused the schema, and was asked without it"


def test_an_answer_keeps_to_a_schema_that_the_model_would_never_keep_to(url: str) -> None:
    properties = {"number": {"type": "integer", "minimum": 3, "maximum": 5}, "word": {"enum": ["so", "thus"]}}
    schema = {"type": "object", "properties": properties, "required": ["number", "word"]}
    (frame, _), *_ = screens(1)
    answer = remote(url).ask([Page(frame, "a screen")], "What is it?", schema).value
    assert answer["number"] in (3, 4, 5)
    assert answer["word"] in ("so", "thus")
    assert "number" not in remote(url).ask([Page(frame, "a screen")], "click the red square").text


def test_a_person_points_the_command_at_the_server(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("URL", url), ("MODEL", "tiny"), ("KEY", KEY)):
        monkeypatch.setenv(f"MIMIC_REMOTE_{name}", value)
    ((frame, wanted),) = screens(1)
    Image.fromarray(frame).save(tmp_path / "screen.png")
    assert main(["ground", str(tmp_path / "screen.png"), f"the {wanted.words}", "--model", "remote", "--json"]) == 0
    x, y = json.loads(capsys.readouterr().out)["point"]
    assert wanted.box.contains(FramePoint(x, y))


def test_a_wrong_key_is_named(url: str) -> None:
    (frame, wanted), *_ = screens(1)
    with pytest.raises(ModelUnavailable, match="Check its key"):
        remote(url, "open barley").ground(frame, f"the {wanted.words}")


def test_what_the_server_says_of_a_prompt_that_is_too_long_is_passed_on(url: str) -> None:
    (frame, _), *_ = screens(1)
    with pytest.raises(ModelUnavailable, match=r"400.*context"):
        remote(url).ground(frame, "the " + "red " * 3000 + "square")
