"""The hashes of the weights that ship, which `model.sight.weights` checks at load."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def record_hashes(folder: Path, files: Iterable[Path]) -> None:
    """Bring these files of the folder up to date in its hashes.json; what it says of others stays."""
    path = folder / "hashes.json"
    recorded = json.loads(path.read_text()) if path.exists() else {}
    recorded |= {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    path.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")
