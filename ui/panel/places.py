"""Where something may be carried out: every registered bridge under a name that a person knows, and each phone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from bridges.errors import MimicError
from bridges.registry import bridge_names
from ui.panel.background import Background
from ui.plain import printable

if TYPE_CHECKING:
    from bridges.android.devices import Device

ANDROID = "android"
SCREEN = "desktop"


class PlaceChoice(QComboBox):
    """Chooses where. Its data are what ``--on`` takes: "desktop", "android:SERIAL".

    Phones are looked for when an Android device is chosen, and not before: looking starts the adb server. Windows of
    this screen are looked for when the list is opened.
    """

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._looking = False
        names = {
            "virtual": self.tr("Private desktop"),
            "desktop": self.tr("This screen"),
            "android": self.tr("Android device"),
            "phone": self.tr("Pretend phone"),
            "appium": self.tr("Appium device"),
        }
        known = list(names)
        for name in sorted(bridge_names(), key=lambda one: known.index(one) if one in names else len(known)):
            self.addItem(names.get(name, name), name)
        self.choose(chosen)
        self.currentIndexChanged.connect(self._look_for_phones)

    def choose(self, device: str) -> None:
        """Choose by what ``--on`` would say, such as "virtual:1280x800"; the first one where it is unknown."""
        exact = self.findData(device)
        self.setCurrentIndex(max(0, exact if exact >= 0 else self.findData(device.partition(":")[0])))

    @property
    def name(self) -> str:
        return str(self.currentData())

    def named(self, device: str) -> str:
        """What a person calls it; where it is unknown, what ``--on`` does."""
        at = self.findData(device.partition(":")[0])
        return self.itemText(at) if at >= 0 else device

    def showPopup(self) -> None:  # noqa: N802
        self._offer_windows(_windows())
        super().showPopup()

    def _offer_windows(self, titles: Sequence[str]) -> None:
        chosen, at = self.name, self.findData(SCREEN)
        while str(self.itemData(at + 1) or "").startswith(f"{SCREEN}:"):
            self.removeItem(at + 1)
        for row, title in enumerate(titles, at + 1):
            self.insertItem(row, self.tr("Window: {title}").format(title=printable(title, 40)), f"{SCREEN}:{title}")
        if self.findData(chosen) >= 0:
            self.setCurrentIndex(self.findData(chosen))

    def _look_for_phones(self) -> None:
        if self.name == ANDROID and not self._looking:
            self._looking = True
            self._background.do(_phones, self._offer)

    def _offer(self, found: object) -> None:
        assert isinstance(found, list)
        self._looking = False
        at = self.findData(ANDROID)
        while str(self.itemData(at + 1) or "").startswith(f"{ANDROID}:"):
            self.removeItem(at + 1)
        phone: Device
        for row, phone in enumerate(found, at + 1):
            about = printable(phone.model, 40) or phone.serial
            text = about if phone.usable else self.tr("{phone}: {state}").format(phone=about, state=phone.state)
            self.insertItem(row, text, f"{ANDROID}:{phone.serial}")
            self.setItemData(row, phone.serial if phone.usable else phone.remedy, Qt.ItemDataRole.ToolTipRole)
            model = self.model()
            if isinstance(model, QStandardItemModel):
                model.item(row).setEnabled(phone.usable)
        usable = [phone for phone in found if phone.usable]
        if self.name == ANDROID and len(usable) == 1:
            self.choose(f"{ANDROID}:{usable[0].serial}")
        if self.name == ANDROID:
            none = self.tr("No phone is connected. Connect one, then choose this again.")
            self.setToolTip("" if found else none)


def _windows() -> list[str]:
    """The titles of this screen's windows but for Mimic's own; none where it cannot be asked."""
    from bridges.session import connect, display_name
    from bridges.windows import Windows

    try:
        connection = connect(display_name())
    except MimicError:
        return []
    try:
        found = Windows(connection).list()
    finally:
        connection.close()
    return list(dict.fromkeys(one.title for one in found if one.title and one.pid != os.getpid()))


def _phones() -> list[Device]:
    from bridges.android.devices import devices

    try:
        return list(devices())
    except MimicError:
        return []
