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
from bridges.android.frames import Frames, is_withheld, rgb
from bridges.android.keyboards import Keyboards
from bridges.android.keys import chord_codes
from bridges.android.link import Link
from bridges.android.packages import Applications
from bridges.android.readings import LOOK, Display, Front, read_display, read_front
from bridges.android.sketch import sketch
from bridges.android.touch import REST_S, Finger, pixel, scroll_path
from bridges.android.trees import Trees
from bridges.android.writing import Writer
from bridges.base import Node, Observation
from bridges.coordinates import Geometry, ScreenPoint, Size
from bridges.errors import (
    DeviceLost,
    DeviceMissing,
    DeviceUnauthorised,
    MimicError,
    NotTyped,
    SecureScreen,
    UnknownKey,
)
from bridges.settle import Pixels, changed_tiles, settle

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
READABLE_DPI = 210
"""Phones draw everything two to four times as fine as a desktop does. A picture of about this density holds all that
can be read, and is looked at in a quarter of the time or less."""


class AndroidPhone:
    """The bridge to one phone. ``tree`` asks for the element tree at each look. Raises DeviceLost and its kin."""

    def __init__(self, link: Link, tree: bool = False, name: str = "") -> None:
        self.stop = link.stop
        self.link = link
        self._name = name
        self._wants_tree = tree
        self._frames = Frames(link)
        self._trees = Trees(link)
        self._finger = Finger(link)
        self.keyboards = Keyboards(link)
        self.writer = Writer(link, self.keyboards, self.read_back)
        self._applications = Applications(link, self._look, self.nodes)
        self._acted_at = -math.inf
        self.screen = Display(0, 0)
        """The display at the last look: density, rotation, cut-outs."""
        self._scale = 1.0
        self._last: Pixels | None = None
        self._called: dict[str, str] = {}

    @property
    def name(self) -> str:
        return self._name or f"the phone {self.link.serial}"

    def __enter__(self) -> Self:
        """Put right what an earlier run left, wake the screen. Raises DeviceOffline, DeviceUnauthorised and others."""
        self._look()
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
            return self._observe()
        except AWAY:
            self._reach_again()
            return self._observe()

    def _observe(self) -> Observation:
        started = time.perf_counter()
        left = self._acted_at + REACTION_S - time.monotonic()
        still = settle(self._frames.grab, pause=self.stop.sleep, minimum_s=max(0.0, left))
        taken_at = time.time()
        front = self._look()
        self._last = still.pixels
        frame = rgb(still.pixels, max(1, self.screen.density // READABLE_DPI))
        geometry = self._geometry(frame.shape[1], frame.shape[0])
        captured = time.perf_counter()
        withheld = is_withheld(frame) and front.secure
        tree = None
        if self._wants_tree or withheld:
            tree = self._trees.read(self.screen, self._scale, "" if front.window else front.package)
        if withheld and not tree:
            raise SecureScreen(
                f"Looking at {front.package or self.link.serial}",
                f"the application forbids pictures of itself (secure screen), and no tree tells what is there: "
                f"{self._trees.why or 'it is empty'}",
                "Do this step by hand, then go on.",
            )
        return Observation(
            frame=sketch(frame, tree) if withheld and tree else frame,
            geometry=geometry,
            taken_at=taken_at,
            settled=still.settled,
            application=front.package,
            window=front.window or self._title(front),
            window_box=self._trees.window if tree else None,
            tree=tree,
            secure=withheld,
            interruption=front.interruption,
            ms={"capture": (captured - started) * 1e3, "tree": (time.perf_counter() - captured) * 1e3},
        )

    def glance(self) -> Observation:
        """What the screen shows at this very moment, moving or not, without the tree."""
        started = time.perf_counter()
        pixels, front = self._frames.grab(), self._look()
        frame = rgb(pixels, max(1, self.screen.density // READABLE_DPI))
        return Observation(
            frame=frame,
            geometry=self._geometry(frame.shape[1], frame.shape[0]),
            taken_at=time.time(),
            settled=False,
            application=front.package,
            window=front.window or self._title(front),
            ms={"capture": (time.perf_counter() - started) * 1e3},
        )

    def _title(self, front: Front) -> str:
        """The activity, after what the application was called when it was opened."""
        activity = front.activity.rpartition(".")[2]
        called = self._called.get(front.package)
        return f"{called}: {activity}" if called else activity

    def _look(self) -> Front:
        told = self.link.run(LOOK, shown="the window's state")
        display = read_display(told)
        if display is None:
            size = self.link.run("wm size")
            display = read_display(size.replace("size: ", "cur=")) or self._unreadable(size)
        self.screen = display
        return read_front(told)

    def _unreadable(self, told: str) -> Display:
        found = f"the phone does not tell its size: {told.strip()[:80]!r}"
        raise DeviceLost(f"Looking at {self.link.serial}", found, "Is it a phone, and has it booted?")

    def _geometry(self, width: int, height: int) -> Geometry:
        """A frame pixel is a whole number of the screen's, other than that where its size is overridden."""
        self._scale = width / self.screen.width if width and self.screen.width else 1.0
        return Geometry(Size(width, height), self._scale)

    def nodes(self) -> tuple[Node, ...] | None:
        """What the tree tells of now, boxes in pixels of the last look's frame; None where there is none."""
        front = self._look()
        return self._trees.read(self.screen, self._scale, "" if front.window else front.package)

    def read_back(self) -> str | None:
        """The text of the focused field; None where no tree tells it, never that of a password field."""
        nodes = self._trees.read(self.screen, self._scale) or ()
        focused = next((node for node in nodes if {"focused", "editable"} <= node.states), None)
        return None if focused is None or "password" in focused.states else focused.text

    # Act

    def perform(self, action: ScreenAction) -> None:
        """Carry the action out.

        Raises Stopped, OutsideSpace, NotTyped, UnknownKey, ApplicationMissing, CommandFailed, NotPermitted, DeviceLost.
        """
        if not self.screen.width:
            self._look()
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
        now = settle(self._frames.grab, pause=self.stop.sleep, limit_s=POPUP_S)
        if self._last is None or changed_tiles(self._last, now.pixels).any():
            return
        self._carry_out(action)

    def _reach_again(self) -> None:
        """Wait until the phone answers once more, for a while. Raises what it last said where it does not."""
        until = time.monotonic() + AWAY_S
        while True:
            try:
                if ":" in self.link.serial:
                    reconnect(self.link.serial)
                self._look()
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
        self._called[self._look().package] = called

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
            settle(self._frames.grab, pause=self.stop.sleep, minimum_s=REACTION_S, limit_s=POPUP_S)
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
        self._finger.tap((int(center.x / self._scale), int(center.y / self._scale)))

    def _show_all_applications(self) -> None:
        """Swipe up on the home screen."""
        x, bottom, top = self.screen.width // 2, int(self.screen.height * 0.75), int(self.screen.height * 0.25)
        self._finger.travel((x, bottom), (x, top))
        self.stop.sleep(0.5)

    def _pixel(self, point: ScreenPoint) -> tuple[int, int]:
        return pixel(point, self.screen)
