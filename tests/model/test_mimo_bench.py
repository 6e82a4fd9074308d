"""`mimic bench model` on whatever is here: every row of its table is measured, but memory where there is no GPU."""

from __future__ import annotations

import json
from pathlib import Path

import mimo_models
import pytest
import torch

from ui.cli import main

assert mimo_models


def test_every_row_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["bench", "model", "--shapes", "tiny", "--size", "224x168", "--rounds", "1", "--prompts", "2"]
    assert main([*words, "--sessions", "2", "--json", str(tmp_path / "figures.json")]) == 0
    rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    assert rows.pop(0)[0] == "figure"
    assert len(rows) == 7
    missing = {figure for figure, _, measured in rows if measured == "not measured"}
    assert missing == (set() if torch.cuda.is_available() else {"peak memory"})
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["tokens_equal"] == f"{2 * figures['reply_tokens']} of {2 * figures['reply_tokens']}"
    assert figures["logits_max_error"] < 1e-3
