# ruff: noqa: E501, SIM905 - a list of words reads better so
"""Recorded steps in other words: names that a task and its page share are changed in both.

What a type of task always says stays as it is, and so do words with a meaning of their own on a page, and words that
text recognition gave somewhere in another spelling.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from model.train.pointer_wordings import OTHERS, ROLE_WORDS

USUAL: Final = 0.25
"""Share of a type's tasks from which a word belongs to the type."""
MEANT: Final = frozenset(
    (
        "red green blue yellow white black grey gray orange pink purple cyan magenta brown aqua lime olive navy circle "
        "square triangle rectangle large small big tiny left right top bottom first second third last next previous "
        "before after submit cancel yes search reply forward delete trash important read unread upper lower case letters "
        "bold italics color size january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday odd even digit letter number true false from the and "
        "for with retweet like share mail email phone address block report hide"
    ).split()
) | {word for roles in ROLE_WORDS.values() for role in roles for word in role.split()}
"""Words that mean something on a page beside being a name."""
_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{3,}(?![A-Za-z0-9])")
_PLAIN = re.compile(r"[^a-z0-9]+")
HEAD: Final = 110
"""Where the line with the task ends on a page, in pixels: words that stand only there are no names of the page."""
TEXTS: Final = ("text", "label", "value")


class Rewording:
    """Knows which words belong to which type of task."""

    def __init__(self, steps: Sequence[dict[str, Any]]) -> None:
        told: dict[str, set[str]] = defaultdict(set)
        for step in steps:
            told[step["origin"].split("/")[1]].add(step["task"])
        # A type that always says the same has no names.
        told = {kind: tasks for kind, tasks in told.items() if len(tasks) > 3}
        self._usual: dict[str, set[str]] = {}
        names: Counter[str] = Counter(word.lower() for word in OTHERS)
        for kind, tasks in told.items():
            counts = Counter(word for task in tasks for word in {w.lower() for w in _WORD.findall(task)})
            self._usual[kind] = {word for word, count in counts.items() if count >= max(2, USUAL * len(tasks))}
            names.update(word for word in counts if word not in self._usual[kind] and word not in MEANT)
        self._names = sorted(names)

    def reworded(self, step: dict[str, Any], source: random.Random) -> dict[str, Any]:
        """The step with some names changed; itself where there is nothing to change."""
        usual = self._usual.get(step["origin"].split("/")[1])
        if usual is None or " similar " in step["task"]:
            return step
        asked = _PLAIN.sub(" ", step["task"].lower())
        shown = [
            e
            for e in step["elements"]
            if _PLAIN.sub(" ", e.get("text", "").lower()).strip() not in asked or e["box"][1] > HEAD
        ]
        seen = {word for element in shown for part in TEXTS for word in _WORD.findall(element.get(part, ""))}
        text = step["action"].get("text") or {}
        if text.get("source") == "task":
            seen |= set(_WORD.findall(step["task"][text.get("start", 0) : text["end"]]))
        mine = {
            w for w in _WORD.findall(step["task"]) if w.lower() not in usual and w.lower() not in MEANT and w in seen
        }
        others = {word for word in seen if word.lower() not in {w.lower() for w in mine}}
        changed: dict[str, str] = {}
        for word in sorted(mine):
            if source.random() < 0.8 and not any(
                abs(len(other) - len(word)) < 3 and Levenshtein.normalized_similarity(word, other) > 0.55
                for other in others
            ):
                changed.setdefault(word.lower(), source.choice(self._names))
        if not changed or len(set(changed.values())) < len(changed) or any(new in others for new in changed.values()):
            return step

        def new(found: re.Match[str]) -> str:
            word = found.group()
            other = changed.get(word.lower(), word)
            return other.upper() if word.isupper() else other.title() if word.istitle() else other

        def told(text: str) -> str:
            return _WORD.sub(new, text)

        made = {**step, "task": told(step["task"])}
        made["elements"] = [
            {**element, **{part: told(element[part]) for part in TEXTS if element.get(part)}}
            for element in step["elements"]
        ]
        if step.get("history"):
            made["history"] = [
                {**done, **{part: told(done[part]) for part in ("target", "text") if done.get(part)}}
                for done in step["history"]
            ]
        action = dict(step["action"])
        for part in ("text", "answer"):
            if (quoted := action.get(part)) and quoted["source"] == "task":
                start, end = quoted.get("start", 0), quoted["end"]
                if _cuts(step["task"], start) or _cuts(step["task"], end):
                    return step
                first = len(told(step["task"][:start]))
                action[part] = {**quoted, "start": first, "end": first + len(told(step["task"][start:end]))}
        made["action"] = action
        return made


def _cuts(text: str, at: int) -> bool:
    """Whether a place lies within a word."""
    return 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha()
