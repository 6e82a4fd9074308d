"""From the parts of a whole task to its wishes; None where a part is missing or there is one too many."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from model.mini import step as steps
from model.mini.free import sums
from model.mini.free import wishes as w
from model.mini.free.goal import Part, Told
from model.mini.free.tokens import Token, split
from model.mini.grammar import read_clause
from model.mini.phrase import Phrase
from model.mini.quotation import FIRST_MARK, Quoted

Values: TypeAlias = dict[str, list[str]]
Words: TypeAlias = list[str]
"""All words and signs of the task in small letters, and the values of what stands for itself."""


def wishes_of(told: Told, tokens: list[Token]) -> w.Wishes | None:
    """What the task wishes for, application first."""
    values = _values(told.parts)
    make = _MAKE.get(told.goal)
    if make is None or told.unused or len(values.get("APP", ())) != 1:
        return None
    words = [token.text.casefold() for token in tokens]
    made = make(values, told.parts, words)
    if made is None:
        return None
    fresh = any(isinstance(wish, w.Write | w.OpenDocument) for wish in made)
    return (w.Use(_bare(values["APP"][0]), start=fresh), *made, *_afterwards(told.parts, words))


def _bare(app: str) -> str:
    return re.sub(r"^(?:the|a|an|my) ", "", app, flags=re.IGNORECASE)


def _values(parts: tuple[Part, ...]) -> Values:
    """Each part's values in order; what is named twice counts once, but for what is typed."""
    found: Values = {}
    for part in parts:
        held = found.setdefault(part.part, [])
        if part.part in ("TEXT", "VALUE", "CMD", "FIELD") or part.text.casefold() not in map(str.casefold, held):
            held.append(part.text)
    return found


def _only(values: Values, *names: str) -> list[str] | None:
    """The one value of each of these parts; None unless each is there once, and nothing besides what ends a task."""
    if set(values) - {"APP", "SEE", "MENU", *names} or any(len(values.get(name, ())) != 1 for name in names):
        return None
    return [values[name][0] for name in names]


def _saved(path: str, words: Words) -> str:
    """The path of a file that is made, in the home folder where one is spoken of."""
    return f"~/{path}" if "home" in words and "/" not in path else path


def _write(values: Values, _parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    texts = values.pop("TEXT", [])
    one = _only(values, "SAVE")
    if not texts or one is None or "MENU" in values:
        return None
    return (w.Write(tuple(texts)), w.Named(_saved(one[0], words)))


def _pairs(values: Values, parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    """Texts and the files they go into, where they stand in turn."""
    turn = [part for part in parts if part.part in ("TEXT", "SAVE")]
    pairs = list(zip(turn[::2], turn[1::2], strict=False))
    if len(turn) % 2 or len(pairs) < 2 or set(values) - {"APP", "TEXT", "SAVE"}:
        return None
    made: w.Wishes = ()
    for one, other in pairs:
        text, path = (one, other) if one.part == "TEXT" else (other, one)
        if text.part == path.part:
            return None
        made += (*((w.NewDocument(),) if made else ()), w.Write((text.text,)), w.Named(_saved(path.text, words)))
    return made


def _upper(values: Values, parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    one = _only(values, "TEXT", "SAVE")
    if one is None or not {"lower", "lowercase", "small"}.isdisjoint(words):
        return None
    menu = _menu(parts, words)
    way = (w.SelectAll(), menu) if menu else (w.Recase(True),)
    return (w.Write((one[0],)), *way, w.Named(_saved(one[1], words)))


def _append(values: Values, _parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    one = _only(values, "FILE", "TEXT")
    return (w.OpenDocument(_saved(one[0], words)), w.Append(one[1]), w.Save()) if one else None


def _rewrite(values: Values, _parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    one = _only(values, "FILE", "TEXT")
    return (w.OpenDocument(_saved(one[0], words)), w.Rewrite(one[1]), w.Save()) if one else None


def _expression(value: str) -> str:
    return sums.expression(value) if " " in value else value


def _compute(values: Values, _parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    one = _only(values, "SUM")
    return (w.Work(_expression(one[0])), w.Tell()) if one else None


def _clicks(values: Values, _parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    one = _only(values, "SUM")
    return (w.Work(_expression(one[0]), by_clicks=True), w.Tell()) if one else None


def _copied_sum(values: Values, _parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    one = _only(values, "SUM", "INTO", "SAVE")
    if one is None:
        return None
    return (w.Work(_expression(one[0])), w.CopyResult(), w.PasteInto(_bare(one[1])), w.Named(_saved(one[2], words)))


def _look(values: Values, _parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    one = _only(values, "ADDR", "CLICK", "READ")
    if one is None or not (read := _exact("tell me the value next to {}", one[2])):
        return None
    return (steps.GoTo(one[0]), _click(one[1]), read)


def _form(values: Values, parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    fields = [part for part in parts if part.part in ("FIELD", "VALUE")]
    pairs = list(zip(fields[::2], fields[1::2], strict=False))
    if len(fields) % 2 or not pairs or any(one.part == other.part for one, other in pairs):
        return None
    if set(values) - {"APP", "ADDR", "FIELD", "VALUE", "CHECK", "CLICK", "BUTTON", "SEE"}:
        return None
    if len(values.get("ADDR", ())) != 1 or len(values.get("BUTTON", ())) != 1:
        return None
    typed = tuple(_typed(*pair) for pair in pairs)
    checked = tuple(steps.SetState(Phrase(name, name), True) for name in values.get("CHECK", ()))
    clicked = tuple(_click(name) for name in (*values.get("CLICK", ()), values["BUTTON"][0]))
    return (steps.GoTo(values["ADDR"][0]), *typed, *checked, *clicked)


def _typed(one: Part, other: Part) -> steps.TypeText:
    field, value = (one, other) if one.part == "FIELD" else (other, one)
    return steps.TypeText(value.text, Phrase(f"the {field.text} field", field.text, role="field"))


def _press(values: Values, _parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    one = _only(values, "ADDR", "BUTTON")
    if one is None or not values.get("SEE"):
        return None
    target = Phrase(one[1], one[1])
    scrolls = any(word.startswith("scrol") for word in words) or not {"down", "bottom"}.isdisjoint(words)
    down = (steps.ScrollView("down", until=target),) if scrolls else ()
    return (steps.GoTo(one[0]), *down, steps.Point("click", target))


def _folder(values: Values, parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    one, menu = _only(values, "FOLDER"), _menu(parts, words)
    if one is None or (menu is None and "MENU" in values):
        return None
    return (menu, w.Named(one[0])) if menu else (w.NewFolder(one[0]),)


_WITHIN = {"from", "in", "of", "under", "inside", "within", "with", "via", "through", "using"}


def _menu(parts: tuple[Part, ...], words: Words) -> steps.MenuPath | None:
    """The way through a menu: "A > B", "B in the A menu", "C from the B submenu of A", "in the A menu under B, C"."""
    named = [part for part in parts if part.part == "MENU"]
    inwards = bool(named) and not _WITHIN.isdisjoint(words[max(0, named[0].at - 3) : named[0].at])
    path: list[str] = []
    at = end = 0
    for part in named:
        if path and not inwards and not _WITHIN.isdisjoint(words[end : part.at]):
            at = 0
        path.insert(at, part.text)
        at, end = at + 1, part.at + (1 if part.quoted else len(split(part.text)))
    last = {name.casefold(): name for name in path}
    return steps.MenuPath(tuple(Phrase(name, name) for name in last.values())) if len(last) > 1 else None


_BEFORE_A_NAME = {
    "to": 1,
    "into": 1,
    "as": 1,
    "named": 1,
    "of": -2,
    "for": -2,
    "from": -2,
    "rename": -1,
    "renaming": -1,
}
"""How much the word before a name says that it is the new one, below 0 the old one."""


def _rename(values: Values, parts: tuple[Part, ...], words: Words) -> w.Wishes | None:
    """The old name and the new one; the words before them have the last say on which is which."""
    names = [*values.pop("FILE", []), *values.pop("NEW", [])]
    if len(names) != 2 or any("/" in name for name in names) or _only(values) is None:
        return None
    labelled = {part.part for part in parts if part.part in ("FILE", "NEW")}
    ways = [_is_new(name, parts, words) for name in names]
    if len(labelled) == 1 and ways[0] == ways[1]:
        return None
    turned = ways[0] - ways[1] >= (2 if len(labelled) == 2 else 1)
    return (w.Rename(*(reversed(names) if turned else names)),)


def _is_new(name: str, parts: tuple[Part, ...], words: Words) -> int:
    at = next(part.at for part in parts if part.text == name)
    before = [word for word in words[:at] if word not in ("the", "my", "file", "a", ":")][-2:]
    if before in (["old", "name"], ["now", "called"]):
        return -2
    return _BEFORE_A_NAME.get(before[-1], 0) if before else 0


def _copy(values: Values, _parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    one = _only(values, "FILE", "DEST")
    return (w.Transfer(one[0], one[1], move=False),) if one else None


def _move(values: Values, _parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    one = _only(values, "FILE", "DEST")
    return (w.Transfer(one[0], one[1], move=True),) if one else None


def _delete(values: Values, _parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    one = _only(values, "FILE")
    return (w.Delete((one[0],)),) if one and "/" not in one[0] else None


def _commands(values: Values, _parts: tuple[Part, ...], _words: Words) -> w.Wishes | None:
    if not values.get("CMD") or set(values) - {"APP", "CMD", "SEE"}:
        return None
    return tuple(w.Run(line) for line in values["CMD"])


def _click(name: str) -> steps.Point:
    return steps.Point("click", Phrase(name, name))


def _exact(wording: str, name: str) -> steps.Step | None:
    """The step of an exact wording about a name that is taken to the letter."""
    read = read_clause(wording.format(chr(FIRST_MARK)), Quoted(wording.format(chr(FIRST_MARK)), (name,)))
    return read[0] if read and len(read) == 1 else None


_WAITS = ("wait", "until", "till", "done", "finish", "finished", "stop", "ready", "complete", "wiat")
_CHECKS = ("check", "sure", "certain", "verify", "confirm", "ensure", "see", "should", "must", "whether", "if", "look")


def _afterwards(parts: tuple[Part, ...], words: Words) -> w.Wishes:
    """What is waited for or checked, whichever the words before it say."""
    found: dict[str, w.Wish] = {}
    for part in parts:
        if part.part == "SEE" and part.text.casefold() not in found:
            said = [word for word in reversed(words[: part.at]) if word in _WAITS + _CHECKS[:6]]
            said = said or [word for word in words if word in _WAITS + _CHECKS]
            target = Phrase(part.text, part.text)
            found[part.text.casefold()] = steps.WaitFor(target) if said and said[0] in _WAITS else steps.Assert(target)
    return tuple(found.values())


_MAKE: dict[str, Callable[[Values, tuple[Part, ...], Words], w.Wishes | None]] = {
    "write": _write, "pairs": _pairs, "upper": _upper, "append": _append, "rewrite": _rewrite, "compute": _compute,
    "clicks": _clicks, "copysum": _copied_sum, "look": _look, "form": _form, "press": _press, "folder": _folder,
    "rename": _rename, "copy": _copy, "move": _move, "commands": _commands, "delete": _delete,
}  # fmt: skip
"""For each goal of `goal.GOALS` that says what is to be done."""
