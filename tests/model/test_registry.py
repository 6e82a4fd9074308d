"""Models by name."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from bridges.errors import ModelUnavailable
from model import registry
from model.base import Model
from model.mini import Mini


def test_the_embedded_model_is_found_by_name() -> None:
    made = registry.model_named("mini")
    assert isinstance(made, Mini)
    assert isinstance(made, Model)
    assert made.name == "mini"


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ModelUnavailable, match=r"“gpt-99”.*Known here: .*mini"):
        registry.model_named("gpt-99")


def test_mini_is_there_in_a_checkout_that_was_never_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "entry_points", lambda group: ())
    assert isinstance(registry.model_named("mini"), Mini)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("model.nowhere:Big", "model.nowhere:Big cannot be used"),
        ("model.mini:Maxi", "model.mini:Maxi cannot be used"),
        ("pathlib:Path", "makes a .*Path, which has no name, decide and ground"),
    ],
)
def test_a_model_that_cannot_be_used_says_why(monkeypatch: pytest.MonkeyPatch, value: str, found: str) -> None:
    broken = EntryPoint("broken", value, registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: (broken,))
    with pytest.raises(ModelUnavailable, match=found):
        registry.model_named("broken")


def test_finding_mini_loads_nothing_heavy() -> None:
    heavy = "cv2 openvino rapidocr torch transformers mss pyautogui pynput Xlib"
    code = (
        "import sys; from model.registry import model_named; model_named('mini');"
        f"print([name for name in {heavy!r}.split() if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
