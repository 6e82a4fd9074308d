"""What a phone is made like, and what its shade holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Build:
    """What a phone is made like."""

    size: tuple[int, int] = (1080, 2400)
    density: int = 420
    serial: str = "MIMIC0000001"
    seed: int = 0
    language: str = "en"
    dark: bool = False
    adb_keyboard: bool = True
    """Whether ADBKeyboard is installed."""
    vendor_clipboard: bool = False
    """Whether `cmd clipboard` works, as with some makers; AOSP has no such command."""


@dataclass
class Notification:
    """One entry of the shade."""

    key: str
    package: str
    title: str
    text: str
    page: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
