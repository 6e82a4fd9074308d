"""Noticing a reply that repeats itself without end, as “!!!!!!” does."""

from __future__ import annotations

from collections.abc import Sequence

from bridges.errors import UnparsableReply

PERIOD = 6
"""Length of the longest repetition that is looked for."""


def refuse_flood(written: Sequence[object], run: int) -> None:
    """Raise UnparsableReply where the last ``run`` tokens or characters only repeat the same few."""
    for period in range(1, PERIOD + 1):
        if len(written) >= run + period and written[-run:] == written[-run - period : -period]:
            raise UnparsableReply(
                "Reading the model's reply",
                f"it repeats the same {period} over and over",
                "Such floods come from damaged weights or a wrong data type; check the checkpoint, or use float32.",
            )
