"""Reading the element tree: `uiautomator dump`, with what goes wrong with it on real phones.

It waits for the screen to be idle and gives up where something always moves; it sometimes tells of the screen as it
was. A dump that fails is tried again; one that tells of another application than the one in front is not believed.
"""

from __future__ import annotations

from bridges.android.hierarchy import NoTree, read_hierarchy, turned, window_box
from bridges.android.link import Link
from bridges.android.readings import Display
from bridges.base import Node
from bridges.coordinates import Box

TO_FILE = "/sdcard/.mimic_window.xml"
DUMP = f"uiautomator dump {TO_FILE} >/dev/null && cat {TO_FILE}; rm -f {TO_FILE}"
DIRECT = "uiautomator dump /dev/tty"
TRIES = 2
LIMIT_S = 15.0
PAUSE_S = 0.2


class Trees:
    """Reads the tree of one phone."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._command = DIRECT
        self.window: Box | None = None
        """Where the window of the last tree lies, in frame pixels."""
        self.why = ""
        """Why the last reading gave nothing."""

    def read(self, display: Display, scale: float, package: str = "") -> tuple[Node, ...] | None:
        """The nodes in frame pixels; None where the phone gives no tree, or one of another screen."""
        self.window = None
        for attempt in range(TRIES):
            if attempt:
                self._link.stop.sleep(PAUSE_S)
            answer = self._link.ask(self._command, limit_s=LIMIT_S)
            xml = answer.text
            try:
                width, height = round(display.width * scale), round(display.height * scale)
                nodes = read_hierarchy(xml, scale, width, height)
            except NoTree as error:
                self.why = answer.said[:200] or str(error)
                if "tty" in self._command and "idle" not in self.why:
                    self._command = DUMP
                continue
            if turned(xml) not in (None, display.rotation):
                self.why = "the tree is of the screen before it was turned"
                continue
            told = {node.application for node in nodes if node.application}
            if package and told and package not in told and not told & SYSTEM:
                self.why = f"the tree is of {', '.join(sorted(told))}, and {package} is in front"
                continue
            self.why = ""
            self.window = window_box(xml, scale, width, height)
            return nodes
        return None


SYSTEM = {
    "com.android.systemui",
    "android",
    "com.android.permissioncontroller",
    "com.google.android.permissioncontroller",
}
"""Whose windows stand before an application without taking its place."""
