"""The person is asked on a real pseudo-terminal, by a real process."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest

PROGRAM = """
import json, sys, time
from agent.base import Asked, Consequence
from ui.person import TerminalPerson
print("ready", file=sys.stderr, flush=True)
time.sleep(float(sys.argv[3]))
question = Asked(step=3, question="Delete it?", kind=sys.argv[1], timeout_s=float(sys.argv[2]))
print(json.dumps(TerminalPerson().answer(question).model_dump(mode="json")), flush=True)
"""


def asked(
    typed: bytes | None, kind: str = "approve", timeout_s: float = 20, early: bytes = b"", hang_up: bool = False
) -> dict[str, object]:
    """What the person's answer becomes, typed after the prompt; ``early`` is typed before the question."""
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-c", PROGRAM, kind, str(timeout_s), "0.3" if early else "0"]
    process = subprocess.Popen(arguments, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE)
    os.close(theirs)
    seen = _until(ours, b"ready")
    os.write(ours, early)
    if typed is not None:
        _until(ours, b"> ", seen.partition(b"ready")[2])
        os.write(ours, typed)
    if hang_up:
        os.close(ours)
    out = process.communicate(timeout=30)[0]
    if not hang_up:
        os.close(ours)
    return dict(json.loads(out))


def _until(terminal: int, sign: bytes, seen: bytes = b"") -> bytes:
    until = time.monotonic() + 20
    while sign not in seen:
        assert time.monotonic() < until, seen
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 4096)
    return seen


@pytest.mark.parametrize(("typed", "approved"), [(b"y\n", True), (b"YES\n", True), (b"n\n", False), (b"\n", False)])
def test_only_a_clear_yes_approves(typed: bytes, approved: bool) -> None:
    answer = asked(typed)
    assert answer["approved"] is approved
    assert answer["step"] == 3


def test_anything_else_is_a_no() -> None:
    assert asked(b"yes please, but only tomorrow\n")["approved"] is False


def test_silence_is_a_no_after_the_time_given() -> None:
    started = time.monotonic()
    answer = asked(None, timeout_s=0.5)
    assert answer["approved"] is False
    assert "in time" in str(answer["why"])
    assert time.monotonic() - started < 10


def test_the_end_of_input_is_a_no() -> None:
    assert asked(b"\x04")["approved"] is False


def test_a_yes_typed_before_the_question_does_not_count() -> None:
    answer = asked(None, timeout_s=0.8, early=b"y\n")
    assert answer["approved"] is False


def test_a_question_gets_its_answer_in_any_script() -> None:
    answer = asked("der zweite, 第二个\n".encode(), kind="answer")
    assert (answer["approved"], answer["answer"]) == (True, "der zweite, 第二个")


def test_no_answer_to_a_question_is_no_answer() -> None:
    answer = asked(b"  \n", kind="answer")
    assert (answer["approved"], answer["answer"]) == (False, None)


def test_without_a_terminal_nobody_says_yes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "approve", "5", "0"], input=b"y\n", capture_output=True, timeout=30, check=True
    )
    answer = json.loads(done.stdout)
    assert answer["approved"] is False
    assert "no terminal" in answer["why"]
