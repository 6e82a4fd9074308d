"""The report of a run: one HTML file that holds everything, needs no network and runs no script.

Words that came from a task, a screen or a model are data: the template escapes them, and the page's own security policy
allows nothing but this style sheet and pictures inside the file.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agent.base import Failed, Finished
from agent.trajectory import Run
from bridges.coordinates import Box, Point
from bridges.errors import RunNotStored
from ui.frames import Still, stills
from ui.plain import printable
from ui.replayed import Replayed, replayed_in
from ui.story import PHASES, Step, Story, in_words, told

BUDGET = 16_000_000
"""Bytes that all pictures of a report may take together."""

MARKS = {"done": "✓", "wrong": "✗", "refused": "⊘", "open": "…"}
OUTCOMES = {
    "finished": "Done",
    "failed": "Failed",
    "refused": "Refused",
    "stopped": "Stopped",
    "unfinished": "Interrupted",
}
SOURCES = {
    "text": "read on the screen",
    "vision": "seen on the screen",
    "tree": "from the accessibility tree",
    "fused": "seen in more than one way",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One phase in a time bar: position and width in per mille."""

    phase: str
    colour: str
    ms: float
    left: float
    width: float


def write_report(run: Run, out: Path | None = None) -> Path:
    """Write the report of a run, by default as `report.html` in its folder. Raises RunNotStored."""
    path = out or run.folder / "report.html"
    page = rendered(run)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(page, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise RunNotStored(f"Writing the report {path}", error.strerror or str(error), "Name another file.") from error
    return path


def rendered(run: Run) -> str:
    """The report as HTML."""
    story = told(run.events())
    pictures = stills(run, _frame_names(story), BUDGET)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    environment.filters.update({"plain": _plain, "time": duration, "points": _points})
    style = environment.get_template("report.css.jinja").render()
    return environment.get_template("report.html.jinja").render(
        run=run,
        story=story,
        ended=_ending(story),
        outcome=OUTCOMES[story.outcome],
        replayed=_replayed(run.folder),
        steps=[_step(step, previous, pictures) for previous, step in _with_previous(story.steps)],
        pictures=list(pictures.values()),
        ids={name: number for number, name in enumerate(pictures)},
        known_phases=PHASES,
        sources=SOURCES,
        phases=phase_table(story),
        bars=bars(story.ms, sum(story.ms.values())),
        style=style,
        policy=_policy(style),
    )


def phase_table(story: Story) -> list[dict[str, Any]]:
    """Per phase: total milliseconds, the median of the steps that have it, and the share of the whole."""
    whole = sum(story.ms.values())
    rows = []
    for phase, ms in story.ms.items():
        each = sorted(step.ms[phase] for step in story.steps if phase in step.ms)
        median = each[len(each) // 2] if each else ms
        rows.append({"phase": phase, "ms": ms, "median": median, "share": ms / whole if whole else 0.0})
    return rows


def bars(ms: dict[str, float], whole: float) -> list[Bar]:
    """The phases side by side, where ``whole`` milliseconds fill the bar."""
    laid, left = [], 0.0
    for phase, spent in ms.items():
        width = 1000 * spent / whole if whole else 0.0
        laid.append(Bar(phase, phase if phase in PHASES else "other", spent, left, width))
        left += width
    return laid


def duration(ms: float) -> str:
    """“37 ms”, “1.4 s”, “2 min 05 s”."""
    if ms < 1000:
        return f"{ms:.0f} ms"
    if ms < 60_000:
        return f"{ms / 1000:.1f} s"
    return f"{int(ms // 60_000)} min {int(ms % 60_000 // 1000):02} s"


def _step(step: Step, previous: Step | None, pictures: dict[str, Still]) -> dict[str, Any]:
    before = pictures.get(step.before or "")
    after = pictures.get(step.after or "")
    changed = step.verified.changed if step.verified else None
    came_from = previous.planned.points[-1:] if previous else ()
    drags = any(action.action == "drag" for action in step.planned.decision.actions)
    points, title = step.planned.points, in_words(step.planned)
    aims = bool(step.planned.target or points)
    return {
        "step": step,
        "title": title,
        "mark": MARKS[step.state],
        "before": before,
        "after": after,
        "aims": aims,
        "target": step.planned.target,
        "way": points if drags or not points else (*came_from, *points),
        "points": points,
        "changed": changed,
        "lens": _lens(before, step.planned.target, points) if aims else _lens(after or before, changed, ()),
        "did": [event.summary for event in step.performed if event.summary != title],
        "ms": sum(step.ms.values()),
        "bars": [bar for bar in bars(step.ms, sum(step.ms.values())) if bar.ms >= 0.5],
    }


@dataclass(frozen=True, slots=True)
class Lens:
    """A part of a frame to look at closely, twice as wide as high."""

    still: Still
    box: Box


def _lens(still: Still | None, target: Box | None, points: tuple[Point, ...]) -> Lens | None:
    """The target, or what changed, with what surrounds it."""
    if still is None:
        return None
    whole = Box(0, 0, still.width, still.height)
    near = target or (Box(points[-1].x, points[-1].y, points[-1].x, points[-1].y) if points else whole)
    width = min(still.width, max(320.0, near.width * 1.4, near.height * 2.8))
    height = min(still.height, width / 2)
    left = min(max(0.0, near.center.x - width / 2), still.width - width)
    top = min(max(0.0, near.center.y - height / 2), still.height - height)
    return Lens(still, Box(left, top, left + width, top + height))


def _ending(story: Story) -> dict[str, Any]:
    match story.ended:
        case Finished() as end:
            return {"answer": end.answer, "evidence": end.evidence, "why": "", "remedy": "", "error": ""}
        case Failed() as end:
            return {"answer": None, "evidence": (), "why": end.why, "remedy": end.remedy, "error": end.error}
    why = "The run broke off before it ended."
    remedy = "Go on with it: mimic do --resume"
    return {"answer": None, "evidence": (), "why": why, "remedy": remedy, "error": ""}


def _replayed(folder: Path) -> dict[str, Any]:
    """What a replay found otherwise than recorded, with its pictures as data URLs, and the diff that it makes."""
    outcome = replayed_in(folder) or Replayed()
    changes = [
        {
            "step": one.step,
            "words": one.words,
            "how": one.how,
            "pictures": [
                (label, url)
                for label, file in (("Before", one.before), ("Now", one.after))
                if (url := _data_url(folder, file))
            ],
        }
        for one in outcome.changes
    ]
    return {"changes": changes, "diff": outcome.diff, "kept": outcome.kept}


def _data_url(folder: Path, file: str) -> str:
    """A PNG of the run's folder; empty where there is none."""
    path = (folder / file).resolve()
    if not file or not path.is_relative_to(folder.resolve()) or not path.is_file():
        return ""
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def _frame_names(story: Story) -> Iterator[str]:
    for step in story.steps:
        yield from (name for name in (step.before, step.after) if name)


def _with_previous(steps: list[Step]) -> Iterator[tuple[Step | None, Step]]:
    yield from zip([None, *steps], steps, strict=False)


def _plain(text: str) -> str:
    return printable(text, 4000)


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in points)


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
