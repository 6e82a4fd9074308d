"""Where runs can be found: one socket for each in a folder that only the user can enter."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import struct
import tempfile
from contextlib import suppress
from pathlib import Path

from bridges.errors import NoChannel

CONNECT_S = 1.0
_CREDENTIALS = struct.Struct("3i")


def folder() -> Path:
    """The folder of the sockets, made where it is missing. Raises NoChannel unless it is the user's alone."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    place = runtime / "mimic" if runtime.is_dir() else Path(tempfile.gettempdir()) / f"mimic-{os.getuid()}"
    tried = f"Opening the folder of the control channels, {place}"
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        found = place.lstat()
    except OSError as error:
        raise NoChannel(
            tried, error.strerror or str(error), "Name a folder that you own by XDG_RUNTIME_DIR."
        ) from error
    private = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    if not private:
        raise NoChannel(tried, "it is not yours alone", f"Remove it, or: chmod 700 {place}")
    return place


def socket_path(run: str) -> Path:
    """The socket of a run; a digest, for a path of more than some hundred bytes cannot be bound."""
    return folder() / f"{hashlib.sha256(run.encode()).hexdigest()[:16]}.sock"


def listening_at(path: Path) -> socket.socket:
    """A socket that listens at the path. It appears there only when it does listen. Raises NoChannel."""
    beside = path.with_suffix(f".{os.getpid()}")
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(beside))
        listener.listen()
        beside.replace(path)
    except OSError as error:
        listener.close()
        beside.unlink(missing_ok=True)
        raise NoChannel("Opening the run's control channel", f"{path}: {error}") from error
    return listener


def connected_to(path: Path) -> socket.socket:
    """A connection to the run at the path. Raises NoChannel where nobody listens, or somebody else does."""
    channel = socket.socket(socket.AF_UNIX)
    try:
        channel.settimeout(CONNECT_S)
        channel.connect(str(path))
        if peer_uid(channel) != os.getuid():
            raise PermissionError("another user listens there")
    except OSError as error:
        channel.close()
        raise NoChannel(f"Reaching the run at {path}", str(error)) from error
    return channel


def sockets() -> list[Path]:
    """The sockets of all runs."""
    return sorted(folder().glob("*.sock"))


def forget_the_dead() -> None:
    """Remove the sockets of runs that were killed."""
    for path in sockets():
        with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
            probe.settimeout(CONNECT_S)
            try:
                probe.connect(str(path))
            except ConnectionRefusedError:
                path.unlink(missing_ok=True)


def peer_uid(connected: socket.socket) -> int:
    """The user at the other end, by the kernel's word."""
    _, uid, _ = _CREDENTIALS.unpack(connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))
    return int(uid)


def peer_pid(connected: socket.socket) -> int:
    """The process at the other end when it connected or began to listen, by the kernel's word."""
    pid, _, _ = _CREDENTIALS.unpack(connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))
    return int(pid)
