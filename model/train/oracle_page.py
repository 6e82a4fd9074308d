"""A MiniWoB++ page in a headless browser, with an oracle in it and a hand that acts by the browser's own events."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridges.devtools import Devtools
from bridges.miniwob import pages, reward

WIDTH, HEIGHT, SCALE = 180, 230, 2
"""What is looked at: the page with a margin, in CSS pixels, and the scale at which it is shown."""
VIEW = (500, 320)
"""The browser's view, of which the rest is empty ground: dialogs are placed for it."""
WHEEL = 120
"""CSS pixels of one click of the wheel, as measured with a real one."""
KEYS: dict[str, tuple[str, str, int]] = {
    "a": ("a", "KeyA", 65), "c": ("c", "KeyC", 67), "v": ("v", "KeyV", 86), "tab": ("Tab", "Tab", 9),
    "enter": ("Enter", "Enter", 13), "left": ("ArrowLeft", "ArrowLeft", 37), "up": ("ArrowUp", "ArrowUp", 38),
    "right": ("ArrowRight", "ArrowRight", 39), "down": ("ArrowDown", "ArrowDown", 40),
}  # fmt: skip
COMMANDS = {"ctrl+a": "selectAll", "ctrl+c": "copy", "ctrl+v": "paste"}


BEGIN = """
(() => {
  core.EPISODE_MAX_TIME = 2e9;
  Math.seedrandom(%s);
  core.startEpisodeReal();
  oracle.begin();
  for (const id of ["reward-display", "click-canvas"]) {
    const part = document.getElementById(id);
    if (part) part.style.display = "none";
  }
  document.documentElement.style.overflow = "hidden";
  document.activeElement.blur();
  const said = core.getUtterance();
  return said.utterance || said;
})()
"""


def oracles() -> str:
    """The script that puts the oracle into a page."""
    folder = Path(__file__).parent
    return ";\n".join((folder / name).read_text(encoding="utf-8") for name in ("oracles.js", "oracles_figures.js"))


class Page:
    """One task type in a headless browser."""

    def __init__(self, browser: Devtools, task: str) -> None:
        self._browser = browser
        self._task = task
        browser.navigate(pages() / f"{task}.html")
        browser.evaluate(oracles())

    def begin(self, seed: str) -> str:
        """Start an episode; its task in words."""
        return str(self._browser.evaluate(BEGIN % json.dumps(seed)))

    def next(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self._browser.evaluate(f"oracle.next({json.dumps(self._task)})")
        return found

    def reward(self) -> float | None:
        """None while the episode goes on."""
        return reward(self._browser)

    def frame(self) -> NDArray[np.uint8]:
        from PIL import Image

        whole = np.asarray(Image.open(io.BytesIO(self._browser.picture())).convert("RGB"))
        return np.ascontiguousarray(whole[: HEIGHT * SCALE, : WIDTH * SCALE])

    # What a hand does, through the browser's own input events

    def _mouse(self, kind: str, point: tuple[float, float], **more: Any) -> None:
        self._browser.call("Input.dispatchMouseEvent", type=kind, x=point[0], y=point[1], **more)

    def click(self, point: tuple[float, float]) -> None:
        self._mouse("mouseMoved", point)
        self._mouse("mousePressed", point, button="left", clickCount=1, buttons=1)
        self._mouse("mouseReleased", point, button="left", clickCount=1)

    def act(self, step: dict[str, Any]) -> None:
        point = tuple(step["point"]) if "point" in step else (0.0, 0.0)
        match step["kind"]:
            case "click":
                self.click(point)
            case "doubleclick":
                self.click(point)
                self._mouse("mousePressed", point, button="left", clickCount=2, buttons=1)
                self._mouse("mouseReleased", point, button="left", clickCount=2)
            case "hover":
                self._mouse("mouseMoved", (point[0] - 2, point[1]))
                self._mouse("mouseMoved", point)
            case "input":
                if not step.get("focused"):
                    self.click(point)
                self._type(step["text"])
            case "press":
                self._press(step["keys"])
            case "scroll":
                sign = 1 if step["direction"] == "down" else -1
                self._mouse("mouseWheel", point, deltaX=0, deltaY=sign * WHEEL)
            case "wait":
                time.sleep(step["seconds"] + 0.3)
            case "drag":
                self._drag(point, tuple(step["end"]))
            case "select":
                self._browser.evaluate(
                    f"(() => {{ const list = document.elementFromPoint({point[0]}, {point[1]}); list.value = "
                    f"{json.dumps(step['text'])}; list.dispatchEvent(new Event('change', {{bubbles: true}})) }})()"
                )
        time.sleep(0.45 if step.get("slow") else 0.03)

    def _type(self, text: str) -> None:
        for sign in text:
            self._browser.call("Input.dispatchKeyEvent", type="keyDown", text=sign, key=sign, unmodifiedText=sign)
            self._browser.call("Input.dispatchKeyEvent", type="keyUp", key=sign)

    def _press(self, keys: str) -> None:
        letter = keys.rsplit("+", maxsplit=1)[-1]
        key, code, number = KEYS[letter]
        common = {"modifiers": 2 if "+" in keys else 0, "key": key, "code": code, "windowsVirtualKeyCode": number}
        self._browser.call(
            "Input.dispatchKeyEvent", type="keyDown", commands=[COMMANDS[keys]] if keys in COMMANDS else [], **common
        )
        self._browser.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def _drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self._mouse("mouseMoved", start)
        self._mouse("mousePressed", start, button="left", clickCount=1, buttons=1)
        for part in range(1, 13):
            place = (start[0] + (end[0] - start[0]) * part / 12, start[1] + (end[1] - start[1]) * part / 12)
            self._mouse("mouseMoved", place, button="left", buttons=1)
        self._mouse("mouseReleased", end, button="left", clickCount=1)
