"""Where something may be carried out: every registered bridge under a name that a person knows."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from bridges.registry import bridge_names


class PlaceChoice(QComboBox):
    """Chooses a bridge. Its data are the names that ``--on`` takes."""

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            "virtual": self.tr("Private desktop"),
            "desktop": self.tr("This screen"),
            "android": self.tr("Android device"),
            "appium": self.tr("Appium device"),
            "window": self.tr("One window"),
        }
        known = list(names)
        for name in sorted(bridge_names(), key=lambda one: known.index(one) if one in names else len(known)):
            self.addItem(names.get(name, name), name)
        self.choose(chosen)

    def choose(self, device: str) -> None:
        """Choose by what ``--on`` would say, such as "virtual:1280x800"; the first one where it is unknown."""
        self.setCurrentIndex(max(0, self.findData(device.partition(":")[0])))

    @property
    def name(self) -> str:
        return str(self.currentData())
