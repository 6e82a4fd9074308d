"""What is kept out of training, read from held_out.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def held_out(what: str) -> frozenset[str]:
    """Names under one heading of held_out.toml: "icon_families", "component_libraries", "themes", …"""
    with (Path(__file__).parent / "held_out.toml").open("rb") as file:
        return frozenset(tomllib.load(file)[what])
