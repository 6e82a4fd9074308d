from __future__ import annotations

import io
import re

import pytest
from hand_made import HOSTILE, hostile_events, refused_events
from rich.console import Console

from agent.base import EVENT, Event
from ui.console import ConsoleView, JsonLines


def shown(events: list[Event], *, terminal: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=terminal, width=100, highlight=False, color_system="truecolor" if terminal else "auto"
    )
    view = ConsoleView(console)
    for event in events:
        view.show(event)
    view.close()
    return out.getvalue()


def test_a_pipe_gets_plain_lines_with_everything_that_matters() -> None:
    text = shown(hostile_events(), terminal=False)
    assert "\x1b" not in text
    for part in ("step 1 of 4: open the text editor", "62%", "destroys", "6223", "refused by the guard", "verify 900"):
        assert part in text
    assert text.rstrip().splitlines()[-1].strip().startswith("because")


def test_words_from_a_screen_cannot_steer_the_terminal() -> None:
    text = shown(hostile_events(), terminal=True)
    assert "\x1b[31m{{" not in text
    assert "␛[31m{{" in re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", text).replace("\n", "")


def test_a_refused_run_names_the_remedy() -> None:
    assert "Run it with --confirm on a terminal." in shown(refused_events(), terminal=False)


def test_markup_in_foreign_words_is_shown_as_it_is() -> None:
    events = hostile_events()
    text = shown([events[0].model_copy(update={"task": "[bold]type [/bold] [link=x]"})], terminal=False)
    assert "[bold]type [/bold] [link=x]" in text


def test_json_lines_are_the_events_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    view = JsonLines()
    for event in hostile_events():
        view.show(event)
    view.close()
    lines = capsys.readouterr().out.splitlines()
    back = [EVENT.validate_json(line) for line in lines]
    assert [event.event for event in back] == [event.event for event in hostile_events()]
    assert HOSTILE in back[0].task  # type: ignore[union-attr]
