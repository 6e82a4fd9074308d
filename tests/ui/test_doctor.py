from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def examined(*more: str, **environment: str) -> tuple[int, str]:
    import os

    done = subprocess.run(
        [sys.executable, "-m", "ui", "doctor", *more],
        env={**os.environ, **environment},
        capture_output=True,
        timeout=90,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode()


def test_a_prepared_machine_is_fine_and_says_how_it_knows() -> None:
    code, out = examined("--json")
    said = json.loads(out)
    checks = {check["name"]: check for check in said["checks"]}
    assert (code, said["ok"]) == (0, True)
    assert checks["reading text"]["ok"]
    assert checks["private desktop"]["ok"]
    assert checks["one X library"]["found"].startswith("python-xlib 0.33")
    assert not checks["this screen"]["ok"]
    assert "--on virtual" in checks["this screen"]["remedy"]
    assert all(set(check) == {"name", "ok", "found", "remedy", "optional"} for check in said["checks"])


def test_what_is_missing_comes_with_the_command_that_mends_it(tmp_path: Path) -> None:
    code, out = examined(PATH=str(tmp_path), MIMIC_CONFIRM="sometimes")
    assert code == 1
    assert "✗ private desktop" in out
    assert "apt-get install" in out
    assert "MIMIC_CONFIRM" in out
    assert "cannot do its main job" in out


@pytest.mark.parametrize("session", [{"XDG_SESSION_TYPE": "wayland", "WAYLAND_DISPLAY": "wayland-0"}])
def test_wayland_is_named_and_no_reason_to_give_up(session: dict[str, str]) -> None:
    code, out = examined(**session)
    assert code == 0
    assert "Wayland" in out
