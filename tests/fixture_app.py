"""A window of many controls that writes down what truly happened to it, so that input is checked against the
application and not against the screen.

Started with the path of its log. Each line there is a JSON object with "event" and "widget":

    pressed, released, moved      x, y on the screen, button; "moved" only while a button is held
    doubleclicked, wheel          wheel: dx, dy in eighths of a degree, as Qt counts
    key                           key, text, modifiers
    clicked, text, checked, value, selected, scrolled     what the control itself reports
    drawn                         points on the canvas, one line for each drag
    dialog                        open: true or false
    ready                         places: box of each widget relative to the window; window: its X id

It obeys words on its standard input: "show" (with everything as it was at the start), "hide", "blink", "places".
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

LOG = Path(sys.argv[1])
MOUSE = {
    QEvent.Type.MouseButtonPress: "pressed",
    QEvent.Type.MouseButtonRelease: "released",
    QEvent.Type.MouseButtonDblClick: "doubleclicked",
    QEvent.Type.MouseMove: "moved",
}


def log(event: str, widget: str, **values: Any) -> None:
    with LOG.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"event": event, "widget": widget, **values}, ensure_ascii=False) + "\n")


class Witness(QObject):
    """Sees every event of the windows before any control does."""

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:
        if receiver.isWindowType() and event.spontaneous():
            kind = event.type()
            if kind in MOUSE and not (kind is QEvent.Type.MouseMove and event.buttons() == Qt.MouseButton.NoButton):
                button = event.buttons() if kind is QEvent.Type.MouseMove else event.button()
                log(MOUSE[kind], **self.spot(event), button=button.name.removesuffix("Button").lower())
            elif kind is QEvent.Type.Wheel:
                log("wheel", **self.spot(event), dx=event.angleDelta().x(), dy=event.angleDelta().y())
            elif kind is QEvent.Type.KeyPress:
                focused = QApplication.focusWidget()
                log(
                    "key",
                    focused.objectName() if focused else "",
                    key=Qt.Key(event.key()).name.removeprefix("Key_"),
                    text=event.text(),
                    modifiers=[
                        name
                        for name in ("Shift", "Control", "Alt", "Meta")
                        if event.modifiers() & Qt.KeyboardModifier[f"{name}Modifier"]
                    ],
                )
        return False

    def spot(self, event: Any) -> dict[str, Any]:
        point = event.globalPosition().toPoint()
        widget = QApplication.widgetAt(point)
        while widget is not None and not widget.objectName():
            widget = widget.parentWidget()
        return {"widget": widget.objectName() if widget else "", "x": point.x(), "y": point.y()}


class Canvas(QWidget):
    """Draws what is dragged on it, and records the points."""

    def __init__(self) -> None:
        super().__init__()
        self.points: list[tuple[int, int]] = []
        self.setMinimumSize(240, 140)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.points = [event.position().toPoint().toTuple()]
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.points.append(event.position().toPoint().toTuple())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.points.append(event.position().toPoint().toTuple())
        log("drawn", "Canvas", points=self.points)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.drawPolyline([QPoint(*point) for point in self.points])


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Fixture")
        self.grid = QGridLayout(self)
        self.blinking = QLabel("blink")
        self.blinker = QTimer(self, interval=400)
        self.blinker.timeout.connect(lambda: self.blinking.setText("" if self.blinking.text() else "blink"))
        self.dialog = QDialog(self)
        self.dialog.setWindowTitle("Question")
        self.dialog.setModal(True)

        for column, name in enumerate(("OK", "Cancel", "Apply", "Open dialog")):
            self.add(QPushButton(name), name, 0, column).clicked.connect(lambda _=False, n=name: self.clicked(n))
        self.name = self.field(QLineEdit(), "Name", 1)
        self.password = self.field(QLineEdit(), "Password", 2)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.notes = self.field(QPlainTextEdit(), "Notes", 3)
        self.notes.setTabChangesFocus(False)

        self.boxes = [self.add(QCheckBox(name), name, 4, column) for column, name in enumerate(("Bold", "Italic"))]
        self.radios = [
            self.add(QRadioButton(name), name, 4, column + 2) for column, name in enumerate(("Small", "Large"))
        ]
        for box in (*self.boxes, *self.radios):
            box.toggled.connect(lambda on, one=box: log("checked", one.text(), value=on))
        self.volume = self.add(QSlider(Qt.Orientation.Horizontal), "Volume", 5, 0, 2)
        self.volume.setRange(0, 100)
        self.volume.valueChanged.connect(lambda value: log("value", "Volume", value=value))
        self.colour = self.add(QComboBox(), "Colour", 5, 2)
        self.colour.addItems(["Red", "Green", "Blue"])
        self.colour.currentTextChanged.connect(lambda text: log("selected", "Colour", text=text))
        self.add(self.blinking, "Blinking", 5, 3)

        self.cities = self.add(QListWidget(), "Cities", 6, 0)
        self.cities.addItems(["Aarau", "Basel", "Chur", "Davos", "Engelberg", "Flims", "Genf", "Horgen"])
        self.cities.currentTextChanged.connect(lambda text: log("selected", "Cities", text=text) if text else None)
        self.rows = self.scroll_area()
        self.add(self.rows, "Rows", 6, 1)
        self.canvas = self.add(Canvas(), "Canvas", 6, 2, 2)
        self.status = self.add(QLabel(), "Status", 7, 0, 4)

        layout = QVBoxLayout(self.dialog)
        layout.addWidget(QLabel("Keep the changes?"))
        for name in ("Yes", "No"):
            button = QPushButton(name, objectName=name)
            button.clicked.connect(lambda _=False, n=name: (log("clicked", n), self.dialog.close()))
            layout.addWidget(button)
        self.dialog.finished.connect(lambda _: log("dialog", "Question", open=False))
        self.setFixedSize(720, 560)

    def add(self, widget: Any, name: str, row: int, column: int, span: int = 1) -> Any:
        widget.setObjectName(name)
        widget.setAccessibleName(name)
        self.grid.addWidget(widget, row, column, 1, span)
        return widget

    def field(self, widget: Any, name: str, row: int) -> Any:
        self.grid.addWidget(QLabel(name), row, 0)
        self.add(widget, name, row, 1, 3)
        read = widget.toPlainText if isinstance(widget, QPlainTextEdit) else widget.text
        widget.textChanged.connect(lambda *_: log("text", name, text=read()))
        return widget

    def scroll_area(self) -> QScrollArea:
        area = QScrollArea()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        for number in range(1, 41):
            layout.addWidget(QLabel(f"Row {number} of a long and wide list that does not fit"))
        area.setWidget(inside)
        for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
            bar.valueChanged.connect(
                lambda _: log(
                    "scrolled", "Rows", x=area.horizontalScrollBar().value(), y=area.verticalScrollBar().value()
                )
            )
        return area

    def clicked(self, name: str) -> None:
        log("clicked", name)
        self.status.setText(f"{name} clicked")
        if name == "Open dialog":
            self.dialog.open()
            log("dialog", "Question", open=True)

    def restore(self) -> None:
        """Everything as it was at the start."""
        self.blinker.stop()
        self.blinking.setText("blink")
        self.dialog.close()
        for field in (self.name, self.password, self.notes, self.canvas):
            field.clear() if field is not self.canvas else field.points.clear()
        for box in (*self.boxes, *self.radios):
            box.setAutoExclusive(False)
            box.setChecked(False)
            box.setAutoExclusive(box in self.radios)
        self.volume.setValue(0)
        self.colour.setCurrentIndex(0)
        self.cities.setCurrentRow(-1)
        for bar in (self.cities.verticalScrollBar(), self.rows.verticalScrollBar(), self.rows.horizontalScrollBar()):
            bar.setValue(0)
        self.status.clear()
        self.name.setFocus()

    def obey(self, word: str) -> None:
        if word == "show":
            self.restore()
            self.show()
            self.activateWindow()
        elif word == "hide":
            self.dialog.close()
            self.hide()
        elif word == "blink":
            self.blinker.start()
        log("ready", "Fixture", window=int(self.winId()), dialog=self.dialog.isVisible(), places=self.places())

    def places(self) -> dict[str, list[int]]:
        """Box of each named widget: in this window, and of the dialog's in the dialog."""
        found = {}
        for widget in self.findChildren(QWidget):
            if widget.objectName() and not widget.objectName().startswith("qt_"):
                corner = widget.mapTo(widget.window(), QPoint(0, 0))
                box = [corner.x(), corner.y(), corner.x() + widget.width(), corner.y() + widget.height()]
                found[widget.objectName()] = box
        return found


def main() -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    app.setApplicationName("fixture")
    app.setQuitOnLastWindowClosed(False)
    witness = Witness()
    app.installEventFilter(witness)
    window = Window()
    orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def read() -> None:
        word = sys.stdin.readline().strip()
        window.obey(word) if word else app.quit()

    orders.activated.connect(read)
    app.exec()


if __name__ == "__main__":
    main()
