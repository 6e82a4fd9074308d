"""`mimic devices`: which phones are there, in what state, and how to reach one over the network."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from bridges.android.devices import NO_DEVICE, Device, connect, devices, disconnect, pair
from ui.failures import FINISHED
from ui.plain import printable


def list_devices(*, as_json: bool) -> int:
    """Print each phone, its state, and what to do where it cannot be used. Raises DeviceMissing without adb."""
    known = devices()
    if as_json:
        rows = [{**asdict(one), "usable": one.usable, "remedy": one.remedy} for one in known]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return FINISHED
    console = Console(highlight=False)
    if not known:
        console.print(f"No phone is connected. {NO_DEVICE}", markup=False)
    for one in known:
        console.print(_line(one), soft_wrap=True)
    return FINISHED


def _line(one: Device) -> Text:
    mark, colour = ("✓", "green") if one.usable else ("✗", "red")
    line = Text.assemble(
        (f"{mark} ", f"bold {colour}"), (f"{one.serial:<26}", "bold"), f"{one.state:<14}", printable(one.model, 60)
    )
    return line if one.usable else Text.assemble(line, f"\n{'':<28}", (one.remedy, "cyan"))


def connect_device(address: str, *, as_json: bool) -> int:
    return _told(connect(address), "connected", as_json=as_json)


def disconnect_device(address: str, *, as_json: bool) -> int:
    disconnect(address)
    return _told(Device(address, "disconnected"), "disconnected", as_json=as_json)


def pair_device(address: str, code: str | None, *, as_json: bool) -> int:
    """Pair over Wi-Fi. The code is asked for where it is not given, so that it need not stand on the command line."""
    if code is None:
        print("The six digits that the phone shows: ", end="", file=sys.stderr, flush=True)
        code = sys.stdin.readline().strip()
    pair(address, code)
    return _told(Device(address, "paired"), "paired; now: mimic devices connect HOST:PORT", as_json=as_json)


def _told(device: Device, what: str, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(asdict(device), ensure_ascii=False))
    else:
        print(f"{device.serial} is {what}")
    return FINISHED
