"""The question that is open: what windows say to it, and when silence is a yes, a no, or nobody there any more."""

from __future__ import annotations

import time
from queue import Empty, SimpleQueue

from agent.messages import Answer, Approve, Command, Deny, Edit, Hold, Question, Reply, Shown, Skip
from agent.peers import Peer
from bridges.errors import NoChannel
from bridges.stop import Stop

SLICE_S = 0.05
HOLD_S = 300.0
"""How long the person may take to change a step."""
SHOWN_S, START_S = 2.0, 15.0
"""How long a window may take to put a step on the screen, and one that has just been started, to come up besides."""

LOST = "the window that showed it is gone"
GONE = "the window that showed the run is gone"
"""Why a run is paused whose window went without `bye`."""


class Pending:
    """One question and the windows that were asked. The channel's thread calls `hear` and `miss`, the agent `reply`."""

    def __init__(self, question: Question, asked: list[Peer]) -> None:
        self.question = question
        self.asked = asked
        self._ready_s = SHOWN_S if any(peer.has_spoken for peer in asked) else START_S
        self._said: SimpleQueue[Reply | Shown | Hold | NoChannel] = SimpleQueue()

    def hear(self, command: Command) -> None:
        """Take what a window says. Raises PermissionError for what is no reply to this question."""
        match command:
            case Shown() | Hold() | Deny():
                self._said.put(command)
            case Answer() if self.question.kind == "answer":
                self._said.put(command)
            case Approve() | Skip() | Edit() if self.question.kind != "answer":
                self._said.put(command)
            case _:
                raise PermissionError(f"“{command.command}” is no reply to this question")

    def miss(self, peer: Peer) -> None:
        """A peer has gone; what it was asked, nobody else can have seen for sure."""
        if peer in self.asked:
            self._said.put(NoChannel("Waiting for the person", LOST))

    def reply(self, stop: Stop) -> Reply | None:
        """The first reply; None where time is up or, for a veto, the run was paused.

        Raises NoChannel where one of the windows that were asked goes, or none shows the step; Stopped.
        """
        veto, shown, held = self.question.kind == "veto", False, False
        until = time.monotonic() + (self._ready_s if veto else self.question.timeout_s)
        while (left := until - time.monotonic()) > 0:
            stop.check()
            if veto and stop.paused:
                if stop.why == GONE:
                    raise NoChannel("Showing the step", LOST)
                return None
            try:
                said = self._said.get(timeout=min(left, SLICE_S))
            except Empty:
                continue
            if isinstance(said, NoChannel):
                raise said
            if isinstance(said, Hold):
                shown, held, until = True, True, time.monotonic() + HOLD_S
            elif not isinstance(said, Shown):
                return said
            elif veto and not shown:
                shown, until = True, time.monotonic() + self.question.timeout_s
        if veto and not shown:
            raise NoChannel("Showing the step", f"no window showed it within {self._ready_s:g} s")
        if held or not all(peer.alive for peer in self.asked):
            raise NoChannel("Showing the step", "nothing was said about it" if held else LOST)
        return None
