"""Part “rows”: one replay for each of many rows, killed with SIGKILL again and again, and gone on with each time.

A form writes each name that is saved into its log, a moment after Save was pressed, and then says so. In the end every
row has to stand there once: a missing one was lost, one that stands there twice was done twice.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from agent.base import Nobody
from agent.macros.file.schema import Check, Macro, Recorded, Rows
from agent.macros.file.store import Macros
from agent.macros.file.target import Target
from agent.macros.recording.deedlet import Deedlet
from agent.macros.recording.recorded import assembled
from agent.macros.replaying.rows import Journal, name_of
from agent.macros.replaying.session import Desk
from agent.macros.replaying.table import Table
from agent.settings import Settings
from agent.suites.base import Score
from agent.suites.drift_made_up import events_of, start_window
from agent.suites.drift_programs import PLAIN
from bridges.action import Click, Input, Press
from bridges.coordinates import FramePoint, ImagePoint, ScreenPoint, Size
from bridges.desktop import Desktop
from bridges.virtual import PrivateDisplay
from model.base import Element

TIMES: Mapping[str, tuple[int, int]] = {"screen": (200, 20), "file": (50, 5)}
"""Rows and kills, by what proves that a broken-off row was done."""
NAMES = ("Ada", "Björn", "Chloé", "Dagmar", "Emil", "Frieda", "Göran", "Hana", "Iris", "Jörg")
SCREEN = Size(1280, 800)
WRITES_MS = 90
"""From the press to what it brings about."""
STEP_S, RUN_S = 90.0, 900.0
FORM: Mapping[str, Any] = {
    **PLAIN,
    "title": "Ledger",
    "panels": {},
    "sections": [
        {"kind": "fields", "items": [{"id": "name", "text": "Name"}]},
        {"kind": "buttons", "items": [{"id": "save", "text": "Save", "keeps": "name", "after_ms": WRITES_MS}]},
    ],
}


def picked_scores(rounds: int, only: Sequence[str], runs: Path) -> Iterator[Score]:  # noqa: ARG001 - keeps no runs
    """One score for each round and way of proof: the screen, and the file that the form writes."""
    for number in range(1, rounds + 1):
        for proof in TIMES:
            name = f"rows/{proof}" + (f"#{number}" if number > 1 else "")
            if only and not {name, proof} & set(only):
                continue
            with tempfile.TemporaryDirectory(prefix="mimic-rows-") as folder:
                yield killed_often(name, proof, Path(folder), *TIMES[proof], number)


def killed_often(name: str, proof: str, home: Path, rows: int, kills: int, seed: int) -> Score:
    """Run over ``rows`` rows, killed ``kills`` times; passed where each is done once."""
    chance, began = random.Random(f"{seed}/{proof}"), time.monotonic()
    names = [f"{chance.choice(NAMES)} {number}" for number in range(1, rows + 1)]
    data, log = home / "rows.csv", home / "ledger.jsonl"
    data.write_text("name\n" + "\n".join(names) + "\n", encoding="utf-8")
    with PrivateDisplay(SCREEN, compositor=False) as display:
        macro = _recorded(display, home, log, proof)
        before = len(events_of(log))
        journal = data.with_name(f"{data.name}.{macro.name}.journal")
        broken, unsure, code, said = 0, 0, 1, ""
        while broken < kills and (reached := _killed(display, home, journal, chance)):
            broken += 1
            unsure += reached == "committing"
        code, said = _to_the_end(display, home)
    kept = Counter(str(one["text"]) for one in events_of(log)[before:] if one["event"] == "kept")
    lost = [one for one in names if not kept[one]]
    twice = [one for one, count in kept.items() if count > 1]
    foreign = [one for one in kept if one not in names]
    standing = Journal.opened(journal).standing
    done = sum(standing.get(name_of(at, row)) == "done" for at, row in enumerate(Table.read(data).rows, start=1))
    told = f"{rows} rows, {broken} kills, {unsure} of them in the middle of a commit"
    passed = not (lost or twice or foreign or code) and done == rows
    why = "" if passed else f"lost {lost}, twice {twice}, foreign {foreign}, exit {code} {said}"
    return Score(name, passed, rows, f"{told}; {why}" if why else told, seconds=time.monotonic() - began,
                 wrong=(*twice, *foreign))  # fmt: skip


def _recorded(display: PrivateDisplay, home: Path, log: Path, proof: str) -> Macro:
    """The form on the display, and the macro of filling it in once."""
    spec, ledger = home / "spec.json", home / "ledger.txt"
    spec.write_text(json.dumps({**FORM, "ledger": str(ledger)}), encoding="utf-8")
    start_window(display, spec, log, {})
    until = time.monotonic() + STEP_S
    while not any(one["event"] == "ready" for one in events_of(log)):
        if time.monotonic() > until:
            raise TimeoutError("the form does not come up")
        time.sleep(0.05)
    macros = Macros(home / "data/mimic/macros")
    with Desktop(display.name, environment=display.environment) as desktop:
        desk = Desk(desktop, Settings(confirm="never"), Nobody(), macros)
        deeds: list[Deedlet] = []
        for kind, label in (("field", "Name"), ("keys", ""), ("text", ""), ("button", "Save")):
            seen = desktop.observe()
            elements = desk.reader.texts(seen)
            point = _point(elements, kind, label) if label else None
            at = ScreenPoint(point.x, point.y) if point else None
            place = ImagePoint(point.x, point.y) if point else None
            if kind == "keys":
                desktop.perform(Press(keys=["ctrl", "a"]))
                deeds.append(Deedlet(Press(keys=["ctrl", "a"]), (), seen, None))
            elif kind == "text":
                desktop.perform(Input(text="Zoe 0"))
                deeds.append(Deedlet(Input(text="Zoe 0"), (), seen, desktop.observe()))
            elif at and place and point:
                desktop.perform(Click(start_point=at))
                after = desktop.observe() if kind == "button" else None
                deeds.append(Deedlet(Click(start_point=place), (point,), seen, after, elements))
    macro = assembled("ledger", "enters a name", deeds, Recorded(screen=SCREEN, source="hand"), macros)
    return _provable(macro, macros, ledger, proof)


def _provable(macro: Macro, macros: Macros, ledger: Path, proof: str) -> Macro:
    """The macro with the parameter called as the column is, and with what proves a row."""
    (old,) = macro.parameters
    steps = [step.model_dump() for step in macro.steps]
    steps[2]["text"], commits = "{name}", steps[3]["id"]
    # What is written in the status line differs from row to row, so the check is that it is written.
    steps[3]["check"] = Check(kind="text", text="Saved {name}").model_dump()
    done = {"done": Target(words="Saved {name}")} if proof == "screen" else {"file": str(ledger), "line": "{name}"}
    rows = Rows.model_validate({"commits": commits, **done})
    parameters = {"name": macro.parameters[old].model_copy(update={"default": None})}
    fields = macro.model_dump() | {"steps": steps, "rows": rows.model_dump(), "parameters": parameters}
    changed = Macro.model_validate(fields)
    pictures = {file: picture for file in _files(changed) if (picture := _picture(macros, macro, file)) is not None}
    macros.save(changed, pictures, replace=True)
    return changed


def _files(macro: Macro) -> list[str]:
    targets = (getattr(step, "target", None) for step in macro.steps)
    return [target.looks.picture for target in targets if target is not None and target.looks is not None]


def _picture(macros: Macros, macro: Macro, file: str) -> Any:
    from agent.macros.file.store import picture

    return picture(macros.file(macro.name).parent, file)


def _point(elements: Sequence[Element], role: str, name: str) -> FramePoint:
    (one,) = (one for one in elements if one.role == role and (role == "field" or one.text == name))
    return FramePoint(round(one.box.center.x), round(one.box.center.y))


def _killed(display: PrivateDisplay, home: Path, journal: Path, chance: random.Random) -> str:
    """Start a run and kill it at a random moment; how the row stood that it was at, empty where the run was faster."""
    lines = _size(journal)
    with subprocess.Popen(_command(home), env=_environment(display, home), stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as run:  # fmt: skip
        until, further = time.monotonic() + STEP_S, chance.randrange(0, 24)
        while _size(journal) < lines + further and run.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0.0, 0.6))
        ended = run.poll() is not None
        run.kill()
    if ended:
        return ""
    last = list(Journal.opened(journal).standing.values())[-1:] if journal.exists() else []
    return last[0] if last else "before the first"


def _size(journal: Path) -> int:
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def _to_the_end(display: PrivateDisplay, home: Path) -> tuple[int, str]:
    try:
        done = subprocess.run(
            [*_command(home), "--json"], env=_environment(display, home), capture_output=True, text=True,
            timeout=RUN_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -1, f"not done within {RUN_S:g} s"
    return done.returncode, (done.stdout + done.stderr)[-300:] if done.returncode else ""


def _command(home: Path) -> list[str]:
    return [sys.executable, "-m", "ui", "replay", "ledger", "--on", "desktop", "--data", str(home / "rows.csv"),
            "--no-overlay"]  # fmt: skip


def _environment(display: PrivateDisplay, home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "MIMIC_"))}
    own = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "MIMIC_RUNS": str(home / "runs")}
    return {**kept, **display.environment, **own, "MIMIC_CONFIRM": "never", "MIMIC_VETO_S": "0"}
