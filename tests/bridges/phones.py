"""An adb server of the tests' own, and pretend phones on it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from bridges.android.pretended import PretendPhone


@contextmanager
def adb_server() -> Iterator[int]:
    """A fresh adb server on a free port; everything that this process starts uses it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    before = os.environ.get("ANDROID_ADB_SERVER_PORT")
    os.environ["ANDROID_ADB_SERVER_PORT"] = str(port)
    # adbutils leaves a socket open where it finds no server and starts one.
    subprocess.run([shutil.which("adb") or "adb", "start-server"], check=True, capture_output=True)
    try:
        yield port
    finally:
        subprocess.run([shutil.which("adb") or "adb", "-P", str(port), "kill-server"], check=False, capture_output=True)
        os.environ.pop("ANDROID_ADB_SERVER_PORT")
        if before is not None:
            os.environ["ANDROID_ADB_SERVER_PORT"] = before


@contextmanager
def pretend_phone(*arguments: str) -> Iterator[PretendPhone]:
    with PretendPhone(arguments).connect() as phone:
        yield phone
