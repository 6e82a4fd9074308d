"""The parts of the panel that need no window: edited steps, the settings file and form, words in two languages."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from panel_parts import planned_click

from agent.base import Performed
from agent.settings import Settings, load
from bridges import action as act
from bridges.coordinates import ImagePoint
from bridges.errors import SettingsUnreadable
from ui.panel.edit import pointed, remaining, text_of, with_text
from ui.panel.settings_fields import settings_of
from ui.panel.settings_file import saved
from ui.panel.settings_page import in_words

PANEL = Path(__file__).parents[2] / "ui" / "panel"


# Editing a step


def test_the_rest_of_a_step_is_in_frame_pixels() -> None:
    planned = planned_click(act.Click(start_point=ImagePoint(100, 50)), act.Press(keys="enter"), image=(640, 400))
    click, press = remaining(planned, ())
    assert click.start_point == ImagePoint(200, 100)
    assert press.keys == ["enter"]
    assert remaining(planned, (Performed(step=planned.step, summary="click"),)) == (press,)


def test_another_place_drops_the_words_of_the_old_one() -> None:
    there = pointed(act.Click(start_point=ImagePoint(1, 2), text="Save"), 30.0, 40.0)
    assert there == act.Click(start_point=ImagePoint(30, 40))


def test_a_drag_moves_as_a_whole() -> None:
    there = pointed(act.Drag(start_point=ImagePoint(10, 10), end_point=ImagePoint(60, 20)), 20.0, 30.0)
    assert (there.start_point, there.end_point) == (ImagePoint(20, 30), ImagePoint(70, 40))


@pytest.mark.parametrize("action", [act.Press(keys="ctrl+s"), act.Open(app="calculator"), act.Wait(seconds=1.0)])
def test_pointing_at_what_has_no_place_clicks_there(action: act.Action) -> None:
    assert pointed(action, 5.0, 6.0) == act.Click(start_point=ImagePoint(5, 6))


def test_pointing_where_text_belongs_keeps_the_text() -> None:
    there = pointed(act.Input(text="hello"), 5.0, 6.0)
    assert there == act.Input(text="hello", start_point=ImagePoint(5, 6))


def test_the_text_of_a_step_can_be_written_anew() -> None:
    assert text_of(act.Press(keys="ctrl+s")) == "ctrl+s"
    assert with_text(act.Press(keys="ctrl+s"), "ctrl+shift+s") == act.Press(keys="ctrl+shift+s")
    assert with_text(act.Input(text="a", start_point=ImagePoint(1, 2)), "b") == act.Input(
        text="b", start_point=ImagePoint(1, 2)
    )
    assert with_text(act.Open(app="x"), "") is None
    assert text_of(act.Click(start_point=ImagePoint(1, 2))) is None


# Qt itself


def test_calls_into_qt_keep_count_of_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None in every call, until the interpreter aborts."""
    from PySide6.QtCore import QObject

    one, before = QObject(), sys.getrefcount(None)
    for _ in range(500):
        one.setObjectName("x")
    assert sys.getrefcount(None) > before - 250


# The settings file


def test_only_what_changed_is_written_and_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    saved(file, {"confirm": "always", "limits.steps": 7, "allow_applications": ["Mousepad"]})
    assert tomllib.loads(file.read_text()) == {
        "confirm": "always",
        "limits": {"steps": 7},
        "allow_applications": ["Mousepad"],
    }
    loaded = load(file=file)
    assert (loaded.settings.limits.steps, loaded.origins["limits.steps"]) == (7, "file")
    saved(file, {"limits.steps": None, "confirm": None})
    assert tomllib.loads(file.read_text()) == {"allow_applications": ["Mousepad"]}


def test_what_cannot_be_used_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('confirm = "always"\n')
    with pytest.raises(SettingsUnreadable, match=r"limits\.steps"):
        saved(file, {"limits.steps": -1})
    assert file.read_text() == 'confirm = "always"\n'


def test_comments_that_toml_writers_drop_are_kept_beside(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# mine\ntree = true\n")
    saved(file, {"tree": False})
    assert (tmp_path / "config.toml~").read_text() == "# mine\ntree = true\n"


def test_every_setting_has_a_sentence_and_a_place_in_the_file(tmp_path: Path) -> None:
    found = settings_of(Settings)
    assert {one.key for one in found} == set(load(file=_empty(tmp_path)).origins)
    assert all(one.about for one in found)


def _empty(folder: Path) -> Path:
    file = folder / "empty.toml"
    file.write_text("")
    return file


# Words


def chinese() -> dict[tuple[str, str], str]:
    contexts = ElementTree.parse(PANEL / "panel_zh.ts").getroot().iter("context")
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in contexts
        for message in context.iter("message")
    }


def said() -> set[tuple[str, str]]:
    """Every text of the panel that is translated: ``self.tr("…")`` in a class, ``tr("Context", "…")`` elsewhere."""
    found = set()
    for path in PANEL.glob("*.py"):
        tree = ast.parse(path.read_text())
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if isinstance(call.func, ast.Attribute) and call.func.attr == "tr":
                owner = next(one for one in classes if one.lineno <= call.lineno <= (one.end_lineno or 0))
                found.add((owner.name, texts[0]))
            elif isinstance(call.func, ast.Name) and call.func.id == "tr":
                found.add((texts[0], texts[1]))
    return found


def test_everything_is_said_in_chinese_too() -> None:
    settings = {("Settings", one.about) for one in settings_of(Settings)}
    names = {("SettingNames", in_words(one.key)) for one in settings_of(Settings)}
    wanted, there = said() | settings | names, chinese()
    assert wanted - {key for key, text in there.items() if text} == set()
    assert len(said()) > 80


def test_places_in_texts_survive_translation() -> None:
    for (_, source), text in chinese().items():
        assert set(_places(source)) <= set(_places(text)), source
        assert ("&" in source.replace("&&", "")) == ("(&" in text), source


def _places(text: str) -> list[str]:
    import re

    return re.findall(r"(?<!\{)\{\w+\}(?!\})", text)


def test_keys_read_like_words() -> None:
    assert in_words("limits.ask_s") == "Limits: ask (seconds)"
    assert in_words("deny_applications") == "Deny applications"
