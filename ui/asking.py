"""`mimic ask` and `mimic explain`: questions about files, and about what happened between two pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from agent.settings import load
from bridges.base import Frame
from bridges.coordinates import Box
from bridges.errors import ModelUnavailable
from model.asking import Answers, Schema
from model.registry import model_named
from ui.failures import FINISHED
from ui.plain import printable

LONGEST = 100_000


def ask_files(
    files: Sequence[Path], question: str, schema: Path | None, model: str | None, *, each: bool, as_json: bool
) -> int:
    """Print the answer about all files together; with ``each``, one JSON line for each of them."""
    from model.pages import pages_of

    form = _schema(schema) if schema else None
    answerer = _answerer(model)
    for group in [[file] for file in files] if each else [list(files)]:
        answer = answerer.ask(pages_of(group), question, form)
        value = answer.value if form is not None else answer.text
        if each or as_json:
            named = {"file": str(group[0])} if each else {"files": [str(file) for file in group]}
            told = named | {"answer": value, "confidence": round(answer.confidence, 4)}
            print(json.dumps(told, ensure_ascii=False), flush=True)
        elif form is not None:
            print(json.dumps(value, ensure_ascii=False, indent=2))
        else:
            print(printable(answer.text, LONGEST))
    return FINISHED


def explain_pictures(before: Path, after: Path, model: str | None, *, as_json: bool) -> int:
    """Print which action lies between two pictures: by their pixels alone, or by the model that is named."""
    from model.inverse import explain
    from model.picture import load_picture

    frames = load_picture(before), load_picture(after)
    if model is None:
        told = explain(*frames, words=_read)
    else:
        from model.explaining import explain_by

        told = explain_by(_answerer(model), *frames)
    action = told.action.model_dump(mode="json", exclude_none=True)
    if as_json:
        box = [told.box.left, told.box.top, told.box.right, told.box.bottom] if told.box else None
        print(
            json.dumps(
                {"action": action, "box": box, "confidence": round(told.confidence, 4), "why": told.why},
                ensure_ascii=False,
            )
        )
    else:
        print(f"{json.dumps(action, ensure_ascii=False)}  {told.confidence:.0%} sure: {printable(told.why, 2000)}")
    return FINISHED


def _answerer(name: str | None) -> Answers:
    settings = load().settings
    chosen = name or (settings.model if settings.model != "mini" else "mimo")
    model = model_named(chosen)
    if not isinstance(model, Answers):
        raise ModelUnavailable(
            f"Asking the model “{chosen}”", "it only points and decides", "Use --model mimo or --model remote."
        )
    return model


def _schema(path: Path) -> Schema:
    from jsonschema import SchemaError, validators

    try:
        value: Any = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(value, dict):
            raise click.UsageError(f"{path} is no JSON schema: it is no object.")
        validators.validator_for(value).check_schema(value)
    except (OSError, ValueError, SchemaError) as error:
        found = error.message if isinstance(error, SchemaError) else str(error)
        raise click.UsageError(f"{path} is no JSON schema: {found}") from error
    return value


def _read(frame: Frame, box: Box) -> str:
    """The writing inside a box."""
    from model.parse.ocr import Ocr
    from model.parse.spans import Span
    from model.parse.text import TextLayer

    height, width = frame.shape[:2]
    span = Span(max(0, int(box.left)), max(0, int(box.top)), min(width, int(box.right)), min(height, int(box.bottom)))
    (piece,) = TextLayer(Ocr()).read(frame, [span])
    return piece.text
