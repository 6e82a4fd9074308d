"""Sentences of the lower floors in the person's language, known again by their pattern wherever a window shows them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from agent.base import Failed, Verified
from agent.messages import Told
from ui import language
from ui.overlay.scene import Callout, Scene, Tone, after
from ui.told import SENTENCES, told

ROOT = Path(__file__).parents[2]


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    translation = language.LinguistFile(language.FOLDER / "mimic_zh.ts", qapp)
    qapp.installTranslator(translation)
    yield
    qapp.removeTranslator(translation)


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("the window “desk” has the focus", "窗口“desk”获得了焦点"),
        ("269×403 pixels changed in the middle", "中部有 269×403 像素发生变化"),
        ("“Saved” cannot be read; nothing changed on the screen", "读不到“Saved”; 屏幕上没有变化"),
        ("press delete? Deletes what is selected", "按 delete？将删除所选内容"),
        ("Click “Delete” at (3, 4)? “delete” deletes or cannot be undone",
         "点击 (3, 4) 处的“Delete”？“delete”会删除或无法撤销"),
        ("step 3 of 5: 打开 {计算器}", "第 3 步，共 5 步：打开 {计算器}"),
        ("missing: xvfb openbox", "缺少：xvfb openbox"),
        ("2 of 22 set; file /x/config.toml", "已设置 2 项，共 22 项；文件 /x/config.toml"),
        ("Carrying out the task: stopped: by the person", "执行任务：已停止：由用户"),
        ("Carrying out “写 a note”: 60 steps were not enough", "执行“写 a note”：60 步不够"),
        ("Raise the limit, or say the task in smaller parts.", "请提高限制，或把任务分成较小的部分。"),
        ("Store it with: mimic secret set bank", "请这样保存：mimic secret set bank"),
        ("the button “Save” moved 40 pixels to the right and 9 up; it is called “Store” now",
         "按钮“Save”右移了 40 像素、上移了 9 像素; 它现在叫“Store”"),
        ("“do: clik” is no step; did you mean click? allowed: click, drag",
         "“do: clik”不是步骤; 是不是想写 click？可用：click, drag"),
        ("it has to be a mapping such as {words: Save}, not “5”", "必须是映射，例如 {words: Save}，而不是 “5”"),
        ("Finding “Save”: it is not there (words 0.41) after 10 s", "寻找“Save”：10 秒后仍未出现（words 0.41）"),
        ("the minute “61” is not within 0 to 59", "分钟“61”不在 0 到 59 之间"),
    ],
)  # fmt: skip
def test_what_is_known_is_said_in_chinese(chinese: None, english: str, said: str) -> None:
    assert told(english) == said


def test_what_nobody_knows_stays_as_it_is(chinese: None) -> None:
    assert told("the disk {x} is full; Really?") == "the disk {x} is full; Really?"


@pytest.mark.parametrize("text", ["Press delete? Deletes what is selected", "by the person", "", "Settings"])
def test_in_english_nothing_changes(qapp: QApplication, text: str) -> None:
    assert told(text) == text


def test_every_sentence_is_still_written_somewhere_and_has_its_translation() -> None:
    written = "\n".join(
        path.read_text() for folder in ("agent", "bridges", "model", "ui") for path in (ROOT / folder).rglob("*.py")
        if path.name != "told.py"
    )  # fmt: skip
    messages = ElementTree.parse(language.FOLDER / "mimic_zh.ts").getroot().iter("message")
    there = {one.findtext("source"): one.findtext("translation", "") for one in messages}
    for sentence in SENTENCES:
        words = sentence.removeprefix("Carrying out the task: ")
        parts = [part.strip() for part in re.split(r"\{\w+\}", words) if len(part.strip(" ?:;()“”,")) > 3]
        # A place on the screen is put together from two words.
        parts = [re.sub("^” | (left|right|there)$", "", part) for part in parts]
        assert all(part in written for part in parts), sentence
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", there[sentence])), sentence


def test_the_overlay_says_what_came_of_a_step_in_chinese(chinese: None) -> None:
    seen = Told(event=Verified(step=1, ok=False, note="nothing changed on the screen"))
    shown = after(Scene(callout=Callout(1, "点击“OK”", "", Tone.PLAN)), seen)
    assert shown.callout is not None
    assert shown.callout.outcome == "屏幕上没有变化"


def test_what_to_do_about_a_failure_is_said_in_chinese_too(chinese: None) -> None:
    """It stayed English below a reason in Chinese."""
    failed = Told(event=Failed(error="Stuck", why="by the person", remedy="See the last picture of the run."))
    badge = after(Scene(), failed).badge
    assert badge is not None
    assert badge.text == "由用户 请看这次运行的最后一张图片。"
