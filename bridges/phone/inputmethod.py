"""Input methods: which are installed, enabled, chosen and really there, and whether a keyboard is up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from bridges.phone.settings import ADB_KEYBOARD, LATIN

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

HEIGHT: Final = 292.0
"""Of the soft keyboard, in dp."""


class Denied(Exception):
    """A policy of the device refuses the input method."""


class InputMethods:
    """The input method service. The choice stands in the secure settings; what is bound may lag behind it."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self.installed = [LATIN, *([ADB_KEYBOARD] if phone.build.adb_keyboard else [])]
        self._bound = LATIN
        self._coming: tuple[str, float] | None = None
        self.shown = False
        self.layer = "letters"
        """What the soft keyboard shows: "letters", "capitals", "signs", "more"."""

    @property
    def enabled(self) -> list[str]:
        value = self._phone.settings.get("secure", "enabled_input_methods") or ""
        return [one.split(";")[0] for one in value.split(":") if one.split(";")[0] in self.installed]

    @property
    def chosen(self) -> str:
        return self._phone.settings.get("secure", "default_input_method") or ""

    @property
    def bound(self) -> str:
        """The one that is really there and takes text."""
        if self._coming and time.monotonic() >= self._coming[1]:
            self._bound, self._coming = self._coming[0], None
            if self._bound == ADB_KEYBOARD:
                self._phone.changed()
        return self._bound

    def enable(self, name: str) -> bool:
        """Let it be chosen; whether it already could be. KeyError for one that is not installed, Denied."""
        self._check(name)
        if name in self.enabled:
            return True
        self._phone.settings.put("secure", "enabled_input_methods", ":".join([*self.enabled, name]))
        return False

    def disable(self, name: str) -> bool:
        """Take it out of the choice; whether it was in it. KeyError."""
        if name not in self.installed:
            raise KeyError(name)
        was = name in self.enabled
        self._phone.settings.put(
            "secure", "enabled_input_methods", ":".join(one for one in self.enabled if one != name)
        )
        if self.chosen == name:
            self._choose((self.enabled or [LATIN])[0])
        return was

    def choose(self, name: str) -> None:
        """Make it the current one. KeyError where it is not enabled, Denied."""
        self._check(name)
        if name not in self.enabled:
            raise KeyError(name)
        self._choose(name)

    def _check(self, name: str) -> None:
        if name not in self.installed:
            raise KeyError(name)
        if self._phone.faults.ime_denied and name != LATIN:
            self._phone.strike("ime-denied")
            raise Denied(name)

    def _choose(self, name: str) -> None:
        self._phone.settings.put("secure", "default_input_method", name)
        self._coming = (name, time.monotonic() + self._phone.faults.ime_late)
        if self._phone.faults.ime_late:
            self._phone.strike("ime-late")
        self._phone.log("input method", name=name)
        assert self.bound

    def reset(self) -> None:
        """Back to the phone's own."""
        self._phone.settings.put("secure", "enabled_input_methods", LATIN)
        self._choose(LATIN)

    def uninstall(self, package: str) -> None:
        self.installed = [name for name in self.installed if not name.startswith(f"{package}/")]
        if self.chosen not in self.installed:
            self.reset()

    def show(self) -> None:
        if not self.shown:
            self.shown = True
            self.layer = "letters"
            self._phone.changed()

    def hide(self) -> None:
        if self.shown:
            self.shown = False
            self._phone.changed()

    @property
    def height(self) -> float:
        """Dp that the keyboard takes now; ADBKeyboard is one thin line."""
        if not self.shown:
            return 0.0
        return 32.0 if self.bound == ADB_KEYBOARD else HEIGHT
