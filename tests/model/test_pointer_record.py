"""Records of steps: written and read again, and refused by name where they contradict themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bridges.coordinates import Box
from model.base import Element
from model.pointer.record import Done, Next, Quoted, Step, load, save, seen, unpacked

VECTOR = np.random.default_rng(3).normal(size=256).astype(np.float32) / 16


def a_step(**changes: Any) -> Step:
    fields: dict[str, Any] = {
        "task": "Type Ada into Name",
        "history": (Done(action="click", target="Name", point=(10, 12)),),
        "size": (320, 200),
        "elements": (
            seen(Element(box=Box(5, 5, 80, 20), role="field", label="Name", states=frozenset({"focused"}))),
            seen(Element(box=Box(90, 5, 110, 25), role="icon"), VECTOR),
        ),
        "action": Next(type="input", target=0, text=Quoted(source="task", start=5, end=8)),
        "origin": "test",
    }
    return Step(**(fields | changes))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    steps = [a_step(), a_step(action=Next(type="press", keys="enter"))]
    assert save(steps, tmp_path / "steps.jsonl") == 2
    assert list(load(tmp_path / "steps.jsonl")) == steps


def test_a_vector_survives_in_half_precision() -> None:
    text = a_step().elements[1].vector
    assert text is not None
    assert np.abs(unpacked(text) - VECTOR).max() < 1e-3


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ({"type": "click", "target": 2}, "element 2 of 2"),
        ({"type": "click"}, "needs a target"),
        ({"type": "drag", "target": 0}, "needs an end"),
        ({"type": "input", "target": 0}, "needs a text"),
        ({"type": "press"}, "needs keys"),
        ({"type": "press", "keys": "ctrl+alt+7"}, "not among the chords"),
        ({"type": "finished", "answer": {"source": "task", "start": 3, "end": 99}}, "characters 3 to 99"),
    ],
)
def test_a_step_that_contradicts_itself_is_refused(action: dict[str, Any], found: str) -> None:
    with pytest.raises(ValueError, match=found):
        a_step(action=Next.model_validate(action))


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "steps.jsonl"
    save([a_step()], path)
    path.write_text(path.read_text() + '{"task": "x"}\n')
    with pytest.raises(ValueError, match="line 2"):
        list(load(path))
