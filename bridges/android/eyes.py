"""What a phone shows: pictures, the display's state, what has the focus, and the element tree."""

from __future__ import annotations

import time

from bridges.android.frames import Frames, is_withheld, rgb
from bridges.android.link import Link
from bridges.android.readings import LOOK, Display, Front, read_display, read_front
from bridges.android.sketch import sketch
from bridges.android.trees import Trees
from bridges.base import Node, Observation
from bridges.coordinates import Geometry, Size
from bridges.errors import DeviceLost, SecureScreen
from bridges.settle import Pixels, settle

READABLE_DPI = 210
"""Phones draw everything two to four times as fine as a desktop does. A picture of about this density holds all that
can be read, and is looked at in a quarter of the time or less."""


class Eyes:
    """Looks at one phone. ``tree`` asks for the element tree at each look."""

    def __init__(self, link: Link, tree: bool = False) -> None:
        self._link = link
        self._wants_tree = tree
        self.frames = Frames(link)
        self.trees = Trees(link)
        self.screen = Display(0, 0)
        """The display at the last look: density, rotation, cut-outs."""
        self.scale = 1.0
        """Frame pixels for each pixel of the screen."""
        self.last: Pixels | None = None
        """The picture of the last whole look."""
        self.called: dict[str, str] = {}
        """What applications were called when they were opened, by package."""

    def observe(self, minimum_s: float = 0.0) -> Observation:
        """Wait until the screen is still. Raises DeviceLost, SecureScreen, CommandFailed, Stopped."""
        started = time.perf_counter()
        still = settle(self.frames.grab, pause=self._link.stop.sleep, minimum_s=minimum_s)
        taken_at = time.time()
        front = self.look()
        self.last = still.pixels
        frame = rgb(still.pixels, max(1, self.screen.density // READABLE_DPI))
        geometry = self._geometry(frame.shape[1], frame.shape[0])
        captured = time.perf_counter()
        withheld = is_withheld(frame) and front.secure
        tree = None
        if self._wants_tree or withheld:
            tree = self.trees.read(self.screen, self.scale, "" if front.window else front.package)
        if withheld and not tree:
            raise SecureScreen(
                f"Looking at {front.package or self._link.serial}",
                f"the application forbids pictures of itself (secure screen), and no tree tells what is there: "
                f"{self.trees.why or 'it is empty'}",
                "Do this step by hand, then go on.",
            )
        return Observation(
            frame=sketch(frame, tree) if withheld and tree else frame,
            geometry=geometry,
            taken_at=taken_at,
            settled=still.settled,
            application=front.package,
            window=front.window or self._title(front),
            window_box=self.trees.window if tree else None,
            tree=tree,
            secure=withheld,
            interruption=front.interruption,
            ms={"capture": (captured - started) * 1e3, "tree": (time.perf_counter() - captured) * 1e3},
        )

    def glance(self) -> Observation:
        """What the screen shows at this very moment, moving or not, without the tree."""
        started = time.perf_counter()
        pixels, front = self.frames.grab(), self.look()
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
        called = self.called.get(front.package)
        return f"{called}: {activity}" if called else activity

    def look(self) -> Front:
        """The display's state anew, and what has the focus. Raises DeviceLost, CommandFailed."""
        told = self._link.run(LOOK, shown="the window's state")
        display = read_display(told)
        if display is None:
            size = self._link.run("wm size")
            display = read_display(size.replace("size: ", "cur=")) or self._unreadable(size)
        self.screen = display
        return read_front(told)

    def _unreadable(self, told: str) -> Display:
        found = f"the phone does not tell its size: {told.strip()[:80]!r}"
        raise DeviceLost(f"Looking at {self._link.serial}", found, "Is it a phone, and has it booted?")

    def _geometry(self, width: int, height: int) -> Geometry:
        """A frame pixel is a whole number of the screen's, other than that where its size is overridden."""
        self.scale = width / self.screen.width if width and self.screen.width else 1.0
        return Geometry(Size(width, height), self.scale)

    def nodes(self) -> tuple[Node, ...] | None:
        """What the tree tells of now, boxes in pixels of the last look's frame; None where there is none."""
        front = self.look()
        return self.trees.read(self.screen, self.scale, "" if front.window else front.package)

    def read_back(self) -> str | None:
        """The text of the focused field; None where no tree tells it, never that of a password field."""
        nodes = self.trees.read(self.screen, self.scale) or ()
        focused = next((node for node in nodes if {"focused", "editable"} <= node.states), None)
        return None if focused is None or "password" in focused.states else focused.text
