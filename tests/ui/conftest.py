"""A run that is stored from events made by hand; and pictures of the windows that were tested, kept for people."""

from __future__ import annotations

import html
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from agent.base import Event
from agent.trajectory import Run


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[list[Event]], Run]:
    """Stores events as a run and gives it back, read from its folder."""

    def store(events: list[Event]) -> Run:
        with Run.create(tmp_path / "runs", "write a note", "private desktop 1280×800", "mini") as run:
            for event in events:
                run.append(event)
        return Run.load(run.folder)

    return store


PICTURES = "pictures"
PAGE = """<!doctype html><meta charset="utf-8"><title>Windows of the last test run</title>
<style>body{{font:15px system-ui,sans-serif;margin:2rem;color-scheme:light dark}}
img{{max-width:100%;border:1px solid #888}}</style>{}"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Each window that a test used, as it was at its end, also where it failed."""
    if call.when == "call" and (cache := getattr(item.config, "cache", None)):
        for name, value in getattr(item, "funcargs", {}).items():
            _picture(value, cache.mkdir(PICTURES) / f"{item.path.stem}-{_plain(item.name)}-{name}.png")
    return (yield)


def _plain(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name).strip("-")


def _picture(value: Any, path: Path) -> None:
    """A picture of a widget, or of the display that a stage or a person is at; nothing of anything else."""
    display = getattr(getattr(value, "display", None), "name", "")
    if isinstance(display, str) and display.startswith(":"):
        from ui.pictures import shoot

        shoot(display, path)
    elif callable(getattr(value, "grab", None)) and getattr(value, "isVisible", bool)():
        value.grab().save(str(path))


def pytest_collection_finish(session: pytest.Session) -> None:
    if (cache := getattr(session.config, "cache", None)) and not hasattr(session.config, "workerinput"):
        for path in cache.mkdir(PICTURES).glob("*.png"):
            path.unlink()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Where the pictures are, on one page."""
    cache = getattr(terminalreporter.config, "cache", None)
    found = sorted(cache.mkdir(PICTURES).glob("*.png")) if cache else []
    if found:
        page = found[0].with_name("index.html")
        shown = (f"<h2>{html.escape(one.stem)}</h2><img src='{html.escape(one.name)}'>" for one in found)
        page.write_text(PAGE.format("".join(shown)), encoding="utf-8")
        terminalreporter.write_line(f"{len(found)} pictures of the windows that were tested: {page}")
