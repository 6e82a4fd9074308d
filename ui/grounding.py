"""`mimic eval grounding`: the table of a dataset, and a page of every failure with its picture."""

from __future__ import annotations

import base64
import io
import resource
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from agent.suites.grounding import Shot, result_of, shots_of
from agent.suites.grounding_cases import DATASET, cases_of
from agent.suites.run import save_summary
from ui.failures import FAILED, FINISHED
from ui.plain import printable

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MARGIN = 160
"""Pixels around the target and the pick that the page shows."""


def evaluate_grounding(
    dataset: Path | None, out: Path | None, page: Path | None, only: Sequence[str], without: Sequence[str]
) -> int:
    """Measure, print the table, write JSON and page where asked. Exit code 0 where every case passed.

    Raises NoDataset.
    """
    from model.mini import Mini
    from model.parse import ScreenParser

    cases = [case for case in cases_of(dataset or DATASET) if not only or case.id.split("/")[0] in only]
    console = Console(highlight=False)
    parser = ScreenParser(without=frozenset(without))
    parser.load()
    shots = []
    for shot in shots_of(cases, Mini(parser), parser):
        shots.append(shot)
        if not shot.passed:
            where = "not parsed" if not shot.parsed else "refused" if shot.point is None else "wrong pick"
            if shot.case.box is None:
                where = "not refused"
            told = printable(f"{shot.case.id}: {shot.case.instruction}", 200)
            console.print(f"[red]✗[/] {where:<12}", end="")
            console.print(told, style="dim", markup=False, soft_wrap=True)
    result = result_of(shots, without, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    _tell(console, result)
    if out:
        save_summary(result, out)
    if page:
        page.write_text(failures_page(shots, result), encoding="utf-8")
    return FINISHED if shots and all(shot.passed for shot in shots) else FAILED


def _tell(console: Console, result: dict[str, Any]) -> None:
    title = "grounding" + "".join(f", without {part}" for part in result["without"])
    table = Table("kind", "cases", "right", "95 %", "found by the parser", "parser v1 + text match", title=title)
    for kind, line in result["kinds"].items():
        right, interval = _percent(line), _interval(line)
        table.add_row(kind, str(line["total"]), right, interval, _percent(line["parsed"]), _percent(line["baseline"]))
    console.print(table)
    refusal = result["refusal"]
    if refusal["absent"]:
        recall, wrong = refusal["recall"], refusal["false"]
        console.print(
            f"absent: {refusal['absent']}, refused {_percent(recall)} ({_interval(recall)}; baseline "
            f"{_percent(refusal['baseline_recall'])}); false refusals {_percent(wrong)} ({_interval(wrong)}; baseline "
            f"{_percent(refusal['baseline_false'])})"
        )
    console.print("lost: " + ", ".join(f"{count} {where}" for where, count in result["lost"].items()))
    times = "  ".join(f"{phase} {ms:.0f} ms" for phase, ms in result["ms"].items())
    console.print(f"{times}  memory {result['rss_mb']} MB", style="dim")


def _percent(rate: dict[str, Any]) -> str:
    return f"{rate['rate']:.1%}"


def _interval(rate: dict[str, Any]) -> str:
    low, high = rate["interval"]
    return f"{low:.0%} to {high:.0%}"


def failures_page(shots: Sequence[Shot], result: dict[str, Any]) -> str:
    """One HTML file without links: the table, and each failure with its picture (target green, pick red)."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("ui", ""), autoescape=True)
    failed = [
        {"id": shot.case.id, "kind": shot.case.kind, "instruction": shot.case.instruction, "why": shot.why,
         "where": _where(shot), "picture": picture_of(shot)}
        for shot in shots if not shot.passed
    ]  # fmt: skip
    return environment.get_template("grounding.html.jinja").render(result=result, failed=failed)


def _where(shot: Shot) -> str:
    if shot.case.box is None:
        return "should have been refused"
    return "not parsed" if not shot.parsed else "refused" if shot.point is None else "wrong pick"


def picture_of(shot: Shot) -> str:
    """A data URI of the picture's part that matters."""
    from PIL import Image, ImageDraw

    with Image.open(shot.case.image) as opened:
        picture: Picture = opened.convert("RGB")
    pen = ImageDraw.Draw(picture)
    places: list[tuple[float, float, float, float]] = []
    if shot.case.box is not None:
        box = shot.case.box
        places.append((box.left, box.top, box.right, box.bottom))
        pen.rectangle(places[0], outline=(0, 150, 0), width=2)
    if shot.point is not None:
        x, y = shot.point
        places.append((x, y, x, y))
        pen.ellipse((x - 6, y - 6, x + 6, y + 6), outline=(230, 0, 0), width=3)
    if places:
        left, top = min(p[0] for p in places) - MARGIN, min(p[1] for p in places) - MARGIN
        right, bottom = max(p[2] for p in places) + MARGIN, max(p[3] for p in places) + MARGIN
        picture = picture.crop((max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom)))
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(packed.getvalue()).decode()
