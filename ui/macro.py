"""`mimic macro`: macros listed, shown, edited, checked, renamed, deleted, and made from runs."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from agent.macros.filling import NAMED, steps_within
from agent.macros.finding import ENOUGH
from agent.macros.schema import DEEDS, Calling, Macro, Target
from agent.macros.store import Macros
from bridges.errors import MacroUnusable
from ui.failures import FAILED, FINISHED
from ui.plain import printable


def list_macros(*, as_json: bool) -> int:
    """Print all macros; one that cannot be read says why."""
    macros = Macros()
    rows = [_row(macros, name) for name in macros.names()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return FINISHED
    console = Console(highlight=False)
    if not rows:
        console.print(f"No macros yet in {macros.root}. Make one with: mimic macro from-run RUN NAME", markup=False)
        return FINISHED
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("macro", "steps", "parameters", "from", "about"):
        table.add_column(column)
    for row in rows:
        about = row["fault"] or row["about"]
        table.add_row(row["name"], str(row["steps"]), ", ".join(row["parameters"]), row["source"], printable(about, 70))
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
    console.print(f"{macro.name}   {printable(macro.about, 200)}", style="bold", markup=False)
    for parameter, one in macro.parameters.items():
        value = "has to be given" if one.default is None else printable(one.default, 80)
        console.print(f"  {{{parameter}}} = {value}", style="cyan", markup=False)
    for line in lines_of(macro):
        console.print(line, markup=False, soft_wrap=True)
    console.print(str(macros.file(name)), style="dim", markup=False, soft_wrap=True)
    return FINISHED


def lines_of(macro: Macro) -> list[str]:
    """One line for each step, blocks indented."""
    lines: list[str] = []

    def tell(steps: tuple[object, ...], depth: int) -> None:
        for step in steps:
            lines.append(f"  {'  ' * depth}{getattr(step, 'id', ''):<8} {_in_words(step)}")
            for inner in ("steps", "otherwise"):
                tell(getattr(step, inner, ()), depth + 1)

    tell(macro.steps, 0)
    return lines


def _in_words(step: object) -> str:
    parts = [str(getattr(step, "do", ""))]
    for name in ("target", "shown", "to"):
        target = getattr(step, name, None)
        if isinstance(target, Target):
            parts.append(f"“{printable(target.called, 50)}”")
    for name in ("text", "app", "macro", "direction", "among"):
        value = getattr(step, name, None)
        if value:
            parts.append(printable(str(value), 60))
    keys = getattr(step, "keys", ())
    parts += ["+".join(keys)] if keys else []
    until = getattr(step, "until", None)
    parts += [f"until “{printable(until.called, 50)}”"] if isinstance(until, Target) else []
    consequence = getattr(step, "consequence", None)
    parts += [f"  ({consequence.value}: asked for first)"] if consequence and consequence.risky else []
    doubt = f"   (sure {getattr(step, 'confidence', 1):.2f}: confirm it)" if getattr(step, "unsure", False) else ""
    return " ".join(parts) + doubt


def edit_macro(name: str) -> int:
    """Open a macro in the person's editor, and check it afterwards."""
    path = Macros().file(name)
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano")
    try:
        subprocess.run([*editor, str(path)], check=False)
    except OSError as error:
        raise MacroUnusable(
            f"Editing {path}", f"{editor[0]} cannot be started: {error.strerror}", "Set EDITOR."
        ) from error
    return lint_macro(name, as_json=False)


def lint_macro(name: str, *, as_json: bool) -> int:
    """Say what is wrong with a macro. Exit code 1 where something is."""
    faults = faults_of(Macros(), name)
    if as_json:
        print(json.dumps({"macro": name, "faults": faults}, ensure_ascii=False))
    for fault in () if as_json else faults:
        print(printable(fault, 2000))
    if not faults and not as_json:
        print(f"{name}: nothing is wrong.")
    return FAILED if faults else FINISHED


def faults_of(macros: Macros, name: str) -> list[str]:
    """What is wrong with a macro, in words; empty where nothing is."""
    path = macros.file(name)
    try:
        macro = macros.load(name)
    except MacroUnusable as error:
        return [str(error)]
    faults, ids = [], set()
    items = {step.item for step in steps_within(macro.steps) if step.do == "for each"}
    for step in steps_within(macro.steps):
        if step.id in ids and step.id != "step":
            faults.append(f"{step.id}: two steps have this id; heals and rows go by it")
        ids.add(step.id)
        if step.unsure or step.confidence < ENOUGH / 2:
            faults.append(f"{step.id}: nobody has confirmed it yet (sure {step.confidence:.2f})")
        if isinstance(step, Calling) and step.macro not in macros.names():
            faults.append(f"{step.id}: it calls the macro “{step.macro}”, which there is not")
        if not isinstance(step, DEEDS):
            continue
        for part in (getattr(step, "target", None), getattr(step, "to", None), step.check):
            looks = part.looks if part else None
            if looks and not (path.parent / looks.picture).is_file():
                faults.append(f"{step.id}: its picture {looks.picture} is missing; only words and place are left")
        unknown = set(NAMED.findall(getattr(step, "text", "") or "")) - set(macro.parameters) - items
        faults += [f"{step.id}: {{{one}}} is no parameter and is typed as it stands" for one in sorted(unknown)]
    if macro.rows and macro.rows.commits not in ids:
        faults.append(f"rows: there is no step “{macro.rows.commits}”")
    return faults


def macro_from_run(run: str, name: str) -> int:
    """Make a macro of a run that succeeded."""
    from agent.macros.from_run import from_run
    from agent.session import ParsedTexts
    from model.registry import model_named
    from ui.past import run_named

    macros = Macros()
    macro = from_run(run_named(run), name, macros, ParsedTexts(model_named("mini")))
    print(f"{macros.file(name)}: {len(macro.steps)} steps. Replay it with: mimic replay {name}")
    return FINISHED


def macro_from_video(file: Path, name: str) -> int:
    """Make a macro of a screen recording, and say which steps a person has to look at."""
    from agent.macros.video import from_video
    from agent.session import ParsedTexts
    from model.registry import model_named

    macros = Macros()
    macro = from_video(file, name, macros, ParsedTexts(model_named("mini")))
    for line in lines_of(macro):
        print(line)
    unsure = sum(step.unsure for step in macro.steps)
    print(
        f"{macros.file(name)}: {len(macro.steps)} steps, {unsure} of them unsure. Confirm them: mimic macro edit {name}"
    )
    return FINISHED


def rename_macro(old: str, new: str) -> int:
    Macros().rename(old, new)
    print(f"“{old}” is “{new}” now.")
    return FINISHED


def delete_macro(name: str) -> int:
    Macros().delete(name)
    print(f"“{name}” is gone.")
    return FINISHED
