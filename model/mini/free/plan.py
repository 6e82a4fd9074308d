"""From wishes to steps: in which application, and what "it" is."""

from __future__ import annotations

import dataclasses
import re

from model.mini import step as steps
from model.mini.free import handling, making
from model.mini.free import wishes as w
from model.mini.free.handling import name_folder, tell_it
from model.mini.free.making import open_document
from model.mini.free.progress import (
    COPY,
    DELETE,
    DO,
    ENTER,
    NEW,
    PASTE,
    RENAME,
    SAVE,
    SELECT_ALL,
    Progress,
    Rule,
    Unclear,
    flush,
    is_folder,
    use,
)
from model.mini.phrase import Phrase
from model.mini.step import Step

_IT = re.compile(r"(?:it|that|this|(?:that|the|this) (?:button|link|one))", re.IGNORECASE)
_FOLDERS = ("folder", "new folder", "create folder", "directory")
_NEW_THINGS = ("it", "that", "the new name", "new name", "the folder", "folder", "the file", "the new folder", "file")
_SAME = (
    (SELECT_ALL, DO["select all"]), (COPY, DO["copy"]), (SAVE, steps.PressKeys(("ctrl", "s"))),
    (RENAME,),
)  # fmt: skip
"""A command and its keys: said one after the other, they are one thing to do."""
_NEW = (NEW, DO["start a new file"])
_RULES: dict[type, Rule] = {w.Use: use} | making.RULES | handling.RULES


def plan(told: list[tuple[w.Wish, str]]) -> list[tuple[Step, str]]:
    """The steps of a task. Raises Unclear for a wish that has no meaning where it stands."""
    state = Progress()
    for at, (wish, said) in enumerate(told):
        state.said = said
        _RULES.get(type(wish), _step)(state, wish, [each for each, _ in told[at + 1 :]])
    flush(state)
    if isinstance(state.last, steps.Compute) and re.search(r"\b(?:need|want|like)\b", state.done[-1][1], re.IGNORECASE):
        handling.tell_result(state, w.Tell(), [])
    if state.folder_waits or state.renames or state.sorts:
        raise Unclear(state.said)
    return state.done


def _step(state: Progress, step: Step, rest: list[w.Wish]) -> None:
    """A step of the exact grammar: it may mean a thing spoken of, be done already, or tell how things stand."""
    if _refers(state, step) or _is_done(state, step):
        return
    if found := _place(state, step, rest):
        use(state, found, rest)
        return
    if isinstance(step, steps.ScrollView) and step.until is not None:
        until = _clicked_next(state, rest) if _IT.fullmatch(step.until.said) else step.until
        step = dataclasses.replace(step, until=until, to_end=False)
    if isinstance(step, steps.OpenApp):
        flush(state)
        state.app = step.app
        state.opened.add(step.app.casefold())
    elif step in _NEW:
        flush(state)
        state.holds, state.saved, state.text, state.from_file, state.lines = False, False, "", False, 0
    elif isinstance(step, steps.SaveAs):
        state.pending, state.saved = "", True
    elif isinstance(step, steps.TypeText):
        state.text, state.holds = step.text, True
        state.lines += 1
    elif step in (PASTE, DO["paste"]):
        state.holds, state.text = True, ""
    elif isinstance(step, steps.MenuPath):
        _through_menu(state, step)
    elif isinstance(step, steps.Point) and step.gesture == "click":
        step = _clicked(state, step)
    state.add(step)


def _through_menu(state: Progress, step: steps.MenuPath) -> None:
    if isinstance(state.last, steps.Recase) and re.search(r"case\b|capital", step.path[-1].words, re.IGNORECASE):
        state.done.pop()  # the menu is how it is done
    state.by_menu = step.path[-1].words.casefold() in _FOLDERS


def _clicked_next(state: Progress, rest: list[w.Wish]) -> Phrase:
    """What is scrolled to: "click Send after scrolling down to it". Raises Unclear where nothing is clicked then."""
    named = (wish.target for wish in rest if isinstance(wish, steps.Point) and not _IT.fullmatch(wish.target.said))
    if (target := next(named, None)) is None:
        raise Unclear(state.said)
    return target


def _place(state: Progress, step: Step, rest: list[w.Wish]) -> w.Use | None:
    """The application or folder that the step goes to, where it is not yet known to run."""
    if isinstance(step, steps.SwitchTo) and state.opened and step.app.casefold() not in state.opened:
        return w.Use(step.app, start=True)
    if isinstance(step, steps.OpenApp) and is_folder(state, rest):
        return w.Use(step.app)
    first = isinstance(step, steps.Point) and not state.done and re.match(r"go to [A-Z]\S*$", state.said, re.IGNORECASE)
    return w.Use(step.target.words) if first and isinstance(step, steps.Point) else None


def _clicked(state: Progress, step: steps.Point) -> Step:
    """What a click means after what was done: an answer, the thing spoken of."""
    if state.last == DELETE and step.target.words.casefold() in ("yes", "ok"):
        return steps.Confirm(handling.AGREEING)
    if re.search(r"\.\w+$", step.target.words):
        state.file = step.target.words
    return _meant(state, step) if _IT.fullmatch(step.target.said) else step


def _refers(state: Progress, step: Step) -> bool:
    """Whether the step is about what was spoken of before, and was taken so."""
    if state.folder_waits and isinstance(step, steps.TypeText):
        name_folder(state, step.text)
    elif isinstance(step, steps.OpenApp) and step.app.casefold() in ("it", "that") and state.file:
        open_document(state, w.OpenDocument(state.file), [])
    elif isinstance(step, steps.Read) and step.what is not None and step.what.words.casefold() in ("it", "that"):
        tell_it(state, w.TellIt(), [])
    elif step == SAVE and state.pending and state.holds:
        flush(state)
    else:
        return False
    return True


def _is_done(state: Progress, step: Step) -> bool:
    """Whether the steps before hold this one. Raises Unclear where it is about a thing that none of them made."""
    before = [done for done, _ in state.done[-2:]]
    if step == ENTER and len(before) == 2:
        waited = isinstance(before[1], steps.WaitFor) and before[0] == ENTER
        ran = (
            state.ran
            and before[1] == ENTER
            and isinstance(before[0], steps.TypeText)
            and state.done[-1][1] != state.said
        )
        return waited or ran
    if isinstance(step, steps.WaitFor) and isinstance(state.last, steps.WaitFor) and _same_wait(step, state.last):
        return True
    if state.last is not None and any(step in same and state.last in same for same in _SAME):
        return True
    if step in _SAME[0] and isinstance(state.last, steps.Recase):
        return True
    if isinstance(step, steps.Point):
        return isinstance(state.last, steps.Confirm) and step.target.words.casefold() in ("yes", "ok", "delete")
    if isinstance(step, steps.WaitFor | steps.Assert) and step.what.words.casefold() in _NEW_THINGS:
        if not isinstance(state.last, steps.WaitFor):
            raise Unclear(state.said)
        return True
    return False


def _same_wait(one: steps.WaitFor, other: steps.WaitFor) -> bool:
    return one.gone == other.gone and one.what.words.casefold() == other.what.words.casefold()


def _meant(state: Progress, step: steps.Point) -> steps.Point:
    """The thing that "it" is: what was scrolled to or looked for just before."""
    for before, _ in reversed(state.done):
        if isinstance(before, steps.ScrollView) and before.until is not None:
            return steps.Point(step.gesture, before.until)
        if isinstance(before, steps.WaitFor):
            return steps.Point(step.gesture, before.what)
        break
    raise Unclear(state.said)
