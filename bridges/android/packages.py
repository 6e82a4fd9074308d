"""Applications on a phone: found by label or package, started, brought to the front."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from bridges.android.link import Link, check, quoted
from bridges.android.readings import Front, read_launchers
from bridges.base import Node
from bridges.errors import ApplicationMissing, CommandFailed

LAUNCHERS = "cmd package query-activities --brief -a android.intent.action.MAIN -c android.intent.category.LAUNCHER"
HOME_INTENT = "am start -a android.intent.action.MAIN -c android.intent.category.HOME"
APPEAR_S = 8.0
LOOK_AGAIN_S = 0.1
ALIKE = 88.0
KNOWN: dict[str, tuple[str, ...]] = {
    "settings": ("com.android.settings",),
    "phone": ("com.google.android.dialer", "com.android.dialer"),
    "dialer": ("com.google.android.dialer", "com.android.dialer"),
    "contacts": ("com.google.android.contacts", "com.android.contacts"),
    "messages": ("com.google.android.apps.messaging", "com.android.messaging", "com.android.mms"),
    "browser": ("com.android.browser", "com.android.chrome", "org.mozilla.firefox"),
    "chrome": ("com.android.chrome",),
    "clock": ("com.google.android.deskclock", "com.android.deskclock"),
    "alarm": ("com.google.android.deskclock", "com.android.deskclock"),
    "calculator": ("com.google.android.calculator", "com.android.calculator2"),
    "calendar": ("com.google.android.calendar", "com.android.calendar"),
    "camera": ("com.google.android.GoogleCamera", "com.android.camera2", "com.android.camera"),
    "files": ("com.google.android.apps.nbu.files", "com.google.android.documentsui", "com.android.documentsui"),
    "gallery": ("com.android.gallery3d", "com.google.android.apps.photos"),
    "photos": ("com.google.android.apps.photos", "com.android.gallery3d"),
    "maps": ("com.google.android.apps.maps",),
    "gmail": ("com.google.android.gm",),
    "play store": ("com.android.vending",),
    "youtube": ("com.google.android.youtube",),
    "notes": ("com.google.android.keep", "com.android.notes"),
}
"""What people call the applications whose package names do not say it. Labels cannot be asked for over adb."""
_CHINESE = {
    "设置": "settings", "电话": "phone", "联系人": "contacts", "通讯录": "contacts", "信息": "messages",
    "短信": "messages", "浏览器": "browser", "时钟": "clock", "计算器": "calculator", "日历": "calendar",
    "相机": "camera", "文件": "files", "图库": "gallery", "相册": "gallery", "地图": "maps", "备忘录": "notes",
    "笔记": "notes", "记事本": "notes", "商店": "shop", "购物": "shop",
}  # fmt: skip
_COMMON = frozenset({"com", "org", "net", "android", "google", "app", "apps", "mobile", "client", "main", "launcher3"})


@dataclass(frozen=True, slots=True)
class Installed:
    """An application that can be started."""

    package: str
    component: str

    @property
    def words(self) -> str:
        """What the package's name says about it: "com.android.deskclock" says "deskclock"."""
        return " ".join(part for part in re.split(r"[._]", self.package.lower()) if part not in _COMMON)


ASKING = ("GrantPermissionsActivity", "ReviewPermissionsActivity")
"""With these an application that was just opened has the system ask for permissions."""


class Applications:
    """Finds and starts. ``front`` tells what has the focus, ``tree`` reads the screen, for labels in the launcher."""

    def __init__(self, link: Link, front: Callable[[], Front], tree: Callable[[], tuple[Node, ...] | None]) -> None:
        self._link, self._front, self._tree = link, front, tree
        self._installed: dict[str, str] | None = None

    def open(self, name: str, tap: Callable[[Node], None], show_all: Callable[[], None]) -> None:
        """Start by package or by what a person calls it; else find its label in the launcher and tap it.

        ``show_all`` brings up the list of all applications. Raises ApplicationMissing, CommandFailed.
        """
        found = self.find(name)
        if found is not None:
            self._start(found)
            self._wait(found.package, name)
            return
        self._link.run(HOME_INTENT)
        for prepare in (None, show_all):
            if prepare is not None:
                prepare()
            icon = self._icon(name)
            if icon is not None:
                home = self._front().package
                tap(icon)
                self._wait_other(home, name)
                return
        self._link.run(HOME_INTENT)
        raise ApplicationMissing(
            f"Opening “{name}” on {self._link.serial}",
            "no application answers to that name, and the launcher shows none",
            "Say it as the launcher writes it, or name the package, such as com.android.settings.",
        )

    def find(self, name: str) -> Installed | None:
        """The application of a name, by its package; None where package names do not tell. Raises ApplicationMissing
        for a package that is not installed.
        """
        wanted = name.strip()
        everything = self.installed()
        bare = wanted.partition("/")[0]
        if re.fullmatch(r"[A-Za-z]\w*(\.\w+)+", bare):
            if bare in everything:
                return Installed(bare, wanted if "/" in wanted else everything[bare])
            raise ApplicationMissing(
                f"Opening {wanted} on {self._link.serial}",
                "no such package is installed that can be started",
                f"`adb -s {self._link.serial} shell pm list packages` lists them.",
            )
        low = re.sub(r"^(?:the )|(?: app(?:lication)?)$", "", wanted.lower())
        low = _CHINESE.get(low, low)
        for package in KNOWN.get(low, ()):
            if package in everything:
                return Installed(package, everything[package])
        squeezed = low.replace(" ", "")
        candidates = [Installed(package, component) for package, component in everything.items()]
        exact = [one for one in candidates if squeezed in one.words.split(" ")]
        if len(exact) == 1:
            return exact[0]
        close = [
            one for one in candidates if len(squeezed) > 3 and fuzz.ratio(squeezed, one.words.split(" ")[-1]) >= ALIKE
        ]
        return close[0] if len(close) == 1 else None

    def installed(self) -> dict[str, str]:
        """Package to launcher component of everything that can be started. Asked once."""
        if self._installed is None:
            told = self._link.ask(LAUNCHERS)
            launchers = read_launchers(told.text)
            if not launchers:
                listed = self._link.run("pm list packages")
                names = (
                    line.removeprefix("package:").strip() for line in listed.splitlines() if line.startswith("package:")
                )
                launchers = dict.fromkeys(names, "")
            self._installed = launchers
        return self._installed

    def _start(self, app: Installed) -> None:
        if app.component:
            command = (
                f"am start -n {quoted(app.component)} -a android.intent.action.MAIN -c android.intent.category.LAUNCHER"
            )
        else:
            command = f"monkey -p {quoted(app.package)} -c android.intent.category.LAUNCHER 1"
        answer = self._link.ask(command)
        tried = f"Opening {app.package} on {self._link.serial}"
        if "No activities found" in answer.said or "does not exist" in answer.said:
            raise ApplicationMissing(
                tried, answer.said.splitlines()[-1][:200], "It cannot be started from the launcher."
            )
        check(answer, tried)

    def _wait(self, package: str, name: str) -> None:
        until = time.monotonic() + APPEAR_S
        while (front := self._front()).package != package:
            if (front.window and front.package) or front.activity.endswith(ASKING):
                return  # a dialog of the system stands before it: the next look shows it
            if time.monotonic() > until:
                raise CommandFailed(
                    f"Opening “{name}” on {self._link.serial}",
                    f"{package} was started, but {front.package or front.window or 'nothing'} has the focus",
                    "See what the phone shows.",
                )
            self._link.stop.sleep(LOOK_AGAIN_S)

    def _wait_other(self, package: str, name: str) -> None:
        until = time.monotonic() + APPEAR_S
        while self._front().package == package:
            if time.monotonic() > until:
                raise CommandFailed(
                    f"Opening “{name}” on {self._link.serial}", "its icon was tapped and nothing opened"
                )
            self._link.stop.sleep(LOOK_AGAIN_S)

    def _icon(self, name: str) -> Node | None:
        wanted = name.strip().casefold()
        nodes = self._tree() or ()
        return next((node for node in nodes if node.name.casefold() == wanted), None)
