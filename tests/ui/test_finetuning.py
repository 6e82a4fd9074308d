"""`mimic finetune` on real runs, with the tiny checkpoint: what it writes loads and differs from the base."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import torch

from agent.lessons import lessons_of
from agent.trajectory import Run
from bridges.action import Click, Finished
from bridges.coordinates import Box
from bridges.errors import ModelUnavailable
from model.mimo.checkpoint import Options, load
from model.mimo.finetuning import giou
from ui.cli import main

torch.set_num_threads(1)  # waiting threads of torch keep a processor busy
MODELS = Path(__file__).parents[1] / "model"
sys.path.append(str(MODELS))

from new_application import record  # noqa: E402


def test_a_run_is_one_lesson_for_each_step_that_went_well(tmp_path: Path) -> None:
    (folder,) = record(tmp_path, 1)
    click, end = lessons_of(Run.load(folder))
    assert isinstance(click.actions[0], Click)
    assert not click.history
    assert isinstance(end.actions[0], Finished)
    assert [turn.verified for turn in end.history] == [True]
    assert (click.frame != end.frame).any()


@pytest.mark.timeout(400)
def test_a_lesson_lowers_the_loss_and_the_adapter_loads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(folder) for folder in record(tmp_path / "runs", 2)]
    adapter = tmp_path / "adapter"
    words = ["finetune", *runs, "--base", str(MODELS / "tiny"), "--to", str(adapter), "--json"]
    assert main([*words, "--epochs", "2", "--rate", "2e-3"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out.splitlines()[-1])
    assert told["taught"] == 2
    first, last = (float(line.rpartition(" ")[2]) for line in err.splitlines() if line.startswith("epoch"))
    assert last < first
    assert {file.suffix for file in adapter.iterdir()} <= {".safetensors", ".json", ".md"}
    plain = load(Options(checkpoint=str(MODELS / "tiny"), device="cpu")).model.state_dict()
    taught = load(Options(checkpoint=str(MODELS / "tiny"), device="cpu", adapter=str(adapter))).model.state_dict()
    assert taught.keys() == plain.keys()
    assert any((taught[name] != plain[name]).any() for name in plain)


def test_too_few_runs_and_a_missing_adapter_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder,) = record(tmp_path, 1)
    assert main(["finetune", str(folder), "--base", str(MODELS / "tiny"), "--to", str(tmp_path / "a")]) == 1
    assert "at least two runs" in capsys.readouterr().err
    with pytest.raises(ModelUnavailable, match="adapter_model"):
        load(Options(checkpoint=str(MODELS / "tiny"), device="cpu", adapter=str(tmp_path)))


def test_generalised_overlap() -> None:
    box = Box(0, 0, 10, 10)
    assert giou(box, box) == 1
    assert giou(box, Box(5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert giou(box, Box(1000, 0, 1010, 10)) < -0.9
