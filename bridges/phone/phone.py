"""The phone itself: what is installed, what is open, what is set. All of it is guarded by one lock."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Mapping
from typing import Any, Final

from bridges.phone.app import App, Dialog, Page, Task
from bridges.phone.build import Build, Notification
from bridges.phone.faults import Faults
from bridges.phone.hand import Hand
from bridges.phone.inputmethod import InputMethods
from bridges.phone.screen.layout import Measures
from bridges.phone.settings import Settings
from bridges.phone.shots import Shots
from bridges.phone.storage import Storage
from bridges.phone.touch import Touch
from bridges.phone.windows import Windows

MORNING: Final = 1_773_048_060.0
"""When the phone's clock starts: Monday, 9 March 2026, 09:21 UTC. Pictures of two runs are alike then."""
MOST_EVENTS: Final = 2000


class Phone:
    """State and what changes it. Every caller holds `lock`."""

    def __init__(self, build: Build, apps: list[App], measures: Measures) -> None:
        self.lock = threading.RLock()
        self.build = build
        self.faults = Faults()
        self.struck: dict[str, int] = {}
        """How often each fault really took effect."""
        self.storage = Storage()
        self.settings = Settings(build)
        self.random = random.Random(build.seed)
        self.apps = {app.package: app for app in apps}
        self.data: dict[str, Any] = {}
        self.tasks: list[Task] = []
        """Oldest use first."""
        self.home = Page("com.android.launcher3", "")
        self.at_home = True
        self.dialogs: list[Dialog] = []
        self.overview = False
        self.shade = 0
        """0 closed, 1 notifications, 2 all quick settings."""
        self.awake = True
        self.notifications: list[Notification] = []
        self.clipboard = ""
        self.granted: dict[str, set[str]] = {}
        self.denied: dict[str, set[str]] = {}
        self.toast: tuple[str, float] = ("", 0.0)
        self.revision = 0
        self.events: list[dict[str, Any]] = []
        self.input_methods = InputMethods(self)
        self.battery = 84
        self.density_override = 0
        self.size_override: tuple[int, int] | None = None
        self._task_number = 11
        self._started = time.monotonic()
        self.windows = Windows(self, measures)
        self.touch = Touch(self)
        self.hand = Hand(self)
        self.shots = Shots(self)
        for app in apps:
            if app.root:
                app.root(self)

    # Time and words.

    def now(self) -> float:
        """Seconds since the epoch by the phone's clock."""
        return MORNING + time.monotonic() - self._started

    @property
    def uptime(self) -> float:
        return time.monotonic() - self._started

    def t(self, english: str, chinese: str) -> str:
        """The words in the phone's language."""
        return chinese if self.settings.language == "zh" else english

    def date(self, layout: str) -> str:
        """The day, as `strftime` lays it out in English; in Chinese always 3月9日 周一."""
        now = time.gmtime(self.now())
        return self.t(time.strftime(layout, now), f"{now.tm_mon}月{now.tm_mday}日 周{'一二三四五六日'[now.tm_wday]}")

    def changed(self) -> None:
        """Something visible is different now."""
        self.revision += 1

    def log(self, event: str, **values: Any) -> None:
        """Note what happened, for scoring."""
        self.events.append({"event": event, "at": round(self.uptime, 3), **values})
        del self.events[:-MOST_EVENTS]
        self.changed()

    def strike(self, fault: str) -> None:
        """Count that a fault took effect. It is no event: the screen does not change by it."""
        self.struck[fault] = self.struck.get(fault, 0) + 1

    # The display.

    @property
    def density(self) -> float:
        """Pixels a dp."""
        return (self.density_override or self.build.density) / 160

    @property
    def rotation(self) -> int:
        """Quarter turns counter-clockwise: 0 to 3."""
        return self.settings.number("system", "user_rotation") % 4

    @property
    def size(self) -> tuple[int, int]:
        """Pixels as they lie now, wide and high."""
        width, height = self.size_override or self.build.size
        return (height, width) if self.rotation % 2 else (width, height)

    # Where we are.

    @property
    def task(self) -> Task | None:
        """The task in front, None at home."""
        return None if self.at_home or not self.tasks else self.tasks[-1]

    @property
    def page(self) -> Page:
        """The page in front, behind any dialog."""
        task = self.task
        return task.pages[-1] if task else self.home

    @property
    def active(self) -> Page:
        """The page or dialog that has the focus."""
        return self.dialogs[-1].page if self.dialogs else self.page

    def app_of(self, page: Page) -> App:
        return self.apps[page.package]

    def is_secure(self, page: Page) -> bool:
        """Whether a page keeps itself out of pictures."""
        return self.faults.secure or page.name in self.app_of(page).secure

    # Going somewhere.

    def launch(self, package: str, name: str = "", arguments: Mapping[str, Any] | None = None) -> bool:
        """Bring an application to the front, its page opened if one is named; whether it ran already. KeyError."""
        app = self.apps[package]
        self._leave_overlays()
        task = next((one for one in self.tasks if one.app.package == package), None)
        running = task is not None
        if task is None:
            self._task_number += 1
            task = Task(app, [Page(package, "")], self._task_number)
        else:
            self.tasks.remove(task)
        self.tasks.append(task)
        self.at_home = False
        if name and (task.pages[-1].name != name or arguments):
            task.pages.append(Page(package, name, dict(arguments or {})))
        self.log("open", package=package, page=name)
        return running

    def push(self, name: str, /, **arguments: Any) -> None:
        """Open another page of the application in front."""
        task = self.task
        assert task is not None, "the launcher has no further pages"
        self.hide_keyboard()
        task.pages.append(Page(task.app.package, name, arguments))
        self.log("page", package=task.app.package, page=name)

    def replace(self, name: str, /, **arguments: Any) -> None:
        """Put another page in place of the one in front."""
        task = self.task
        assert task is not None
        self.hide_keyboard()
        task.pages[-1] = Page(task.app.package, name, arguments)
        self.log("page", package=task.app.package, page=name)

    def finish(self) -> None:
        """Leave the page in front; the last one of a task leads home."""
        task = self.task
        if task is None:
            return
        self.hide_keyboard()
        if len(task.pages) > 1:
            task.pages.pop()
        else:
            self.tasks.remove(task)
            self.at_home = True
        self.changed()

    def back(self) -> None:
        """What the back key does: closes whatever is foremost."""
        if self.shade:
            self.shade = 0
        elif self.input_methods.shown:
            self.input_methods.hide()
        elif self.dialogs:
            self.dismiss()
        elif self.overview:
            self.overview = False
        else:
            self.finish()
        self.changed()

    def go_home(self) -> None:
        self._leave_overlays()
        self.at_home = True
        self.home.memory["drawer"] = False
        self.changed()

    def show_recents(self) -> None:
        if self.overview and self.tasks:
            self.launch(self.tasks[-1 if self.at_home else -2 if len(self.tasks) > 1 else -1].app.package)
            return
        self._leave_overlays()
        self.overview = True
        self.changed()

    def _leave_overlays(self) -> None:
        self.hide_keyboard()
        self.shade = 0
        self.overview = False
        while self.dialogs and self.dialogs[-1].cancel is not None:
            self.dismiss()
        # A question of an application goes with it, and is asked again when it comes back.
        self.dialogs = [one for one in self.dialogs if one.page.package not in self.apps]

    def stop_app(self, package: str) -> None:
        """Force-stop: its task and dialogs are gone, its data stays."""
        self.dialogs = [dialog for dialog in self.dialogs if dialog.package != package]
        front = self.task
        self.tasks = [task for task in self.tasks if task.app.package != package]
        if front is not None and front.app.package == package:
            self.hide_keyboard()
            self.at_home = True
        self.changed()

    # Things that come up.

    def ask(self, dialog: Dialog) -> None:
        """Show a dialog above everything of the applications."""
        self.hide_keyboard()
        self.dialogs.append(dialog)
        self.log("dialog", package=dialog.package, title=dialog.title)

    def dismiss(self) -> None:
        """Cancel the dialog in front, if it can be."""
        if self.dialogs and self.dialogs[-1].cancel is not None:
            cancel = self.dialogs.pop().cancel
            assert cancel is not None
            self.hide_keyboard()
            cancel()
            self.changed()

    def close_dialog(self) -> None:
        """Take the dialog in front away: it was answered."""
        self.hide_keyboard()
        self.dialogs.pop()
        self.changed()

    def say(self, words: str) -> None:
        """Show a short message at the bottom."""
        self.toast = (words, time.monotonic() + 3.0)
        self.log("toast", text=words)

    def notify(self, notification: Notification) -> None:
        """Put an entry into the shade, in place of one with the same key."""
        self.notifications = [one for one in self.notifications if one.key != notification.key]
        self.notifications.insert(0, notification)
        self.log("notified", package=notification.package, title=notification.title)

    def hide_keyboard(self) -> None:
        self.active.focus = ""
        self.input_methods.hide()

    def restart(self) -> None:
        """What a reboot leaves: data and settings, no open application, no clipboard."""
        self.tasks.clear()
        self.dialogs.clear()
        self.at_home, self.overview, self.shade, self.awake = True, False, 0, True
        self.home = Page(self.home.package, "")
        self.clipboard = ""
        self.toast = ("", 0.0)
        self.hide_keyboard()
        self.log("boot")

    def reset(self) -> None:
        """As it came out of its box; faults and the events so far stay."""
        self.restart()
        self.settings = Settings(self.build)
        self.data.clear()
        self.notifications.clear()
        self.granted.clear()
        self.denied.clear()
        self.input_methods = InputMethods(self)
        self.size_override, self.density_override = None, 0
        self.random.seed(self.build.seed)
        for app in self.apps.values():
            if app.root:
                app.root(self)
        self.log("reset")
