"""What proposed parameters are called."""

from __future__ import annotations

import numpy as np
import pytest

from agent.macros.file.target import Target
from agent.macros.recording.naming import name_of
from bridges.base import Observation
from bridges.coordinates import Geometry, Size


def seen(application: str = "mousepad", window: str = "Untitled 1 - Mousepad") -> Observation:
    frame = np.zeros((4, 4, 3), np.uint8)
    return Observation(frame, Geometry(Size(4, 4)), 0.0, application=application, window=window)


@pytest.mark.parametrize(
    ("text", "target", "look", "name"),
    [
        ("Ada", Target(label="Customer name:", role="field"), seen(), "customer_name"),
        ("Ada", Target(words="Enter your city", role="field"), seen(), "city"),
        ("Ada", Target(label="名称", role="field"), seen(), "名称"),
        ("Ada", Target(words="OK", role="button"), seen(), "text"),
        ("loud.txt", None, seen(), "file"),
        ("loud", None, seen(window="Save As"), "file"),
        ("red", None, seen(window="Find and Replace"), "find_and_replace"),
        ("alpha beta", None, seen("FeatherPad", "Untitled"), "text"),
        ("alpha beta", None, seen("FeatherPad", "*Untitled"), "text"),
        ("https://example.org/a", None, seen(), "address"),
        ("ls done", None, seen("xterm", "xterm"), "command"),
        ("Dear Ada, nine o'clock.", None, seen(), "text"),
    ],
)
def test_a_parameter_is_called_after_its_field(text: str, target: Target | None, look: Observation, name: str) -> None:
    assert name_of(text, target, look, ())[0] == name


def test_names_are_unique() -> None:
    assert name_of("b.txt", None, seen(), {"file", "file_2"})[0] == "file_3"
