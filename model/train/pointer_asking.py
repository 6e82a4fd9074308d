# ruff: noqa: E501 - lists of wordings read better unbroken
"""Ways to ask for a deed: an order stands in a sentence, what is no order stands alone."""

from __future__ import annotations

from typing import Final

ASKED: Final = (
    "{}", "{}", "{}", "{} now", "now {}", "please {} for me", "{}, please", "the one to {}", "I would like to {}", "would you {}?", "go and {}", "how can I {}?", "what do I click to {}?",
    "{}", "{}", "{}", "{}", "I want to {}", "I'd like to {}", "let me {}", "help me {}", "how do I {}?", "where can I {}?", "where do I {}", "please {}", "{} please",
    "the button to {}", "the button that lets me {}", "the icon to {}", "which button would {}?", "what do I press to {}", "what should I click to {}?", "need to {}",
    "I need to {} now", "click what would {}", "press the thing to {}", "can you {}?", "could you {}", "find the control to {}", "button for when I want to {}", "show me how to {}",
)  # fmt: skip
"""Ways to give such an order."""
NO_ORDER: Final = (
    "one ", "random ", "bright ", "dark ", "night ", "the ", "bigger", "smaller", "larger", "a light", "back to ",
    "on to ", "to the ", "bold type", "italics", "sound ", "voice ", "personal ", "instructions", "?", "please",
    "no ", "any ", "that was", "I ", "will ", "how ", "who ", "where ", "what ", "next ", "previous ", "last ",
    "recent ", "loop", "personal", "grid view", "list view", "tile view",
)  # fmt: skip
"""What is no order itself stands alone."""

NAMED: Final = frozenset((
    "italic", "bold", "underline", "volume", "loudness", "more", "new", "account", "notifications", "help",
    "calendar", "cart", "favourite", "power", "history", "time", "tiles", "columns", "layers", "menu", "home",
    "settings", "numbering", "bullets", "onward", "forward", "back", "next", "previous",
))  # fmt: skip
"""Orders of one word that is no verb."""


def asked(deed: str, choose: float) -> str:
    """An order in one of its ways; `choose` from 0 to 1."""
    if deed in NAMED or deed.startswith((*NO_ORDER, "my ", "about ")) or deed.endswith("?") or "please" in deed:
        return deed
    return ASKED[int(choose * len(ASKED))].format(deed)
