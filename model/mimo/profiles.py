"""What differs between checkpoints of one class: how they are asked, how they write actions, how they mean them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bridges.action import ScrollConvention


class ActionFormat(StrEnum):
    """How a reply writes its actions."""

    JSON = "json"
    """``{"action": "click", "start_point": [10, 20]}``, or a list of such objects."""
    CALL = "call"
    """``Action: click(start_box='(10,20)')``, as UI-TARS does."""


class Coordinates(StrEnum):
    """What the numbers of a point count."""

    PIXELS = "pixels"
    """Pixels of the resized picture."""
    THOUSANDTHS = "thousandths"
    """Thousandths of the picture's sides."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One family of checkpoints."""

    name: str
    marks: tuple[str, ...]
    """Parts of a checkpoint's name, in lower case, that give the family away."""
    format: ActionFormat = ActionFormat.JSON
    coordinates: Coordinates = Coordinates.PIXELS
    scroll: ScrollConvention = ScrollConvention.VIEW
    system: str | None = None
    """The system message; None leaves it to the checkpoint's own template."""
    thinks: bool = False
    """Whether a reply begins with thoughts unless they are switched off."""
    quiet: str = ""
    """What at the end of the prompt switches the thoughts off."""
    quiet_reply: str = ""
    """How a reply without thoughts begins; it is not left to the model to write."""
    max_pixels: int = 4096 * 28 * 28
    """Largest picture, in pixels, that the model was trained to read."""


MIMO = Profile(
    name="mimo",
    marks=("mimo",),
    scroll=ScrollConvention.FINGER,
    thinks=True,
    quiet=" /no_think",
    quiet_reply="<think>\n\n</think>\n",
)
QWEN25 = Profile(name="qwen2.5-vl", marks=("qwen2.5-vl", "qwen2_5_vl", "gui-owl"))
UI_TARS = Profile(name="ui-tars", marks=("ui-tars", "ui_tars"), format=ActionFormat.CALL)
QWEN3 = Profile(name="qwen3-vl", marks=("qwen3-vl", "qwen3_vl"), coordinates=Coordinates.THOUSANDTHS)
"""Another class, so for the remote backend only."""

PROFILES = {profile.name: profile for profile in (MIMO, QWEN25, UI_TARS, QWEN3)}


def profile_for(name: str) -> Profile:
    """The profile that a checkpoint's or profile's name calls for; Qwen2.5-VL's, the class's own, where none does."""
    lower = name.lower()
    if lower in PROFILES:
        return PROFILES[lower]
    return next((profile for profile in PROFILES.values() if any(mark in lower for mark in profile.marks)), QWEN25)
