"""What a person reads when something goes wrong, and the exit code that a script reads."""

from __future__ import annotations

import logging
import os
import sys
import traceback

from bridges.errors import MimicError, Refused, Stopped
from ui.plain import printable

FINISHED, FAILED, USAGE, REFUSED, STOPPED = range(5)

log = logging.getLogger(__name__)


def exit_code(error: str) -> int:
    """The exit code for the name of an error's class, as it stands in a `Failed` event."""
    return {Refused.__name__: REFUSED, Stopped.__name__: STOPPED}.get(error, FAILED)


def explained(error: BaseException, *, debug: bool) -> int:
    """Say on standard error what was tried, what was found and what to do. Returns the exit code."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has left; Python's own flush at exit would only complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    if isinstance(error, KeyboardInterrupt):
        _say("mimic: stopped.")
        return STOPPED
    if isinstance(error, MimicError):
        log.info("ended with %s", type(error).__name__)
        _say(f"mimic: {printable(error.tried, 1000)}: {printable(error.found, 2000)}.")
        if error.remedy:
            _say(f"       {printable(error.remedy, 2000)}")
        return exit_code(type(error).__name__)
    from ui.log import log_file

    log.error("unexpected", exc_info=error)
    _say(f"mimic: something unexpected happened: {type(error).__name__}: {printable(str(error))}")
    _say(f"       Where it happened stands in {log_file()}; --debug shows it here.")
    return FAILED


def _say(line: str) -> None:
    print(line, file=sys.stderr)
