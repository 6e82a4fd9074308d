"""The pages of MiniWoB++ as a device: a real browser on a private desktop, seen by screenshots, driven by its hands.

The browser's debugging pipe only starts an episode from its seed, tells what the task says, and says at the end what
the page rewarded. The page is shown at scale 2. The time limit of an episode is lifted. The board with rewards and
clock beside the page is hidden, and what lies beyond the page is cut off.

Every page of the package counts, but for those that cannot be decided step by step and those that are another page
over again; each of these stands here with its reason.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal, Self

import numpy as np

from bridges.action import ScreenAction, Scroll
from bridges.base import Observation
from bridges.coordinates import Geometry, ScreenPoint, Size
from bridges.desktop import WHEEL_UNITS
from bridges.devtools import Devtools
from bridges.errors import ModelUnavailable
from bridges.stop import Stop
from bridges.virtual import VirtualDesktop

SCALE = 2
VIEW = (500, 320)
"""The browser's view in CSS pixels: dialogs are placed for it."""
SEEN = (180, 230)
"""The part of it that is looked at: the page of 160 × 210 and a margin."""
# A scroll is one click of the wheel: it takes Chromium 120 CSS pixels on, most of the height of these pages.
FLAGS = (
    "--kiosk", f"--force-device-scale-factor={SCALE}", "--window-position=0,0",
    f"--window-size={VIEW[0]},{VIEW[1]}", "--hide-scrollbars",
)  # fmt: skip
LOAD = """
(() => {
  const sheet = document.createElement("style");
  sheet.textContent = "#reward-display, #click-canvas { display: none !important } html { overflow: hidden }";
  document.head.appendChild(sheet);
})()
"""
BEGIN = """
(() => {
  core.EPISODE_MAX_TIME = 2e9;
  Math.seedrandom(%s);
  core.startEpisodeReal();
  if (document.activeElement) document.activeElement.blur();
  const said = core.getUtterance();
  return said.utterance || said;
})()
"""

LEFT_OUT: Final = {
    "button-delay": "real time: the reward is for pressing a button within a fraction of a second of a moment",
    "chase-circle": "real time: the circle moves on while a step is decided",
    "moving-items": "real time: the items move on while a step is decided",
    "simon-says": "real time: the order is shown in flashes of a part of a second",
    "hover-shape": "real time: the highlight moves on every second and each moment counts",
    "stock-market": "real time: the price changes several times a second",
    "book-flight-nodelay": "the page of book-flight without its animation",
    "choose-date-nodelay": "the page of choose-date without its animation",
    "click-collapsible-nodelay": "the page of click-collapsible without its animation",
    "click-collapsible-2-nodelay": "the page of click-collapsible-2 without its animation",
    "click-pie-nodelay": "the page of click-pie without its animation",
    "use-autocomplete-nodelay": "the page of use-autocomplete without its animation",
}
"""Types that are not measured, and why."""

Purpose = Literal["measure", "try", "train"]
PREFIX: Final[dict[Purpose, str]] = {"measure": "held", "try": "valid", "train": "train"}


def seed(purpose: Purpose, number: int) -> str:
    """What the page's random numbers start from. Different purposes never share one."""
    if number < 0:
        raise ValueError(f"seeds are counted from 0, not {number}")
    return f"{PREFIX[purpose]}-{number}"


def pages() -> Path:
    """The folder of the pages. Raises ModelUnavailable where the package is missing."""
    try:
        import miniwob
    except ImportError as error:
        raise ModelUnavailable(
            "Opening the pages of MiniWoB++", "the package miniwob is not installed", "pip install 'mimic[eval]'"
        ) from error
    return Path(str(miniwob.__file__)).parent / "html" / "miniwob"


def reward(browser: Devtools) -> float | None:
    """What a page that is open gave for its episode, without what it takes off for time; None while that goes on."""
    done, given = browser.evaluate("[WOB_DONE_GLOBAL, WOB_RAW_REWARD_GLOBAL]")
    return float(given) if done else None


def types() -> tuple[str, ...]:
    """The names of the types that are measured, in alphabetical order."""
    return tuple(sorted(page.stem for page in pages().glob("*.html") if page.stem not in LEFT_OUT))


class Page:
    """A Bridge to the page alone: a private desktop of which the browser's page is seen, and nothing beyond it."""

    def __init__(self) -> None:
        self.stop = Stop()
        self._desktop = VirtualDesktop(Size(VIEW[0] * SCALE, VIEW[1] * SCALE), self.stop, tree=False)
        self._desktop.__enter__()
        try:
            self._browser = Devtools(
                [*FLAGS, f"--app={(pages() / 'click-test.html').as_uri()}"], self._desktop.private.environment
            )
        except BaseException:
            self._desktop.close()
            raise
        self._type = ""

    @property
    def name(self) -> str:
        return f"a page of {SEEN[0]}×{SEEN[1]} at scale {SCALE}"

    @property
    def display(self) -> str:
        return self._desktop.display

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._browser.close()
        self._desktop.close()

    def begin(self, type_: str, start: str) -> str:
        """Show a new episode; its task in words. Raises DeviceLost."""
        if type_ != self._type:
            self._browser.navigate(pages() / f"{type_}.html")
            self._browser.evaluate(LOAD)
            self._type = type_
        words = str(self._browser.evaluate(BEGIN % json.dumps(start)))
        # Two frames drawn by the browser: from then on no picture shows what was there before.
        self._browser.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(1))))")
        time.sleep(0.05)
        return words

    def evaluate(self, script: str) -> Any:
        """What a script on the page says, for those who set episodes up or teach. Raises DeviceLost."""
        return self._browser.evaluate(script)

    def reward(self) -> float | None:
        """What the page gave, without what it takes off for time; None while the episode goes on."""
        return reward(self._browser)

    def leave(self) -> None:
        """Load the next page anew, whatever became of this one."""
        self._type = ""

    def observe(self) -> Observation:
        whole = self._desktop.observe()
        width, height = SEEN[0] * SCALE, SEEN[1] * SCALE
        frame = np.ascontiguousarray(whole.frame[:height, :width])
        return replace(
            whole, frame=frame, geometry=Geometry(Size(width, height)), window="", window_box=None, windows=()
        )

    def perform(self, action: ScreenAction) -> None:
        if isinstance(action, Scroll):
            middle = ScreenPoint(SEEN[0] * SCALE / 2, SEEN[1] * SCALE / 2)
            action = Scroll[ScreenPoint](
                direction=action.direction,
                start_point=action.start_point or middle,
                scroll_distance=action.scroll_distance or WHEEL_UNITS,
            )
        self._desktop.perform(action)
