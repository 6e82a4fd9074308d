"""The doctor's look at a phone: adb, the connection, pictures, the tree, touching, the keyboards."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from bridges.android.keyboards import ADB_KEYBOARD, INSTALL
from bridges.registry import open_bridge
from bridges.stop import Stop

if TYPE_CHECKING:
    from bridges.android.phone import AndroidPhone
    from ui.doctor import Check


def phone_looks(target: str) -> tuple[Callable[[], Check], ...]:
    """The checks of one phone, in order; each stands for itself, so that a broken one hides no other."""
    patient = _Patient(target)
    return (patient.adb, patient.connection, patient.picture, patient.tree, patient.touch, patient.any_text)


class _Patient:
    """One phone, opened at the first check that needs it."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._bridge: AndroidPhone | None = None

    def _phone(self) -> AndroidPhone:
        from bridges.android.phone import AndroidPhone

        if self._bridge is None:
            bridge = open_bridge(self._target, Stop())
            assert isinstance(bridge, AndroidPhone)
            self._bridge = bridge.__enter__()
        return self._bridge

    def adb(self) -> Check:
        from ui.doctor import Check

        program = shutil.which("adb")
        return Check("adb", program is not None, program or "it is not installed", "sudo apt install adb")

    def connection(self) -> Check:
        from ui.doctor import Check

        phone = self._phone()
        told = phone.link.run("getprop ro.product.model; getprop ro.build.version.release").split("\n")
        return Check("phone", True, f"{told[0]}, Android {told[1] if len(told) > 1 else '?'}, {phone.link.serial}")

    def picture(self) -> Check:
        from ui.doctor import Check

        seen = self._phone().observe()
        screen = self._phone().screen
        found = f"{screen.width}×{screen.height} at {screen.density} dpi, {seen.ms['capture']:.0f} ms"
        return Check("pictures", not seen.secure, f"{found}; secure screen" if seen.secure else found, optional=True)

    def tree(self) -> Check:
        from ui.doctor import Check

        seen = self._phone().observe()
        count = len(seen.tree or ())
        return Check(
            "element tree", bool(count), f"{count} elements, {seen.ms['tree']:.0f} ms", "Try on a still screen.", True
        )

    def touch(self) -> Check:
        """A key that does nothing visible shows whether the phone lets input in."""
        from ui.doctor import Check

        self._phone().link.run("input keyevent 0")
        return Check("touching", True, "the phone takes input")

    def any_text(self) -> Check:
        from ui.doctor import Check

        phone = self._phone()
        try:
            there = ADB_KEYBOARD in phone.keyboards.installed()
            found = "ADBKeyboard is installed" if there else "ADBKeyboard is not installed: only plain ASCII is typed"
            return Check("typing any text", there, found, INSTALL, optional=True)
        finally:
            phone.close()
