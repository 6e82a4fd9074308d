"""Asks for the name of a macro, and says while it is typed why one cannot be had."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from agent.macros.file.store import Macros
from bridges.errors import MacroUnusable

WIDTH = 380


class NameDialog(QDialog):
    """`name` is what was typed."""

    def __init__(self, title: str, offered: str, does: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.field = QLineEdit(offered)
        self.field.selectAll()
        label = QLabel(self.tr("&Name: letters, digits, “-” and “_”"))
        label.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Name"))
        self.why = QLabel(wordWrap=True)
        self.why.setObjectName("Bad")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        # Else Return would cancel, while no name can be had and ever after.
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.does = self.buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
        self.does.setObjectName("Primary")
        self.does.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(10)
        for part in (label, self.field, self.why, self.buttons):
            whole.addWidget(part)
        self.field.textChanged.connect(self._look)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._look()

    @property
    def name(self) -> str:
        return self.field.text().strip()

    def _look(self) -> None:
        why = self._why_not()
        self.does.setEnabled(not why and bool(self.name))
        self.why.setText(why)
        # The field says it too, to whoever hears the panel.
        self.field.setAccessibleDescription(why)

    def _why_not(self) -> str:
        if not self.name:
            return ""
        try:
            taken = Macros().folder(self.name).exists()
        except MacroUnusable:
            return self.tr("A name has letters, digits, “-” and “_”, 64 at most.")
        return self.tr("There is a macro of that name already.") if taken else ""


def free_name(like: str) -> str:
    """A name that no macro has yet: this one with a number where it is taken."""
    macros, number = Macros(), 2
    found = like
    while macros.folder(found).exists():
        found, number = f"{like[:60]}-{number}", number + 1
    return found
