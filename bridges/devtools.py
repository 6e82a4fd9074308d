"""Chromium's debugging protocol over a pair of pipes, so that no socket is opened: load a page, run a script.

It is for setting a page up and for reading what truly happened; whoever acts on the page acts through a bridge.
"""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from bridges.ending import end
from bridges.errors import DeviceLost

FLAGS = (
    "--no-sandbox", "--test-type", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--password-store=basic", "--mute-audio", "--disable-extensions", "--allow-file-access-from-files",
    "--force-color-profile=srgb", "--disable-features=Translate,AutofillServerCommunication",
)  # fmt: skip
"""What keeps a browser quiet and off the network."""
ANSWER_S = 20.0
"""How long the browser may take for one answer."""


class Devtools:
    """One Chromium with one page. Used as a context manager, which ends the browser and removes its profile."""

    def __init__(self, flags: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mimic-browser-", ignore_cleanup_errors=True)
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        # The browser takes orders on descriptor 3 and answers on 4; a shell puts the pipes there.
        program = 'exec "$@" 3<&%d 4>&%d' % (to_browser, from_browser)  # noqa: UP031 - braces would need doubling
        command = ["chromium", *FLAGS, *flags, f"--user-data-dir={self._folder.name}", "--remote-debugging-pipe"]
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", program, "mimic-browser", *command],
            pass_fds=(to_browser, from_browser),
            env=dict(environment) if environment is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = bytearray()
        self._number, self._session = 0, ""
        self._events: list[dict[str, Any]] = []
        self._attach()

    def _attach(self) -> None:
        until = time.monotonic() + ANSWER_S
        while True:
            targets = self.call("Target.getTargets")["targetInfos"]
            page = next((target["targetId"] for target in targets if target["type"] == "page"), None)
            if page is not None:
                break
            if time.monotonic() > until:
                self.close()
                raise DeviceLost("Starting Chromium", "it shows no page", "Run `mimic doctor`.")
            time.sleep(0.02)
        self._session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self.call("Page.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End the browser."""
        end(self._process)
        for pipe in (self._write, self._read):
            if pipe >= 0:
                os.close(pipe)
        self._write = self._read = -1
        self._folder.cleanup()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and wait for its answer. Raises DeviceLost where the browser refuses it or has gone."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        try:
            os.write(self._write, json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise DeviceLost(f"Telling Chromium {method}", str(error), "It has ended; start again.") from error
        until = time.monotonic() + ANSWER_S
        while True:
            answer = self._next(method, until)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise DeviceLost(f"Telling Chromium {method}", str(answer["error"].get("message")))
                result: dict[str, Any] = answer["result"]
                return result
            self._events.append(answer)

    def _next(self, method: str, until: float) -> dict[str, Any]:
        while (end := self._buffer.find(b"\0")) < 0:
            if not select.select([self._read], [], [], max(0.0, until - time.monotonic()))[0]:
                raise DeviceLost(f"Telling Chromium {method}", f"no answer within {ANSWER_S:g} s")
            chunk = os.read(self._read, 1 << 20)
            if not chunk:
                raise DeviceLost(f"Telling Chromium {method}", "it has ended")
            self._buffer += chunk
        message = json.loads(self._buffer[:end])
        del self._buffer[: end + 1]
        found: dict[str, Any] = message
        return found

    def navigate(self, page: Path) -> None:
        """Show a page of this machine and wait until it has loaded. Raises DeviceLost where it does not load."""
        self._events.clear()
        self.call("Page.navigate", url=page.as_uri())
        until = time.monotonic() + ANSWER_S
        # The load event may be that of a page before, so the page itself is asked.
        loaded = f"location.href === {json.dumps(page.as_uri())} && document.readyState === 'complete'"
        while not self.evaluate(loaded):
            if time.monotonic() > until:
                raise DeviceLost(f"Loading {page.name}", f"it has not loaded within {ANSWER_S:g} s")
            time.sleep(0.01)

    def evaluate(self, script: str) -> Any:
        """The value of an expression; a promise is awaited. Raises DeviceLost where the script throws."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            said = answer["exceptionDetails"]
            raise DeviceLost("Running a script on a page", str(said.get("exception", {}).get("description", said)))
        return answer["result"].get("value")

    def picture(self) -> bytes:
        """What the page shows, as PNG."""
        shot = self.call("Page.captureScreenshot", format="png", optimizeForSpeed=True)
        return base64.b64decode(shot["data"])
