"""Fetching from a real server that speaks the hub's protocol, on loopback; and packing what was fetched."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mimo_models import small

from bridges.errors import ModelUnavailable
from model.mimo.backend import Mimo
from model.mimo.checkpoint import Options, load
from model.mimo.hub import Found, here, pull, quantize, ways
from model.mimo.preflight import Plan

COMMIT = "a" * 40


class Hub(ThreadingHTTPServer):
    """One repository; may hang up in the middle of its largest file."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.sent: list[tuple[str, str]] = []
        self.break_off = 0
        """How many more answers with the weights end after half of them."""
        self.pause_at = 0
        """The byte of the weights at which answers stop for as long as this is not 0."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self.answer(body=False)

    def do_GET(self) -> None:
        self.answer(body=True)

    def answer(self, *, body: bool) -> None:
        if self.path.startswith("/api/models/owner/eyes"):
            siblings = [{"rfilename": name, "size": len(data)} for name, data in self.server.files.items()]
            tree = [
                {"type": "file", "path": name, "size": len(data), "oid": hashlib.sha1(data).hexdigest()}
                for name, data in self.server.files.items()
            ]
            told: Any = tree if "/tree/" in self.path else {"id": "owner/eyes", "sha": COMMIT, "siblings": siblings}
            self.send(200, json.dumps(told).encode(), {"Content-Type": "application/json"}, body)
            return
        found = re.fullmatch(r"/owner/eyes/resolve/\w+/([\w.]+)", self.path)
        if not found or found[1] not in self.server.files:
            self.send(404, b"", {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"}, body)
            return
        self.file(found[1], self.server.files[found[1]], body=body)

    def file(self, name: str, data: bytes, *, body: bool) -> None:
        wanted = self.headers.get("Range", "")
        if body:
            self.server.sent.append((name, wanted))
        start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        headers = {"ETag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
        if wanted:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        broken = body and name.endswith(".safetensors") and self.server.break_off > 0
        self.server.break_off -= broken
        self.send(206 if wanted else 200, data[start:], headers, body, cut=broken)

    def send(self, status: int, data: bytes, headers: dict[str, str], body: bool, *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            data = data[: len(data) // 2] if cut else data
            stop = self.server.pause_at if len(data) > self.server.pause_at else 0
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(data[:stop])
                while stop and self.server.pause_at:
                    time.sleep(0.01)
                self.wfile.write(data[stop:])
        self.close_connection = cut


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkpoint")
    small().model.save_pretrained(folder)
    small().tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture
def hub(checkpoint: Path) -> Iterator[Hub]:
    server = Hub(checkpoint)
    server.files["pytorch_model.bin"] = b"pickled"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_checkpoint_is_fetched_without_what_could_run_code(hub: Hub, tmp_path: Path) -> None:
    folder = pull("owner/eyes", tmp_path / "eyes", endpoint=hub.url)
    names = {path.name for path in folder.iterdir() if path.is_file()}
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= names
    assert "pytorch_model.bin" not in names
    assert (folder / "model.safetensors").read_bytes() == hub.files["model.safetensors"]
    assert any(isinstance(way, Plan) for _, way in ways(folder))


def test_a_transfer_that_breaks_off_goes_on_at_its_byte(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The hub's client keeps whole pieces of 10 MB, which is more than this checkpoint has.
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 50_000)
    hub.break_off = 1
    folder = pull("owner/eyes", tmp_path / "eyes", endpoint=hub.url)
    assert (folder / "model.safetensors").read_bytes() == hub.files["model.safetensors"]
    ranges = [wanted for name, wanted in hub.sent if name == "model.safetensors"]
    assert ranges[0] == ""
    assert int(ranges[1].removeprefix("bytes=").removesuffix("-")) >= 700_000


def test_after_a_transfer_that_was_given_up_only_what_is_missing_is_fetched(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 50_000)
    hub.break_off = 100
    with pytest.raises(ModelUnavailable, match="goes on from there"):
        pull("owner/eyes", tmp_path / "eyes", endpoint=hub.url)
    hub.break_off = 0
    hub.sent.clear()
    folder = pull("owner/eyes", tmp_path / "eyes", endpoint=hub.url)
    assert (folder / "model.safetensors").read_bytes() == hub.files["model.safetensors"]
    again = [wanted for name, wanted in hub.sent if name == "model.safetensors"]
    assert len(again) == 1
    assert int(again[0].removeprefix("bytes=").removesuffix("-")) >= 700_000


@pytest.mark.parametrize("cached", [False, True])
def test_a_killed_pull_goes_on_in_the_next_process(hub: Hub, tmp_path: Path, cached: bool) -> None:
    weights = np.random.default_rng(0).bytes(45_000_000)  # the hub's client writes pieces of 10 MB
    hub.files["model.safetensors"] = weights
    hub.pause_at = 35_000_000
    command = [sys.executable, "-m", "ui", "model", "pull", "owner/eyes", "--endpoint", hub.url]
    command += [] if cached else ["--to", str(tmp_path / "eyes")]
    environment = os.environ | {"HF_HUB_CACHE": str(tmp_path / "cache")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as killed:
        limit = time.monotonic() + 60
        while not (parts := [part for part in tmp_path.rglob("*.part") if part.stat().st_size >= 20_000_000]):
            assert killed.poll() is None, killed.communicate()
            assert time.monotonic() < limit, "nothing was written"
            time.sleep(0.02)
        killed.kill()
    (part,) = parts
    there = part.stat().st_size
    hub.pause_at = 0
    hub.sent.clear()
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=120)
    assert [wanted for name, wanted in hub.sent if name == "model.safetensors"] == [f"bytes={there}-"]
    folder = Path(done.stdout.splitlines()[0])
    assert (folder / "model.safetensors").read_bytes() == weights
    assert not list(tmp_path.rglob("*.part"))


def test_weights_that_are_not_those_of_the_hub_are_thrown_away(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "eyes").mkdir()
    data = hub.files["model.safetensors"]
    part = tmp_path / "eyes" / f"model.safetensors.{hashlib.sha256(data).hexdigest()[:16]}.part"
    part.write_bytes(b"something else")
    with pytest.raises(ModelUnavailable, match="its sum is"):
        pull("owner/eyes", tmp_path / "eyes", endpoint=hub.url)
    assert not part.exists()
    folder = pull("owner/eyes", tmp_path / "eyes", endpoint=hub.url)
    assert (folder / "model.safetensors").read_bytes() == data


def test_what_cannot_be_fetched_is_named(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="OWNER/NAME"):
        pull("eyes", tmp_path, endpoint=hub.url)
    with pytest.raises(ModelUnavailable, match="Check the id"):
        pull("owner/other", tmp_path, endpoint=hub.url)
    with pytest.raises(ModelUnavailable, match="Check the id"):
        pull("owner/eyes", tmp_path, endpoint="http://127.0.0.1:9")
    hub.files["config.json"] = json.dumps({"architectures": ["LlamaForCausalLM"]}).encode()
    with pytest.raises(ModelUnavailable, match="LlamaForCausalLM, not Qwen2_5_VL"):
        pull("owner/eyes", tmp_path / "other", endpoint=hub.url)
    del hub.files["model.safetensors"]
    with pytest.raises(ModelUnavailable, match=r"no \.safetensors"):
        pull("owner/eyes", tmp_path / "third", endpoint=hub.url)


def test_only_checkpoints_of_the_class_are_listed(
    checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, source in (("models--owner--eyes", checkpoint), ("models--owner--words", None)):
        snapshot = tmp_path / name / "snapshots" / COMMIT
        snapshot.mkdir(parents=True)
        (tmp_path / name / "refs").mkdir()
        (tmp_path / name / "blobs").mkdir()
        (tmp_path / name / "refs" / "main").write_text(COMMIT)
        files = source.iterdir() if source else [tmp_path / name / "refs" / "main"]
        for path in files:
            (snapshot / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    found = list(here())
    assert [one.name for one in found] == ["owner/eyes"]
    assert isinstance(found[0], Found)
    assert found[0].bytes == (checkpoint / "model.safetensors").stat().st_size


def test_a_packed_checkpoint_is_smaller_and_says_what_packing_at_load_says(checkpoint: Path, tmp_path: Path) -> None:
    size = quantize(str(checkpoint), tmp_path / "packed")
    assert size < sum(path.stat().st_size for path in checkpoint.iterdir())
    screen = np.random.default_rng(1).integers(0, 255, (140, 168, 3), dtype=np.uint8)
    made = [
        load(Options(checkpoint=str(folder), bits=bits, context=1024, device="cpu"))
        for folder, bits in ((tmp_path / "packed", 0), (checkpoint, 4))
    ]
    points = [Mimo(each).ground(screen, "the green square").point for each in made]
    assert points[0] == points[1]
    with pytest.raises(ModelUnavailable, match="not empty"):
        quantize(str(checkpoint), tmp_path / "packed")
    (tmp_path / "packed" / "packed.safetensors").write_bytes(b"x" * 90)
    with pytest.raises(ModelUnavailable, match="broken"):
        load(Options(checkpoint=str(tmp_path / "packed"), device="cpu"))
