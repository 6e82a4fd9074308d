"""The models that there are, with one line on what each needs here."""

from __future__ import annotations

from importlib.metadata import EntryPoint

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from model.registry import BUILT_IN, known_models


class ModelChoice(QComboBox):
    """Chooses one of the registered models. `fitting` says in one line whether it fits this machine."""

    fitting = Signal(str)

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known_models()
        for name in sorted(self._known, key=lambda one: (one not in BUILT_IN, one)):
            self.addItem(name, name)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.currentIndexChanged.connect(self.look)

    @property
    def name(self) -> str:
        return str(self.currentData())

    def look(self) -> None:
        self.fitting.emit(self._fits(self._known[self.name]))

    def _fits(self, entry: EntryPoint) -> str:
        if entry.name in BUILT_IN:
            return self.tr("mini is built in: it runs on this machine's processor and needs no download.")
        return self.tr("{name}: {memory} GB of memory are free on this machine.").format(
            name=entry.name, memory=round(_free_bytes() / 1e9)
        )


def _free_bytes() -> int:
    import psutil

    return int(psutil.virtual_memory().available)
