"""The models that there are, with one line on what each needs here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from bridges.errors import MimicError
from model.registry import BUILT_IN, known_models
from ui.panel.background import Background

MIMO = "model.mimo"
"""The package of the models that may think before they answer, and that need much memory."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was found of a checkpoint on this machine."""

    needed: int
    """Bytes, with 16 bits a number."""
    free: int
    missing: str = ""
    """Why it cannot be used, and what mends that."""


class ModelChoice(QComboBox):
    """Chooses one of the registered models. `fitting` says in one line whether it fits this machine."""

    fitting = Signal(str)

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._known = known_models()
        for name in sorted(self._known, key=lambda one: (one not in BUILT_IN, one)):
            self.addItem(name, name)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.currentIndexChanged.connect(self.look)

    @property
    def name(self) -> str:
        return str(self.currentData())

    @property
    def thinks(self) -> bool:
        """Whether the chosen model can think before it answers."""
        return self._known[self.name].value.startswith(MIMO)

    def look(self) -> None:
        """Find out what the chosen model needs."""
        if self.name in BUILT_IN:
            text = self.tr("{name} is built in: it runs on this machine's processor and needs no download.")
            self.fitting.emit(text.format(name=self.name))
        elif self.thinks:
            self.fitting.emit("")
            self._background.do(weights, self._tell)
        else:
            self.fitting.emit(self.tr("{name} is registered by another package.").format(name=self.name))

    def _tell(self, found: object) -> None:
        assert isinstance(found, Weights)
        if self.thinks:
            self.fitting.emit(self.in_words(found))

    def in_words(self, found: Weights) -> str:
        """Whether weights fit, in one line."""
        if found.missing:
            return found.missing
        text = (
            self.tr("Fits: about {needed} GB needed, {free} GB of memory free.")
            if found.needed <= found.free
            else self.tr("Too large for memory: {needed} GB needed, {free} GB free; a graphics card may hold it.")
        )
        return text.format(needed=f"{found.needed / 1e9:.1f}", free=f"{found.free / 1e9:.1f}")


def weights() -> Weights:
    """The checkpoint that is set for MiMo-VL; nothing is downloaded and nothing large is read."""
    import psutil

    from model.mimo.checkpoint import Options, find
    from model.mimo.preflight import WORK, parameters

    free = int(psutil.virtual_memory().available)
    try:
        folder = find(Options.from_environment().checkpoint)
        return Weights(round(2 * parameters(folder) + WORK), free)
    except MimicError as error:
        return Weights(0, free, f"{error.found}. {error.remedy}")
