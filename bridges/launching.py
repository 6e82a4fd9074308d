"""Starting an application as its desktop entry says, and waiting for its window.

No shell is involved: the Exec line is split and its field codes are filled in by the rules of the Desktop Entry
Specification 1.5, chapter "The Exec key".
"""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from bridges.applications import Application, find, words
from bridges.errors import ApplicationMissing, BridgeError
from bridges.stop import Stop
from bridges.supervisor import MARK
from bridges.windows import Windows

WINDOW_S = 20.0
"""How long an application may take to show its first window."""
UNFOCUSED_S = 1.5
"""How long a new window may go without the focus before it is given to it."""
ENDED_S = 2.0
"""How long after an application's process has ended its window may still appear: some hand over to a running one."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Arguments that a program needs under certain circumstances, and why."""

    programs: frozenset[str]
    reason: str
    only_root: bool
    only_private: bool
    arguments: tuple[str, ...]
    """``{private}`` stands for the private display's own folder."""


_CHROMIUM = frozenset({"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "brave-browser"})
ADJUSTMENTS = (
    Adjustment(
        _CHROMIUM,
        "Chromium refuses to start as root with its sandbox, and --test-type removes the bar that warns of that",
        only_root=True,
        only_private=False,
        arguments=("--no-sandbox", "--test-type"),
    ),
    Adjustment(
        _CHROMIUM,
        "a fresh profile, so that no running browser of the person takes the window over, and no first-run questions",
        only_root=False,
        only_private=True,
        arguments=(
            "--user-data-dir={private}/chromium",
            "--no-first-run",
            "--no-default-browser-check",
            "--password-store=basic",
            "--disable-gpu",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
        ),
    ),
    Adjustment(
        frozenset({"firefox", "firefox-esr"}),
        "a fresh profile, so that no running browser of the person takes the window over",
        only_root=False,
        only_private=True,
        arguments=("--no-remote", "--profile", "{private}"),
    ),
)


@dataclass(slots=True)
class Started:
    """An application that was started, and what it has said on its error output.

    Leaving it as a context manager stops listening; the application goes on.
    """

    application: Application
    process: subprocess.Popen[bytes]
    errors: IO[bytes] = field(repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.errors.close()

    def last_words(self, lines: int = 5) -> str:
        """The end of its error output, on one line."""
        self.errors.seek(0, os.SEEK_END)
        self.errors.seek(max(0, self.errors.tell() - 4096))
        said = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        return " / ".join(said[-lines:])


def open_application(name: str, windows: Windows, environment: Mapping[str, str], stop: Stop) -> None:
    """Start the application that a person means and wait for its window, or for the running one it hands over to.

    Raises ApplicationMissing, and BridgeError that says what the application said where no window comes.
    """
    application = find(name, environment)
    before, active_before = frozenset(windows.ids()), windows.active_id()
    with launch(application, environment) as started:
        if not _window_came(started, windows, before, active_before, stop):
            _settle_for_running(application, started, windows, stop)


def _window_came(started: Started, windows: Windows, before: frozenset[int], active_before: int, stop: Stop) -> bool:
    """Wait until a new window has the focus, or a running one has come to the front instead."""
    began, ended_at = time.monotonic(), math.inf
    while time.monotonic() < min(began + WINDOW_S, ended_at + ENDED_S):
        new, active = frozenset(windows.ids()) - before, windows.active_id()
        if active in new or (not new and active not in (0, active_before)):
            return True
        if new and time.monotonic() > began + UNFOCUSED_S:
            windows.activate_id(min(new), stop)
            return True
        if started.process.poll() is not None and ended_at == math.inf:
            ended_at = time.monotonic() - (ENDED_S if started.process.returncode else 0.0)
        stop.sleep(0.02)
    return False


def _settle_for_running(application: Application, started: Started, windows: Windows, stop: Stop) -> None:
    """No window came: bring a running one of the application to the front, else BridgeError."""
    code = started.process.poll()
    if code == 0:
        with suppress(ApplicationMissing):
            windows.activate(windows.find(application.name), stop)
            return
    found = f"no window appeared within {WINDOW_S:g} s" if code is None else f"it ended with exit code {code}"
    said = started.last_words()
    raise BridgeError(f"Opening {application.name}", f"{found}; it said: {said}" if said else found)


def launch(application: Application, environment: Mapping[str, str] | None = None) -> Started:
    """Start the application, detached and without a shell. Raises BridgeError where that fails at once."""
    surroundings = dict(os.environ if environment is None else environment)
    command = [*arguments(application), *adjustments(application, surroundings)]
    folder = application.folder if Path(application.folder).is_dir() and application.folder else None
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - it belongs to the one who is told what the application said
    try:
        process = subprocess.Popen(
            command,
            cwd=folder or surroundings.get("HOME") or None,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
    except OSError as error:
        errors.close()
        raise BridgeError(f"Starting {application.name}", f"{command[0]}: {error.strerror}") from error
    # Somebody has to take note when it ends, or it stays behind as a zombie.
    threading.Thread(target=process.wait, daemon=True, name=f"waiting for {application.id}").start()
    return Started(application, process, errors)


def adjustments(application: Application, environment: Mapping[str, str]) -> list[str]:
    """What ADJUSTMENTS adds to the command of this application in this environment."""
    program = Path(arguments(application)[0]).name
    private = environment.get("XDG_RUNTIME_DIR", "") if MARK in environment else ""
    return [
        argument.replace("{private}", private)
        for adjustment in ADJUSTMENTS
        if program in adjustment.programs
        and (private or not adjustment.only_private)
        and (os.geteuid() == 0 or not adjustment.only_root)
        for argument in adjustment.arguments
    ]


def arguments(application: Application) -> list[str]:
    """The command of a desktop entry without any files to open: quoting and field codes of its key Exec."""
    command: list[str] = []
    for word in words(application.command):
        if word == "%i":
            command += ["--icon", application.icon] if application.icon else []
        elif word in ("%c", "%k"):
            command.append(application.name if word == "%c" else str(application.path or ""))
        elif re.fullmatch(r"%[fFuUdDnNvm]", word):
            continue
        else:
            # Codes within a word stand for nothing here, except the percent sign itself.
            command.append(re.sub(r"%(.)", lambda code: "%" if code[1] == "%" else "", word))
    if not command:
        raise BridgeError(f"Starting {application.name}", "its desktop entry names no command")
    if application.terminal:
        return ["x-terminal-emulator" if shutil.which("x-terminal-emulator") else "xterm", "-e", *command]
    return command
