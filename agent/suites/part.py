"""The scores of a run that is not over, in a file beside its result: a run that was killed goes on from there."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter

from agent.suites.base import Score
from bridges.errors import UnreadableTask
from model.sight.weights import FOLDER

SCORE = TypeAdapter(Score)


class Part:
    """Used as a context manager; it is removed where the run comes to its end.

    Raises UnreadableTask where the file is of another suite, another model or other weights: figures of two do not
    mix.
    """

    def __init__(self, out: Path, suite: str, model: str) -> None:
        self.path = out.with_suffix(".part.jsonl")
        self.scores: list[Score] = []
        self._about = {"suite": suite, "model": model, "weights": weights_digest()}
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        if lines:
            self._check(json.loads(lines[0]))
            for line in lines[1:]:
                try:
                    self.scores.append(SCORE.validate_json(line))
                except ValueError:
                    break  # the line that was being written
        self._file = self.path.open("w", encoding="utf-8")
        self._write(self._about)
        for score in self.scores:
            self._write(asdict(score))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        if kind is None:
            self.path.unlink()

    def add(self, score: Score) -> None:
        self.scores.append(score)
        self._write(asdict(score))

    def _check(self, about: dict[str, str]) -> None:
        if about != self._about:
            raise UnreadableTask(
                f"Going on with {self.path}",
                f"it was measured with {about}, now it is {self._about}",
                "Remove it to begin anew, or give another --json FILE.",
            )

    def _write(self, line: object) -> None:
        self._file.write(json.dumps(line, ensure_ascii=False) + os.linesep)
        self._file.flush()


def weights_digest() -> str:
    """The beginning of a digest over the shipped weights."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in (".bin", ".npz", ".xml"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
