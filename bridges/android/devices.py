"""Which phones the adb server knows, in what state, and how to reach one over the network."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from dataclasses import dataclass

from bridges.android.link import ALLOW, RECONNECT, client, server_errors
from bridges.errors import BridgeError, DeviceMissing, DeviceOffline, DeviceUnauthorised

PAIR_S = 20.0
PASSING = ("authorizing", "connecting")
SETTLE_S, SETTLE_LOOK_S = 3.0, 0.1
"""How long a phone that is on its way is waited for."""
STATES: dict[str, str] = {
    "device": "",
    "offline": RECONNECT,
    "unauthorized": ALLOW,
    "authorizing": "Wait a moment; the phone is being asked.",
    "connecting": "Wait a moment.",
    "no permissions": "Install Android's udev rules: sudo apt install android-sdk-platform-tools-common",
    "recovery": "Restart the phone: it is in recovery.",
    "sideload": "Restart the phone: it waits for an update.",
    "bootloader": "Restart the phone: it is in its boot loader.",
}
NO_DEVICE = (
    "Plug a phone in and allow USB debugging (Settings › About phone: tap Build number seven times; then System › "
    "Developer options › USB debugging), or try without one: --on phone."
)


@dataclass(frozen=True, slots=True)
class Device:
    """One line of `adb devices -l`."""

    serial: str
    state: str
    """"device" where it can be used, else "offline", "unauthorized", …"""
    model: str = ""
    product: str = ""

    @property
    def usable(self) -> bool:
        return self.state == "device"

    @property
    def remedy(self) -> str:
        return STATES.get(self.state, "See `adb devices -l`.")


def read_devices(told: str) -> tuple[Device, ...]:
    """The devices from the long list of the adb server."""
    found = []
    for line in told.splitlines():
        one = re.match(r"(\S+)\s+(no permissions[^;]*|\S+)(.*)", line.strip())
        if one is None:
            continue
        told_of = dict(re.findall(r"(\w+):(\S+)", one[3]))
        state = "no permissions" if one[2].startswith("no permissions") else one[2]
        found.append(Device(one[1], state, told_of.get("model", "").replace("_", " "), told_of.get("product", "")))
    return tuple(found)


def devices(port: int | None = None) -> tuple[Device, ...]:
    """What is connected; the adb server is started where none runs. Raises DeviceMissing where adb is not there."""
    with server_errors("Listing the phones"), client(port).make_connection(timeout=5) as connection:
        connection.send_command("host:devices-l")
        connection.check_okay()
        return read_devices(connection.read_string_block())


def chosen(serial: str = "") -> Device:
    """The phone of a serial number, or the only one. Raises DeviceMissing, DeviceOffline, DeviceUnauthorised."""
    tried = f"Using the phone {serial}" if serial else "Using the phone"
    known = _settled(serial)
    if not serial:
        usable = [one for one in known if one.usable]
        if len(usable) == 1:
            return usable[0]
        if len(usable) > 1:
            named = ", ".join(one.serial for one in usable)
            raise DeviceMissing(tried, f"{len(usable)} are connected: {named}", "Name one: --on android:SERIAL.")
        if not known:
            raise DeviceMissing(tried, "none is connected", NO_DEVICE)
        found = known[0]
    else:
        one = next((one for one in known if one.serial == serial), None)
        if one is None:
            there = ", ".join(one.serial for one in known) or "none"
            raise DeviceMissing(tried, f"it is not connected; there is {there}", "`mimic devices` lists them.")
        found = one
    if found.state == "offline" and ":" in found.serial:
        # A connection that went bad does not say why; a new one does.
        with server_errors(tried, found.serial):
            client().disconnect(found.serial)
        _connect(found.serial, SETTLE_S, tried)
        found = next((one for one in _settled(found.serial) if one.serial == found.serial), found)
    if found.usable:
        return found
    if found.state in ("unauthorized", "authorizing"):
        raise DeviceUnauthorised(tried, f"{found.serial} has not allowed this computer", found.remedy)
    raise DeviceOffline(tried, f"{found.serial} is in the state “{found.state}”", found.remedy)


def _settled(serial: str) -> tuple[Device, ...]:
    """What is connected, once a phone that is on its way says whether it lets this computer in."""
    until = time.monotonic() + SETTLE_S
    while True:
        known = devices()
        asked = next((one for one in known if one.serial == serial), known[0] if len(known) == 1 else None)
        if asked is None or asked.state not in PASSING or time.monotonic() > until:
            return known
        time.sleep(SETTLE_LOOK_S)


def connect(address: str, wait_s: float = 15.0) -> Device:
    """Connect over the network to HOST:PORT. Raises DeviceOffline with what adb says."""
    tried = f"Connecting to {address}"
    _check_address(address, tried)
    _connect(address, wait_s, tried)
    serial = address if ":" in address else f"{address}:5555"
    return chosen(serial)


def _connect(address: str, wait_s: float, tried: str) -> None:
    with server_errors(tried, address):
        said = client().connect(address, timeout=wait_s)
    if not re.match(r"(already )?connected to", said):
        if "authenticate" in said:
            raise DeviceUnauthorised(tried, said, ALLOW)
        raise DeviceOffline(tried, said, "Is wireless debugging on, and the phone in the same network? Pair it first.")


def reconnect(address: str) -> None:
    """Give a connection that went bad up, and connect anew. Raises DeviceOffline."""
    with server_errors(f"Connecting to {address} again", address):
        if any(one.serial == address and one.usable for one in devices()):
            return
        client().disconnect(address)
    connect(address, wait_s=3.0)


def disconnect(address: str) -> None:
    """Give the connection up. Raises DeviceMissing where there was none."""
    tried = f"Disconnecting {address}"
    with server_errors(tried, address):
        said = client().disconnect(address, raise_error=True)
    if said and "no such device" in said:
        raise DeviceMissing(tried, said, "`mimic devices` lists them.")


def pair(address: str, code: str) -> str:
    """Pair over Wi-Fi with the six digits that the phone shows (Android 11). Raises BridgeError with what adb says.

    The code goes to adb's standard input and is in no list of processes.
    """
    tried = f"Pairing with {address}"
    _check_address(address, tried)
    if not re.fullmatch(r"\d{6}", code):
        raise BridgeError(tried, "the code has to be the six digits that the phone shows")
    program = shutil.which("adb")
    if program is None:
        raise DeviceMissing(tried, "the program adb is not there", "Install it: sudo apt install adb")
    try:
        done = subprocess.run(
            [program, "pair", address], input=f"{code}\n", capture_output=True, text=True, timeout=PAIR_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DeviceOffline(tried, f"no answer within {PAIR_S:g} s", "Is the pairing dialog still open?") from error
    said = f"{done.stdout}\n{done.stderr}".replace(code, "••••••").strip()
    if "Successfully paired" in said:
        return said.splitlines()[-1]
    if "unknown command" in said or "usage" in said.lower():
        raise BridgeError(tried, "this adb is too old to pair", "Install platform-tools 30 or newer.")
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "adb says nothing")
    raise BridgeError(
        tried, last[-200:], "Open “Pair device with pairing code” on the phone and use the port it shows."
    )


def _check_address(address: str, tried: str) -> None:
    if not re.fullmatch(r"[\w.\-]+(?::\d{1,5})?|\[[0-9A-Fa-f:]+\]:\d{1,5}", address):
        raise BridgeError(tried, "that is no HOST:PORT", "Such as 192.168.1.20:37123.")
