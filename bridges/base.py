"""The Bridge: hands and eyes of one device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from bridges.action import ScreenAction
from bridges.coordinates import Box, Geometry
from bridges.stop import Stop

Frame = NDArray[np.uint8]
"""A captured picture, height × width × 3, RGB."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the device's own accessibility tree."""

    role: str
    """The platform's role name in lower case: "push button", "text", "check box", …"""
    name: str
    box: Box
    """In frame pixels."""
    text: str = ""
    """The value of a text or number field."""
    states: frozenset[str] = frozenset()
    """"checked", "focused", "disabled", "selected", "expanded", "password", "editable";
    "visible" where the platform tells only of what can be seen."""
    application: str = ""
    identity: str = ""
    """Stable name of the element where the platform has one (an automation id, a path)."""


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """What a device shows at one moment."""

    frame: Frame
    geometry: Geometry
    taken_at: float
    """Seconds since the epoch."""
    settled: bool = True
    """False where the screen was still changing when the limit was reached."""
    application: str = ""
    """Name of the application that has the focus; empty where unknown."""
    window: str = ""
    """Title of the window that has the focus."""
    window_box: Box | None = None
    """Frame of the focused window in frame pixels."""
    windows: tuple[str, ...] = ()
    """Titles of all open windows, front first."""
    tree: tuple[Node, ...] | None = None
    """None where the device gives no tree."""
    secure: bool = False
    """The application forbids pictures of itself: the frame is black, drawn over with what the tree tells."""
    interruption: str = ""
    """The title of a window of the system that came up over the application: a crash, an offer to update."""
    ms: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds of "capture" and "tree"."""


@runtime_checkable
class Bridge(Protocol):
    """Hands and eyes of one device. Used as a context manager; leaving it frees the device."""

    stop: Stop

    @property
    def name(self) -> str:
        """What a person calls this device: "this screen", "private desktop 1920×1080"."""

    def observe(self) -> Observation:
        """Wait until the screen is still, then capture it. Raises DeviceLost, NoDisplay."""

    def perform(self, action: ScreenAction) -> None:
        """Carry the action out. Raises Stopped at once when `stop` is requested, with no key or button left down."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
