"""The person at the terminal. Fails closed: no terminal, no answer in time, the end of input, anything odd: no."""

from __future__ import annotations

import os
import select
import sys
import time

from rich.console import Console

from agent.base import Answered, Asked
from bridges.stop import Stop
from ui.plain import printable

YES = frozenset({"y", "yes", "j", "ja", "是", "好"})
SLICE_S = 0.1


class TerminalPerson:
    """Asks on the terminal, beside what the view shows; ``repeat`` asks the question itself too."""

    def __init__(self, console: Console | None = None, *, repeat: bool = False) -> None:
        self._repeat = repeat
        self._console = console or Console(stderr=True, highlight=False)

    def answer(self, question: Asked) -> Answered:
        """Wait for one line, at most `timeout_s`."""
        if not self._can_ask():
            return self._no(question, "there is no terminal to ask on")
        hint = "[y/N]" if question.kind == "approve" else "[answer, or just Enter for none]"
        try:
            _forget_typed_ahead()
            if self._repeat:
                self._console.print(f"    ? {printable(question.question, 2000)}", markup=False)
            self._console.print(f"    {hint} {question.timeout_s:.0f} s > ", end="", markup=False)
            line = self._line(question.timeout_s)
        except (OSError, ValueError) as error:
            return self._no(question, f"the terminal failed: {error}")
        if line is None:
            self._console.print()
            return self._no(question, "no answer in time")
        said = line.strip()
        if not line:
            return self._no(question, "the input ended")
        if question.kind == "approve":
            approved = said.casefold() in YES
            return Answered(step=question.step, approved=approved, why="" if approved else "the person said no")
        return Answered(step=question.step, approved=bool(said), answer=said or None, why="" if said else "no answer")

    def wait_while_paused(self, stop: Stop) -> None:
        """Enter lets the run go on; so may a window or the hotkey, meanwhile. Returns at once without a terminal."""
        if not self._can_ask():
            return
        _forget_typed_ahead()
        self._console.print("    Enter goes on, Ctrl+C stops > ", end="", markup=False)
        while stop.paused and not stop.requested:
            line = self._line(SLICE_S)
            if line == "":
                return
            if line is not None:
                stop.resume()

    def _can_ask(self) -> bool:
        return os.name == "posix" and sys.stdin.isatty() and self._console.is_terminal

    def _line(self, timeout_s: float) -> str | None:
        """One line with its end, "" at the end of input, None when time is up."""
        end = time.monotonic() + timeout_s
        typed = b""
        while time.monotonic() < end:
            if not select.select([sys.stdin], [], [], SLICE_S)[0]:
                continue
            part = os.read(sys.stdin.fileno(), 4096)
            typed += part
            if not part or part.endswith(b"\n"):
                return typed.decode("utf-8", "replace")
        return None

    @staticmethod
    def _no(question: Asked, why: str) -> Answered:
        return Answered(step=question.step, approved=False, why=why)


def _forget_typed_ahead() -> None:
    # What was typed before the question was shown cannot be an answer to it.
    import termios

    termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
