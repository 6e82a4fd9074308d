"""SIGINT and SIGTERM as a stop that comes at once, whatever the main thread is doing."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread
from types import FrameType

from bridges.stop import Stop

NUMBERS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopped_by_signals(stop: Stop) -> Iterator[None]:
    """The first signal requests the stop, a second one raises KeyboardInterrupt. Only in the main thread.

    Python runs a handler only between two of the main thread's own instructions, which may be seconds apart while a
    library computes, and a handler must take no lock. So the kernel's notice goes through a socket to a thread.
    """
    if current_thread() is not main_thread():
        yield
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    caught = 0

    def count(_number: int, _frame: FrameType | None) -> None:
        nonlocal caught
        caught += 1
        if caught > 1:
            raise KeyboardInterrupt

    def listen() -> None:
        while numbers := heard.recv(64):
            for number in set(numbers).intersection(NUMBERS):
                stop.request(f"by the person ({signal.Signals(number).name})")

    listener = Thread(target=listen, name="signals", daemon=True)
    listener.start()
    before = {number: signal.signal(number, count) for number in NUMBERS}
    earlier = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(earlier)
        for number, handler in before.items():
            signal.signal(number, handler)
        told.close()
        listener.join()
        heard.close()
