"""Two pretend phones at once, each by a process of its own, with one model between them."""

from __future__ import annotations

from agent.suites.phone_several import NAMES, marks_of, run_phones
from tests.bridges.phones import adb_server


def test_each_phone_gets_its_own_words_and_none_of_the_other() -> None:
    with adb_server():
        memory, results, states = run_phones(NAMES[:2], 1)
    assert [(result.number, result.passed, result.why) for result in results] == [(1, True, "")] * 2
    one, other = NAMES[:2]
    assert marks_of(one)[0] in states[one]
    assert marks_of(other)[0] in states[other]
    assert other not in states[one]
    assert one not in states[other]
    assert memory > 0
