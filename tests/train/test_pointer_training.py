"""What the pointer learns from: instructions mean what they say they mean, and nothing is lost on the way."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from model.pointer.amounts import RANKS  # noqa: E402
from model.pointer.items import FEATURES  # noqa: E402
from model.pointer.matching import SCORES  # noqa: E402
from model.pointer.standing import STANDING, STOOD  # noqa: E402
from model.train.pointer_pack import squeezed, widened  # noqa: E402 - only where torch is
from model.train.pointer_recover import recover  # noqa: E402
from model.train.pointer_reword import Rewording  # noqa: E402
from model.train.pointer_scene import norm  # noqa: E402
from model.train.pointer_words import Writer  # noqa: E402

REFERENCE = Path(__file__).parent.parent / "model" / "pointer_reference.npz"


def thing(kind: str, text: str, box: tuple[int, int, int, int], name: str = "") -> dict[str, Any]:
    element = {"box": box, "role": kind, "text": text, "label": "", "value": "", "states": ()}
    return {**element, "true": [kind, text, name, ""]}


def table() -> list[dict[str, Any]]:
    """Three people with ages and a bin each, under a heading, and a tool bar above."""
    found = [
        thing("icon", "", (10 + 40 * at, 10, 34 + 40 * at, 34), name)
        for at, name in enumerate(("save", "undo", "print"))
    ]
    found.append(thing("text", "Members", (10, 60, 160, 96)))
    found += [thing("text", word, (x, 110, x + 60, 126)) for word, x in (("Name", 10), ("Age", 160))]
    for row, (name, age) in enumerate((("Berta", "31"), ("Caspar", "42"), ("Dora", "58"))):
        top = 140 + 40 * row
        found += [
            thing("text", name, (10, top, 70, top + 16)),
            thing("text", age, (160, top, 190, top + 16)),
            thing("icon", "", (300, top - 4, 324, top + 20), "trash"),
        ]
    return found


def writer(seed: int) -> Writer:
    return Writer(table(), (400, 300), random.Random(seed))


def test_a_cell_is_told_by_its_column_and_its_row() -> None:
    for seed in range(20):
        scene = writer(seed)
        phrase, fit = scene.by_cell(10) or ("", [])
        assert fit == [10]
        assert "age" in norm(phrase)
        assert {"caspar", "second", "2nd"} & set(norm(phrase).split())


def test_one_of_several_alike_is_told_by_its_row() -> None:
    told = [writer(seed).by_neighbour(11) for seed in range(30)]
    assert all(found is not None and found[1] == [11] for found in told)
    others = [
        name for found in told if found for name in ("berta", "dora", "31", "58") if name in norm(found[0]).split()
    ]
    assert not others


def test_a_line_is_counted_from_both_ends() -> None:
    told = {norm((writer(seed).in_line(1) or ("", []))[0]) for seed in range(60)}
    assert any(words.startswith(("second", "2nd")) for words in told)
    assert not any(words.startswith(("third", "first", "last")) for words in told)


def test_what_is_absent_names_nothing_that_is_there() -> None:
    found = [sample for seed in range(300) if (sample := writer(seed).absent()) is not None]
    assert len(found) > 100
    assert all(sample.kind == "refuse" and not sample.targets for sample in found)
    words = Counter(norm(sample.task) for sample in found)
    assert not words & Counter({"trash": 1, "the trash icon": 1, "print": 1, "save": 1, "members": 1})


def test_all_ways_to_refer_are_met() -> None:
    scene = writer(1)
    sorts = Counter(sample.sort for _ in range(600) if (sample := scene.one()) is not None)
    assert {"text", "icon", "side", "row", "line", "cell", "absent"} <= set(sorts)


def test_packed_vectors_keep_their_direction() -> None:
    source = np.random.default_rng(1)
    families = source.normal(size=(40, 256))
    rows = (families[source.integers(0, 40, 2000)] + 0.3 * source.normal(size=(2000, 256))).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    back = widened(squeezed(rows)).astype(np.float32)
    assert np.allclose(np.linalg.norm(back, axis=1), 1, atol=1e-2)
    assert np.median((rows * back).sum(1)) > 0.9


def test_names_change_in_task_page_and_what_is_typed_alike() -> None:
    def step(name: str) -> dict[str, Any]:
        task = f'Find the mail by {name} and write "{name}" into the field.'
        start = task.index(f'"{name}"') + 1
        text = {"source": "task", "start": start, "end": start + len(name)}
        elements = [
            {"box": (0, 200, 90, 220), "role": "text", "text": name},
            {"box": (0, 240, 90, 260), "role": "field"},
        ]
        action = {"type": "input", "target": 1, "text": text}
        return {"origin": "miniwob/mail/seed 1", "task": task, "elements": elements, "action": action}

    steps = [step(name) for name in ("Berta", "Caspar", "Dorothea", "Emil", "Friedrich", "Gustav")]
    rewording = Rewording(steps)
    changed = 0
    for seed in range(40):
        made = rewording.reworded(steps[0], random.Random(seed))
        text = made["action"]["text"]
        typed = made["task"][text["start"] : text["end"]]
        assert typed == made["elements"][0]["text"]
        assert made["task"] == f'Find the mail by {typed} and write "{typed}" into the field.'
        changed += typed != "Berta"
    assert changed > 10


def test_training_can_go_on_from_what_ships() -> None:
    net = recover().eval()
    rows = net.table.weight.detach()
    with np.load(REFERENCE) as stored:
        items = torch.stack(
            [
                rows[row[row >= 0]].mean(0) if (row >= 0).any() else torch.zeros(rows.shape[1])
                for row in torch.from_numpy(stored["items0"]).long()
            ]
        )
        given = [
            torch.from_numpy(stored[f"{name}0"].astype(np.float32))[None]
            for name in ("features", "vectors", "boxes", "pairs")
        ]
        for part, width in ((0, FEATURES + SCORES + STANDING + RANKS), (2, 4 + STOOD)):
            given[part] = torch.nn.functional.pad(given[part], (0, width - given[part].shape[2]))
        said, kinds = rows[torch.from_numpy(stored["numbers0"])][None], torch.from_numpy(stored["kinds0"])[None]
        with torch.inference_mode():
            out = net.core(said, kinds, items.view(1, -1, 3, rows.shape[1]), *given)
        wanted = torch.from_numpy(stored["target0"])
    assert (out["target"][0].softmax(0) - wanted.softmax(0)).abs().max() < 0.1
