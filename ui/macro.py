"""`mimic macro`: macros listed, shown, edited, checked, renamed, copied, deleted, and made from runs."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from agent.macros.file.callers import callers_of, lead_along
from agent.macros.file.filling import steps_within, texts_of
from agent.macros.file.linting import lint
from agent.macros.file.store import Macros
from agent.secrets import names_in
from bridges.errors import MacroUnusable
from ui.failures import FAILED, FINISHED
from ui.macro_words import lines_of
from ui.plain import printable

EDITORS = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""Tried in this order where the person names none."""
UNBOUNDED = 200
"""Columns of a table that goes to a file or another program."""


def list_macros(*, as_json: bool) -> int:
    """Print all macros; one that cannot be read says why."""
    macros = Macros()
    rows = [_row(macros, name) for name in macros.names()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return FINISHED
    console = Console(highlight=False)
    if not rows:
        print(f"No macros yet in {macros.root}.")
        print("Show it how: mimic record NAME. Or keep a run: mimic macro from-run last NAME.")
        return FINISHED
    if not console.is_terminal:
        console.width = UNBOUNDED
    table = Table(box=None, pad_edge=False, header_style="dim")
    # Whatever has to give way, a name is there to be typed again.
    least = {"macro": max(len(row["name"]) for row in rows), "steps": 5, "parameters": 10, "from": 7}
    for column in ("macro", "steps", "parameters", "from", "about"):
        table.add_column(column, no_wrap=True, overflow="ellipsis", min_width=least.get(column))
    for row in rows:
        about = Text(printable(row["about"], 100))
        if row["fault"]:
            about = Text(printable(row["fault"], 160), "red")
        elif row["unsure"]:
            about = Text(f"{len(row['unsure'])} steps to confirm: mimic macro confirm {row['name']}", "yellow")
        parameters = Text(", ".join(row["parameters"]))
        table.add_row(Text(row["name"]), str(row["steps"] or ""), parameters, row["source"], about)
    console.print(table)
    return FINISHED


def _row(macros: Macros, name: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": name,
        "file": str(macros.file(name)),
        "steps": 0,
        "parameters": {},
        "source": "",
        "about": "",
        "unsure": [],
    }
    try:
        macro = macros.load(name)
    except MacroUnusable as error:
        return row | {"fault": error.found}
    return row | {
        "steps": len(list(steps_within(macro.steps))),
        "parameters": {name: one.default for name, one in macro.parameters.items()},
        "source": macro.recorded.source,
        "about": macro.about,
        "created": macro.created.isoformat(),
        "unsure": [step.id for step in steps_within(macro.steps) if step.unsure],
        "fault": "",
    }


def show_macro(name: str, *, as_json: bool) -> int:
    """Print a macro's steps in words, or all of it as JSON."""
    macros = Macros()
    macro = macros.load(name)
    if as_json:
        print(macro.model_dump_json(indent=2))
        return FINISHED
    console = Console(highlight=False)
    console.print(f"{macro.name}   {printable(macro.about, 200)}".rstrip(), style="bold", markup=False)
    for parameter, one in macro.parameters.items():
        value = "has to be given" if one.default is None else printable(one.default, 80)
        about = Text(f"   {printable(one.about, 100)}" if one.about else "", "dim")
        console.print(Text.assemble((f"  {{{parameter}}} = {value}", "cyan"), about), soft_wrap=True)
    for secret in dict.fromkeys(names_in(texts_of(macro))):
        line = f"  {{{{secret:{secret}}}}} comes from the keyring: mimic secret set {secret}"
        console.print(line, style="cyan", markup=False, soft_wrap=True)
    for line in lines_of(macro):
        console.print(line, markup=False, soft_wrap=True)
    console.print(str(macros.file(name)), style="dim", markup=False, soft_wrap=True)
    return FINISHED


def edit_macro(name: str) -> int:
    """Open a macro in the person's editor, and check it afterwards; on a terminal, again as long as they like."""
    path = Macros().file(name)
    editor = _editor()
    while True:
        try:
            subprocess.run([*editor, str(path)], check=False)
        except OSError as error:
            raise MacroUnusable(
                f"Editing {path}", f"{editor[0]} cannot be started ({error.strerror})", "Set EDITOR to your editor."
            ) from error
        code = lint_macro(name, as_json=False)
        if code == FINISHED or not sys.stdin.isatty() or not _yes("Edit it again?"):
            return code


def _editor() -> list[str]:
    named = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    return named or [next((one for one in EDITORS if shutil.which(one)), EDITORS[1])]


def _yes(question: str) -> bool:
    try:
        return input(f"{question} [Y/n] ").strip().lower() in ("", "y", "yes")
    except EOFError:
        return False


def lint_macro(name: str, *, as_json: bool) -> int:
    """Say what is wrong with a macro, one line each. Exit code 1 where something is."""
    macros = Macros()
    path = macros.file(name)
    try:
        faults = lint(macros, name)
    except MacroUnusable as error:
        faults = [error.found]
    if as_json:
        print(json.dumps({"macro": name, "file": str(path), "faults": faults}, ensure_ascii=False))
    elif faults:
        print(path)
        for fault in faults:
            print(f"  {printable(fault, 2000)}")
    else:
        print(f"{name}: nothing is wrong.")
    return FAILED if faults else FINISHED


def macro_from_run(run: str, name: str) -> int:
    """Make a macro of a run that succeeded."""
    from agent.macros.recording.from_run import from_run
    from agent.session import ParsedTexts
    from model.registry import model_named
    from ui.past import run_named

    macros = Macros()
    macros.check_free(name)
    macro = from_run(run_named(run), name, macros, ParsedTexts(model_named("mini")))
    print(f"{macros.file(name)}: {len(macro.steps)} steps. Replay it with: mimic replay {name}")
    return FINISHED


def macro_from_video(file: Path, name: str) -> int:
    """Make a macro of a screen recording, and say which steps a person has to look at."""
    from agent.macros.films.video import from_video
    from agent.session import ParsedTexts
    from model.registry import model_named

    macros = Macros()
    macros.check_free(name)
    macro = from_video(file, name, macros, ParsedTexts(model_named("mini")))
    for line in lines_of(macro):
        print(line)
    unsure = sum(step.unsure for step in macro.steps)
    print(f"{macros.file(name)}: {len(macro.steps)} steps, {unsure} of them unsure.")
    print(f"Confirm them: mimic macro confirm {name}" if unsure else f"Replay it with: mimic replay {name}")
    return FINISHED


def rename_macro(old: str, new: str) -> int:
    """Call a macro otherwise; what calls or schedules it goes by the new name too."""
    for line in renamed(Macros(), old, new):
        print(line)
    return FINISHED


def renamed(macros: Macros, old: str, new: str) -> list[str]:
    """Rename a macro, with all that goes by its name; what was done, in sentences. Raises MacroUnusable."""
    from ui.macro_schedule import reschedule

    macros.rename(old, new)
    done = [f"“{old}” is “{new}” now."]
    done += [f"“{caller}” calls it by its new name." for caller in lead_along(macros, old, new)]
    try:
        done += [f"It is replayed at its times as before ({one.times})." for one in reschedule(old, new)]
    except MacroUnusable as error:
        done += [f"“{old}” is still scheduled ({error.found}): mimic macro unschedule {old}"]
    return done


def copy_macro(name: str, new: str) -> int:
    """Make a second macro of another name."""
    macros = Macros()
    macros.copy(name, new)
    print(f"“{new}” is a copy of “{name}”: {macros.file(new)}")
    return FINISHED


def delete_macro(name: str) -> int:
    """Delete a macro, and name what still goes by its name."""
    from ui.macro_schedule import jobs_of

    macros = Macros()
    macros.delete(name)
    print(f"“{name}” is gone.")
    for caller in callers_of(macros, name):
        print(f"“{caller}” still calls “{name}”: mimic macro edit {caller}")
    if jobs_of(name):
        print(f"“{name}” is still scheduled: mimic macro unschedule {name}")
    return FINISHED
