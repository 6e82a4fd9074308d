from __future__ import annotations

from pathlib import Path

import pytest

from bridges.errors import NoDisplay, Refused, Stopped
from ui.failures import exit_code, explained
from ui.log import log_file, start_log


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def test_an_error_of_ours_says_what_was_tried_found_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    error = NoDisplay("Looking at the screen", "DISPLAY is\x1b[2J not set", "Use --on virtual.")
    assert explained(error, debug=False) == 1
    told = capsys.readouterr().err
    assert told == "mimic: Looking at the screen: DISPLAY is␛[2J not set.\n       Use --on virtual.\n"


def test_exit_codes_tell_refusal_and_stop_apart() -> None:
    assert explained(Refused("Deleting", "the guard said no"), debug=False) == 3
    assert explained(Stopped("Working", "stopped"), debug=False) == 4
    assert explained(KeyboardInterrupt(), debug=False) == 4
    assert (exit_code("Refused"), exit_code("Stopped"), exit_code("Stuck"), exit_code("Odd")) == (3, 4, 1, 1)


def test_an_unexpected_error_is_one_line_and_a_place_to_look(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start_log(debug=False)
    assert explained(ZeroDivisionError("by nothing"), debug=False) == 1
    told = capsys.readouterr().err
    assert "ZeroDivisionError: by nothing" in told
    assert "Traceback" not in told
    assert str(log_file()) in told.replace("\n", "")
    assert log_file().is_relative_to(state)


def test_debug_shows_where_it_came_from(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(ZeroDivisionError("by nothing"), debug=True) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
