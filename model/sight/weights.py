"""The shipped weights, checked against their recorded hashes before they are used."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from bridges.errors import ModelUnavailable

FOLDER = Path(__file__).parent.parent / "weights"


def weight_file(name: str, folder: Path = FOLDER) -> Path:
    """The path of one file of weights. Raises ModelUnavailable where it is missing or not the one that was recorded."""
    path = folder / name
    try:
        recorded = json.loads((folder / "hashes.json").read_text())
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f"Loading the weights {name}", f"{error}", "Install Mimic again.") from error
    if recorded.get(name) != found:
        raise ModelUnavailable(
            f"Loading the weights {name}",
            f"its SHA-256 is {found[:12]}…, recorded is {str(recorded.get(name))[:12]}…",
            "The file was changed or cut off: install Mimic again.",
        )
    return path
