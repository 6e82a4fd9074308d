"""One model for the processes of several devices: the networks are in memory once, and each device looks in turn.

`serving` opens it in this process; a process that was started with the environment that it gives finds there the model
that it would otherwise load. What travels is pickled: both ends are this user's own processes, the socket lies in a
folder that only this user can enter, and nobody is heard before having proved to know the key.
"""

from __future__ import annotations

import ctypes
import logging
import os
import secrets
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bridges import errors
from bridges.base import Frame, Node, Observation
from bridges.errors import MimicError, ModelUnavailable
from model.base import Decision, Element, Grounding, History, Model, Task

if TYPE_CHECKING:
    from model.parse import ScreenParser

log = logging.getLogger(__name__)

ADDRESS, KEY = "MIMIC_SHARED_MODEL", "MIMIC_SHARED_MODEL_KEY"
NOTHING: Frame = np.zeros((0, 0, 3), np.uint8)
"""Stands for the frame that was sent last."""
AGAIN = "Start the run again."
M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
"""From glibc's malloc.h."""


def address_of(name: str) -> tuple[str, bytes] | None:
    """Where the model called ``name`` is shared with this process, and the key; None where it is not."""
    shared, _, address = os.environ.get(ADDRESS, "").partition("@")
    return (address, bytes.fromhex(os.environ.get(KEY, ""))) if address and shared == name else None


# The end that asks


@dataclass(frozen=True, slots=True)
class Texts:
    """What a shared parser tells of a frame."""

    elements: tuple[Element, ...]


class SharedModel:
    """The model of another process. Every call may raise what the model raises, and ModelUnavailable."""

    def __init__(self, name: str, address: str, key: bytes) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._sent: Frame | None = None
        try:
            self._line = Client(address, "AF_UNIX", authkey=key)
        except (OSError, EOFError, AuthenticationError) as error:
            raise ModelUnavailable(
                f"Reaching the shared model {name}", f"{error or 'it does not answer'}", AGAIN
            ) from error

    @property
    def parser(self) -> SharedModel:
        """It parses as well, with a cache for this device alone."""
        return self

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        """The next step. Raises UnreadableTask, UnparsableReply, ModelUnavailable."""
        found: Decision = self._ask("decide", observation.frame, task, observation, history)
        return found

    def ground(self, image: Frame, instruction: str) -> Grounding:
        """Where the instruction points to. Raises NotAnImage, UnreadableTask, ModelUnavailable."""
        found: Grounding = self._ask("ground", image, instruction)
        return found

    def parse(self, frame: Frame, tree: tuple[Node, ...] | None = None) -> Texts:
        """The elements of a frame. Raises NotAnImage, ModelUnavailable."""
        return Texts(self._ask("parse", frame, tree))

    def _ask(self, what: str, frame: Frame, *words: Any) -> Any:
        with self._lock:
            sent = NOTHING if frame is self._sent else frame
            # A frame travels once; whatever held it travels without it.
            bare = tuple(replace(word, frame=NOTHING) if isinstance(word, Observation) else word for word in words)
            try:
                self._line.send((what, sent, bare))
                kind, told = self._line.recv()
            except (OSError, EOFError) as error:
                found = f"the process that holds it has ended ({type(error).__name__})"
                raise ModelUnavailable(f"Asking the shared model to {what}", found, AGAIN) from error
            self._sent = frame
        if kind == "error":
            raise _error(*told)
        return told


def _error(name: str, tried: str, found: str, remedy: str) -> MimicError:
    kind = getattr(errors, name, ModelUnavailable)
    return (kind if issubclass(kind, MimicError) else ModelUnavailable)(tried, found, remedy)


# The end that answers


@contextmanager
def serving(name: str) -> Iterator[Mapping[str, str]]:
    """The model called ``name`` for other processes, which are given this environment. Raises ModelUnavailable."""
    from model.registry import model_named

    _give_memory_back()
    key = secrets.token_bytes(32)
    with tempfile.TemporaryDirectory(prefix="mimic-model-") as folder:
        address = str(Path(folder) / "socket")
        with Listener(address, "AF_UNIX", authkey=key, backlog=64) as listener:
            server = _Server(model_named(name), listener)
            server.start()
            try:
                yield {ADDRESS: f"{name}@{address}", KEY: key.hex()}
            finally:
                server.end(address)


def _give_memory_back() -> None:
    """Let glibc keep no memory apart for each thread: each device's would hold its pictures, 40 MB a device."""
    try:
        libc = ctypes.CDLL(None)
        libc.mallopt(M_ARENA_MAX, 1)
        libc.mallopt(M_MMAP_THRESHOLD, 1 << 18)
    except (OSError, AttributeError):
        log.debug("this C library has no mallopt")


class _Server(threading.Thread):
    """Takes processes in; each gets a thread that answers it, and one at a time is answered."""

    def __init__(self, model: Model, listener: Listener) -> None:
        super().__init__(name="shared model", daemon=True)
        self._model, self._listener = model, listener
        self._turn = threading.Lock()
        self._ended = False

    def end(self, address: str) -> None:
        """Let nobody in any more; a knock at the door wakes whoever waits there."""
        self._ended = True
        with suppress(OSError), socket.socket(socket.AF_UNIX) as knock:
            knock.connect(address)
        self.join(1.0)

    def run(self) -> None:
        while not self._ended:
            try:
                line = self._listener.accept()
            except (OSError, EOFError, AuthenticationError) as error:
                if not self._ended:
                    log.warning("a process was not let in to the shared model: %r", error)
                    time.sleep(0.01)
                continue
            threading.Thread(target=self._answer, args=(line,), name="device", daemon=True).start()

    def _answer(self, line: Connection) -> None:
        with suppress(OSError, EOFError), line:
            desk = _Desk(self._model)
            while True:
                what, frame, words = line.recv()
                try:
                    with self._turn:
                        told = desk.answer(what, frame, words)
                except MimicError as error:
                    line.send(("error", (type(error).__name__, error.tried, error.found, error.remedy)))
                except Exception as error:
                    log.exception("the shared model broke")
                    line.send(("error", ("ModelUnavailable", f"Letting the model {what}", f"{error!r}", AGAIN)))
                else:
                    line.send(("told", told))


class _Desk:
    """What one device is answered by: the model, and a parser with this device's last frame."""

    def __init__(self, model: Model) -> None:
        own = getattr(model, "beside", None)
        self._model: Model = own() if own is not None else model
        self._parser: ScreenParser | None = None
        self._frame: Frame = NOTHING

    def answer(self, what: str, frame: Frame, words: tuple[Any, ...]) -> Any:
        if frame.size:
            self._frame = frame
        if what == "decide":
            task, observation, history = words
            return self._model.decide(task, replace(observation, frame=self._frame), history)
        if what == "ground":
            return self._model.ground(self._frame, *words)
        return self._texts().parse(self._frame, *words).elements

    def _texts(self) -> ScreenParser:
        from model.parse import ScreenParser

        if self._parser is None:
            own = getattr(self._model, "parser", None)
            self._parser = own if isinstance(own, ScreenParser) else ScreenParser()
        return self._parser
