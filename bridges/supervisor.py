"""Keeps the processes of one private desktop together and ends them all, whatever becomes of the program that asked.

`Supervisor` is the program's side. The other side is this file run as a process of its own, in fact two:

    program ── pipe ──► outer ── fork ──► inner ── fork ──► X server, window manager, …

The inner one starts commands; orphans of its children come back to it (a subreaper). It ends when the pipe closes,
which the kernel sees to even when the program is killed. The outer one only waits for the inner one, so that killing
either of them leaves the other to clean up, and both together still take the direct children along (parent-death
signal).

What belongs to the desktop is every descendant, and every process that names the desktop's own runtime folder in its
environment or its command line, with all its descendants: applications that the program started itself, and services
that detached. (Chromium writes over its environment; its profile lies in that folder.)

Only the standard library: the supervisor starts in some 20 ms and runs without site packages. Linux only.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

MARK = "MIMIC_PRIVATE_DESKTOP"
"""The variable that says which private desktop a program is on: the path of the desktop's own runtime folder."""
GRACE_S = 1.0
"""Between the polite signal and the other one."""
GIVE_UP_S = 5.0
"""A process that sleeps in the kernel cannot be killed; it is not waited for longer than this."""

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


class Supervisor:
    """The program's side: starts commands on a private desktop and ends them all with `close`."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is the desktop's own: `runtime_folder` names what belongs to it, and it is removed at the end."""
        self._folder = folder
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, str(folder), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name != MARK},
            cwd="/",
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(self, command: Sequence[str], environment: Mapping[str, str], output: Path, errors: Path) -> int:
        """Start a command and return its process id; OSError where it cannot be started."""
        request = {
            "command": list(command),
            "environment": dict(environment),
            "output": str(output),
            "errors": str(errors),
        }
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        with self._lock:
            pipe_in.write(json.dumps(request).encode() + b"\n")
            pipe_in.flush()
            line = pipe_out.readline()
        if not line:
            raise ProcessLookupError("the supervisor of the private desktop has ended")
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise OSError(reply["error"])
        return int(reply["pid"])

    def close(self) -> None:
        """End every process of the desktop; returns when they are gone. May be called twice."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self._process.wait(GIVE_UP_S + 5):
            # Somebody has killed it. Its other half cleans up; where that was killed too, this process does.
            end_all(self._folder, parent=None)
            shutil.rmtree(self._folder, ignore_errors=True)


def runtime_folder(folder: Path) -> Path:
    """The XDG_RUNTIME_DIR of the desktop with this folder; its path is the value of MARK there."""
    return folder / "run"


def main(folder: Path, program: int) -> None:
    """The supervisor's process: serve until the program ends, then end everything."""
    _process_control(_PR_SET_CHILD_SUBREAPER, 1)
    for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(ignored, signal.SIG_IGN)
    inner = os.fork()
    if inner:
        signal.signal(signal.SIGTERM, lambda *_: None)
        _wait_for(inner)
    else:
        _process_control(_PR_SET_PDEATHSIG, signal.SIGTERM)
        _process_control(_PR_SET_CHILD_SUBREAPER, 1)
        _serve(program)
    end_all(folder, parent=os.getpid())
    shutil.rmtree(folder, ignore_errors=True)


def _wait_for(child: int) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, 0)[0] != child:
            pass


def _serve(program: int) -> None:
    """Answer requests until the pipe closes, the program is gone or this process is told to end."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    ending: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ending.append(number))
    signal.signal(signal.SIGCHLD, lambda *_: None)
    watched = [sys.stdin.fileno(), woken]
    with contextlib.suppress(AttributeError, OSError):
        # Besides the pipe: a fork of the program that never ran another one would hold the pipe open.
        watched.append(os.pidfd_open(program))
    unread = b""
    while not ending:
        ready, _, _ = select.select(watched, [], [])
        if any(source not in watched[:2] for source in ready):
            return
        if woken in ready:
            os.read(woken, 4096)
            _reap()
        if watched[0] in ready:
            received = os.read(watched[0], 1 << 16)
            if not received:
                return
            *requests, unread = (unread + received).split(b"\n")
            for request in requests:
                os.write(1, json.dumps(_started(**json.loads(request))).encode() + b"\n")


def _started(command: list[str], environment: dict[str, str], output: str, errors: str) -> dict[str, Any]:
    try:
        with Path(output).open("ab") as stdout, Path(errors).open("ab") as stderr:
            process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - this process has one thread
                start_new_session=True,
            )
    except OSError as error:
        return {"error": str(error)}
    process.returncode = 0  # Reaped here with everybody else's children; Popen must not look for it.
    return {"pid": process.pid}


def _die_with(parent: int) -> Callable[[], None]:
    def before_exec() -> None:
        _process_control(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def _process_control(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _reap() -> list[int]:
    reaped = []
    with contextlib.suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            reaped.append(pid)
    return reaped


def end_all(folder: Path, parent: int | None) -> None:
    """End all processes that belong to the desktop, first politely, and remove their X servers' lock files."""
    asked: set[int] = set()
    began = time.monotonic()
    while remaining := belonging(folder, parent):
        waited = time.monotonic() - began
        for pid in remaining:
            if waited > GRACE_S or pid not in asked:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL if waited > GRACE_S else signal.SIGTERM)
        asked |= remaining
        if waited > GIVE_UP_S:
            break
        time.sleep(0.01)
        if parent is not None:
            _reap()
    _remove_locks(asked)


def belonging(folder: Path, parent: int | None) -> set[int]:
    """All living processes that carry the desktop's mark, those below them and below ``parent``; never this one."""
    parents, mark = _parents(), bytes(runtime_folder(folder))
    family = {pid for pid in parents if _carries(pid, mark)} | ({parent} if parent is not None else set())
    while grown := {pid for pid, above in parents.items() if above in family} - family:
        family |= grown
    return family - {os.getpid()}


def _carries(pid: int, mark: bytes) -> bool:
    process = Path("/proc", str(pid))
    try:
        return mark in process.joinpath("environ").read_bytes() or mark in process.joinpath("cmdline").read_bytes()
    except OSError:
        return False


def _parents() -> dict[int, int]:
    """Parent of every living process."""
    parents = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 - names are enough
        if entry.isdigit():
            with contextlib.suppress(OSError):
                # pid (name) state parent …, and a name may hold anything, parentheses included.
                fields = Path("/proc", entry, "stat").read_bytes().rpartition(b")")[2].split()
                if fields[0] not in (b"Z", b"X"):
                    parents[int(entry)] = int(fields[1])
    return parents


def _remove_locks(ended: set[int]) -> None:
    """An X server that was killed leaves ``/tmp/.X7-lock`` with its process id, and its socket."""
    for lock in Path("/tmp").glob(".X*-lock"):  # noqa: S108 - X servers put it there
        with contextlib.suppress(OSError, ValueError):
            if int(lock.read_text()) in ended:
                display = lock.name.removeprefix(".X").removesuffix("-lock")
                lock.unlink()
                Path("/tmp/.X11-unix", f"X{display}").unlink()  # noqa: S108


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
