"""The ears of a recorder: every key, button and movement of a device, with the moment, the place and who sent it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, Self

from bridges.coordinates import ScreenPoint

Kind = Literal["down", "up", "key", "keyup", "motion"]


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of mouse or keyboard."""

    kind: Kind
    """down, up: a button; key, keyup: a key."""
    at: float
    """Seconds since the epoch, by the device's own clock where it has one."""
    point: ScreenPoint
    """Where the pointer was."""
    detail: int = 0
    """Number of the button (4 to 7 are the wheel: up, down, left, right) or code of the key."""
    name: str = ""
    """Of the key, as `bridges.keyboard` calls it: "enter", "ctrl", "a"."""
    text: str = ""
    """What the key types, with the modifiers that are held."""
    imitated: bool = False
    """Another program sent it, and no hand."""


class Ears(Protocol):
    """Listens to one device from entering the context until leaving it."""

    def heard(self) -> tuple[Heard, ...]:
        """What has come since the last call, in order."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
