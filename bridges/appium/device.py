"""A device behind an Appium server, driven by W3C WebDriver alone: screenshot, page source, pointer actions, keys.

Screen units are what the driver takes for touches: pixels on Android, points on iOS, CSS pixels in a browser. The frame
is the screenshot, so its scale against the window's size is taken anew at each look.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self, assert_never

import numpy as np

from bridges.action import (
    AppSwitch,
    Click,
    DoubleClick,
    Drag,
    Hover,
    Input,
    LongPress,
    Open,
    Press,
    RightClick,
    ScreenAction,
    Scroll,
    Select,
    Wait,
)
from bridges.android.hierarchy import NoTree, read_hierarchy
from bridges.android.keys import key_code
from bridges.android.readings import Display
from bridges.android.touch import LONG_PRESS_S, scroll_path
from bridges.appium.address import Address
from bridges.base import Node, Observation
from bridges.coordinates import Geometry, ScreenPoint, Size
from bridges.errors import (
    ApplicationMissing,
    BridgeError,
    CommandFailed,
    DeviceLost,
    DeviceMissing,
    NotTyped,
    UnknownKey,
)
from bridges.settle import Pixels, settle
from bridges.stop import Stop

MOVE_S, SLICE_S = 0.3, 0.1
"""How long a finger travels, and each straight piece of its way; at the end it rests for one, so that nothing flies."""
BETWEEN_S = 0.05
INSTALL = "pip install 'mimic[appium]'"
INSERT = "return document.execCommand('insertText', false, arguments[0])"
KEYS = {"enter": "\ue007", "tab": "\ue004", "backspace": "\ue003", "delete": "\ue017", "escape": "\ue00c"}


class AppiumDevice:
    """The bridge to one Appium session, which begins with it and ends with it. Raises DeviceMissing, DeviceLost."""

    def __init__(self, address: Address, stop: Stop, tree: bool = False) -> None:
        try:
            from appium import webdriver
            from appium.options.common import AppiumOptions
        except ImportError as error:
            raise DeviceMissing("Using Appium", "its client is not installed", INSTALL) from error
        self.stop = stop
        self._wants_tree = tree
        self._platform = str(address.capabilities["platformName"])
        self._in_browser = "browserName" in address.capabilities
        options = AppiumOptions()
        options.load_capabilities(dict(address.capabilities))
        with _driver_errors(f"Beginning a session at {address.url}", DeviceMissing, "Is the server running: appium?"):
            self._driver: Any = webdriver.Remote(address.url, options=options)
        self._display = Display(0, 0)

    @property
    def name(self) -> str:
        return f"a device by Appium ({self._platform})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End the session; a server that is gone is no error here."""
        from selenium.common.exceptions import WebDriverException
        from urllib3.exceptions import HTTPError

        try:
            self._driver.quit()
        except (WebDriverException, HTTPError, OSError):
            return

    def observe(self) -> Observation:
        """Wait until the screen is still. Raises DeviceLost, Stopped."""
        started = time.perf_counter()
        with _driver_errors("Looking at the device", DeviceLost):
            still = settle(self._grab, pause=self.stop.sleep)
            size = self._size()
            taken_at = time.time()
            frame = np.ascontiguousarray(still.pixels[:, :, :3])
            height, width = frame.shape[:2]
            # A driver that knows no window has the screen's own pixels.
            self._display = Display(round(size.get("width") or width), round(size.get("height") or height))
            geometry = Geometry(Size(width, height), width / max(1, self._display.width))
            captured = time.perf_counter()
            tree = self._tree(geometry) if self._wants_tree else None
        return Observation(
            frame=frame,
            geometry=geometry,
            taken_at=taken_at,
            settled=still.settled,
            tree=tree,
            ms={"capture": (captured - started) * 1e3, "tree": (time.perf_counter() - captured) * 1e3},
        )

    def _size(self) -> Mapping[str, float]:
        """What touches are counted in: the window, and in a browser the page's own part of it."""
        if self._in_browser:
            width, height = self._driver.execute_script("return [window.innerWidth, window.innerHeight]")
            return {"width": width, "height": height}
        return self._driver.get_window_size() or {}

    def _grab(self) -> Pixels:
        import cv2

        data = base64.b64decode(self._driver.get_screenshot_as_base64())
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
        if picture is None:
            raise DeviceLost("Looking at the device", "the driver's screenshot is no picture", "Try again.")
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGBA), np.uint8)

    def _tree(self, geometry: Geometry) -> tuple[Node, ...] | None:
        """UiAutomator2's page source has the form of a dump; other drivers' trees are not read."""
        try:
            return read_hierarchy(self._driver.page_source, geometry.scale, geometry.frame.width, geometry.frame.height)
        except NoTree:
            return None

    def perform(self, action: ScreenAction) -> None:
        """Carry the action out. Raises Stopped, OutsideSpace, NotTyped, UnknownKey, CommandFailed, DeviceLost."""
        if not self._display.width:
            self.observe()
        with self.stop.acting(), _driver_errors(f"Doing {action.action} on the device", CommandFailed):
            self._carry_out(action)

    def _carry_out(self, action: ScreenAction) -> None:  # noqa: C901, PLR0912 - one case for each action
        match action:
            case Click():
                self._press_at(action.start_point, 0.05)
            case DoubleClick():
                self._press_at(action.start_point, 0.03, times=2)
            case RightClick() | LongPress():
                self._press_at(action.start_point, LONG_PRESS_S)
            case Hover():
                pass
            case Scroll():
                for start, end in scroll_path(
                    self._display, action.direction, action.scroll_distance, action.start_point
                ):
                    self._travel(start, end, 0.0)
            case Drag():
                start, end = self._pixel(action.start_point), self._pixel(action.end_point)
                self._travel(start, end, LONG_PRESS_S)
            case Input():
                if action.start_point is not None:
                    self._press_at(action.start_point, 0.05)
                self._type(action.text)
            case Select():
                raise UnknownKey(
                    f"Choosing “{action.text}”", "a device by Appium is given taps", "Tap the list, then the entry."
                )
            case Press():
                self._press(action.keys)
            case Open() | AppSwitch():
                self._open(action.app)
            case Wait():
                self.stop.sleep(action.seconds)
            case _:
                assert_never(action)

    def _press_at(self, point: ScreenPoint, seconds: float, times: int = 1) -> None:
        once = [_move(*self._pixel(point), 0.0), DOWN, _rest(seconds), UP, _rest(BETWEEN_S)]
        self._send(once * times)

    def _travel(self, start: tuple[int, int], end: tuple[int, int], hold_s: float) -> None:
        steps = max(1, round(MOVE_S / SLICE_S))
        way = [tuple(round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True))
               for step in range(1, steps + 1)]  # fmt: skip
        moves = [_move(x, y, SLICE_S) for x, y in way]
        self._send([_move(*start, 0.0), DOWN, _rest(hold_s), *moves, _rest(SLICE_S), UP])

    def _send(self, actions: list[dict[str, Any]]) -> None:
        """A whole gesture in one request: not every driver keeps a finger down between two (Chromium's lifts none).

        So a stop waits for the gesture's end, which is less than a second away.
        """
        from selenium.webdriver.remote.command import Command

        self.stop.check()
        finger = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": actions}
        self._driver.execute(Command.W3C_ACTIONS, {"actions": [finger]})
        self.stop.check()

    def _type(self, text: str) -> None:
        tried = f"Typing {len(text)} characters"
        element = self._driver.switch_to.active_element
        before = self._value(element)
        self._send_text(element, text, tried)
        after = self._value(element)
        if before is not None and after is not None and text not in after:
            raise NotTyped(tried, "the field does not hold what was typed", "Look at the device.")

    def _send_text(self, element: Any, text: str, tried: str) -> None:
        """By keys; in a browser what its driver has no keys for (emoji in Chromium's) is inserted by the page."""
        from selenium.common.exceptions import InvalidSessionIdException, WebDriverException

        try:
            element.send_keys(text)
        except InvalidSessionIdException:
            raise
        except WebDriverException as error:
            if self._in_browser and self._driver.execute_script(INSERT, text):
                return
            found = f"the driver cannot type it: {(error.msg or type(error).__name__).splitlines()[0][:200]}"
            raise NotTyped(tried, found, "Leave out what is no plain text.") from error

    def _value(self, element: Any) -> str | None:
        by_attribute = self._in_browser or self._platform.lower() != "android"
        value = element.get_attribute("value") if by_attribute else element.text
        return None if value is None else str(value)

    def _press(self, keys: list[str]) -> None:
        name = keys[0].lower()
        if len(keys) == 1 and name == "back":
            self._driver.back()
        elif self._platform.lower() == "android" and not self._in_browser:
            for code in [key_code(key) for key in keys]:
                self._driver.press_keycode(code)
        elif len(keys) == 1 and (name in KEYS or len(name) == 1):
            self._driver.switch_to.active_element.send_keys(KEYS.get(name, keys[0]))
        else:
            raise UnknownKey(
                f"Pressing {'+'.join(keys)}", "this driver has no such key", "It has back, enter, tab, delete."
            )

    def _open(self, app: str) -> None:
        """By package, bundle identifier, or address in a browser. Labels are for the launcher's own taps."""
        if "://" in app:
            self._driver.get(app)
        elif "." in app:
            self._driver.activate_app(app)
        else:
            raise ApplicationMissing(
                f"Opening “{app}”", "Appium opens by package or bundle identifier", "Such as com.android.settings."
            )

    def _pixel(self, point: ScreenPoint) -> tuple[int, int]:
        Size(self._display.width, self._display.height).check(point)
        return int(point.x), int(point.y)


DOWN, UP = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}


def _rest(seconds: float) -> dict[str, Any]:
    return {"type": "pause", "duration": round(seconds * 1000)}


def _move(x: int, y: int, seconds: float) -> dict[str, Any]:
    return {"type": "pointerMove", "duration": round(seconds * 1000), "origin": "viewport", "x": x, "y": y}


@contextmanager
def _driver_errors(tried: str, kind: type[BridgeError], remedy: str = "See the server's log.") -> Iterator[None]:
    """What the driver, the server or the wire says, as an error of the tree; a lost session is a lost device."""
    from selenium.common.exceptions import InvalidSessionIdException, WebDriverException
    from urllib3.exceptions import HTTPError

    try:
        yield
    except InvalidSessionIdException as error:
        raise DeviceLost(tried, "the session has ended", remedy) from error
    except WebDriverException as error:
        raise kind(tried, (error.msg or type(error).__name__).splitlines()[0][:300], remedy) from error
    except (HTTPError, OSError) as error:
        found = f"the server does not answer ({type(error).__name__})"
        raise (kind if kind is DeviceMissing else DeviceLost)(tried, found, remedy) from error
