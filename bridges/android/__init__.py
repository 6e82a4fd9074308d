"""Phones and tablets over ADB, by adbutils; a pretend one to try with."""

from __future__ import annotations

import shlex

from bridges.base import Bridge
from bridges.stop import Stop


def open_android(detail: str, stop: Stop, tree: bool) -> Bridge:
    """The phone whose serial number ``detail`` is, or the only one. Raises DeviceMissing, DeviceUnauthorised, …"""
    from bridges.android.devices import chosen
    from bridges.android.link import Link
    from bridges.android.phone import AndroidPhone

    device = chosen(detail)
    return AndroidPhone(Link(device.serial, stop), tree, device.model and f"{device.model} ({device.serial})")


def open_phone(detail: str, stop: Stop, tree: bool) -> Bridge:
    """A pretend phone, started for this run; ``detail`` is how it is to be: "--dark --language zh"."""
    from bridges.android.pretended import PretendedPhone, PretendPhone

    return PretendedPhone(PretendPhone(shlex.split(detail)).connect(), stop, tree)
