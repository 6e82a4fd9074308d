"""Secrets: the canary is typed, and appears nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import keyring
import numpy as np
import pytest
from keyring.backend import KeyringBackend
from paper import Paper, button, entry

from agent.base import Failed, Finished, Nobody, Planned, Verified
from agent.guard import Guard, Policy
from agent.loop import run
from agent.secrets import SERVICE, Secrets, from_keyring, keyring_then_environment
from agent.trajectory import Run
from bridges import action as act
from bridges.coordinates import FramePoint, ImagePoint, ScreenPoint
from bridges.errors import Refused, SecretUnknown
from model.base import Element, Expectation, Task
from model.scripted import Scripted

CANARY = 'Tr0ub4dor&"3\\ß'


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]
    entries: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture(autouse=True)
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    keyring.set_keyring(ring := Ring())
    keyring.set_password(SERVICE, "mail", CANARY)
    yield ring
    keyring.set_keyring(before)
    Ring.entries.clear()


class Eye:
    """Reads the paper's fields, as text recognition would."""

    def __init__(self, bridge: Paper) -> None:
        self.bridge = bridge

    def texts(self, observation: object) -> list[Element]:
        return [Element(box=w.box, text=w.name, value=w.text) for w in self.bridge.widgets]


TASK = "type {{secret:mail}} into Password and press Log in"


def told(bridge: Paper, queue: list[Any], task: str = TASK, root: Path | None = None) -> tuple[list[Any], Scripted]:
    eye = Eye(bridge)
    model = Scripted(queue, Expectation(kind="text", text="{{secret:mail}}", within_s=0.05))
    secrets = Secrets(task, reader=eye)
    events = []
    stored = Run.create(root, task) if root else None
    for event in run(Task(text=task), bridge, model, Guard(Policy(confirm="never"), eye), Nobody(), secrets=secrets):
        events.append(event)
        if stored:
            stored.append(event)
    if stored:
        stored.close()
    return events, model


def type_secret(text: str = "{{secret:mail}}") -> act.Action:
    return act.Input(text=text, start_point=ImagePoint(110, 210))


def test_the_secret_is_typed_and_appears_nowhere_else(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bridge = Paper([entry("Password"), button("Log in")])

    def echo(name: str) -> None:
        """The application shows the secret in another place and in its title."""
        bridge.widgets.append(button(f"Hello {CANARY}", 300, 300))
        bridge.window = f"Account of {CANARY}"

    bridge.pressed = echo
    click = act.Click(start_point=ImagePoint(110, 110))
    queue = [type_secret(), click, act.Wait(seconds=0), act.Finished(status="success", answer="done")]
    events, model = told(bridge, queue, root=tmp_path)

    assert bridge.widgets[0].text == CANARY
    assert isinstance(events[-1], Failed | Finished)
    escaped = CANARY.encode("unicode_escape").decode()
    for text in (*map(repr, events), *(e.model_dump_json() for e in events), caplog.text, repr(model.histories)):
        assert CANARY not in text
        assert escaped not in text
    for seen in model.observations[1:]:
        assert CANARY not in repr(seen)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes()
            assert b"Tr0ub4dor" not in path.read_bytes()


def test_the_field_that_holds_a_secret_is_black_in_all_pictures_that_follow(tmp_path: Path) -> None:
    bridge = Paper([entry("Password"), button("Log in")], tree=False)
    events, model = told(bridge, [type_secret(), act.Wait(seconds=0), act.Finished(status="failure")])
    box = bridge.widgets[0].box
    inside = np.s_[int(box.top) + 2 : int(box.bottom) - 2, int(box.left) + 2 : int(box.left) + 100]
    after = [e.pixels for e in events if isinstance(e, Verified) or (isinstance(e, Planned) and e.step > 1)]
    assert len(after) >= 3
    for frame in [*after, *(seen.frame for seen in model.observations[1:])]:
        assert not frame[inside].any()
        assert frame[100:120, 150:200].any(), "the rest stays visible"


@pytest.mark.parametrize("name", ["nonesuch", "other"])
def test_an_unknown_secret_is_named_before_anything_is_done(name: str) -> None:
    bridge = Paper([entry("Password")])
    events, _ = told(bridge, [type_secret(f"{{{{secret:{name}}}}}")], task=f"type {{{{secret:{name}}}}}")
    assert isinstance(events[-1], Failed)
    assert events[-1].error == "SecretUnknown"
    assert name in events[-1].why
    assert bridge.performed == []
    assert bridge.looks == 0


def test_a_secret_that_the_task_does_not_name_is_never_typed(ring: Ring) -> None:
    keyring.set_password(SERVICE, "bank", "1234567")
    bridge = Paper([entry("Password")])
    events, _ = told(bridge, [type_secret("{{secret:bank}}")] * 5, task="say hello")
    assert isinstance(events[-1], Failed)
    assert events[-1].error == "Refused"
    assert bridge.performed == []


def test_several_secrets_in_one_text(ring: Ring) -> None:
    keyring.set_password(SERVICE, "user", "ann")
    secrets = Secrets("{{secret:user}} {{ secret: mail }}")
    action = act.Input[ScreenPoint](text="{{secret:user}}:{{ secret: mail }}!")
    assert secrets.resolved(action).text == f"ann:{CANARY}!"  # type: ignore[union-attr]


def test_a_secret_that_looks_like_a_placeholder_is_typed_as_it_is(ring: Ring) -> None:
    keyring.set_password(SERVICE, "odd", r"{{secret:mail}}\1\g<0>")
    resolved = Secrets("{{secret:odd}}").resolved(act.Input[ScreenPoint](text="{{secret:odd}}"))
    assert resolved.text == r"{{secret:mail}}\1\g<0>"  # type: ignore[union-attr]


def test_the_environment_is_only_asked_where_that_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIMIC_SECRET_DOOR", "open sesame")
    assert from_keyring("door") is None
    assert keyring_then_environment("door") == "open sesame"
    assert keyring_then_environment("mail") == CANARY


def test_a_machine_without_a_keyring_says_so() -> None:
    from keyring.backends.fail import Keyring

    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(SecretUnknown, match="cannot be asked"):
        Secrets("{{secret:mail}}").check("{{secret:mail}}")


def test_checking_refuses_what_was_not_named() -> None:
    with pytest.raises(Refused, match="does not name it"):
        Secrets("hello").check("{{secret:mail}}")


def test_without_a_known_field_the_whole_window_is_blacked_out() -> None:
    bridge = Paper([entry("Password")], tree=False)
    secrets = Secrets(TASK)
    secrets.resolved(act.Input[ScreenPoint](text="{{secret:mail}}"))
    secrets.hold(FramePoint(5, 5), None, bridge.observe())
    assert not secrets.redacted(bridge.observe()).frame.any()
