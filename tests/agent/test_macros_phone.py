"""A person's finger on a phone is recorded as a macro, and the macro done again on another one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.base import Finished, Nobody
from agent.macros.file.store import Macros
from agent.macros.recording.recorder import Recorder
from agent.macros.recording.watching import INTERVAL_S, Watch
from agent.macros.replaying.session import Account, Desk
from agent.session import ParsedTexts
from agent.settings import Settings
from bridges.action import Open
from bridges.android.ears import PhoneEars
from bridges.android.link import Link
from bridges.android.phone import AndroidPhone
from bridges.android.pretended import PretendPhone
from bridges.stop import Stop
from model.registry import model_named
from tests.bridges.phones import adb_server, pretend_phone
from tests.conftest import wait_until


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    with adb_server() as port:
        yield port


def middle(phone: AndroidPhone, name: str) -> list[float]:
    seen = phone.observe()
    node = next(one for one in seen.tree or () if one.name == name or one.text == name)
    point = seen.geometry.to_screen(node.box.center)
    return [point.x, point.y]


def test_taps_a_swipe_and_text_are_recorded_and_done_again(server: int, tmp_path: Path) -> None:
    macros, reader = Macros(tmp_path), ParsedTexts(model_named("mini"))
    with pretend_phone() as pretend, AndroidPhone(Link(pretend.serial, Stop()), tree=True) as phone:
        hand = AndroidPhone(Link(pretend.serial, Stop()), tree=True)  # the test's own eyes
        phone.perform(Open(app="Notes"))
        new_note = middle(hand, "New note")
        with PhoneEars(Link(pretend.serial), hand.read_back) as ears, Watch(phone, lambda _: hand.nodes()) as watch:
            recorder = Recorder(ears, watch, ())
            known(watch)
            pretend.tell("hand", path=[new_note])
            heard(recorder, 1)
            title = middle(hand, "Title")
            known(watch)
            pretend.tell("hand", path=[title])
            heard(recorder, 2)
            wait_until(lambda: ears._touched[0] == "", "the field to be read")
            pretend.tell("hand", text="two lemons")
            heard(recorder, 3)
            save = middle(hand, "Save")
            known(watch)
            pretend.tell("hand", path=[save])
            heard(recorder, 4)
            wait_until(lambda: "two lemons" in titles(pretend), "the note")
            known(watch)
            pretend.tell("hand", path=[[540, 1500], [540, 1000]], seconds=0.3, rest=0.2)
            heard(recorder, 5)
            assert ears.unsure == 0
            macro = recorder.macro("note", macros, reader, phone.name, "Notes")
    assert [step.do for step in macro.steps] == ["open", "click", "click", "input", "click", "scroll"]
    assert macro.parameters["title"].default == "two lemons"
    with pretend_phone() as pretend, AndroidPhone(Link(pretend.serial, Stop()), tree=True) as phone:
        desk, account = Desk(phone, Settings(), Nobody(), macros), Account()
        events = list(desk.replayed(macro, {"title": "three limes"}, account))
        assert isinstance(events[-1], Finished), events[-1]
        assert events[-1].status == "success"
        assert account.calls == 0
        assert "three limes" in titles(pretend)


def known(watch: Watch) -> None:
    """A person looks before the next touch; so long the tree takes at most."""
    time.sleep(INTERVAL_S * 3)
    wait_until(lambda: watch.before(time.time()).tree, "the tree of the newest look")


def heard(recorder: Recorder, steps: int) -> None:
    wait_until(lambda: len(recorder.listen()) >= steps, f"{steps} steps")


def titles(pretend: PretendPhone) -> list[str]:
    return [note["title"] for note in pretend.state()["data"]["notes"]]
