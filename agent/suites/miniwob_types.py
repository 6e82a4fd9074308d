"""The task types of MiniWoB++ that are measured, and the seeds that belong to measuring, to trying out and to training.

Every page of the package counts, but for those that cannot be decided step by step and those that are another page
over again; each of these stands here with its reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from bridges.errors import ModelUnavailable

LEFT_OUT: Final = {
    "button-delay": "real time: the reward is for pressing a button within a fraction of a second of a moment",
    "chase-circle": "real time: the circle moves on while a step is decided",
    "moving-items": "real time: the items move on while a step is decided",
    "simon-says": "real time: the order is shown in flashes of a part of a second",
    "hover-shape": "real time: the highlight moves on every second and each moment counts",
    "stock-market": "real time: the price changes several times a second",
    "book-flight-nodelay": "the page of book-flight without its animation",
    "choose-date-nodelay": "the page of choose-date without its animation",
    "click-collapsible-nodelay": "the page of click-collapsible without its animation",
    "click-collapsible-2-nodelay": "the page of click-collapsible-2 without its animation",
    "click-pie-nodelay": "the page of click-pie without its animation",
    "use-autocomplete-nodelay": "the page of use-autocomplete without its animation",
}
"""Types that are not measured, and why."""

Purpose = Literal["measure", "try", "train"]
PREFIX: Final[dict[Purpose, str]] = {"measure": "held", "try": "valid", "train": "train"}


def seed(purpose: Purpose, number: int) -> str:
    """What the page's random numbers start from. Different purposes never share one."""
    if number < 0:
        raise ValueError(f"seeds are counted from 0, not {number}")
    return f"{PREFIX[purpose]}-{number}"


def pages() -> Path:
    """The folder of the pages. Raises ModelUnavailable where the package is missing."""
    try:
        import miniwob
    except ImportError as error:
        raise ModelUnavailable(
            "Opening the pages of MiniWoB++", "the package miniwob is not installed", "pip install 'mimic[eval]'"
        ) from error
    return Path(str(miniwob.__file__)).parent / "html" / "miniwob"


def types() -> tuple[str, ...]:
    """The names of the types that are measured, in alphabetical order."""
    return tuple(sorted(page.stem for page in pages().glob("*.html") if page.stem not in LEFT_OUT))
