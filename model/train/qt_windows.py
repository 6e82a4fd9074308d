"""Render windows of Qt widgets with their truth: `QT_QPA_PLATFORM=offscreen python -m model.train.qt_windows NPM OUT`.

Needs PySide6, and qdarkstyle and qt-material for further looks. Shards are those of pages.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6 import QtCore, QtGui, QtWidgets

from model.train.qt_looks import dress
from model.train.qt_views import QtViews
from model.train.shards import fill, options

W = QtWidgets


def main() -> None:
    arguments = options(__doc__, screens=1500).parse_args()
    application = W.QApplication([])

    def draw(seed: str) -> tuple[np.ndarray, dict[str, Any]]:
        screen = QtScreen(seed, arguments.npm)
        look = dress(application, screen.r, screen.dark, screen.ink)
        image, boxes = screen.picture(screen.r.choice((1, 1, 1, 1.25, 1.5)))
        return pixels_of(image), {
            "dialect": f"qt/{look}", "sheets": [], "language": screen.w.language, "icons": screen.icons.name,
            "dark": screen.dark, "widgets": boxes, "texts": screen.texts,
        }  # fmt: skip

    fill(arguments.out, "qt", arguments.seed, arguments.screens, arguments.shard, draw)


def pixels_of(image: QtGui.QImage) -> np.ndarray:
    """Height × width × 3, RGB."""
    rgb = image.convertToFormat(QtGui.QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()


class QtScreen(QtViews):
    """One window made from a seed, and the list of what is in it."""

    def picture(self, scale: float) -> tuple[QtGui.QImage, list[list[Any]]]:
        """The window drawn at a scale, with at times a menu above it; truth in the picture's pixels."""
        self.build()
        self.window.resize(self.r.randint(420, 1500), self.r.randint(320, 950))
        self.window.setAttribute(QtCore.Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.window.show()
        W.QApplication.processEvents()
        for ask in self.truth:
            ask()
        size = self.window.size() * scale
        image = QtGui.QImage(size, QtGui.QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(self.window.palette().window().color())
        self.window.render(image)
        if self.chance(0.3):
            self.paint_menu(image)
        self.window.close()
        self.window.deleteLater()
        boxes = [[w[0], w[1], *(round(x * scale, 1) for x in w[2:6]), *w[6:]] for w in self.widgets]
        return image, boxes

    def build(self) -> W.QWidget:
        self.window = W.QWidget()
        lay = W.QVBoxLayout(self.window)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(self.r.choice((0, 0, 2)))
        if self.chance(0.6):
            lay.addWidget(self.menu_bar())
        for _ in range(self.r.choice((0, 1, 1, 2))):
            lay.addWidget(self.tool_bar())
        split = W.QSplitter()
        if self.chance(0.6):
            split.addWidget(self.r.choice((self.tree, self.rows))())
        split.addWidget(self.tabs(self.part) if self.chance(0.45) else self.part())
        if self.chance(0.35):
            split.addWidget(self.part())
        lay.addWidget(split, 1)
        if self.chance(0.5):
            lay.addWidget(self.line([self.label(), self.button(), self.button()]))
        return self.window

    def tool_bar(self) -> W.QWidget:
        size = self.r.choice((12, 16, 16, 18, 22, 22, 24, 32))
        flat = self.chance(0.8)
        parts = [
            self.combo() if self.chance(0.06) else self.tool_button(size, flat) for _ in range(self.r.randint(4, 18))
        ]
        made = self.line(parts)
        made.layout().setSpacing(self.r.choice((0, 1, 2, 4, 8)))
        made.layout().addStretch(1)
        return made

    def part(self) -> W.QWidget:
        return self.r.choice(
            (self.form, self.form, self.table, self.tree, self.rows, self.area, self.soup, self.keys)
        )()

    def form(self) -> W.QWidget:
        made = W.QGroupBox(self.w.noun()) if self.chance(0.4) else W.QWidget()
        lay = W.QFormLayout(made)
        for _ in range(self.r.randint(3, 10)):
            lay.addRow(self.label(), self.control())
        lay.addRow(self.line([self.button() for _ in range(self.r.randint(1, 3))]))
        return made

    def soup(self) -> W.QWidget:
        made = W.QWidget()
        lay = W.QVBoxLayout(made)
        for _ in range(self.r.randint(4, 12)):
            lay.addWidget(self.line([self.control() for _ in range(self.r.randint(1, 4))]))
        lay.addStretch(1)
        return made

    def line(self, parts: list[W.QWidget]) -> W.QWidget:
        made = W.QWidget()
        lay = W.QHBoxLayout(made)
        lay.setContentsMargins(2, 2, 2, 2)
        for part in parts:
            lay.addWidget(part)
        if self.chance(0.5):
            lay.addStretch(1)
        return made

    def paint_menu(self, image: QtGui.QImage) -> None:
        menu = self.open_menu()
        menu.resize(menu.sizeHint())
        if menu.width() >= self.window.width() or menu.height() >= self.window.height():
            return
        left, top = (
            self.r.randrange(self.window.width() - menu.width()),
            self.r.randrange(self.window.height() - menu.height()),
        )
        menu.render(image, QtCore.QPoint(left, top))
        right, bottom = left + menu.width(), top + menu.height()
        for widget in self.widgets:
            across = max(0, min(widget[4], right) - max(widget[2], left)) * max(
                0, min(widget[5], bottom) - max(widget[3], top)
            )
            widget[6] = round(widget[6] * (1 - across / max(1, (widget[4] - widget[2]) * (widget[5] - widget[3]))), 2)
        self.widgets.append(["menu", "", left, top, right, bottom, 1, "", ""])
        for action in menu.actions():
            box = menu.actionGeometry(action)
            if not action.isSeparator():
                states = "" if action.isEnabled() else "disabled"
                self.widgets.append(
                    [
                        "menuitem",
                        states,
                        left + box.left(),
                        top + box.top(),
                        left + box.left() + box.width(),
                        top + box.top() + box.height(),
                        1,
                        action.text(),
                        "",
                    ]
                )


if __name__ == "__main__":
    main()
