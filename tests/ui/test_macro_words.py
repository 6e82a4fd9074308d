"""Steps of macros in words, in English and in the person's language."""

from __future__ import annotations

import os
from typing import Any, get_args

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from agent.base import Consequence
from agent.macros.file.schema import BLOCKS, DEEDS, Macro
from bridges.action import Direction
from ui import language
from ui.macro_words import lines_of

STEPS: list[dict[str, Any]] = [
    {"do": "open", "id": "a", "app": "mousepad"},
    {"do": "click", "id": "b", "target": {"words": "Save"}, "consequence": "destroys"},
    {"do": "drag", "id": "c", "target": {"words": "Lid"}, "to": {"words": "Pot"}, "confidence": 0.4, "unsure": True},
    {"do": "scroll", "id": "d", "direction": "down", "until": {"words": "Total"}},
    {"do": "if shown", "id": "e", "shown": {"words": "Sure?"},
     "steps": [{"do": "press", "id": "f", "keys": ["enter"]}], "otherwise": [{"do": "wait", "id": "g", "seconds": 2}]},
]  # fmt: skip
MACRO = Macro.model_validate({"name": "soup", "steps": STEPS})


def test_each_step_is_one_line_and_blocks_are_indented() -> None:
    assert [line.split(maxsplit=1)[-1] for line in lines_of(MACRO)] == [
        "open mousepad",
        "click “Save”   (destroys: asked for first)",
        "drag “Lid” to “Pot”   (sure 0.40: confirm it)",
        "scroll down until “Total”",
        "if shown “Sure?”",
        "press enter",
        "otherwise",
        "wait 2 s",
    ]
    assert lines_of(MACRO)[5].startswith("    f")


def test_the_words_of_a_macro_are_said_in_chinese_too() -> None:
    file = language.LinguistFile(language.FOLDER / "mimic_zh.ts")
    asked: set[str] = set()

    def say(word: str) -> str:
        asked.add(word)
        return str(file.translate("macro", word))

    told = [line.split(maxsplit=1)[-1] for line in lines_of(MACRO, say)]
    assert told[1] == "点击 “Save”   (不可撤销: 先询问)"
    assert told[3] == "滚动 向下 直到 “Total”"
    assert "None" not in " ".join(told)
    assert len(asked) > 12


@pytest.mark.parametrize("word", [
    *(word for step in (*DEEDS, *BLOCKS) for word in get_args(step.model_fields["do"].annotation)),
    *get_args(Direction), *(one.value for one in Consequence if one.risky),
])  # fmt: skip
def test_every_kind_of_step_has_a_chinese_word(word: str) -> None:
    assert language.LinguistFile(language.FOLDER / "mimic_zh.ts").translate("macro", word)
