"""The trained eyes: `Detector` finds widgets, `IconEncoder` turns their pictures into vectors, `PhraseEncoder` words.

All three run on OpenVINO and numpy; importing this loads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.sight.detector import Detector, Widget
    from model.sight.icons import IconEncoder, PhraseEncoder

__all__ = ["Detector", "IconEncoder", "PhraseEncoder", "Widget"]

_HOMES = {
    "Detector": "model.sight.detector",
    "Widget": "model.sight.detector",
    "IconEncoder": "model.sight.icons",
    "PhraseEncoder": "model.sight.icons",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"model.sight has no {name}")
