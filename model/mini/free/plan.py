"""From wishes to steps: in which application, in which order, and what "it" is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from model.mini import step as steps
from model.mini.free import sums
from model.mini.free import wishes as w
from model.mini.free.applications import TERMINALS
from model.mini.free.pieces import Piece
from model.mini.lexicon import COMMANDS
from model.mini.phrase import Phrase
from model.mini.step import Step

ENTER = steps.PressKeys(("enter",))
SELECT_ALL = steps.PressKeys(("ctrl", "a"))
TO_END = steps.PressKeys(("ctrl", "end"))
RENAME = steps.PressKeys(("f2",))
DELETE = steps.PressKeys(("delete",))
NEW = steps.PressKeys(("ctrl", "n"))
COPY = steps.PressKeys(("ctrl", "c"))
PASTE = steps.PressKeys(("ctrl", "v"))
_DO = {command.name: steps.Do(command) for command in COMMANDS}
SAVE = _DO["save"]


_QUESTION = re.compile(
    r"(?:^|, )\W*(?:(?:please|i(?:['’]d| would) like to|can you|could you)\s+)*(?:what|how much|find|look up|know|"
    r"check|see|learn|get)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\W*(?:on|under|in|from|at|according to|which is|that is)\b", re.IGNORECASE)
_IT = re.compile(r"(?:it|that|this|(?:that|the|this) (?:button|link|one))", re.IGNORECASE)
_FOLDERS = ("folder", "new folder", "create folder", "directory")
AGREEING = ("Yes", "Delete", "Move to Trash", "OK")
_NEW_THINGS = ("it", "that", "the new name", "new name", "the folder", "folder", "the file", "the new folder", "file")


class Unclear(Exception):
    """A piece that means nothing where it stands."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass
class _Plan:
    """The steps so far, and what the words yet to come may refer to."""

    done: list[tuple[Step, str]] = field(default_factory=list)
    app: str = ""
    opened: set[str] = field(default_factory=set)
    pending: str = ""
    """The name of the document that is being made, until it holds something."""
    holds: bool = False
    """Whether the document that is being made holds something."""
    saved: bool = False
    text: str = ""
    lines: int = 0
    """How many texts the document was given."""
    file: str = ""
    """The file spoken of last."""
    from_file: bool = False
    folder_waits: bool = False
    by_menu: bool = False
    """Whether a menu was chosen that makes a folder and asks for its name."""
    ran: bool = False
    """Whether a command line was entered, its Enter with it."""
    said: str = ""

    def add(self, *found: Step) -> None:
        self.done.extend((step, self.said) for step in found)

    @property
    def last(self) -> Step | None:
        return self.done[-1][0] if self.done else None


def in_order(sentences: Iterable[list[Piece]]) -> list[tuple[w.Wish, str]]:
    """The wishes of all pieces in the order in which they are to be done."""
    ordered: list[tuple[w.Wish, str]] = []
    for pieces in sentences:
        ordered.extend(_sentence_in_order(pieces))
    return _questions_last(_application_first(ordered))


def _sentence_in_order(pieces: list[Piece]) -> list[tuple[w.Wish, str]]:
    told: list[tuple[w.Wish, str]] = []
    later: list[tuple[w.Wish, str]] = []
    for piece in pieces:
        here = [(wish, piece.said) for wish in piece.wishes]
        if piece.when > 0 and not told:
            later += here
        elif (
            told
            and isinstance(told[-1][0], steps.Read)
            and any(isinstance(wish, steps.Point) for wish, _ in here)
            and _PLACE.match(piece.said)
        ):
            told[-1:-1] = here
        elif piece.when < 0:
            start = next(
                (at for at, (wish, _) in enumerate(told) if not isinstance(wish, w.Use | steps.OpenApp | steps.GoTo)),
                len(told),
            )
            told[start:start] = here
        else:
            told += here
    return _page_first(told + later)


def _page_first(told: list[tuple[w.Wish, str]]) -> list[tuple[w.Wish, str]]:
    """A page that is named in passing is opened before anything is looked for on it."""
    pages = [at for at, (wish, _) in enumerate(told) if isinstance(wish, steps.GoTo)]
    if len(pages) != 1 or not all(
        isinstance(wish, w.Use | steps.ScrollView | steps.Read | steps.Assert)
        or (isinstance(wish, steps.Point) and _PLACE.match(said))
        for wish, said in told[: pages[0]]
    ):
        return told
    at = pages[0]
    applications = [each for each in told[:at] if isinstance(each[0], w.Use)]
    looks = [each for each in told[:at] if not isinstance(each[0], w.Use)]
    return [*applications, told[at], *looks, *told[at + 1 :]]


def _application_first(told: list[tuple[w.Wish, str]]) -> list[tuple[w.Wish, str]]:
    """The first application that is named stands first, unless its start is a step of its own."""
    at = next((at for at, (wish, _) in enumerate(told) if isinstance(wish, w.Use | steps.OpenApp)), None)
    if (
        at is None
        or not isinstance(told[at][0], w.Use)
        or (told[at][0].start and any(_acts(wish) for wish, _ in told[:at]))
    ):  # type: ignore[union-attr]
        return told
    return [told[at], *told[:at], *told[at + 1 :]]


def _acts(wish: w.Wish) -> bool:
    return not isinstance(wish, w.Work | w.Tell | w.TellIt | w.Mention | w.Write | w.Named | w.NewDocument)


def _questions_last(told: list[tuple[w.Wish, str]]) -> list[tuple[w.Wish, str]]:
    """What is asked before anything is done is told when all is done."""
    first: list[tuple[w.Wish, str]] = []
    asked: list[tuple[w.Wish, str]] = []
    for at, (wish, said) in enumerate(told):
        if isinstance(wish, steps.Read) and _QUESTION.search(said):
            asked.append((wish, said))
        elif isinstance(wish, w.Use | steps.GoTo | steps.OpenApp):
            first.append((wish, said))
        else:
            follows = any(isinstance(each, steps.GoTo | steps.Point) for each, _ in told[at:])
            return [*first, *told[at:], *asked] if asked and follows else told
    return told


def plan(told: list[tuple[w.Wish, str]]) -> list[tuple[Step, str]]:
    """The steps of a task. Raises Unclear for a wish that has no meaning where it stands."""
    state = _Plan()
    for at, (wish, said) in enumerate(told):
        state.said = said
        _RULES.get(type(wish), _step)(state, wish, [each for each, _ in told[at + 1 :]])
    _flush(state)
    if state.folder_waits:
        raise Unclear(state.said)
    return state.done


def _step(state: _Plan, step: Step, _rest: list[w.Wish]) -> None:
    """A step of the exact grammar."""
    if state.folder_waits and isinstance(step, steps.TypeText):
        _folder(state, step.text)
        return
    if isinstance(step, steps.OpenApp) and step.app.casefold() in ("it", "that") and state.file:
        _open_document(state, w.OpenDocument(state.file), [])
        return
    if isinstance(step, steps.OpenApp):
        _flush(state)
        state.app = step.app
        state.opened.add(step.app.casefold())
    if isinstance(step, steps.SaveAs):
        state.pending, state.saved = "", True
    elif step == SAVE:
        if state.pending and state.holds:
            _flush(state)
            return
    elif isinstance(step, steps.Read) and step.what is not None and step.what.words.casefold() in ("it", "that"):
        _tell_it(state, w.TellIt(), [])
        return
    if isinstance(step, steps.TypeText):
        state.text, state.holds = step.text, True
        state.lines += 1
    if step in (PASTE, _DO["paste"]):
        state.holds, state.text = True, ""
    if isinstance(step, steps.MenuPath) and step.path[-1].words.casefold() in _FOLDERS:
        state.by_menu = True
    if step == ENTER and isinstance(state.last, steps.WaitFor) and len(state.done) > 1 and state.done[-2][0] == ENTER:
        return
    if (
        step == ENTER
        and state.done
        and state.last == ENTER
        and isinstance(state.done[-2][0], steps.TypeText)
        and state.done[-1][1] != state.said
        and state.ran
    ):
        return
    if isinstance(step, steps.Point) and state.done and isinstance(state.last, steps.Confirm):
        if step.target.words.casefold() in ("yes", "ok", "delete"):
            return
    if isinstance(step, steps.WaitFor | steps.Assert) and step.what.words.casefold() in _NEW_THINGS:
        if not isinstance(state.last, steps.WaitFor):
            raise Unclear(state.said)
        return
    if isinstance(step, steps.Point) and step.gesture == "click":
        state.file = step.target.words if re.search(r"\.\w+$", step.target.words) else state.file
        if _IT.fullmatch(step.target.said):
            step = _meant(state, step)
    state.add(step)


def _meant(state: _Plan, step: steps.Point) -> steps.Point:
    """The thing that "it" is: what was scrolled to or looked for just before."""
    for before, _ in reversed(state.done):
        if isinstance(before, steps.ScrollView) and before.until is not None:
            return steps.Point(step.gesture, before.until)
        if isinstance(before, steps.WaitFor):
            return steps.Point(step.gesture, before.what)
        break
    raise Unclear(state.said)


def _use(state: _Plan, wish: w.Use, rest: list[w.Wish]) -> None:
    app = wish.app
    if app.casefold() == state.app.casefold():
        return
    _flush(state)
    state.holds, state.saved, state.from_file = False, False, False
    state.app = app
    if app.casefold() in state.opened:
        state.add(steps.SwitchTo(app))
        return
    state.opened.add(app.casefold())
    fresh = wish.start or any(isinstance(each, w.Write | w.Named | w.OpenDocument | w.NewDocument) for each in rest)
    state.add(steps.OpenApp(app) if fresh else steps.BeIn(app))


def _flush(state: _Plan) -> None:
    """Save what is being made, once it holds something."""
    if state.pending and state.holds:
        state.add(steps.SaveAs(state.pending))
        state.pending, state.saved = "", True
    elif state.pending:
        raise Unclear(state.said)


def _write(state: _Plan, wish: w.Write, rest: list[w.Wish]) -> None:
    if not state.done and re.search(r"\b(?:in|into) it\b", state.said, re.IGNORECASE):
        raise Unclear(state.said)
    runs = state.ran or any(isinstance(each, w.Run) for each in rest)
    if runs and TERMINALS.search(state.app) and ENTER not in rest[:1]:
        _more(state, w.More(wish.texts), rest)
        return
    if state.folder_waits and len(wish.texts) == 1:
        _folder(state, wish.texts[0])
        return
    if state.holds and not state.saved and not isinstance(state.last, steps.PressKeys) and state.app and state.text:
        state.add(ENTER)
    for number, text in enumerate(wish.texts):
        if number:
            state.add(ENTER)
        state.add(steps.TypeText(text))
    state.text, state.holds = wish.texts[-1], True
    state.lines += len(wish.texts)


def _more(state: _Plan, wish: w.More, rest: list[w.Wish]) -> None:
    if TERMINALS.search(state.app):
        for line in wish.texts:
            _run(state, w.Run(line), rest)
    elif state.holds and not state.saved:
        _write(state, w.Write(wish.texts), rest)
    else:
        raise Unclear(state.said)


def _named(state: _Plan, wish: w.Named, _rest: list[w.Wish]) -> None:
    if state.by_menu:
        state.by_menu = False
        state.add(steps.TypeText(wish.name), ENTER, steps.WaitFor(Phrase(wish.name, wish.name)))
        return
    if state.folder_waits:
        _folder(state, wish.name)
        return
    if state.from_file and not state.holds:
        raise Unclear(state.said)
    if state.pending and not state.holds:
        raise Unclear(state.said)
    _flush(state)
    if state.holds and state.saved:
        _new_document(state, w.NewDocument(), [])
    state.pending = wish.name
    state.file = wish.name
    if state.holds:
        _flush(state)


def _new_document(state: _Plan, _wish: w.NewDocument, _rest: list[w.Wish]) -> None:
    if not state.holds:
        return
    _flush(state)
    state.add(NEW)
    state.holds, state.saved, state.text, state.from_file, state.lines = False, False, "", False, 0


def _open_document(state: _Plan, wish: w.OpenDocument, _rest: list[w.Wish]) -> None:
    _flush(state)
    if state.from_file and state.file == wish.path:
        return
    if (state.holds and not state.saved) or isinstance(state.last, steps.ClearField):
        raise Unclear(state.said)
    state.file, state.from_file, state.holds = wish.path, True, False
    state.add(steps.OpenFile(wish.path))


def _append(state: _Plan, wish: w.Append, _rest: list[w.Wish]) -> None:
    _known_file(state)
    if state.last != TO_END:
        state.add(TO_END)
    if wish.text:
        state.add(steps.TypeText(wish.text))
        state.holds, state.text = True, wish.text


def _rewrite(state: _Plan, wish: w.Rewrite, _rest: list[w.Wish]) -> None:
    _known_file(state)
    if not (state.from_file or state.holds or state.done):
        raise Unclear(state.said)
    if isinstance(state.last, steps.ClearField):
        state.add(steps.TypeText(wish.text))
    else:
        if not _all_selected(state):
            state.add(SELECT_ALL)
        state.add(steps.TypeText(wish.text))
    state.holds, state.text = True, wish.text


def _all_selected(state: _Plan) -> bool:
    return state.last in (SELECT_ALL, _DO["select all"])


def _recase(state: _Plan, wish: w.Recase, _rest: list[w.Wish]) -> None:
    if wish.text is not None and wish.text != state.text:
        if state.text:
            raise Unclear(state.said)
        state.add(steps.TypeText(wish.text))
        state.text, state.holds, state.lines = wish.text, True, 1
    if not _all_selected(state):
        state.add(SELECT_ALL)
    state.add(steps.Recase(wish.upper, state.text if not state.from_file and state.lines == 1 else ""))


def _save(state: _Plan, _wish: w.Save, rest: list[w.Wish]) -> None:
    if not state.from_file and not state.saved and any(isinstance(each, w.Named) for each in rest):
        return
    if state.pending and state.holds:
        _flush(state)
    elif not isinstance(state.last, steps.SaveAs) and state.last != SAVE:
        state.add(SAVE)


def _work(state: _Plan, wish: w.Work, rest: list[w.Wish]) -> None:
    if wish.by_clicks:
        _click_keys(state, w.ClickKeys(tuple(sums.keys_of(wish.expression))), rest)
    elif isinstance(state.last, steps.BeIn):
        state.done.pop()
        state.add(steps.Compute(wish.expression, state.app))
    else:
        state.add(steps.Compute(wish.expression))


def _click_keys(state: _Plan, wish: w.ClickKeys, _rest: list[w.Wish]) -> None:
    state.add(*(steps.Point("click", Phrase(key, key)) for key in wish.keys))


def _tell(state: _Plan, _wish: w.Tell, rest: list[w.Wish]) -> None:
    if not any(isinstance(each, steps.Read) for each in (state.last, *rest)):
        state.add(steps.Read(None, "result"))


def _tell_it(state: _Plan, _wish: w.TellIt, rest: list[w.Wish]) -> None:
    if not any(isinstance(each, steps.Read) for each in (state.last, *rest)):
        _tell(state, w.Tell(), rest)


def _copy_result(state: _Plan, _wish: w.CopyResult, _rest: list[w.Wish]) -> None:
    if len(state.done) > 1 and isinstance(state.last, steps.OpenApp) and isinstance(state.done[-2][0], steps.Compute):
        state.done.insert(-1, (COPY, state.said))
        return
    state.add(COPY)


def _paste(state: _Plan, wish: w.PasteInto, rest: list[w.Wish]) -> None:
    if wish.app:
        if isinstance(state.last, steps.Compute):
            state.add(COPY)
        _use(state, w.Use(wish.app, start=True), rest)
    state.add(PASTE)
    state.holds, state.text = True, ""


def _run(state: _Plan, wish: w.Run, _rest: list[w.Wish]) -> None:
    if wish.ours and not TERMINALS.search(state.app):
        raise Unclear(state.said)
    state.add(steps.TypeText(wish.line), ENTER)
    state.ran = True


def _new_folder(state: _Plan, wish: w.NewFolder, _rest: list[w.Wish]) -> None:
    if wish.name:
        _folder(state, wish.name)
    else:
        state.folder_waits = True


def _folder(state: _Plan, name: str) -> None:
    state.folder_waits = False
    state.add(_DO["create a new folder"], SELECT_ALL, steps.TypeText(name), ENTER, steps.WaitFor(Phrase(name, name)))


def _rename(state: _Plan, wish: w.Rename, _rest: list[w.Wish]) -> None:
    old = wish.old or state.file
    if not old:
        raise Unclear(state.said)
    named = Phrase(old, old)
    chosen = [each for each, _ in state.done[-2:] if isinstance(each, steps.Point) and each.target.words == old]
    if not chosen:
        state.add(steps.Point("click", named))
    if state.last != RENAME:
        state.add(RENAME)
    state.add(SELECT_ALL, steps.TypeText(wish.new), ENTER,
              steps.WaitFor(Phrase(wish.new, wish.new)))  # fmt: skip


def _transfer(state: _Plan, wish: w.Transfer, _rest: list[w.Wish]) -> None:
    named = Phrase(wish.name, wish.name)
    take = steps.PressKeys(("ctrl", "x" if wish.move else "c"))
    folder = Phrase(wish.folder, wish.folder)
    state.add(steps.Point("click", named), take, steps.Point("double-click", folder), PASTE, steps.WaitFor(named))


def _known_file(state: _Plan) -> None:
    """Open the file that was spoken of, where it is to be changed."""
    if state.file and not state.from_file and not state.holds:
        _open_document(state, w.OpenDocument(state.file), [])


def _mention(state: _Plan, wish: w.Mention, _rest: list[w.Wish]) -> None:
    state.file = wish.path


def _delete(state: _Plan, wish: w.Delete, _rest: list[w.Wish]) -> None:
    names = wish.names or ((state.file,) if state.file else ())
    if not names or any("/" in name for name in names):
        raise Unclear(state.said)
    for name in names:
        last = state.last
        if not (isinstance(last, steps.Point) and last.target.words == name):
            state.add(steps.Point("click", Phrase(name, name)))
        state.add(DELETE, steps.Confirm(AGREEING))


def _agree(state: _Plan, _wish: w.Agree, _rest: list[w.Wish]) -> None:
    if state.last == DELETE:
        state.add(steps.Confirm(AGREEING))
    elif not isinstance(state.last, steps.Confirm):
        raise Unclear(state.said)


_RULES = {
    w.Use: _use, w.Write: _write, w.More: _more, w.Named: _named, w.NewDocument: _new_document, w.OpenDocument: _open_document,
    w.Mention: _mention, w.Append: _append, w.Rewrite: _rewrite, w.Recase: _recase, w.Save: _save, w.Work: _work,
    w.ClickKeys: _click_keys, w.Tell: _tell, w.TellIt: _tell_it, w.CopyResult: _copy_result, w.PasteInto: _paste, w.Run: _run,
    w.NewFolder: _new_folder, w.Rename: _rename, w.Transfer: _transfer, w.Delete: _delete, w.Agree: _agree,
}  # fmt: skip
