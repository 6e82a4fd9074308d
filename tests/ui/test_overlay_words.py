"""The overlay's scenes and words, event by event, and their translation. No window is opened here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication

from agent.base import (
    Answered,
    Asked,
    Consequence,
    Failed,
    Finished,
    Healed,
    Paused,
    Performed,
    Planned,
    Refused,
    Resumed,
    Started,
    Verified,
)
from agent.messages import Closed, Question, State, Told
from bridges.action import Click, Drag, Input, Press
from bridges.action import Finished as Finish
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, ScreenPoint, Size
from model.base import Decision, Target
from ui.language import FOLDER, LinguistFile, speak
from ui.overlay import placing, words
from ui.overlay.scene import Mark, Scene, Tone, after, at_rest

SOURCES = Path(words.__file__).parent
SIZE = Size(1280, 800)


def planned(action: object, consequence: Consequence = Consequence.EDITS, geometry: Geometry | None = None) -> Planned:
    decision = Decision(actions=(action,), image=SIZE, reason="step 1 of 1: save", target=Target(words="Save"))
    return Planned(
        step=1,
        decision=decision,
        consequence=consequence,
        geometry=geometry or Geometry(SIZE),
        points=(FramePoint(110, 60),),
        target=Box(100, 50, 120, 70),
    )


def scene_of(*events: object) -> Scene:
    scene = Scene()
    for event in events:
        scene = after(scene, Told(event=event))
    return scene


def question(kind: str = "veto") -> Question:
    return Question(id="q", kind=kind, step=1, question="save?", consequence=Consequence.EDITS, timeout_s=5)


CLICK = Click(start_point=ImagePoint(110, 60))


@pytest.mark.parametrize(
    ("geometry", "target", "point"),
    [
        (Geometry(SIZE), Box(100, 50, 120, 70), ScreenPoint(110, 60)),
        (Geometry(SIZE, 2.0), Box(50, 25, 60, 35), ScreenPoint(55, 30)),
        (Geometry(SIZE, 1.25, -1600, -40), Box(-1520, 0, -1504, 16), ScreenPoint(-1512, 8)),
        (Geometry(SIZE, 1.0, 1920, 0), Box(2020, 50, 2040, 70), ScreenPoint(2030, 60)),
    ],
)
def test_places_are_the_screens_at_every_scale_and_origin(geometry: Geometry, target: Box, point: ScreenPoint) -> None:
    scene = scene_of(planned(CLICK, geometry=geometry))
    assert scene.target == target
    assert scene.points == (point,)


def test_a_risky_step_has_another_colour() -> None:
    harmless, risky = (scene_of(planned(CLICK, one)).callout for one in (Consequence.EDITS, Consequence.DESTROYS))
    assert harmless
    assert risky
    assert (harmless.tone, risky.tone) == (Tone.PLAN, Tone.RISKY)


def test_a_secret_is_dots_everywhere() -> None:
    typed = planned(Input(text="{{secret:bank}}"))
    told = [scene_of(typed), scene_of(typed, Verified(step=1, ok=True, note="typed {{ secret:bank }}"))]
    assert all("bank" not in repr(scene) for scene in told)
    assert told[0].callout is not None
    assert words.DOTS in told[0].callout.title


def test_what_a_step_did_is_said_on_its_label_and_its_target_is_let_go() -> None:
    scene = scene_of(planned(CLICK), Performed(step=1, summary="click"), Verified(step=1, ok=True, note="it was saved"))
    assert scene.callout
    assert (scene.callout.outcome, scene.callout.mark, scene.callout.tone) == ("it was saved", Mark.DONE, Tone.DONE)
    assert scene.target is None
    assert scene.points == ()
    assert at_rest(scene).callout is None


@pytest.mark.parametrize(
    ("event", "tone", "text"),
    [
        (Refused(step=1, why="it may not be used", by="guard"), Tone.WRONG, "it may not be used"),
        (Verified(step=1, ok=False, note="nothing changed"), Tone.WRONG, "nothing changed"),
        (Healed(step=1, was="click Save", now="press Enter"), Tone.HEALED, "press Enter"),
        (Answered(step=1, approved=True), Tone.DONE, "approved"),
        (Answered(step=1, approved=False, why="no answer in time"), Tone.WRONG, "no answer in time"),
        (Answered(step=1, approved=False, skip=True), Tone.WRONG, "skipped"),
    ],
)
def test_each_outcome_has_its_colour_and_words(event: object, tone: Tone, text: str) -> None:
    callout = scene_of(planned(CLICK), event).callout
    assert callout
    assert callout.tone is tone
    assert text in callout.outcome


@pytest.mark.parametrize(
    ("event", "mark", "text"),
    [
        (Paused(why="the person uses the mouse"), Mark.PAUSED, "the person uses the mouse"),
        (Failed(error="Stopped", why="by the person"), Mark.WRONG, "by the person"),
        (Finished(status="success", answer="6223"), Mark.DONE, "6223"),
        (Finished(status="failure", answer="there is no such file"), Mark.WRONG, "there is no such file"),
    ],
)
def test_news_of_the_run_is_large(event: object, mark: Mark, text: str) -> None:
    badge = scene_of(planned(CLICK), event).badge
    assert badge
    assert (badge.large, badge.mark) == (True, mark)
    assert text in badge.text


def test_a_pause_is_shown_as_soon_as_it_is_said_and_goes_when_it_is_over() -> None:
    paused = after(scene_of(Started(task="x", device="d", model="m")), State(state="paused", why="by the person"))
    assert paused.badge
    assert paused.badge.mark is Mark.PAUSED
    for over in (after(paused, State(state="running")), after(paused, Told(event=Resumed()))):
        assert over.badge
        assert over.badge.mark is Mark.BUSY


def test_a_question_stays_until_it_is_closed() -> None:
    asked = after(scene_of(planned(CLICK)), question())
    assert after(asked, Closed(id="another", why="")).question == asked.question
    assert after(asked, Closed(id="q", why="")).question is None
    assert at_rest(after(scene_of(planned(CLICK), Verified(step=1, ok=True, note="")), question())).question


def test_words_from_a_screen_stay_on_one_line_and_steer_nothing() -> None:
    scene = scene_of(Asked(step=1, question="go on?\x1b[2J\n\u202eon og", kind="approve"))
    assert scene.badge
    assert not re.search(r"[\x00-\x1f\u202e]", scene.badge.text)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (CLICK, "click “Save”"),
        (Input(text="Grüße 你好"), "type “Grüße 你好” into “Save”"),
        (Press(keys=["ctrl", "s"]), "press Ctrl+S"),
        (Drag(start_point=ImagePoint(1, 1), end_point=ImagePoint(9, 9)), "drag “Save”"),
        (Finish(status="success"), "finish"),
    ],
)
def test_a_step_in_words(action: object, said: str) -> None:
    assert words.planned(planned(action)) == said


# Placing

MONITOR = QRect(0, 0, 1280, 800)
LABEL = QSize(300, 70)


@pytest.mark.parametrize("monitor", [MONITOR, QRect(1280, 200, 1024, 768)])
def test_a_label_is_on_the_monitor_and_off_its_target_wherever_that_is(monitor: QRect) -> None:
    for x in range(monitor.left(), monitor.right() - 40, 97):
        for y in range(monitor.top(), monitor.bottom() - 20, 61):
            target = QRect(x, y, 40, 20)
            place = placing.beside(LABEL, target, monitor, [])
            assert monitor.contains(place), target
            assert not place.intersects(target), target


def test_a_label_for_a_target_as_large_as_the_screen_is_still_on_it() -> None:
    assert MONITOR.contains(placing.beside(LABEL, MONITOR, MONITOR, []))


def test_a_label_leaves_room_for_others() -> None:
    target = QRect(600, 300, 80, 30)
    first = placing.beside(LABEL, target, MONITOR, [])
    second = placing.beside(LABEL, first, MONITOR, [target, first])
    assert not second.intersects(first)
    assert not second.intersects(target)


def test_a_label_that_has_grown_stays_where_it_was_if_it_can() -> None:
    grown, place = QSize(300, 90), QRect(QPoint(10, 100), LABEL)
    assert placing.kept(grown, place, MONITOR, None) == QRect(10, 100, 300, 90)
    assert placing.kept(grown, place, MONITOR, QRect(10, 175, 40, 20)) == QRect(10, 80, 300, 90)
    assert placing.kept(grown, place, QRect(0, 100, 300, 70), None) is None


# Languages


def texts_in_code() -> set[str]:
    """Every text that the overlay hands to tr(), and those that wait in tables for it."""
    found: set[str] = set()
    for path in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "_with"):
                found |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    found |= {text for pair in words._POINTING.values() for text in pair}
    return found | set(words._SCROLLING.values())


def test_every_text_is_translated_and_keeps_what_is_put_in() -> None:
    file = LinguistFile(FOLDER / "mimic_zh.ts")
    for text in texts_in_code():
        translated = file.translate("overlay", text)
        assert translated, f"{text!r} has no Chinese"
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", translated)), text
    assert len(texts_in_code()) > 40


def test_the_overlay_speaks_chinese() -> None:
    application = QApplication.instance() or QApplication(["test", "-platform", "offscreen"])
    assert speak(application, "zh_CN") == "zh"
    try:
        assert words.planned(planned(CLICK)) == "点击“Save”"
    finally:
        for translator in application.findChildren(LinguistFile):
            application.removeTranslator(translator)
    assert words.planned(planned(CLICK)) == "click “Save”"
    assert speak(application, "xx") == "en"
