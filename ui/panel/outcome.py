"""How a run ended, in a word and a tone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.overlay import words
from ui.story import Outcome


def steps_words(count: int) -> str:
    """How many steps a run took."""
    tr = QCoreApplication.translate
    return tr("Outcome", "1 step") if count == 1 else tr("Outcome", "{count} steps").format(count=count)


def outcome_words(outcome: Outcome) -> tuple[str, str]:
    """The word that is shown, and good, bad or warn."""
    tr = QCoreApplication.translate
    return {
        "finished": (words.done(), "good"),
        "failed": (tr("Outcome", "Failed"), "bad"),
        "refused": (tr("Outcome", "Refused"), "warn"),
        "stopped": (words.stopped(), "warn"),
        "unfinished": (tr("Outcome", "Broken off"), "warn"),
    }[outcome]
