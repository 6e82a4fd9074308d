"""Starting the pretend phone that ships with Mimic, for trying and testing without a device."""

from __future__ import annotations

import contextlib
import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any, Self

from bridges.android.devices import connect, disconnect
from bridges.android.link import Link
from bridges.android.phone import AndroidPhone
from bridges.ending import end
from bridges.errors import BridgeError, DeviceLost, DeviceMissing, MimicError
from bridges.stop import Stop

READY_S = 40.0


class PretendPhone:
    """A process that behaves like an Android phone, connected to the adb server. Used as a context manager."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self.serial = ""
        self._control: tuple[int, str] = (0, "")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bridges.phone", "--with-parent", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            told = json.loads(self._first_line())
            self.serial = str(told["serial"])
            self._control = (int(told["control"]), str(told["token"]))
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    def connect(self) -> Self:
        """Make it known to the adb server. Raises DeviceOffline, DeviceUnauthorised."""
        try:
            connect(self.serial)
        except BaseException:
            self.close()
            raise
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, and let the adb server forget it."""
        end(self._process)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        if self.serial:
            with contextlib.suppress(MimicError):
                disconnect(self.serial)
            self.serial = ""

    def tell(self, what: str, **values: Any) -> dict[str, Any]:
        """Ask the phone itself, past its screen: "state", "faults", "offline", "modal", … Raises DeviceLost."""
        tried = f"Telling the pretend phone {what}"
        port, token = self._control
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as wire, wire.makefile("rwb") as file:
                file.write(json.dumps({"token": token, "do": what, **values}).encode() + b"\n")
                file.flush()
                answer: dict[str, Any] = json.loads(file.readline())
        except (OSError, ValueError) as error:
            raise DeviceLost(tried, str(error) or type(error).__name__) from error
        if "error" in answer:
            raise BridgeError(tried, str(answer["error"]))
        return answer

    def state(self) -> Mapping[str, Any]:
        """Everything about the phone that a score may look at."""
        state: dict[str, Any] = self.tell("state")["state"]
        return state

    def _first_line(self) -> bytes:
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        until = time.monotonic() + READY_S
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            ready = selector.select(max(0.0, until - time.monotonic()))
        line = self._process.stdout.readline() if ready else b""
        if line.startswith(b"{"):
            return line
        self._process.kill()
        said = self._process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        raise DeviceMissing(
            "Starting the pretend phone",
            said[-1] if said else f"it said nothing within {READY_S:g} s",
            "It draws with Qt: pip install 'mimic[ui]'.",
        )


class PretendedPhone(AndroidPhone):
    """The bridge to a pretend phone of its own, which ends with it."""

    def __init__(self, phone: PretendPhone, stop: Stop, tree: bool) -> None:
        super().__init__(Link(phone.serial, stop), tree, "the pretend phone")
        self.pretend = phone

    def close(self) -> None:
        try:
            super().close()
        finally:
            self.pretend.close()
