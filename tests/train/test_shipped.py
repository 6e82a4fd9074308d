"""The hashes of what ships are kept together whoever writes a part."""

import hashlib
import json
from pathlib import Path

from model.train.shipped import record_hashes


def test_the_hashes_of_other_parts_stay_when_one_is_written(tmp_path: Path) -> None:
    (tmp_path / "hashes.json").write_text('{"pointer.json": "as it was", "icons.bin": "old"}')
    (tmp_path / "icons.bin").write_bytes(b"new")
    record_hashes(tmp_path, [tmp_path / "icons.bin"])
    told = json.loads((tmp_path / "hashes.json").read_text())
    assert told == {"icons.bin": hashlib.sha256(b"new").hexdigest(), "pointer.json": "as it was"}
