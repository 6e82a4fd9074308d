"""The tasks of `agent.suites.desktop` in free wording: five ways to say each, written before anything was trained.

They are for measuring alone. What is checked is the same as for the explicit wording.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from agent.suites import desktop
from agent.suites.base import Case

WORDINGS = Path(__file__).with_name("data") / "desktop_paraphrases.json"


def cases() -> tuple[Case, ...]:
    """Each task once a wording, named "mousepad-note/2"."""
    wordings: dict[str, list[str]] = json.loads(WORDINGS.read_text(encoding="utf-8"))
    return tuple(
        replace(case, id=f"{case.id}/{number}", task=words)
        for case in desktop.cases()
        for number, words in enumerate(wordings[case.id], start=1)
    )
