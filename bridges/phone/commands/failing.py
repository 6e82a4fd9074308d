"""How a system service's shell command fails."""

from __future__ import annotations

from bridges.phone.shell.process import Process

FAILED = 255
"""ShellCommandResult.FAILURE."""


def exception(process: Process, verb: str, error: str) -> int:
    """An exception inside the service, as Android prints it; exit status 255."""
    process.complain(f"\nException occurred while executing '{verb}':\n{error}")
    process.complain("\tat com.android.server.SystemServer.run(SystemServer.java:953)")
    return FAILED
