"""``python -m bridges.phone``: start a pretend phone and print, as one line of JSON, where it listens."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

from bridges.phone.build import Build
from bridges.phone.process import Running


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no size like 1080x2400")
    return int(found.group(1)), int(found.group(2))


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bridges.phone", description="A pretend phone, reached through adb."
    )
    parser.add_argument("--port", type=int, default=0, help="TCP port of its ADB daemon; 0 for a free one")
    parser.add_argument("--size", type=_size, default=(1080, 2400), help="pixels, like 1080x2400")
    parser.add_argument("--density", type=int, default=420)
    parser.add_argument(
        "--serial", default="MIMIC0000001", help="what ro.serialno says; adb itself calls it 127.0.0.1:PORT"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--state", type=Path, help="file that always holds the phone's state as JSON")
    parser.add_argument(
        "--authorise", choices=("open", "ask"), default="open", help="ask: unknown hosts wait for a yes on the screen"
    )
    parser.add_argument("--without-adb-keyboard", action="store_true", help="ADBKeyboard is not installed")
    parser.add_argument("--vendor-clipboard", action="store_true", help="`cmd clipboard` works, as with some makers")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME=VALUE", help="a fault from the start; see faults.py"
    )
    parser.add_argument("--with-parent", action="store_true", help="end when the process that started it ends")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Run a phone until SIGTERM or SIGINT."""
    given = _arguments(words)
    build = Build(given.size, given.density, given.serial, given.seed, given.language, given.dark,
                  not given.without_adb_keyboard, given.vendor_clipboard)  # fmt: skip
    try:
        faults = {name: json.loads(value) for name, _, value in (one.partition("=") for one in given.fault)}
        running = Running(build, given.port, ask=given.authorise == "ask", state=given.state, faults=faults)
    except (OSError, ImportError, ValueError) as error:
        print(f"The phone cannot start: {error}", file=sys.stderr)
        return 1
    print(json.dumps({**running.told(), "pid": os.getpid()}), flush=True)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    parent = os.getppid()
    while not ended.wait(0.1):
        running.tick()
        if given.with_parent and os.getppid() != parent:
            break
    running.stop()
    time.sleep(0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
