"""One headless Chromium that draws pages: load one, run a script on it, take a picture."""

from __future__ import annotations

import base64
from pathlib import Path

from bridges.devtools import Devtools


class Chrome(Devtools):
    """A browser with one page. Used as a context manager. Its methods raise DeviceLost, as Devtools says."""

    def __init__(self) -> None:
        super().__init__(("--headless=new",))
        self._loaded = 0

    def size(self, width: int, height: int, scale: float, mobile: bool = False) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )
        self.call("Emulation.setScrollbarsHidden", hidden=mobile)

    def load(self, html: str) -> None:
        """Show a page and wait until it has loaded."""
        self._loaded += 1
        # Of a name of its own, so that the page before is not taken for it.
        page = Path(self._folder.name) / f"page-{self._loaded}.html"
        page.write_text(html)
        self.navigate(page)
        page.unlink()

    def webp(self, quality: int = 82) -> bytes:
        """What the page shows, as WebP."""
        shot = self.call("Page.captureScreenshot", format="webp", quality=quality, optimizeForSpeed=True)
        return base64.b64decode(shot["data"])
