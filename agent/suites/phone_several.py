"""Eight pretend phones side by side, ten tasks each: all done, nothing on the wrong phone, and what a phone more takes.

Each phone has words of its own, so that whatever reached another phone is found there.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil

from agent.fleet import Job, Result, run_jobs
from agent.suites.phone_rows import PhoneFigure
from bridges.android.pretended import PretendPhone

PHONES = 8
ALONE = 4
"""Tasks of the phone that is measured alone; with more of them it would take rather more, and a further phone less."""
MEMORY_BAR = 120.0
LOOK_S = 0.25
NAMES = ("amber", "birch", "cedar", "dahlia", "elder", "fennel", "ginger", "hazel")
"""A word for each phone."""


def tasks_of(name: str) -> tuple[str, ...]:
    """Ten tasks that leave a phone's own word in its notes, contacts and messages, and ten marks in all."""
    return (
        f'Open Notes, tap New note, type "{name} one" into Title, tap Save.',
        f'Open Notes, tap New note, type "{name} two" into Title, type "più {name}" into Note, tap Save.',
        f'Open Notes, tap New note, type "{name} — 三" into Title, tap Save.',
        f'Open Messages, tap Grace Hopper, type "{name} says hello" into Text message, tap Send message. '
        "Press back twice.",
        f'Open Messages, tap Alan Turing, type "{name} & $(id)" into Text message, tap Send message. Press back twice.',
        f'Open Contacts, tap Create contact, type "{name} first" into Name, type "5550101" into Phone, tap Save.',
        "Open Settings, tap Display and turn on Dark theme. Press back.",
        "Open Settings, tap Battery and turn on Battery Saver. Press back.",
        "Open Shop, tap Desk lamp, tap Add to cart.",
        f'Open Notes, tap New note, type "{name} ten" into Title, tap Save. Press home.',
    )


def marks_of(name: str) -> tuple[str, ...]:
    """What a phone holds after its tasks, as words of its state."""
    return (
        f'"{name} one"', f'"{name} two"', f'"più {name}"', f'"{name} — 三"', f'"{name} says hello"',
        f'"{name} & $(id)"', f'"{name} first"', '"ui_night_mode": "2"', '"low_power": "1"', f'"{name} ten"',
    )  # fmt: skip


def several_figures(phones: int = PHONES, tasks: int = 10) -> Iterator[PhoneFigure]:
    """One phone and then ``phones`` of them, for what each more takes; and whether all was done in its place."""
    alone, _, _ = run_phones(NAMES[:1], min(tasks, ALONE))
    together, results, states = run_phones(NAMES[:phones], tasks)
    done = sum(result.passed for result in results)
    failed = [f"{result.device.rpartition(':')[2]}/{result.number}: {result.why or result.answer}" for result in results
              if not result.passed]  # fmt: skip
    total = phones * tasks
    value = f"{done} of {total}" + (f"; {'; '.join(failed)[:400]}" if failed else "")
    yield PhoneFigure(f"{phones} phones at once, {tasks} tasks each", value, "all", done == total)
    missing = [mark for name, state in states.items() for mark in marks_of(name)[:tasks] if mark not in state]
    strangers = [f"{other} on {name}" for name, state in states.items() for other in states
                 if other != name and other in state]  # fmt: skip
    value = f"{len(strangers)} of another phone's marks, {len(missing)} of its own missing"
    yield PhoneFigure("no cross-talk", value, "0 and 0", not strangers and not missing)
    more = (together - alone) / (phones - 1)
    value = f"{more:.0f} MB ({alone:.0f} MB with one, {together:.0f} MB with {phones})"
    yield PhoneFigure("memory of a further phone", value, f"≤ {MEMORY_BAR:g} MB", more <= MEMORY_BAR)


def run_phones(names: Sequence[str], tasks: int) -> tuple[float, list[Result], dict[str, str]]:
    """The most memory (MB) that Mimic's processes took together, the results, and each phone's state as JSON."""
    with ExitStack() as stack:
        phones = {name: stack.enter_context(PretendPhone().connect()) for name in names}
        runs = stack.enter_context(tempfile.TemporaryDirectory(prefix="mimic-phones-"))
        jobs = [Job(device=f"android:{phone.serial}", tasks=tasks_of(name)[:tasks]) for name, phone in phones.items()]
        with _Memory({phone.pid for phone in phones.values()}) as memory:
            results = list(_results(jobs, Path(runs)))
        states = {name: json.dumps(_kept(phone), ensure_ascii=False) for name, phone in phones.items()}
    return memory.most, results, states


def _results(jobs: Sequence[Job], runs: Path) -> Iterator[Result]:
    program = ["env", f"MIMIC_RUNS={runs}", sys.executable, "-m", "ui"]
    for progress in run_jobs(jobs, program, ("--confirm", "never"), model="mini"):
        if progress.result is not None:
            yield progress.result


def _kept(phone: PretendPhone) -> dict[str, object]:
    state = phone.state()
    return {"data": state["data"], "settings": state["settings"]}


class _Memory:
    """Looks at what this process and its children take, but for the phones themselves and the adb server."""

    def __init__(self, apart: set[int]) -> None:
        self._apart = apart
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)
        self.most = 0.0

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._over.wait(LOOK_S):
            taken = 0
            for process in (me, *me.children(recursive=True)):
                with suppress(psutil.Error):
                    if process.pid not in self._apart and process.name() != "adb":
                        taken += process.memory_full_info().pss
            self.most = max(self.most, taken / 1e6)
