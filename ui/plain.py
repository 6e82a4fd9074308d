"""Text that came from a screen, a model or a file, made safe to print on a terminal and to draw on a picture."""

from __future__ import annotations

import unicodedata

MARKS = {"\n": "⏎", "\t": "⇥", "\x1b": "␛"}


def printable(text: str, limit: int = 400) -> str:
    """The text on one line, without what steers a terminal or turns the reading direction, cut at ``limit``."""
    shown = "".join(MARKS.get(sign) or ("�" if _steers(sign) else sign) for sign in text[: limit + 1])
    return shown if len(text) <= limit else shown[: limit - 1] + "…"


def _steers(sign: str) -> bool:
    # Cc: control codes; Cf: direction and invisible marks (joiners are part of words and emoji); Cs: lone surrogates.
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in "\u200c\u200d"
