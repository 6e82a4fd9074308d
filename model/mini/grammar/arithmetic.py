"""Sums for the calculator."""

from __future__ import annotations

import re

from model.mini.grammar.rules import Rules, Steps
from model.mini.quotation import Quoted
from model.mini.step import Compute

rules = Rules()
_OPERATORS = (
    (r"\s*multiplied by\s*|\s+times\s+|(?<=[\d)])\s*[x×]\s*(?=[\d(])", "*"),
    (r"\s*divided by\s*|\s*÷\s*|(?<=[\d)])\s*:\s*(?=[\d(])", "/"),
    (r"\s+plus\s+", "+"),
    (r"\s+minus\s+|−|–", "-"),
)


def expression(text: str) -> str | None:
    """The sum as a calculator takes it, or None where the text is none."""
    text = text.strip().rstrip("=?").strip()
    for words, operator in _OPERATORS:
        text = re.sub(words, operator, text, flags=re.IGNORECASE)
    text = re.sub(r"\s+", "", text)
    return text if re.fullmatch(r"[\d.,+\-*/^()%]+", text) and re.search(r"\d[^\d.,]*[+\-*/^%]", text) else None


@rules(
    r"(?:use (?:the )?(?P<with>\S+(?: \S+)?) to )?",
    r"(?:calculate|compute|work out|evaluate)(?: the (?:result|value) of| what)?(?P<sum> .+?)(?: is)?",
    r"(?: (?:in|with|using|on) (?:the |a )?(?P<app>.+))?",
)
def calculate(m: re.Match[str], quoted: Quoted) -> Steps | None:
    found = expression(quoted.restore(m["sum"]))
    app = m["app"] or m["with"]
    return (Compute(found, quoted.restore(app) if app else None),) if found else None
