"""`mimic devices`, `mimic doctor --on phone` and the page of several devices, through the real adb."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from agent.fleet import Result
from tests.bridges.phones import adb_server
from ui.cli import main
from ui.fleet import page


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[int]:
    with adb_server() as port:
        yield port


def test_nothing_connected_is_said_with_what_to_do(capsys) -> None:
    assert main(["devices"]) == 0
    assert "allow USB debugging" in " ".join(capsys.readouterr().out.split())
    assert main(["devices", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["do", "open Settings", "--on", "android:all"]) == 1
    assert "none is connected" in capsys.readouterr().err


def test_what_cannot_be_reached_is_named(capsys) -> None:
    assert main(["devices", "connect", "127.0.0.1:1"]) == 1
    assert "refused" in capsys.readouterr().err
    assert main(["devices", "pair", "127.0.0.1:1", "12"]) == 1
    assert "six digits" in capsys.readouterr().err
    assert main(["doctor", "--on", "android:nobody"]) == 1
    assert "it is not connected" in capsys.readouterr().out


def test_the_doctor_looks_at_a_phone(capsys) -> None:
    assert main(["doctor", "--on", "phone", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {check["name"]: check["ok"] for check in told["checks"]}["typing any text"]


def test_the_page_of_results_escapes_what_phones_say() -> None:
    results = [
        Result(device="android:b", number=1, task="t", passed=True, answer="<script>x</script>"),
        Result(device="android:a", number=1, task="t", passed=False, error="DeviceLost", why="gone"),
    ]
    html = page(results)
    assert "<script>x" not in html
    assert "1 of 2 done on 2 devices" in html
    assert html.index("android:a") < html.index("android:b")
    assert "http" not in html
