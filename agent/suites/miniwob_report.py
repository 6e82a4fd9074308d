"""A page that shows every failed episode: what was asked and done, and the last picture. Opens with no network."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path

from agent.suites.base import Score
from bridges.base import Frame

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>MiniWoB++: failures</title>
<style>body{font:15px sans-serif;margin:2em;color:#222}article{display:inline-block;vertical-align:top;width:370px;
margin:0 1.5em 2em 0}img{max-width:100%;border:1px solid #bbb}h2{font-size:15px;margin:.3em 0}ol{margin:.3em 0 0 1.4em;
padding:0;color:#555;font-size:13px}p{margin:.3em 0}.why{color:#a00}</style><h1>MiniWoB++: failed episodes</h1>
"""


class Report:
    """Written as the episodes come, so that a run that is broken off leaves what it had."""

    def __init__(self, folder: Path, *, go_on: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "failures.html"
        go_on = go_on and self.path.exists()
        self._file = self.path.open("a" if go_on else "w", encoding="utf-8")
        if not go_on:
            self._file.write(HEAD)

    def add(self, score: Score, words: str, log: Sequence[str], picture: Frame | None) -> Path:
        """One episode; returns the page's path."""
        image = f'<img alt="" src="data:image/png;base64,{_png(picture)}">' if picture is not None else ""
        steps = "".join(f"<li>{escape(line)}" for line in log[-24:])
        self._file.write(
            f'<article id="{escape(score.id)}"><h2>{escape(score.id)}</h2><p>{escape(words)}</p>{image}'
            f'<p class="why">{escape(score.why)}</p><ol>{steps}</ol></article>\n'
        )
        self._file.flush()
        return self.path

    def close(self) -> None:
        self._file.close()


def _png(picture: Frame) -> str:
    import cv2

    done, data = cv2.imencode(".png", picture[:, :, ::-1])
    if not done:
        return ""
    return base64.b64encode(data.tobytes()).decode()
