"""No library of ours tells anybody of what is done here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_reading_a_screen_starts_no_telemetry_and_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    code = "import sys, model, openvino; print(openvino.get_version(), sys.modules.get('openvino_telemetry'))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.split()[-1] == "None"
    assert list(tmp_path.iterdir()) == []
