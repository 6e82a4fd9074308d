"""Part “video-others”: films of sessions of other kinds than those of “video”, told and compared as there."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from agent.suites.base import Score
from agent.suites.filmed_sessions import OTHERS, Session
from agent.suites.filming import PACE_S, Doing, Film, Truth, layout_on
from agent.suites.macros_video import scored
from agent.suites.person import Person
from bridges.session import connect
from bridges.virtual import PrivateDisplay
from bridges.windows import Windows

COMES_S = 40.0
STANDS_S = 1.5
"""After its window has come, until a program has drawn itself."""


def picked_scores(rounds: int, only: Sequence[str], runs: Path) -> Iterator[Score]:  # noqa: ARG001 - keeps no runs
    """One score for each session and round."""
    for session in OTHERS:
        name = f"video-others/{session.name}"
        if only and not {session.name, name} & set(only):
            continue
        for number in range(1, rounds + 1):
            with tempfile.TemporaryDirectory(prefix="mimic-video-") as folder:
                began, film = time.monotonic(), Path(folder) / "film.mp4"
                truth = filmed(session, Path(folder), film)
                yield scored(name + (f"#{number}" if number > 1 else ""), film, truth, Path(folder), began)


def filmed(session: Session, folder: Path, film: Path) -> list[Truth]:
    """Film a session; what the person did in it."""
    home = folder / "home"
    home.mkdir()
    with ExitStack() as stack:
        display = stack.enter_context(PrivateDisplay(session.screen, compositor=False))
        if session.layout:
            layout_on(display, session.layout)
        camera = Film(display, film, session.filming)
        if session.early:
            stack.enter_context(camera)
            time.sleep(PACE_S)
        session.start(display, home)
        _come_up(display, session)
        person = stack.enter_context(Person(display))
        doing = Doing(person)
        if not session.early:
            person.hand.move(4, session.screen.height // 2)
            time.sleep(STANDS_S)
            stack.enter_context(camera)
            time.sleep(PACE_S)
        session.do(doing)
        time.sleep(PACE_S)
        return doing.truth


def _come_up(display: PrivateDisplay, session: Session) -> None:
    connection = connect(display.name, display.environment)
    try:
        windows = Windows(connection)
        until = time.monotonic() + COMES_S
        while not windows.active_id():
            if time.monotonic() > until:
                raise TimeoutError(f"waited {COMES_S:g} s for the window of “{session.name}”")
            time.sleep(0.05)
        time.sleep(STANDS_S)
    finally:
        connection.close()
