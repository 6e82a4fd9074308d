"""Lending the phone another keyboard for a moment, and giving the person's own back, whatever happens.

Before the keyboard is changed, what has to be put back is written to disk. A run that was killed in between is put
right when Mimic next meets the phone.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from bridges.android.link import Link, quoted
from bridges.android.readings import Keyboard, read_keyboard
from bridges.errors import BridgeError, CommandFailed, NotTyped

ADB_KEYBOARD = "com.android.adbkeyboard/.AdbIME"
INSTALL = (
    "Install ADBKeyboard on the phone (github.com/senzhk/ADBKeyBoard, or F-Droid): adb install ADBKeyboard.apk; "
    "`mimic doctor --on android` tells whether it is there."
)
ACTIVE_S = 6.0
"""How long a phone may take until the keyboard that was set is really bound to the field."""
LOOK_AGAIN_S = 0.05


class Keyboards:
    """The keyboards of one phone."""

    def __init__(self, link: Link, folder: Path | None = None) -> None:
        self._link = link
        folder = folder or platformdirs.user_state_path("mimic", appauthor=False) / "keyboards"
        self._record = folder / (re.sub(r"[^\w.-]", "_", link.serial) + ".json")

    def now(self, *, unstoppable: bool = False) -> Keyboard:
        return read_keyboard(
            self._link.run("dumpsys input_method", shown="the keyboard's state", unstoppable=unstoppable)
        )

    def installed(self) -> tuple[str, ...]:
        return self._listed("ime list -a -s")

    def enabled(self) -> tuple[str, ...]:
        return self._listed("ime list -s")

    def _listed(self, command: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self._link.run(command).splitlines() if "/" in line)

    @contextmanager
    def lent(self, name: str = ADB_KEYBOARD) -> Iterator[None]:
        """The keyboard is really active meanwhile. Raises NotTyped where it is missing, refused or never comes."""
        tried = f"Typing on {self._link.serial} through {name.partition('/')[0]}"
        if name not in self.installed():
            raise NotTyped(tried, "that keyboard is not installed", INSTALL)
        chosen, was_enabled = self._chosen(), name in self.enabled()
        if chosen == name:
            self._wait(name, tried)
            yield
            return
        self._remember(chosen, name, was_enabled)
        try:
            try:
                if not was_enabled:
                    self._link.run(f"ime enable {quoted(name)}")
                self._link.run(f"ime set {quoted(name)}")
            except CommandFailed as error:
                raise NotTyped(tried, f"the phone refuses the keyboard: {error.found}", INSTALL) from error
            self._wait(name, tried)
            yield
        finally:
            self.restore()

    def restore(self) -> bool:
        """Put the person's keyboard back as the record says; whether there was something to do. Raises BridgeError."""
        try:
            record = json.loads(self._record.read_text("utf-8"))
            chosen, lent, was_enabled = str(record["chosen"]), str(record["lent"]), bool(record["enabled"])
        except FileNotFoundError:
            return False
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BridgeError(
                f"Reading which keyboard {self._link.serial} had",
                str(error),
                f"Choose it on the phone; remove {self._record}.",
            ) from error
        if chosen:
            self._link.run(f"ime set {quoted(chosen)}", unstoppable=True)
        if not was_enabled:
            self._link.run(f"ime disable {quoted(lent)}", unstoppable=True)
        if chosen and self._chosen(unstoppable=True) != chosen:
            raise BridgeError(
                f"Giving {self._link.serial} its keyboard back",
                f"{chosen} was set, but is not there",
                "Choose it on the phone: Settings › System › Keyboard.",
            )
        self._record.unlink(missing_ok=True)
        return True

    @property
    def owes(self) -> bool:
        """Whether a keyboard has still to be put back."""
        return self._record.exists()

    def _chosen(self, *, unstoppable: bool = False) -> str:
        told = self._link.run("settings get secure default_input_method", unstoppable=unstoppable).strip()
        return "" if told == "null" else told

    def _remember(self, chosen: str, lent: str, enabled: bool) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        part = self._record.with_suffix(".part")
        part.write_text(json.dumps({"chosen": chosen, "lent": lent, "enabled": enabled}), "utf-8")
        part.replace(self._record)

    def _wait(self, name: str, tried: str) -> None:
        until = time.monotonic() + ACTIVE_S
        while self.now().active != name:
            if time.monotonic() > until:
                raise NotTyped(
                    tried, f"the keyboard was set but did not become active within {ACTIVE_S:g} s", "Try again."
                )
            self._link.stop.sleep(LOOK_AGAIN_S)
