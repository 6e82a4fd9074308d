"""One session of the real adb client against AOSP's own adbd and against ours: the answers must be the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.suites.adbd.build import CannotBuild, build, cached
from agent.suites.phone_protocol import answers, both, compare
from tests.bridges.phones import adb_server

pytestmark = pytest.mark.skipif(shutil.which("adb") is None, reason="no adb client on this machine")


@pytest.fixture(scope="module")
def serials() -> Iterator[tuple[str, str]]:
    """AOSP's program and ours. Building takes a download and minutes, so a test run only uses what was built before."""
    if not cached().exists() and "MIMIC_BUILD_ADBD" not in os.environ:
        pytest.skip("AOSP's adbd is not built here; `python -m agent.suites.adbd.build` builds it")
    try:
        program = build()
    except CannotBuild as why:
        pytest.skip(str(why))
    with adb_server(), both(program) as found:
        yield found


def test_our_daemon_and_aosps_give_the_same_answers(serials: tuple[str, str], tmp_path: Path) -> None:
    compared, different = compare(*serials, tmp_path)
    assert not different
    assert compared >= 24


def test_what_is_pulled_is_what_was_pushed(serials: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"small")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "big").write_bytes(os.urandom(70_000))
    for serial in serials:
        found = answers(serial, tmp_path)
        assert found["pulled"] == found["exec-out of 5 MB"]
        assert (tmp_path / "back").read_bytes() == (tmp_path / "big").read_bytes()
