"""A phone with its daemon and control socket, in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from bridges.phone.app import Dialog, Page
from bridges.phone.apps import installed
from bridges.phone.build import Build
from bridges.phone.commands import programs
from bridges.phone.commands.properties import MODEL
from bridges.phone.control import Control
from bridges.phone.daemon import Daemon
from bridges.phone.keys import PublicKey
from bridges.phone.phone import Phone
from bridges.phone.screen.paint import TextMeasures, start_qt
from bridges.phone.screen.parts import button, checkbox, column, row, space, text
from bridges.phone.screen.view import View
from bridges.phone.services import Services
from bridges.phone.shell.process import Program
from bridges.phone.storage import Storage

BOOT_S: Final = 1.5
"""How long a reboot takes."""


class Running:
    """Starts everything; the phone can be reached when the constructor returns."""

    def __init__(
        self,
        build: Build,
        port: int = 0,
        ask: bool = False,
        state: Path | None = None,
        faults: dict[str, Any] | None = None,
    ) -> None:
        """OSError where the port is taken, ImportError without PySide6, ValueError for an unknown fault."""
        self._qt = start_qt()
        self.phone = Phone(build, installed(), TextMeasures())
        self.phone.faults.change(faults or {})
        self.storage: Storage = self.phone.storage
        self.programs: Mapping[str, Program] = programs(self.phone)
        for name in self.programs:
            self.storage.put(f"/system/bin/{name}", b"\x7fELF", 0o755)
        self.daemon = Daemon(MODEL, Services(self), port)
        self._open, self._shut = not ask, self.phone.faults.unauthorised
        self.daemon.open_to_all = self._open and not self._shut
        self.daemon.ask = self._ask if ask and not self._shut else None
        self.control = Control(self.phone, self.daemon.go_offline, state)
        self.control.write()
        self.daemon.start()

    def told(self) -> dict[str, Any]:
        """What whoever started the phone needs to know."""
        return {
            "port": self.daemon.port,
            "serial": f"127.0.0.1:{self.daemon.port}",
            "control": self.control.port,
            "token": self.control.token,
        }

    def tick(self) -> None:
        """Now and then: write the state, follow the switches that concern the daemon."""
        with self.phone.lock:
            for app in list(self.phone.apps.values()):
                if app.tick:
                    app.tick(self.phone)
            self._follow_authorisation()
        self.control.write()

    def _follow_authorisation(self) -> None:
        """Revoke what was allowed while the fault is on; let in again, as at the start, once it is over."""
        wanted, daemon = self.phone.faults.unauthorised, self.daemon
        if wanted == self._shut:
            return
        self._shut = wanted
        daemon.open_to_all = self._open and not wanted
        daemon.ask = None if wanted or self._open else self._ask
        daemon.keys.clear()
        if wanted:
            self.phone.strike("unauthorised")
        daemon.drop_all()

    def stop(self) -> None:
        self.daemon.stop()

    # What services need (services.Host).

    def environment(self) -> dict[str, str]:
        return {"HOME": "/", "PATH": "/system/bin", "ANDROID_ROOT": "/system", "ANDROID_DATA": "/data", "USER": "shell",
                "HOSTNAME": "mimic", "TERM": "dumb", "SHELL": "/bin/sh", "EXTERNAL_STORAGE": "/sdcard"}  # fmt: skip

    def reboot(self) -> None:
        self.daemon.go_offline(BOOT_S)
        with self.phone.lock:
            self.phone.restart()
        time.sleep(BOOT_S)

    def command_begins(self, line: str) -> None:
        phone, faults = self.phone, self.phone.faults
        with phone.lock:
            cut = faults.offline_after == 1
            revoked = faults.unauthorised_after == 1
            faults.offline_after = max(0, faults.offline_after - 1)
            faults.unauthorised_after = max(0, faults.unauthorised_after - 1)
            if cut or revoked:
                phone.log("offline" if cut else "revoked", command=line.split(" ", maxsplit=1)[0])
        if cut:
            phone.strike("offline")
            threading.Timer(0.01, self.daemon.go_offline, [faults.offline_seconds]).start()
        if revoked:
            self._authorise(False)
            if faults.unauthorised_seconds:
                threading.Timer(faults.unauthorised_seconds, self._authorise, [True]).start()
        if cut or revoked:
            time.sleep(0.2)

    def _authorise(self, allowed: bool) -> None:
        with self.phone.lock:
            self.phone.faults.unauthorised = not allowed
            self._follow_authorisation()

    def _ask(self, key: PublicKey, answered: Callable[[bool], None]) -> None:
        """The question that a phone shows when a new computer connects."""
        page = Page("com.android.systemui", "")

        def answer(yes: bool) -> None:
            if yes and page.memory.get("always", True):
                self.daemon.keys.append(key)
            self.phone.log("usb debugging", allowed=yes, owner=key.owner)
            self.phone.close_dialog()
            answered(yes)

        def flip() -> None:
            page.memory["always"] = not page.memory.get("always", True)
            self.phone.changed()

        def build(phone: Phone, page: Page) -> View:
            words = phone.t("The computer's RSA key fingerprint is:", "这台计算机的 RSA 密钥指纹如下：")
            always = phone.t("Always allow from this computer", "一律允许使用这台计算机进行调试")
            return column(
                text(f"{words}\n{key.fingerprint}", 14, "muted", id="message"),
                checkbox(page.memory.get("always", True), always, flip, id="alwaysUse"),
                row(space(weight=1), button(phone.t("Cancel", "取消"), lambda: answer(False), "text", id="button2"),
                    button(phone.t("Allow", "允许"), lambda: answer(True), "text", id="button1"), gap=8),
                gap=12,
            )  # fmt: skip

        title = self.phone.t("Allow USB debugging?", "允许 USB 调试吗？")
        with self.phone.lock:
            if all(one.title != title for one in self.phone.dialogs):
                self.phone.ask(Dialog("com.android.systemui", title, build, page))
