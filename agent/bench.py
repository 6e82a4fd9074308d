"""`make bench`: measures the figures of README's table on this machine and writes them there.

python -m agent.bench [--readme README.md] [--rounds 3] [--only NAME]
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from agent.suites.base import Score, summary
from agent.suites.run import cases_of, run_suite
from agent.suites.site import site
from bridges.action import Input, Open, Press, ScreenAction
from bridges.base import Bridge, Frame
from bridges.registry import open_bridge
from bridges.stop import Stop

if TYPE_CHECKING:
    from model.parse import ScreenParser

PROGRAM = (sys.executable, "-m", "ui")
WORDS = "Grüße aus Zürich: naïve café, 你好!"
SETTLE_ROUNDS = 20
TABLE = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    bar: str
    measured: str
    met: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readme", type=Path, default=Path("README.md"), help="where the table is written")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each real-application task")
    parser.add_argument("--only", choices=sorted(PARTS), help="measure one part and write nothing")
    given = parser.parse_args()
    if given.only:
        show(PARTS[given.only](given.rounds))
        return 0
    figures = [figure for part in PARTS.values() for figure in part(given.rounds)]
    show(figures)
    write_table(given.readme, figures)
    return 0 if all(figure.met for figure in figures) else 1


def show(figures: list[Figure]) -> None:
    for figure in figures:
        sys.stdout.write(f"{'met ' if figure.met else 'MISS'}  {figure.name}: {figure.measured} (bar {figure.bar})\n")


def first_task(_: int) -> list[Figure]:
    """The main job, as a person would start it."""
    with _home() as (home, environment):
        note = home / "note.txt"
        task = (
            f'Open Mousepad, type "{WORDS}", save it as "{note}", '
            "open galculator, compute 127 * 49 and tell me the result"
        )
        began = time.monotonic()
        done = subprocess.run(
            [*PROGRAM, "do", task, "--on", "virtual"], env=environment, capture_output=True, check=False
        )
        seconds = time.monotonic() - began
        exact = note.is_file() and note.read_text(encoding="utf-8").removesuffix("\n") == WORDS
        told = b"6223" in done.stdout.replace(b",", b"")
    text = f"exit {done.returncode}, file {'exact' if exact else 'WRONG'}, {seconds:.0f} s"
    return [Figure("the main job, install aside", "exit 0, file exact, < 60 s", text,
                   done.returncode == 0 and exact and told and seconds < 60)]  # fmt: skip


def looking(_: int) -> list[Figure]:
    """Capture, settling and parsing on ten real screens of 1920×1080, without the accessibility tree."""
    from model.parse import ScreenParser

    parser = ScreenParser()
    parser.load()
    cold: list[float] = []
    small: list[float] = []
    still: list[float] = []
    with _home(), site() as world:
        for actions in screens(world.words["site"]):
            with open_bridge("virtual:1920x1080", Stop(), tree=False) as bridge:
                _perform(bridge, actions[:-1])
                before = bridge.observe().frame
                cold.append(_parse_ms(ScreenParser(), before))
                warm = ScreenParser()
                warm.parse(before)
                _perform(bridge, actions[-1:])
                small.append(_parse_ms(warm, bridge.observe().frame))
                time.sleep(1)
                still += _still_ms(bridge)
    return [
        _limit("full parse of a 1920×1080 frame, cold, median of 10 real screens", median(cold), 1500),
        _limit("parse after a small change (a dialog line, a typed word), median", median(small), 250),
        _limit("capture and settled check, screen still, median", median(still), 120),
    ]


def screens(site_address: str) -> Iterator[list[ScreenAction]]:
    """Ten ways to fill a screen; the last action of each makes a small change."""
    yield [Open(app="Mousepad"), Input(text="Dear Ada,\nthe red boat leaves at nine."), Input(text=" word")]
    yield [Open(app="Mousepad"), Press(keys=["ctrl", "shift", "s"]), Input(text="name.txt")]
    yield [Open(app="galculator"), Input(text="127"), Input(text="4")]
    yield [Open(app="GNOME Calculator"), Open(app="KCalc"), Input(text="88")]
    yield [Open(app="GNOME Text Editor"), Input(text="A few words\nin two lines"), Input(text=" more")]
    yield [Open(app="FeatherPad"), Press(keys=["ctrl", "shift", "s"]), Input(text="letter")]
    yield [Open(app="PCManFM"), Open(app="xterm"), Input(text="ls /usr/share\n"), Input(text="word")]
    yield [Open(app="Chromium"), *_visit(f"{site_address}/prices.html"), Press(keys=["ctrl", "l"]), Input(text="x")]
    yield [Open(app="Chromium"), *_visit(f"{site_address}/contact.html"), Press(keys=["tab"]), Input(text="Ada")]
    yield [
        *(Open(app=app) for app in ("xterm", "PCManFM", "galculator", "Mousepad")),
        Input(text="Seven windows and a line"),
        Input(text=" more"),
    ]


def _visit(address: str) -> list[ScreenAction]:
    return [Press(keys=["ctrl", "l"]), Input(text=address), Press(keys=["enter"])]


def tasks(rounds: int) -> list[Figure]:
    """The twenty real-application tasks; the phases of their steps give the time of a warm step."""
    with _home() as (home, _environment):
        scores = []
        for score in run_suite(cases_of("desktop"), PROGRAM, home / "runs", rounds):
            sys.stderr.write(f"{'pass' if score.passed else 'FAIL'} {score.id} {score.seconds:.0f} s {score.why}\n")
            scores.append(score)
    result = summary("desktop", scores)
    low, high = result["interval"]
    return [
        Figure(
            f"20 real-application tasks, {rounds} runs each (`mimic eval desktop`)",
            "≥ 90 %, 0 wrong destructive actions",
            f"{result['passed']} of {result['total']} ({result['rate']:.0%}, 95 % interval {low:.0%} to {high:.0%}), "
            f"{result['destroyed']} wrong",
            result["rate"] >= 0.9 and result["destroyed"] == 0,
        ),
        _limit("one warm step, observed to acted, median", _step_ms(scores), 800),
    ]


def memory(_: int) -> list[Figure]:
    """Resident memory of a process that has opened a desktop and decided once."""
    code = (
        "import psutil, time; from bridges.registry import open_bridge; from bridges.stop import Stop;"
        "from model.registry import model_named; from model.base import Task;\n"
        "m = model_named('mini')\n"
        "with open_bridge('virtual:1920x1080', Stop(), tree=False) as b:\n"
        "    m.decide(Task(text='click Nothing'), b.observe(), ()); time.sleep(1)\n"
        "    print(psutil.Process().memory_info().rss)"
    )
    with _home() as (_folder, environment):
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    megabytes = int(done.stdout) / 2**20
    return [Figure("idle memory of a run with the embedded model", "≤ 900 MB", f"{megabytes:.0f} MB", megabytes <= 900)]


PARTS: Mapping[str, Callable[[int], list[Figure]]] = {
    "first": first_task,
    "looking": looking,
    "tasks": tasks,
    "memory": memory,
}


def write_table(readme: Path, figures: list[Figure]) -> None:
    """Put the table between README's markers, with the day, the machine and the commit."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    ).stdout.strip()
    lines = ["| figure | bar | measured |", "|---|---|---|"]
    lines += [
        f"| {figure.name} | {figure.bar} | {figure.measured}{'' if figure.met else ' (missed)'} |" for figure in figures
    ]
    lines += [
        "",
        f"`make bench`, {datetime.now(UTC):%Y-%m-%d}, commit {commit}, {os.cpu_count()} cores, no GPU, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}.",
    ]
    table = "\n".join(lines)
    readme.write_text(TABLE.sub(lambda mark: f"{mark[1]}{table}\n{mark[2]}", readme.read_text()))


@contextmanager
def _home() -> Iterator[tuple[Path, dict[str, str]]]:
    """An empty home folder, for this process and those it starts."""
    with tempfile.TemporaryDirectory(prefix="mimic-bench-") as folder:
        before = os.environ.copy()
        os.environ["HOME"] = folder
        try:
            yield Path(folder), os.environ.copy()
        finally:
            os.environ["HOME"] = before["HOME"]


def _perform(bridge: Bridge, actions: list[ScreenAction]) -> None:
    for action in actions:
        bridge.perform(action)
        bridge.observe()


def _parse_ms(parser: ScreenParser, frame: Frame) -> float:
    began = time.perf_counter()
    parser.parse(frame)
    return (time.perf_counter() - began) * 1000


def _still_ms(bridge: Bridge) -> list[float]:
    times = []
    for _ in range(SETTLE_ROUNDS):
        began = time.perf_counter()
        bridge.observe()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _step_ms(scores: list[Score]) -> float:
    acting = ("capture", "parse", "decide", "guard", "act")
    return median(sum(score.ms.get(phase, 0.0) for phase in acting) for score in scores)


def _limit(name: str, ms: float, bar: float) -> Figure:
    def said(value: float) -> str:
        return f"{value / 1000:g} s" if value >= 1000 else f"{value:.0f} ms"

    return Figure(name, f"≤ {said(bar)}", said(round(ms)), ms <= bar)


if __name__ == "__main__":
    sys.exit(main())
