"""Steps for sums, results, command lines, files and folders."""

from __future__ import annotations

import re

from model.mini import step as steps
from model.mini.free import sums
from model.mini.free import wishes as w
from model.mini.free.applications import TERMINALS
from model.mini.free.progress import (
    COPY,
    CUT,
    DELETE,
    DO,
    ENTER,
    PASTE,
    RENAME,
    SELECT_ALL,
    Progress,
    Rule,
    Unclear,
    use,
)
from model.mini.phrase import Phrase

AGREEING = ("Yes", "Delete", "Move to Trash", "OK")


def _work(state: Progress, wish: w.Work, rest: list[w.Wish]) -> None:
    if wish.by_clicks:
        _click_keys(state, w.ClickKeys(tuple(sums.keys_of(wish.expression))), rest)
    elif isinstance(state.last, steps.BeIn):
        state.done.pop()
        state.add(steps.Compute(wish.expression, state.app))
    else:
        state.add(steps.Compute(wish.expression))


def _click_keys(state: Progress, wish: w.ClickKeys, _rest: list[w.Wish]) -> None:
    state.add(*(steps.Point("click", Phrase(key, key)) for key in wish.keys))


def tell_result(state: Progress, _wish: w.Tell, rest: list[w.Wish]) -> None:
    if not any(isinstance(each, steps.Read) for each in (state.last, *rest)):
        state.add(steps.Read(None, "result"))


def tell_it(state: Progress, _wish: w.TellIt, rest: list[w.Wish]) -> None:
    if not any(isinstance(each, steps.Read) for each in (state.last, *rest)):
        tell_result(state, w.Tell(), rest)


def _copy_result(state: Progress, _wish: w.CopyResult, _rest: list[w.Wish]) -> None:
    if len(state.done) > 1 and isinstance(state.last, steps.OpenApp) and isinstance(state.done[-2][0], steps.Compute):
        state.done.insert(-1, (COPY, state.said))
        return
    if state.file and "/" not in state.file and isinstance(state.last, steps.OpenApp | steps.BeIn):
        state.add(steps.Point("click", Phrase(state.file, state.file)))
    state.add(COPY)


def _file_is_copied(state: Progress) -> bool:
    before = [step for step, _ in state.done[-2:]]
    return len(before) == 2 and isinstance(before[0], steps.Point) and before[1] in (COPY, CUT)


def _paste(state: Progress, wish: w.PasteInto, rest: list[w.Wish]) -> None:
    if wish.app and _file_is_copied(state):
        state.add(steps.Point("double-click", Phrase(wish.app, wish.app)))
    elif wish.app:
        if isinstance(state.last, steps.Compute):
            state.add(COPY)
        use(state, w.Use(wish.app, start=True), rest)
    state.add(PASTE)
    state.holds, state.text = True, ""


def run_line(state: Progress, wish: w.Run, _rest: list[w.Wish]) -> None:
    if wish.ours and not TERMINALS.search(state.app):
        raise Unclear(state.said)
    if state.ours == wish.line or (
        wish.ours and state.ran and steps.TypeText(wish.line) in [s for s, _ in state.done[-2:]]
    ):
        return  # it was said twice: what it is to do, and how
    state.ours = wish.line if wish.ours else ""
    state.add(steps.TypeText(wish.line), ENTER)
    state.ran = True


def _sort(state: Progress, wish: w.Sort, _rest: list[w.Wish]) -> None:
    state.sorts = wish.source


def _show_it(state: Progress, _wish: w.ShowIt, rest: list[w.Wish]) -> None:
    line = state.done[-2][0] if len(state.done) > 1 else None
    written = re.search(r"> ?(\S+)$", line.text) if isinstance(line, steps.TypeText) else None
    if not (state.ran and written):
        raise Unclear(state.said)
    run_line(state, w.Run(f"cat {written[1]}", ours=True), rest)


def _new_folder(state: Progress, wish: w.NewFolder, _rest: list[w.Wish]) -> None:
    if wish.name:
        name_folder(state, wish.name)
    else:
        state.folder_waits = True


def name_folder(state: Progress, name: str) -> None:
    state.folder_waits = False
    state.add(DO["create a new folder"], SELECT_ALL, steps.TypeText(name), ENTER, steps.WaitFor(Phrase(name, name)))


def rename(state: Progress, wish: w.Rename, _rest: list[w.Wish]) -> None:
    old = wish.old or state.renames or state.file
    state.renames = ""
    if not old or (not wish.old and (state.holds or state.from_file)):
        raise Unclear(state.said)
    if not wish.new:
        state.renames = old
        return
    named = Phrase(old, old)
    chosen = [each for each, _ in state.done[-2:] if isinstance(each, steps.Point) and each.target.words == old]
    if not chosen:
        state.add(steps.Point("click", named))
    if state.last != RENAME:
        state.add(RENAME)
    state.add(SELECT_ALL, steps.TypeText(wish.new), ENTER,
              steps.WaitFor(Phrase(wish.new, wish.new)))  # fmt: skip


def _transfer(state: Progress, wish: w.Transfer, _rest: list[w.Wish]) -> None:
    name = wish.name or state.file
    if not wish.name and not (state.file and not state.done[1:]):
        if state.last not in (COPY, CUT, DO["copy"], DO["cut"]):
            raise Unclear(state.said)
        state.add(steps.Point("double-click", Phrase(wish.folder, wish.folder)), PASTE)
        return
    named = Phrase(name, name)
    take = steps.PressKeys(("ctrl", "x" if wish.move else "c"))
    folder = Phrase(wish.folder, wish.folder)
    state.add(steps.Point("click", named), take, steps.Point("double-click", folder), PASTE, steps.WaitFor(named))


def _mention(state: Progress, wish: w.Mention, _rest: list[w.Wish]) -> None:
    state.file = wish.path


def _again(state: Progress, _wish: w.Again, rest: list[w.Wish]) -> None:
    """Something must be described that can be done."""
    described = (w.Write, w.Work, w.ClickKeys, w.Append, w.Rewrite, w.Rename, w.Transfer, w.Delete, w.NewFolder)
    acted = any(not isinstance(each, steps.OpenApp | steps.BeIn | steps.SwitchTo) for each, _ in state.done)
    if not acted and not any(isinstance(each, described) for each in rest):
        raise Unclear(state.said)


def _delete(state: Progress, wish: w.Delete, _rest: list[w.Wish]) -> None:
    names = wish.names or ((state.file,) if state.file else ())
    if not names or any("/" in name for name in names):
        raise Unclear(state.said)
    gone = [each.target.words for each, _ in state.done if isinstance(each, steps.Point)]
    if isinstance(state.last, steps.Confirm) and gone[-1:] == [names[-1]]:
        return  # it was said in two ways
    state.file = names[-1]
    for name in names:
        last = state.last
        if not (isinstance(last, steps.Point) and last.target.words == name):
            state.add(steps.Point("click", Phrase(name, name)))
        state.add(DELETE, steps.Confirm(AGREEING))


def _agree(state: Progress, _wish: w.Agree, _rest: list[w.Wish]) -> None:
    if state.last == DELETE:
        state.add(steps.Confirm(AGREEING))
    elif not isinstance(state.last, steps.Confirm):
        raise Unclear(state.said)


RULES: dict[type, Rule] = {
    w.Work: _work, w.ClickKeys: _click_keys, w.Tell: tell_result, w.TellIt: tell_it, w.CopyResult: _copy_result,
    w.PasteInto: _paste, w.Run: run_line, w.NewFolder: _new_folder, w.Sort: _sort,
    w.ShowIt: _show_it, w.Rename: rename, w.Transfer: _transfer,
    w.Mention: _mention, w.Again: _again, w.Delete: _delete, w.Agree: _agree,
}  # fmt: skip
