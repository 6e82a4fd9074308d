# ruff: noqa: PLW1509
"""One headless Chromium, driven through its debugging pipe: load a page, run a script, take a picture."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--password-store=basic",
    "--mute-audio",
    "--disable-quic",
    "--allow-file-access-from-files",
    "--disable-extensions",
    "--remote-debugging-pipe",
    "--force-color-profile=srgb",
]


class PageFailed(Exception):
    """A page that did not load or a script that threw."""


class Chrome:
    """A browser with one page. Used as a context manager."""

    def __init__(self, program: str = "chromium") -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="pages-", ignore_cleanup_errors=True)
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()

        def pipe_ends() -> None:
            os.dup2(to_browser, 63)
            os.dup2(from_browser, 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self._folder.name}/profile", "about:blank"],
            preexec_fn=pipe_ends, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._number = 0
        self._events: list[str] = []
        self._session = ""
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self.call("Page.enable")
        self._page = Path(self._folder.name) / "page.html"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._write)
        os.close(self._read)
        self._folder.cleanup()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and wait for its answer; events that come meanwhile are noted by name."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise PageFailed(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self._events.append(answer.get("method", ""))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            chunk = os.read(self._read, 1 << 20)
            if not chunk:
                raise PageFailed("the browser ended")
            self._buffer += chunk
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def size(self, width: int, height: int, scale: float, mobile: bool = False) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )
        self.call("Emulation.setScrollbarsHidden", hidden=mobile)

    def load(self, html: str) -> None:
        """Show a page and wait for its load event."""
        self._page.write_text(html)
        self._events.clear()
        self.call("Page.navigate", url=self._page.as_uri())
        while "Page.loadEventFired" not in self._events:
            self._events.append(self._next().get("method", ""))

    def evaluate(self, script: str) -> Any:
        """The value of an expression; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, timeout=8000)
        if "exceptionDetails" in answer:
            raise PageFailed(json.dumps(answer["exceptionDetails"])[:400])
        return answer["result"].get("value")

    def picture(self, quality: int = 82) -> bytes:
        """The page as WebP."""
        shot = self.call("Page.captureScreenshot", format="webp", quality=quality, optimizeForSpeed=True)
        return base64.b64decode(shot["data"])
