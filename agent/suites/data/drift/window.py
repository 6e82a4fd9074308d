"""The made-up program as a Qt window. Started with the paths of its specification and of its log."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

Item = dict[str, Any]
SPEC: Item = json.loads(Path(sys.argv[1]).read_text("utf-8"))
LOG = Path(sys.argv[2])
ICONS: dict[str, str] = json.loads(Path(__file__).with_name("icons.json").read_text("utf-8"))
DARK = {"Window": "#23272b", "WindowText": "#e6e9ec", "Base": "#2e3338", "Text": "#e6e9ec", "Button": "#3a4148",
        "ButtonText": "#e6e9ec", "Highlight": "#6db3e8"}  # fmt: skip


def tell(event: str, name: str = "", **more: Any) -> None:
    with LOG.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"event": event, "id": name, **more}, ensure_ascii=False) + "\n")
    COUNTED.take(event, name)


class Counted:
    """Counts what is done, and lets the surprise come up after so much."""

    def __init__(self) -> None:
        self.deeds, self.field, self.after = 0, "", SPEC["surprise_after"]
        self.surprise: Callable[[], None] = lambda: None

    def take(self, event: str, name: str) -> None:
        self.deeds += event == "pressed" or (event == "typed" and name != self.field)
        self.field = name if event == "typed" else ""
        if self.after and self.deeds >= self.after:
            self.after = 0
            QTimer.singleShot(SPEC["surprise_ms"], self.surprise)


COUNTED = Counted()


def later(act: Callable[[], None]) -> None:
    QTimer.singleShot(int(SPEC["delay_s"] * 1000), act) if SPEC["delay_s"] else act()


class Ground(QObject):
    """Tells of presses on nothing."""

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.MouseButtonPress:
            tell("pressed", "ground")
        return False


GROUND = Ground()


class Program:
    """The main window and the dialogs that it opens."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.window.setWindowTitle(SPEC["title"])
        self.window.installEventFilter(GROUND)
        self.status = QLabel("Ready")
        self.lines: list[QFrame] = []
        self.entries: dict[str, QLineEdit] = {}
        self.dialogs: list[QDialog] = []
        layout = self.filled(self.window, SPEC["sections"])
        layout.addStretch(1)
        layout.addWidget(self.status)
        self.window.resize(680, 600)

    def filled(self, widget: QWidget, sections: list[Item]) -> QVBoxLayout:
        layout = QVBoxLayout(widget)
        layout.setSpacing(12)
        for section in sections:
            layout.addLayout(getattr(self, section["kind"])(section["items"]))
        return layout

    def tools(self, items: list[Item]) -> QHBoxLayout:
        line = QHBoxLayout()
        for item in items:
            line.addWidget(self.button(item))
        line.addStretch(1)
        return line

    buttons = tools

    def fields(self, items: list[Item]) -> QFormLayout:
        form = QFormLayout()
        for item in items:
            field = QLineEdit()
            field.setAccessibleName(item["text"])
            field.setFixedWidth(300)
            field.textEdited.connect(lambda text, one=item: tell("typed", one["id"], text=text))
            form.addRow(item["text"], field)
            self.entries[item["id"]] = field
        return form

    def marks(self, items: list[Item]) -> QHBoxLayout:
        line = QHBoxLayout()
        for item in items:
            box = QCheckBox(item["text"])
            box.toggled.connect(lambda on, one=item: self.marked(one, on=on))
            line.addWidget(box)
        line.addStretch(1)
        return line

    def marked(self, item: Item, *, on: bool) -> None:
        tell("pressed", item["id"])
        later(lambda: self.status.setText(f"{item['text']}: {'yes' if on else 'no'}"))

    def rows(self, items: list[Item]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for item in items:
            column.addWidget(self.list_row(item))
        return column

    def list_row(self, item: Item) -> QFrame:
        row = QFrame()
        row.setFixedWidth(460)
        row.setAutoFillBackground(True)
        words = QPushButton(item["text"])
        words.setFlat(True)
        words.setStyleSheet("text-align: left; border: 0; background: transparent")
        words.clicked.connect(lambda: self.chosen(row, item))
        line = QHBoxLayout(row)
        line.setContentsMargins(4, 2, 4, 2)
        line.addWidget(words)
        line.addStretch(1)
        for one in item.get("icons", ()):
            line.addWidget(self.button(one))
        self.lines.append(row)
        return row

    def chosen(self, row: QFrame, item: Item) -> None:
        for other in self.lines:
            other.setBackgroundRole(QPalette.ColorRole.Highlight if other is row else QPalette.ColorRole.Window)
        self.pressed({"id": item["id"], "text": item["text"]})

    def button(self, item: Item) -> QWidget:
        if "icon" in item:
            tool = QToolButton()
            tool.setIcon(icon(item["icon"]))
            tool.setIconSize(QSize(22, 22))
            tool.setAccessibleName(item["name"])
            tool.clicked.connect(lambda: self.pressed(item))
            return tool
        button = QPushButton(item["text"])
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.pressed(item))
        return button

    def pressed(self, item: Item) -> None:
        tell("pressed", item["id"])

        if "keeps" in item:
            text = self.entries[item["keeps"]].text()
            self.entries[item["keeps"]].clear()
            QTimer.singleShot(item["after_ms"], lambda: self.keep(text))
            return

        def act() -> None:
            self.status.setText(item.get("says") or f"{item.get('text') or item['name']} was pressed")
            if "opens" in item:
                self.open(item["opens"])
            if item.get("closes"):
                self.dialogs[-1].close()

        later(act)

    def keep(self, text: str) -> None:
        """What a form does with what was entered: write it down, then say so."""
        tell("kept", text=text)
        if "ledger" in SPEC:
            with Path(SPEC["ledger"]).open("a", encoding="utf-8") as file:
                file.write(text + "\n")
        self.status.setText(f"Saved {text}")

    def open(self, name: str) -> None:
        panel = SPEC["panels"][name]
        dialog = QDialog(self.dialogs[-1] if self.dialogs else self.window)
        self.dialogs.append(dialog)
        dialog.finished.connect(lambda _: self.dialogs.remove(dialog))
        dialog.setWindowTitle(panel["title"])
        dialog.setMinimumWidth(440)
        dialog.installEventFilter(GROUND)
        self.filled(dialog, [{"kind": "title", "items": [panel["title"]]}, *panel["sections"]])
        dialog.open()
        dialog.setFocus()

    def surprise(self) -> None:
        self.open("surprise")
        tell("surprised")

    def title(self, items: list[str]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(QLabel(f"<b>{items[0]}</b>"))
        return line


def icon(name: str) -> QIcon:
    colour = QApplication.palette().color(QPalette.ColorRole.ButtonText).name()
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="{colour}" fill-rule="evenodd" d="'
    picture = QPixmap(88, 88)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(f'{drawn}{ICONS[name]}"/></svg>'.encode()).render(painter)
    painter.end()
    return QIcon(picture)


def main() -> None:
    application = QApplication(sys.argv[:1])
    application.setStyle("Windows" if SPEC["theme"] == "classic" else "Fusion")
    application.setFont(QFont(SPEC["font"], max(6, round(SPEC["size"] * 0.7))))
    if SPEC["theme"] == "dark":
        palette = QPalette()
        for role, colour in DARK.items():
            palette.setColor(QPalette.ColorRole[role], QColor(colour))
        application.setPalette(palette)
    program = Program()
    later(program.window.show)
    COUNTED.surprise = program.surprise
    later(lambda: tell("ready"))
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
