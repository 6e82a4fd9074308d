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

from new_application import hits, known, new, record  # noqa: E402


def test_a_run_is_one_lesson_for_each_step_that_went_well(tmp_path: Path) -> None:
    (folder,) = record(tmp_path, 1)
    click, end = lessons_of(Run.load(folder))
    assert isinstance(click.actions[0], Click)
    assert not click.history
    assert isinstance(end.actions[0], Finished)
    assert [turn.verified for turn in end.history] == [True]
    assert (click.frame != end.frame).any()


@pytest.mark.timeout(400)
def test_a_new_application_is_learned_and_little_is_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(tmp_path / "new", 20)
    record(tmp_path / "known", 12, draw=known)
    adapter = tmp_path / "adapter"
    words = ["finetune", str(tmp_path / "new"), "--keep", str(tmp_path / "known"), "--base", str(MODELS / "tiny")]
    assert main([*words, "--to", str(adapter), "--epochs", "5", "--rate", "1.5e-3", "--json"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out.splitlines()[-1])
    assert told["taught"] == 2 * (16 + 10)
    assert told["new"]["after"]["lessons"] == 8
    losses = [float(line.rpartition(" ")[2]) for line in err.splitlines() if line.startswith("epoch")]
    assert losses[-1] < 0.5 * losses[0]
    assert {file.suffix for file in adapter.iterdir()} <= {".safetensors", ".json", ".md"}
    before, after = (hits(MODELS / "tiny", which, new, 40) for which in ("", str(adapter)))
    assert after >= before + 12, f"{before} of 40 screens before, {after} after"
    kept = hits(MODELS / "tiny", str(adapter), known, 40)
    assert kept >= 30, f"{kept} of 40 screens that it knew"


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
