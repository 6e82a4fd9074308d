"""`mimic ground` and `mimic parse`: what the model sees on a picture, without any device."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from agent.settings import load
from bridges.base import Frame
from bridges.errors import MimicError
from model.base import Grounding, Model
from model.picture import load_picture
from model.registry import model_named
from ui.failures import FAILED, FINISHED
from ui.plain import printable

log = logging.getLogger(__name__)


def ground_one(image: Path, instruction: str, model: str | None, *, as_json: bool) -> int:
    """Print where an instruction points to. Exit code 1 where the model refuses."""
    grounding = _grounded(_model(model), load_picture(image), instruction)
    if as_json:
        print(json.dumps(_answer(grounding), ensure_ascii=False))
    elif grounding.point is None:
        Console(stderr=True, highlight=False).print(Text(f"No point: {printable(grounding.why, 2000)}", "yellow"))
        for candidate in grounding.candidates[:5]:
            where = f"({candidate.box.center.x:.0f}, {candidate.box.center.y:.0f})"
            print(f"  {candidate.role} “{printable(candidate.text or candidate.label)}” at {where}")
    else:
        point = grounding.point
        print(f"({point.x:.0f}, {point.y:.0f})  {grounding.confidence:.0%} sure")
    return FINISHED if grounding.point else FAILED


def ground_batch(lines: Iterable[str], out: TextIO, model: str | None) -> int:
    """One answer for each JSON line; a bad line gets an answer with ``error``, and the batch goes on."""
    thinker = _model(model)
    pictures = _LastPicture()
    for line in lines:
        if line.strip():
            out.write(json.dumps(_answer_line(thinker, pictures, line)) + "\n")
            out.flush()
    return FINISHED


def parse_picture(image: Path, annotated: Path | None, *, as_json: bool) -> int:
    """Print the elements on a picture, and draw them on a copy."""
    from model.parse import ScreenParser
    from model.picture import save_annotated

    frame = load_picture(image)
    screen = ScreenParser().parse(frame)
    if annotated:
        save_annotated(frame, screen, annotated)
    if as_json:
        elements = [element.model_dump(mode="json") for element in screen.elements]
        size = [screen.size.width, screen.size.height]
        print(json.dumps({"size": size, "ms": screen.ms, "elements": elements}, ensure_ascii=False))
        return FINISHED
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("", "role", "text", "box", "sure", "seen by"):
        table.add_column(column, overflow="fold")
    for number, element in enumerate(screen.elements):
        box = element.box
        where = f"{box.left:.0f},{box.top:.0f} {box.width:.0f}×{box.height:.0f}"
        words = Text(printable(element.text or element.label, 120))
        table.add_row(str(number), element.role, words, where, f"{element.confidence:.0%}", element.source)
    console = Console(highlight=False)
    console.print(table)
    console.print(f"{len(screen.elements)} elements in {sum(screen.ms.values()):.0f} ms", style="dim")
    return FINISHED


class _LastPicture:
    """Keeps the last picture: many instructions for one screen read and parse it once."""

    def __init__(self) -> None:
        self._key: tuple[Path, int, int] | None = None
        self._frame: Frame | None = None

    def load(self, path: Path) -> Frame:
        try:
            status = path.stat()
            key = (path, status.st_mtime_ns, status.st_size)
        except OSError:
            return load_picture(path)
        if self._frame is None or key != self._key:
            self._frame, self._key = load_picture(path), key
        return self._frame


def _answer_line(thinker: Model, pictures: _LastPicture, line: str) -> dict[str, Any]:
    asked: Any = None
    try:
        asked = json.loads(line)
        frame = pictures.load(Path(_word(asked, "image")))
        return {"id": asked.get("id"), **_answer(_grounded(thinker, frame, _word(asked, "instruction")))}
    except MimicError as error:
        why = str(error)
    except (ValueError, RecursionError) as error:
        why = f"not a usable line: {error}"
    except Exception as error:  # the batch goes on, whatever one picture does to the model
        log.exception("a line of a batch failed")
        why = f"{type(error).__name__}: {error}"
    identity = asked.get("id") if isinstance(asked, dict) else None
    return {"id": identity, "point": None, "box": None, "confidence": 0.0, "ms": {}, "error": why}


def _word(asked: Any, key: str) -> str:
    value = asked.get(key) if isinstance(asked, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'needs an object with the text "{key}"')
    return value


def _model(name: str | None) -> Model:
    return model_named(name or load().settings.model)


def _grounded(thinker: Model, frame: Frame, instruction: str) -> Grounding:
    started = time.perf_counter()
    grounding = thinker.ground(frame, instruction)
    total = (time.perf_counter() - started) * 1000
    return grounding.model_copy(update={"ms": {**grounding.ms, "total": round(total, 1)}})


def _answer(grounding: Grounding) -> dict[str, Any]:
    answer = grounding.model_dump(mode="json", include={"point", "box", "confidence", "ms"})
    return answer if grounding.point else {**answer, "why": grounding.why}
