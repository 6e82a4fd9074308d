"""A phone or tablet over ADB: seen through screencap, driven through `input`.

Screen units are the logical pixels of the present rotation, which is what `input` takes. They are asked for at each
look, because a phone is turned and its size can be overridden at any time.
"""

from __future__ import annotations

import math
import time
from typing import Self, assert_never

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
from bridges.android.devices import reconnect
from bridges.android.eyes import Eyes
from bridges.android.keyboards import Keyboards
from bridges.android.keys import chord_codes
from bridges.android.link import Link
from bridges.android.packages import Applications
from bridges.android.readings import Display
from bridges.android.touch import REST_S, Finger, pixel, scroll_path
from bridges.android.writing import Writer
from bridges.base import Node, Observation
from bridges.coordinates import ScreenPoint
from bridges.errors import (
    DeviceLost,
    DeviceMissing,
    DeviceUnauthorised,
    MimicError,
    NotTyped,
    UnknownKey,
)
from bridges.settle import changed_tiles, settle

REACTION_S = 0.15
POPUP_S = 1.0
FOCUS_S = 2.0
PICK_UP_S = 0.55
"""How long a finger rests before a drag, so that what lies under it is picked up."""
FOCUS_ASKED_S = 0.08
AWAY = (DeviceLost, DeviceUnauthorised, DeviceMissing)
"""In the middle of a run: the cable, the network, or a permission that somebody took back; each may come back."""
AWAY_S = 8.0
"""How long a phone may be away in the middle of a run."""


class AndroidPhone:
    """The bridge to one phone. ``tree`` asks for the element tree at each look. Raises DeviceLost and its kin."""

    def __init__(self, link: Link, tree: bool = False, name: str = "") -> None:
        self.stop = link.stop
        self.link = link
        self._name = name
        self.eyes = Eyes(link, tree)
        self._finger = Finger(link)
        self.keyboards = Keyboards(link)
        self.writer = Writer(link, self.keyboards, self.eyes.read_back)
        self._applications = Applications(link, self.eyes.look, self.eyes.nodes)
        self._acted_at = -math.inf

    @property
    def name(self) -> str:
        return self._name or f"the phone {self.link.serial}"

    @property
    def screen(self) -> Display:
        """The display at the last look: density, rotation, cut-outs."""
        return self.eyes.screen

    def __enter__(self) -> Self:
        """Put right what an earlier run left, wake the screen. Raises DeviceOffline, DeviceUnauthorised and others."""
        self.eyes.look()
        self.keyboards.restore()
        if not self.screen.awake:
            self.link.run("input keyevent 224")
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the keyboard back. A phone that is away keeps the record, and gets it at the next start."""
        if self.keyboards.owes:
            try:
                self.keyboards.restore()
            except MimicError:
                if not isinstance(self._reachable(), MimicError):
                    raise

    def _reachable(self) -> MimicError | None:
        try:
            self.link.run("true", unstoppable=True, limit_s=3)
        except MimicError as error:
            return error
        return None

    # Look

    def observe(self) -> Observation:
        """Wait until the screen is still. Raises DeviceLost, SecureScreen, CommandFailed, Stopped."""
        try:
            return self.eyes.observe(self._reacting_s())
        except AWAY:
            self._reach_again()
            return self.eyes.observe(self._reacting_s())

    def _reacting_s(self) -> float:
        """How long the phone may still need before it shows what the last action does."""
        return max(0.0, self._acted_at + REACTION_S - time.monotonic())

    def glance(self) -> Observation:
        """What the screen shows at this very moment, moving or not, without the tree."""
        return self.eyes.glance()

    def nodes(self) -> tuple[Node, ...] | None:
        """What the tree tells of now, boxes in pixels of the last look's frame; None where there is none."""
        return self.eyes.nodes()

    def read_back(self) -> str | None:
        """The text of the focused field; None where no tree tells it, never that of a password field."""
        return self.eyes.read_back()

    # Act

    def perform(self, action: ScreenAction) -> None:
        """Carry the action out.

        Raises Stopped, OutsideSpace, NotTyped, UnknownKey, ApplicationMissing, CommandFailed, NotPermitted, DeviceLost.
        """
        if not self.screen.width:
            self.eyes.look()
        try:
            with self.stop.acting():
                try:
                    self._carry_out(action)
                except AWAY as error:
                    self._after_a_break(action, error)
        finally:
            self._acted_at = time.monotonic()

    def _after_a_break(self, action: ScreenAction, error: MimicError) -> None:
        """The connection broke while an action was sent, and nobody said whether it was done: the screen tells.

        Raises DeviceLost where the phone stays away, NotTyped for a text, which may be there in part.
        """
        self._reach_again()
        if isinstance(action, Input):
            found = "the connection broke in the middle, and part of it may be there"
            raise NotTyped(f"Typing on {self.link.serial}", found, "Look at the phone.") from error
        now = settle(self.eyes.frames.grab, pause=self.stop.sleep, limit_s=POPUP_S)
        if self.eyes.last is None or changed_tiles(self.eyes.last, now.pixels).any():
            return
        self._carry_out(action)

    def _reach_again(self) -> None:
        """Wait until the phone answers once more, for a while. Raises what it last said where it does not."""
        until = time.monotonic() + AWAY_S
        while True:
            try:
                if ":" in self.link.serial:
                    reconnect(self.link.serial)
                self.eyes.look()
            except AWAY:
                if time.monotonic() > until:
                    raise
                self.stop.sleep(0.2)
            else:
                return

    def _carry_out(self, action: ScreenAction) -> None:  # noqa: C901, PLR0912 - one case for each action
        match action:
            case Click():
                self._finger.tap(self._pixel(action.start_point))
            case DoubleClick():
                self._finger.tap(self._pixel(action.start_point), times=2)
            case RightClick() | LongPress():
                # A phone's context menu is what a long press opens.
                self._finger.hold(self._pixel(action.start_point))
            case Hover():
                pass  # a finger cannot hover
            case Scroll():
                for start, end in scroll_path(
                    self.screen, action.direction, action.scroll_distance, action.start_point
                ):
                    self._finger.travel(start, end, rest_s=REST_S)
            case Drag():
                start, end = self._pixel(action.start_point), self._pixel(action.end_point)
                self._finger.travel(start, end, hold_s=PICK_UP_S, rest_s=REST_S)
            case Input():
                if action.start_point is not None:
                    self._finger.tap(self._pixel(action.start_point))
                    self.stop.sleep(FOCUS_ASKED_S)
                self.writer.type(action.text)
            case Select():
                self._select(action.start_point, action.text)
            case Press():
                self._press(action.keys)
            case Open() | AppSwitch():
                self._open(action.app)
            case Wait():
                self.stop.sleep(action.seconds)
            case _:
                assert_never(action)

    def _open(self, app: str) -> None:
        called, _, _ = app.partition(": ")  # a title of a look, where the focus is given back
        self._applications.open(called, self._tap_node, self._show_all_applications)
        self.eyes.called[self.eyes.look().package] = called

    def _press(self, keys: list[str]) -> None:
        codes = chord_codes(keys)
        if len(codes) == 1:
            self.link.run(f"input keyevent {codes[0]}")
            return
        answer = self.link.ask(f"input keycombination {' '.join(map(str, codes))}")
        if answer.status != 0 or "Unknown command" in answer.said:
            raise UnknownKey(
                f"Pressing {'+'.join(keys)}",
                "this phone presses no keys together (Android 12 does)",
                "Press them singly.",
            )

    def _select(self, point: ScreenPoint | None, entry: str) -> None:
        """Open the list and tap the entry, which the tree names."""
        if point is not None:
            self._finger.tap(self._pixel(point))
            settle(self.eyes.frames.grab, pause=self.stop.sleep, minimum_s=REACTION_S, limit_s=POPUP_S)
        nodes = self.nodes() or ()
        wanted = entry.strip().casefold()
        found = next((node for node in nodes if node.name.strip().casefold() == wanted), None)
        if found is None:
            raise UnknownKey(
                f"Choosing “{entry}”", "the list shows no such entry", "Scroll the list, or say it as written."
            )
        self._tap_node(found)

    def _tap_node(self, node: Node) -> None:
        center = node.box.center
        self._finger.tap((int(center.x / self.eyes.scale), int(center.y / self.eyes.scale)))

    def _show_all_applications(self) -> None:
        """Swipe up on the home screen."""
        x, bottom, top = self.screen.width // 2, int(self.screen.height * 0.75), int(self.screen.height * 0.25)
        self._finger.travel((x, bottom), (x, top))
        self.stop.sleep(0.5)

    def _pixel(self, point: ScreenPoint) -> tuple[int, int]:
        return pixel(point, self.screen)
