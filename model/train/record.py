"""Record what was trained on: `python -m model.train.record NPM ICONS SCREENS… > model/weights/data.json`.

Per shard its SHA-256, its size and the number of screens or icons; per icon family its licence and count.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from model.train.icons import collections


def shard_of(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if path.suffix == ".tar":
        with tarfile.open(path) as tar:
            abouts = [json.loads(tar.extractfile(name).read()) for name in tar.getnames() if name.endswith(".json")]
        kinds = Counter(widget[0] for about in abouts for widget in about["widgets"])
        dialects = Counter(about["dialect"] for about in abouts)
        return {"sha256": digest, "screens": len(abouts), "widgets": dict(kinds), "looks": dict(dialects)}
    return {"sha256": digest, "icons": len(np.load(path)["names"])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("npm", type=Path)
    parser.add_argument("icons", type=Path)
    parser.add_argument("screens", type=Path, nargs="+")
    arguments = parser.parse_args()
    licences = {family: about["license"]["spdx"] for family, about in collections(arguments.npm).items()}
    counts: Counter[str] = Counter()
    icons = sorted(arguments.icons.glob("icons_*.npz"))
    for shard in icons:
        counts.update(str(family) for family in np.load(shard)["families"])
    screens = sorted(arguments.screens)
    result = {
        "families": {family: [licences[family], count] for family, count in sorted(counts.items())},
        "shards": {path.name: shard_of(path) for path in [*icons, *screens]},
    }
    total: Counter[str] = Counter()
    for about in result["shards"].values():
        total.update(about.get("widgets", {}))
    result["widgets"] = dict(total)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
