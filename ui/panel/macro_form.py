"""A field for each parameter of a macro, and the arguments for `mimic replay` that come of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from agent.macros.schema import Macro
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
        self.keep = QCheckBox(self.tr("&Keep what was found in another place or look"))
        self._rows = QWidget()
        self._grid = QFormLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        below = QFormLayout()
        below.setHorizontalSpacing(14)
        below.addRow(self.tr("&Where"), self.place)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._rows)
        whole.addLayout(below)
        whole.addWidget(self.keep)

    def show_macro(self, macro: Macro | None) -> None:
        """Make the fields of this macro's parameters, with their defaults in them."""
        while self._grid.rowCount():
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
            self._grid.addRow(label, field)
            self.fields[name] = field
        self._rows.setVisible(bool(self.fields))
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
