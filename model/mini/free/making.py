"""Steps for documents: what is written, changed, named and saved."""

from __future__ import annotations

import re
import shlex

from model.mini import step as steps
from model.mini.free import wishes as w
from model.mini.free.applications import TERMINALS
from model.mini.free.handling import name_folder, rename, run_line
from model.mini.free.progress import DO, ENTER, NEW, SAVE, SELECT_ALL, TO_END, Progress, Rule, Unclear, flush
from model.mini.phrase import Phrase


def _write(state: Progress, wish: w.Write, rest: list[w.Wish]) -> None:
    if not state.done and re.search(r"\b(?:in|into) it\b", state.said, re.IGNORECASE):
        raise Unclear(state.said)
    runs = state.ran or any(isinstance(each, w.Run) for each in rest)
    if runs and TERMINALS.search(state.app) and ENTER not in rest[:1]:
        _more(state, w.More(wish.texts), rest)
        return
    if state.folder_waits and len(wish.texts) == 1:
        name_folder(state, wish.texts[0])
        return
    if state.holds and not state.saved and not isinstance(state.last, steps.PressKeys) and state.app and state.text:
        state.add(ENTER)
    for number, text in enumerate(wish.texts):
        if number:
            state.add(ENTER)
        state.add(steps.TypeText(text))
    state.text, state.holds = wish.texts[-1], True
    state.lines += len(wish.texts)


def _more(state: Progress, wish: w.More, rest: list[w.Wish]) -> None:
    if TERMINALS.search(state.app):
        for line in wish.texts:
            run_line(state, w.Run(line), rest)
    elif (state.holds and not state.saved) or (state.pending and not state.holds) or _just_opened(state, rest):
        _write(state, w.Write(wish.texts), rest)
    else:
        raise Unclear(state.said)


def _just_opened(state: Progress, rest: list[w.Wish]) -> bool:
    """Whether a document's text can follow: an application was named alone, and a name for the file comes."""
    opened = isinstance(state.last, steps.OpenApp | steps.BeIn)
    return opened and any(isinstance(each, w.Named | steps.SaveAs | w.Recase) for each in rest)


def _in_form(state: Progress) -> bool:
    """Whether a page was opened, and nothing but its fields was worked on."""
    fields = [each for each, _ in state.done if isinstance(each, steps.TypeText) and each.into is None]
    return not fields and any(isinstance(each, steps.GoTo) for each, _ in state.done)


def _named(state: Progress, wish: w.Named, _rest: list[w.Wish]) -> None:
    if _in_form(state) and "/" not in wish.name and re.search(r"\bname\b", state.said, re.IGNORECASE):
        state.add(steps.TypeText(wish.name, Phrase("the name field", "name", role="field")))
        return
    if state.by_menu:
        state.by_menu = False
        state.add(steps.TypeText(wish.name), ENTER, steps.WaitFor(Phrase(wish.name, wish.name)))
        return
    if state.folder_waits:
        name_folder(state, wish.name)
        return
    if state.sorts:
        source, state.sorts = state.sorts, ""
        run_line(state, w.Run(f"sort {shlex.quote(source)} > {shlex.quote(wish.name)}", ours=True), [])
        return
    if state.renames:
        rename(state, w.Rename(state.renames, wish.name.rsplit("/", 1)[-1]), [])
        state.renames = ""
        return
    if state.from_file and not state.holds:
        raise Unclear(state.said)
    if state.pending and not state.holds and state.pending != wish.name:
        raise Unclear(state.said)
    if state.holds or not state.pending:
        flush(state)
    if state.holds and state.saved:
        _new_document(state, w.NewDocument(), [])
    state.pending = wish.name
    state.file = wish.name
    if state.holds:
        flush(state)


def _new_document(state: Progress, _wish: w.NewDocument, _rest: list[w.Wish]) -> None:
    if not state.holds:
        return
    flush(state)
    state.add(NEW)
    state.holds, state.saved, state.text, state.from_file, state.lines = False, False, "", False, 0


def open_document(state: Progress, wish: w.OpenDocument, rest: list[w.Wish]) -> None:
    flush(state)
    if state.from_file and state.file == wish.path:
        return
    if re.match(r"(?:\W|in \w+,)*take\b", state.said, re.IGNORECASE) and rest[:1] == [w.CopyResult()]:
        state.file = wish.path
        return  # "take a.txt, copy it": the file itself
    if (state.holds and not state.saved) or isinstance(state.last, steps.ClearField) or _all_selected(state):
        raise Unclear(state.said)
    state.file, state.from_file, state.holds = wish.path, True, False
    state.add(steps.OpenFile(wish.path))


def _known_file(state: Progress) -> None:
    """Open the file that was spoken of, where it is to be changed."""
    if state.file and not state.from_file and not state.holds:
        open_document(state, w.OpenDocument(state.file), [])


def _append(state: Progress, wish: w.Append, _rest: list[w.Wish]) -> None:
    _known_file(state)
    if not wish.text and state.text and any(step == TO_END for step, _ in state.done):
        return  # the way to the end, after what is to stand there was said
    if state.last != TO_END:
        state.add(TO_END)
    if wish.text:
        state.add(steps.TypeText(wish.text))
        state.holds, state.text = True, wish.text


def _rewrite(state: Progress, wish: w.Rewrite, _rest: list[w.Wish]) -> None:
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


def _all_selected(state: Progress) -> bool:
    return state.last in (SELECT_ALL, DO["select all"])


def _recase(state: Progress, wish: w.Recase, _rest: list[w.Wish]) -> None:
    if isinstance(state.last, steps.Recase) and state.last.upper == wish.upper and wish.text in (None, state.text):
        return  # it was said twice
    if wish.text is not None and wish.text != state.text:
        if state.text:
            raise Unclear(state.said)
        state.add(steps.TypeText(wish.text))
        state.text, state.holds, state.lines = wish.text, True, 1
    if not _all_selected(state):
        state.add(SELECT_ALL)
    state.add(steps.Recase(wish.upper, state.text if not state.from_file and state.lines == 1 else ""))


def _select_all(state: Progress, _wish: w.SelectAll, _rest: list[w.Wish]) -> None:
    if not _all_selected(state):
        state.add(SELECT_ALL)


def _save(state: Progress, _wish: w.Save, rest: list[w.Wish]) -> None:
    if not state.from_file and not state.saved and any(isinstance(each, w.Named) for each in rest):
        return
    if state.pending and state.holds:
        flush(state)
    elif not isinstance(state.last, steps.SaveAs) and state.last != SAVE:
        state.add(SAVE)


RULES: dict[type, Rule] = {
    w.Write: _write, w.More: _more, w.Named: _named, w.NewDocument: _new_document, w.OpenDocument: open_document,
    w.Append: _append, w.Rewrite: _rewrite, w.SelectAll: _select_all, w.Recase: _recase, w.Save: _save,
}  # fmt: skip
