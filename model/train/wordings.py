"""Free wordings of tasks with what each of their words is, told by the exact steps that they stand beside.

A file has groups: lines with "= " say the same in exact steps, lines with "- " say it freely, an indented line goes on
with the one above. A group without exact steps must be refused. `example` finds the values of the steps in the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from model.mini import step as s
from model.mini.free import sums
from model.mini.free.entities import find_entities
from model.mini.free.reader import foreign_quoted
from model.mini.free.tokens import Token, split, tokens_of
from model.mini.instruction import read_by_rules
from model.mini.phrase import Phrase
from model.mini.quotation import set_aside
from model.mini.step import Step
from model.train.wordings_lists import BROWSERS, CALCULATORS, EDITORS, FILERS, TERMINALS

PROGRAMS = [name for kind in (EDITORS, CALCULATORS, BROWSERS, FILERS, TERMINALS) for name in kind if name[0].isupper()]
Slots = list[tuple[str, str]]
"""Parts (`model.mini.free.goal.PARTS`) and their values."""
ALIKE = 0.84
"""How alike the name of an application and its misspelling are, at least."""
_ONCE = ("TEXT", "VALUE", "CMD")
_KEYS = {"×": "*", "÷": "/"}


@dataclass(frozen=True, slots=True)
class Group:
    """Ways to say one thing; no exact words where it must be refused."""

    exact: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A wording with the label of each token (`model.mini.free.goal.LABELS`) and its goal."""

    tokens: list[Token]
    labels: list[str]
    goal: str


def groups(path: Path) -> tuple[Group, ...]:
    """The groups of a file."""
    found: list[tuple[list[str], list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1][-1] += f"\n{line}"
            continue
        mark, _, words = line.partition(" ")
        if mark in ("=", "!") and (not found or found[-1][1]):
            found.append(([], []))
        if mark == "=":
            found[-1][0].append(words)
        elif mark == "-":
            found[-1][1].append(words)
    return tuple(Group(tuple(exact), tuple(said)) for exact, said in found)


def examples(paths: Iterable[Path]) -> list[Example]:
    """All wordings of the files."""
    return [example(said, group.exact) for path in paths for group in groups(path) for said in group.said]


def example(said: str, exact: tuple[str, ...]) -> Example:
    """The wording by the exact steps that have most of their values in it; "other" where one is missing from all."""
    tokens = tokens_of(find_entities(foreign_quoted(set_aside(said))))
    if not exact:
        return Example(tokens, _programs(tokens), "no")
    best: Example | None = None
    for words in exact:
        goal, slots = goal_of([stage.step for stage in read_by_rules(words)])
        labels = _labels(tokens, slots)
        if labels is not None and (best is None or best.labels.count("O") > labels.count("O")):
            best = Example(tokens, labels, goal)
    return best or Example(tokens, ["O"] * len(tokens), "other")


def _programs(tokens: list[Token]) -> list[str]:
    """Labels of the programs that are known by name, so that they can be exchanged for others."""
    labels = ["O"] * len(tokens)
    for name in PROGRAMS:
        _mark(tokens, labels, "APP", name)
    return labels


def goal_of(steps: list[Step]) -> tuple[str, Slots]:
    """What the steps are for, as `goal.GOALS` has it, and the values that name their parts."""
    if not isinstance(steps[0], s.OpenApp):
        return "other", []
    app = ("APP", steps[0].app)
    pages = [step.address for step in steps if isinstance(step, s.GoTo)]
    seen = [("SEE", _name(step.what)) for step in steps if isinstance(step, s.WaitFor | s.Assert)]
    found = _page(steps, seen) if pages else _document(steps) or _sum(steps) or _files(steps) or _commands(steps, seen)
    if found is None:
        return "other", []
    return found[0], [app, *(("ADDR", page) for page in pages), *found[1]]


def _name(phrase: Phrase) -> str:
    return phrase.literal.words if phrase.literal else phrase.words


def _points(steps: list[Step]) -> list[str]:
    return [_name(step.target) for step in steps if isinstance(step, s.Point)]


def _texts(steps: list[Step]) -> list[s.TypeText]:
    return [step for step in steps if isinstance(step, s.TypeText)]


def _keys(steps: list[Step]) -> list[tuple[str, ...]]:
    return [step.keys for step in steps if isinstance(step, s.PressKeys)]


def _menu(steps: list[Step]) -> Slots:
    return [("MENU", _name(entry)) for step in steps if isinstance(step, s.MenuPath) for entry in step.path]


def _page(steps: list[Step], seen: Slots) -> tuple[str, Slots] | None:
    points, typed = _points(steps), _texts(steps)
    reads = [step.what for step in steps if isinstance(step, s.Read) and step.what]
    if reads:
        what = reads[0].relation.anchor if reads[0].relation else reads[0]
        row = re.sub(r"^the | row$", "", what.words)
        return "look", [*(("CLICK", name) for name in points), ("READ", row)]
    if typed and points:
        if any(each.into is None for each in typed):
            return None
        fields = [slot for each in typed if each.into for slot in (("FIELD", each.into.words), ("VALUE", each.text))]
        boxes = [("CHECK", _name(step.target)) for step in steps if isinstance(step, s.SetState)]
        return "form", [*fields, *boxes, *(("CLICK", name) for name in points[:-1]), ("BUTTON", points[-1]), *seen]
    return ("press", [("BUTTON", points[0]), *seen]) if len(points) == 1 else None


def _document(steps: list[Step]) -> tuple[str, Slots] | None:
    texts: Slots = [("TEXT", each.text) for each in _texts(steps)]
    saved = [step.path for step in steps if isinstance(step, s.SaveAs)]
    opened = [step.path for step in steps if isinstance(step, s.OpenFile)]
    if opened:
        return "append" if ("ctrl", "end") in _keys(steps) else "rewrite", [("FILE", opened[0]), *texts]
    if not saved or not texts:
        return None
    files: Slots = [("SAVE", path) for path in saved]
    if len(saved) > 1:
        return "pairs", texts + files
    recased = any(isinstance(step, s.Recase | s.MenuPath) for step in steps)
    return "upper" if recased else "write", [*texts, *files, *_menu(steps)]


def _sum(steps: list[Step]) -> tuple[str, Slots] | None:
    sums_ = [("SUM", step.expression) for step in steps if isinstance(step, s.Compute)]
    apps = [step.app for step in steps if isinstance(step, s.OpenApp)]
    saved = [("SAVE", step.path) for step in steps if isinstance(step, s.SaveAs)]
    points, reads = _points(steps), isinstance(steps[-1], s.Read)
    if sums_ and saved and len(apps) == 2:
        return "copysum", [*sums_, ("INTO", apps[1]), *saved]
    if sums_ and reads and len(steps) == 3:
        return "compute", [*sums_]
    if reads and points and points[-1] == "=":
        return "clicks", [("SUM", "".join(_KEYS.get(key, key) for key in points[:-1]))]
    return None


def _files(steps: list[Step]) -> tuple[str, Slots] | None:
    keys, points, texts = _keys(steps), _points(steps), _texts(steps)
    menu = _menu(steps)
    folder = menu and menu[-1][1].casefold() == "folder"
    if folder or (isinstance(steps[1], s.Do) and steps[1].command.name == "create a new folder"):
        return "folder", [*menu, ("FOLDER", texts[0].text)]
    if ("f2",) in keys:
        return "rename", [("FILE", points[0]), ("NEW", texts[0].text)]
    if ("ctrl", "v") in keys and len(points) == 2:
        return "copy" if ("ctrl", "c") in keys else "move", [("FILE", points[0]), ("DEST", points[1])]
    return ("delete", [("FILE", points[0])]) if ("delete",) in keys else None


def _commands(steps: list[Step], seen: Slots) -> tuple[str, Slots] | None:
    lines = _texts(steps)
    at_prompt = isinstance(steps[0], s.OpenApp) and re.search(r"term|console|konsole", steps[0].app, re.IGNORECASE)
    runs = lines and at_prompt and len(lines) == _keys(steps).count(("enter",))
    return ("commands", [*(("CMD", line.text) for line in lines), *seen]) if runs else None


def _labels(tokens: list[Token], slots: Slots) -> list[str] | None:
    """The label of each token; None where a value is missing, other than one that is only looked for at the end."""
    labels = ["O"] * len(tokens)
    for part, value in sorted(slots, key=lambda slot: -len(slot[1])):
        if not _mark(tokens, labels, part, value) and part != "SEE":
            return None
    return labels


def _mark(tokens: list[Token], labels: list[str], part: str, value: str) -> bool:
    """Label where the value stands; whether it was found."""
    found = False
    for at, token in enumerate(tokens):
        if token.kind not in ("word", "sign") and labels[at] == "O" and _same(token.text, part, value):
            labels[at], found = f"B-{part}", True
            if part in _ONCE:
                return True
    words = [word.casefold() for word in split(value)]
    for at in _free(tokens, labels, len(words)):
        here = tokens[at : at + len(words)]
        small = value[:1].isupper() and here[0].text.islower() and len(words) == 1
        if [token.text.casefold() for token in here] == words and not (small and part not in ("APP", "INTO", "FIELD")):
            _span(labels, at, len(words), part)
            found = True
            if part in _ONCE:
                return True
    return found or (part in ("APP", "INTO") and _misspelt(tokens, labels, part, words))


def _misspelt(tokens: list[Token], labels: list[str], part: str, words: list[str]) -> bool:
    for length in (len(words), len(words) + 1):
        for at in _free(tokens, labels, length):
            said = "".join(token.text.casefold() for token in tokens[at : at + length])
            if SequenceMatcher(None, said, "".join(words)).ratio() > ALIKE:
                _span(labels, at, length, part)
                return True
    return False


def _free(tokens: list[Token], labels: list[str], length: int) -> list[int]:
    """Where so many words without a label begin."""
    free = [token.kind in ("word", "sign") and label == "O" for token, label in zip(tokens, labels, strict=True)]
    return [at for at in range(len(tokens) - length + 1) if length and all(free[at : at + length])]


def _span(labels: list[str], at: int, length: int, part: str) -> None:
    labels[at : at + length] = [f"B-{part}", *[f"I-{part}"] * (length - 1)]


def _same(text: str, part: str, value: str) -> bool:
    text, value = text.casefold(), value.casefold()
    at_home = part in ("SAVE", "FILE") and value.startswith("~/") and value.endswith(f"/{text}")
    return text == value or at_home or (part == "SUM" and " " in text and sums.expression(text) == value)
