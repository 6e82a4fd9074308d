"""Every setting with its sentence and where its value comes from; what is changed is saved to the settings file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from agent.settings import Loaded, Settings, load
from bridges.errors import SettingsUnreadable
from model.registry import known_models
from ui.panel.icons import SignButton
from ui.panel.settings_fields import Field, Setting, as_toml, field_for, settings_of
from ui.panel.settings_file import saved


class SettingsPage(QWidget):
    """Reads the settings when it is shown, and again after saving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded: Loaded | None = None
        self._fields: dict[str, Field] = {}
        self._origins: dict[str, QLabel] = {}
        self._resets: dict[str, QPushButton] = {}
        self._taken_out: set[str] = set()
        self._filling = False
        self.message = QLabel(wordWrap=True)
        self.save = QPushButton(self.tr("&Save"))
        self.save.setObjectName("Primary")
        self.save.clicked.connect(self._save)
        self._build()

    def _build(self) -> None:
        heading = QLabel(self.tr("Settings"))
        heading.setObjectName("Title")
        self._where = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._where.setObjectName("Soft")
        card = QFrame()
        card.setObjectName("Card")
        self._grid = QGridLayout(card)
        self._grid.setContentsMargins(18, 14, 18, 14)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 4)
        for setting in settings_of(Settings):
            self._row(setting)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(card)
        column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inner)
        bottom = QHBoxLayout()
        bottom.addWidget(self.message, 1)
        bottom.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(heading)
        whole.addWidget(self._where)
        whole.addWidget(scroll, 1)
        whole.addLayout(bottom)

    def _row(self, setting: Setting) -> None:
        row = self._grid.rowCount()
        choices = tuple(sorted(known_models())) if setting.key == "model" else ()
        field = field_for(setting, self._changed, choices)
        about = QCoreApplication.translate("Settings", setting.about) if setting.about else ""
        title = QCoreApplication.translate("SettingNames", in_words(setting.key))
        name = QLabel(title)
        name.setToolTip(setting.key)
        name.setObjectName("Heading")
        name.setBuddy(field.widget)
        sentence = QLabel(about, wordWrap=True)
        sentence.setObjectName("Soft")
        origin = QLabel()
        origin.setObjectName("Fine")
        reset = SignButton("again", "")
        reset.setToolTip(self.tr("Back to the default"))
        reset.setAccessibleName(self.tr("{key}: back to the default").format(key=title))
        reset.clicked.connect(lambda: self._reset(setting.key))
        field.widget.setAccessibleName(title)
        field.widget.setAccessibleDescription(about)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(field.widget, row, 1)
        self._grid.addWidget(reset, row, 2)
        self._grid.addWidget(sentence, row + 1, 0)
        self._grid.addWidget(origin, row + 1, 1)
        self._grid.setRowMinimumHeight(row + 2, 12)
        self._fields[setting.key], self._origins[setting.key], self._resets[setting.key] = field, origin, reset

    def showEvent(self, event: QShowEvent) -> None:  # noqa: ARG002, N802
        if self._loaded is None:
            self.look()

    def look(self) -> None:
        """Read the settings anew; what was entered and not saved is forgotten."""
        try:
            self._loaded = load()
        except SettingsUnreadable as error:
            self._tell(str(error), "Bad")
            self.save.setEnabled(False)
            return
        self._where.setText(self.tr("Kept in {file}. Variables named MIMIC_… win over it.").format(
            file=self._loaded.file
        ))  # fmt: skip
        self._taken_out.clear()
        self._filling = True
        for key, field in self._fields.items():
            origin = self._loaded.origins.get(key, "default")
            field.put(_value(self._loaded.settings, key))
            field.widget.setEnabled(origin != "environment")
            self._resets[key].setVisible(origin == "file")
            self._origins[key].setText(self._said(origin))
        self._filling = False
        self.save.setEnabled(False)

    def _said(self, origin: str) -> str:
        return {
            "default": self.tr("default"),
            "file": self.tr("from the settings file"),
            "environment": self.tr("from the environment; change it there"),
            "flag": self.tr("from the command line"),
        }[origin]

    def changes(self) -> dict[str, Any]:
        """What the person changed, by key; None for what is to be the default again."""
        if self._loaded is None:
            return {}
        new: dict[str, Any] = dict.fromkeys(self._taken_out)
        for key, field in self._fields.items():
            value = field.value()
            if key not in self._taken_out and value != as_toml(_value(self._loaded.settings, key)):
                new[key] = value
        return new

    def _changed(self, *_: object) -> None:
        if not self._filling:
            self.message.clear()
            self.save.setEnabled(bool(self.changes()))

    def _reset(self, key: str) -> None:
        self._filling = True
        self._fields[key].put(_value(Settings(), key))
        self._filling = False
        self._taken_out.add(key)
        self._changed()

    def _save(self) -> None:
        assert self._loaded is not None
        try:
            saved(self._loaded.file, self.changes())
        except SettingsUnreadable as error:
            self._tell(str(error), "Bad")
            return
        self.look()
        self._tell(self.tr("Saved. It counts from the next run on."), "Good")

    def _tell(self, text: str, tone: str) -> None:
        self.message.setObjectName(tone)
        self.message.style().polish(self.message)
        self.message.setText(text)


def in_words(key: str) -> str:
    """A key as a person reads it: “limits.ask_s” is “Limits: ask (seconds)”."""
    said = key.replace(".", ": ").replace("_", " ")
    said = f"{said[:-2]} (seconds)" if said.endswith(" s") else said
    return said[:1].upper() + said[1:]


def _value(settings: Settings, key: str) -> Any:
    value: Any = settings
    for part in key.split("."):
        value = getattr(value, part)
    return value
