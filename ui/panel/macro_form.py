"""A field for each parameter of a macro, and the arguments for `mimic replay` that come of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from agent.macros.file.schema import Macro
from ui.panel.places import PlaceChoice
from ui.plain import printable


class MacroForm(QWidget):
    """Filled in anew for each macro. `changed` comes when it can be replayed or no longer can."""

    changed = Signal()

    def __init__(self, device: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._macro: Macro | None = None
        self._device = device
        self.fields: dict[str, QLineEdit] = {}
        self.place = PlaceChoice(device)
        self.place.setAccessibleName(self.tr("Where"))
        self.keep = QCheckBox(self.tr("Kee&p what was found in another place or look"))
        self._grid = QFormLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.addRow(self.tr("&Where"), self.place)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._grid)
        whole.addWidget(self.keep)

    def show_macro(self, macro: Macro | None) -> None:
        """Make the fields of this macro's parameters, with their defaults in them."""
        for _ in self.fields:
            self._grid.removeRow(0)
        self.fields.clear()
        self._macro = macro
        self.keep.setChecked(False)
        if macro is None:
            return
        for name, parameter in macro.parameters.items():
            field = QLineEdit(parameter.default or "")
            about = printable(parameter.about, 200)
            field.setPlaceholderText(about or self.tr("has to be given"))
            field.setToolTip(about)
            field.setAccessibleName(name)
            field.setAccessibleDescription(about)
            field.textChanged.connect(self.changed)
            label = QLabel(name)
            label.setBuddy(field)
            # Above where it is replayed.
            self._grid.insertRow(len(self.fields), label, field)
            self.fields[name] = field
        self.place.choose(macro.recorded.device or self._device)

    @property
    def missing(self) -> list[str]:
        """The parameters that have to be given and are not."""
        parameters = self._macro.parameters if self._macro else {}
        return [name for name, one in self.fields.items() if not one.text() and parameters[name].default is None]

    @property
    def target(self) -> str:
        """As ``--on`` takes it; a private desktop is as large as the screen on which the macro was recorded."""
        screen = self._macro.recorded.screen if self._macro else None
        if self.place.name == "virtual" and screen:
            return f"virtual:{screen.width}x{screen.height}"
        return self.place.name

    def arguments(self) -> list[str]:
        """The arguments for `mimic replay`; none while something is missing."""
        if self._macro is None or self.missing:
            return []
        given = [part for name, field in self.fields.items() for part in ("--set", f"{name}={field.text()}")]
        kept = ["--accept-heals"] if self.keep.isChecked() else []
        return ["--on", self.target, *given, *kept, "--", self._macro.name]
