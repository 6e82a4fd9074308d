# ruff: noqa: ARG002, E501
"""Render windows of Qt widgets with their truth: `QT_QPA_PLATFORM=offscreen python -m model.train.qt_windows NPM OUT`.

Needs PySide6, and qdarkstyle and qt-material for further looks. Shards are those of pages.py. The truth is exact: it is
asked of the style (where the indicator of a check box is) and of the widgets (rectangles of tabs, rows and sections).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from model.train.pages import FAMILIES, Family, family, write
from model.train.theme import FONTS, _colour
from model.train.words import ICON_NAMES, Words

W = QtWidgets
S = W.QStyle


class QtScreen:
    """One window made from a seed, and the list of what is in it."""

    def __init__(self, seed: str, npm: Path) -> None:
        self.r = random.Random(seed)
        self.w = Words(self.r)
        self.icons: Family = family(npm, self.r.choice(FAMILIES))
        self.truth: list[Callable[[], None]] = []
        self.widgets: list[list[Any]] = []
        self.texts: list[list[Any]] = []
        self.dark = self.r.random() < 0.4
        self.ink = "#eee" if self.dark else "#222"

    # ---- parts: each makes a widget and notes how to ask for its truth

    def chance(self, share: float) -> bool:
        return self.r.random() < share

    def icon(self, size: int = 16) -> tuple[QtGui.QIcon, str]:
        import resvg_py

        name = self.r.choice(ICON_NAMES)
        svg = self.icons.draw(name, size * 2, self.r).replace(
            "<svg", f'<svg xmlns="http://www.w3.org/2000/svg" color="{self.ink}"', 1
        )
        picture = QtGui.QPixmap()
        with contextlib.suppress(ValueError):
            picture.loadFromData(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)))
        return QtGui.QIcon(picture), name

    def note(
        self, kind: str, widget: W.QWidget, rect: QtCore.QRect, states: str = "", text: str = "", name: str = ""
    ) -> None:
        """A rectangle in a widget's own coordinates, clipped by the widgets around it."""
        seen, full = rect, rect.width() * rect.height()
        clip = widget
        place = QtCore.QPoint(0, 0)
        while clip is not self.window and clip is not None:
            seen = seen & clip.rect().translated(-place) if clip is not widget else seen & widget.rect()
            place += clip.pos()
            clip = clip.parentWidget()
        top_left = widget.mapTo(self.window, seen.topLeft())
        if widget.isVisibleTo(self.window) and seen.width() > 3 and seen.height() > 3 and full:
            share = seen.width() * seen.height() / full
            self.widgets.append(
                [
                    kind,
                    states,
                    top_left.x(),
                    top_left.y(),
                    top_left.x() + seen.width(),
                    top_left.y() + seen.height(),
                    round(share, 2),
                    text,
                    name,
                ]
            )

    def later(self, what: Callable[[], None]) -> None:
        self.truth.append(what)

    def flags(self, widget: W.QWidget, **more: bool) -> str:
        widget.setEnabled(not self.chance(0.1))
        return " ".join([*(name for name, on in more.items() if on), *([] if widget.isEnabled() else ["disabled"])])

    def glyph(self, button: W.QAbstractButton, name: str, text: bool) -> None:
        """Where the picture of a button is: centred, or left of its text."""
        size = button.iconSize()
        rect = button.rect()
        x = rect.center().x() - size.width() // 2
        if text:
            wide = button.fontMetrics().horizontalAdvance(button.text())
            x = rect.center().x() - (size.width() + 4 + wide) // 2
        self.note(
            "icon",
            button,
            QtCore.QRect(x, rect.center().y() - size.height() // 2, size.width(), size.height()),
            name=name,
        )

    def button(self) -> W.QWidget:
        made = W.QPushButton(self.w.command())
        states = self.flags(made)
        self.later(lambda: self.note("button", made, made.rect(), states, made.text()))
        if self.chance(0.3):
            icon, name = self.icon()
            made.setIcon(icon)
            self.later(lambda: self.glyph(made, name, text=True))
        return made

    def tool_button(self, size: int, flat: bool = True) -> W.QWidget:
        made = W.QToolButton()
        icon, name = self.icon(size)
        made.setIcon(icon)
        made.setIconSize(QtCore.QSize(size, size))
        made.setAutoRaise(flat)
        on = self.chance(0.08)
        made.setCheckable(on)
        made.setChecked(on)
        states = self.flags(made, selected=on)
        self.later(lambda: self.glyph(made, name, text=False))
        if not flat or on:
            self.later(lambda: self.note("button", made, made.rect(), states, name=name))
        return made

    def field(self) -> W.QWidget:
        made = W.QLineEdit(self.w.value() if self.chance(0.6) else "")
        made.setPlaceholderText(self.w.noun() if self.chance(0.5) else "")
        states = self.flags(made)
        self.later(lambda: self.note("field", made, made.rect(), states, made.text()))
        return made

    def area(self) -> W.QWidget:
        made = W.QPlainTextEdit("\n".join(self.w.sentence(4, 16) for _ in range(self.r.randint(2, 40))))
        if self.chance(0.4):
            made.setFont(QtGui.QFont("Fira Code", self.r.randint(8, 12)))
        self.later(lambda: self.note("field", made, made.rect(), "", ""))
        self.later(lambda: self.bars(made))
        return made

    def bars(self, area: W.QAbstractScrollArea) -> None:
        for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
            if bar.isVisibleTo(self.window):
                self.note("scrollbar", bar, bar.rect())

    def combo(self) -> W.QWidget:
        made = W.QComboBox()
        made.addItem(self.w.value())
        states = self.flags(made)
        self.later(lambda: self.note("combobox", made, made.rect(), states, made.currentText()))
        return made

    def spin(self) -> W.QWidget:
        made = W.QSpinBox()
        made.setMaximum(9999)
        made.setValue(self.r.randint(0, 999))
        states = self.flags(made)

        def ask() -> None:
            option = W.QStyleOptionSpinBox()
            made.initStyleOption(option)
            self.note("field", made, made.rect(), states, made.text())
            for part in (S.SubControl.SC_SpinBoxUp, S.SubControl.SC_SpinBoxDown):
                self.note(
                    "icon",
                    made,
                    made.style().subControlRect(S.ComplexControl.CC_SpinBox, option, part, made),
                    name="caret up" if part == S.SubControl.SC_SpinBoxUp else "caret down",
                )

        self.later(ask)
        return made

    def check(self, text: str | None = None) -> W.QWidget:
        made = W.QCheckBox(self.w.noun() if text is None else text)
        made.setChecked(self.chance(0.5))
        states = self.flags(made, checked=made.isChecked())
        self.later(lambda: self.indicator(made, "checkbox", S.SubElement.SE_CheckBoxIndicator, states))
        return made

    def indicator(self, made: W.QAbstractButton, kind: str, part: S.SubElement, states: str) -> None:
        option = W.QStyleOptionButton()
        option.initFrom(made)
        option.text = made.text()
        self.note(kind, made, made.style().subElementRect(part, option, made), states, made.text())

    def radios(self) -> W.QWidget:
        box = W.QGroupBox(self.w.noun()) if self.chance(0.5) else W.QWidget()
        lay = (W.QVBoxLayout if self.chance(0.5) else W.QHBoxLayout)(box)
        for at in range(self.r.randint(2, 4)):
            made = W.QRadioButton(self.w.noun())
            made.setChecked(at == 0 if self.chance(0.5) else at == 1)
            lay.addWidget(made)
            states = self.flags(made)
            self.later(
                lambda made=made, states=states: self.indicator(
                    made,
                    "radio",
                    S.SubElement.SE_RadioButtonIndicator,
                    states + (" checked" if made.isChecked() else ""),
                )
            )
        return box

    def slider(self) -> W.QWidget:
        made = W.QSlider(QtCore.Qt.Orientation.Horizontal)
        made.setValue(self.r.randint(0, 99))
        made.setMinimumWidth(self.r.randint(80, 220))
        states = self.flags(made)

        def ask() -> None:
            option = W.QStyleOptionSlider()
            made.initStyleOption(option)
            self.note("slider", made, made.rect(), states)
            self.note(
                "handle",
                made,
                made.style().subControlRect(S.ComplexControl.CC_Slider, option, S.SubControl.SC_SliderHandle, made),
                states,
            )

        self.later(ask)
        return made

    def progress(self) -> W.QWidget:
        made = W.QProgressBar()
        made.setValue(self.r.randint(0, 100))
        return made

    def label(self) -> W.QWidget:
        made = W.QLabel(self.w.noun() if self.chance(0.6) else self.w.sentence(2, 10))
        self.later(lambda: self.texts.append([*self._corners(made), made.text()]))
        return made

    def _corners(self, made: W.QWidget) -> list[int]:
        at = made.mapTo(self.window, QtCore.QPoint(0, 0))
        return [at.x(), at.y(), at.x() + made.width(), at.y() + made.height()]

    def rows(self) -> W.QWidget:
        made = W.QListWidget()
        with_icons, size = self.chance(0.6), self.r.choice((16, 16, 22, 24, 32))
        made.setIconSize(QtCore.QSize(size, size))
        made.setAlternatingRowColors(self.chance(0.3))
        names = []
        for _ in range(self.r.randint(4, 30)):
            item = W.QListWidgetItem(self.w.value() if self.chance(0.5) else self.w.noun())
            name = ""
            if with_icons:
                icon, name = self.icon(size)
                item.setIcon(icon)
            made.addItem(item)
            names.append(name)
        if self.chance(0.25):
            made.setViewMode(W.QListView.ViewMode.IconMode)
            made.setGridSize(QtCore.QSize(size + 60, size + 40))
        elif self.chance(0.6):
            made.setCurrentRow(self.r.randrange(5))

        def ask() -> None:
            in_grid = made.viewMode() == W.QListView.ViewMode.IconMode
            for at, name in enumerate(names):
                item = made.item(at)
                rect = made.visualItemRect(item)
                self.note("listitem", made.viewport(), rect, "selected" if item.isSelected() else "", item.text())
                if name:
                    x = rect.center().x() - size // 2 if in_grid else rect.left() + 3
                    y = rect.top() + 3 if in_grid else rect.center().y() - size // 2
                    self.note("icon", made.viewport(), QtCore.QRect(x, y, size, size), name=name)
            self.bars(made)

        self.later(ask)
        return made

    def tree(self) -> W.QWidget:
        made = W.QTreeWidget()
        made.setHeaderHidden(True)
        checks = self.chance(0.2)
        top = []
        for _ in range(self.r.randint(3, 8)):
            item = W.QTreeWidgetItem([self.w.noun()])
            item.setIcon(0, self.icon()[0])
            for _ in range(self.r.randint(0, 6)):
                child = W.QTreeWidgetItem([self.w.value()])
                if checks:
                    child.setCheckState(
                        0, QtCore.Qt.CheckState.Checked if self.chance(0.5) else QtCore.Qt.CheckState.Unchecked
                    )
                item.addChild(child)
            top.append(item)
        made.addTopLevelItems(top)
        for item in top:
            item.setExpanded(self.chance(0.5))
        made.setCurrentItem(self.r.choice(top))

        def ask() -> None:
            every = W.QTreeWidgetItemIterator(made)
            while every.value():
                item = every.value()
                rect = made.visualItemRect(item)
                if rect.height() > 3:
                    row = QtCore.QRect(0, rect.top(), made.viewport().width(), rect.height())
                    self.note("listitem", made.viewport(), row, "selected" if item.isSelected() else "", item.text(0))
                    if checks and item.parent():
                        side = made.style().pixelMetric(S.PixelMetric.PM_IndicatorWidth, None, made)
                        states = "checked" if item.checkState(0) == QtCore.Qt.CheckState.Checked else ""
                        self.note(
                            "checkbox",
                            made.viewport(),
                            QtCore.QRect(rect.left() + 3, rect.center().y() - side // 2, side, side),
                            states,
                        )
                    if item.childCount():
                        arrow = QtCore.QRect(rect.left() - made.indentation() + 3, rect.center().y() - 6, 12, 12)
                        self.note(
                            "icon",
                            made.viewport(),
                            arrow,
                            name="chevron down" if item.isExpanded() else "chevron right",
                        )
                    if not item.icon(0).isNull():
                        self.note(
                            "icon",
                            made.viewport(),
                            QtCore.QRect(rect.left() + 3, rect.center().y() - 7, 16, 16),
                            name="",
                        )
                every += 1
            self.bars(made)

        self.later(ask)
        return made

    def table(self) -> W.QWidget:
        columns, rows = self.r.randint(2, 7), self.r.randint(3, 30)
        made = W.QTableWidget(rows, columns)
        made.setHorizontalHeaderLabels([self.w.noun() for _ in range(columns)])
        made.verticalHeader().setVisible(self.chance(0.4))
        made.setShowGrid(self.chance(0.7))
        made.setAlternatingRowColors(self.chance(0.3))
        for row in range(rows):
            for column in range(columns):
                made.setItem(row, column, W.QTableWidgetItem(self.w.value()))
        if self.chance(0.6):
            made.setSelectionBehavior(W.QAbstractItemView.SelectionBehavior.SelectRows)
        made.setCurrentCell(self.r.randrange(rows), 0)

        def ask() -> None:
            head = made.horizontalHeader()
            for column in range(columns):
                self.note(
                    "cell",
                    head.viewport(),
                    QtCore.QRect(head.sectionViewportPosition(column), 0, head.sectionSize(column), head.height()),
                    "",
                    made.horizontalHeaderItem(column).text(),
                )
                for row in range(rows):
                    item = made.item(row, column)
                    rect = made.visualItemRect(item)
                    if made.viewport().rect().intersects(rect):
                        self.note("cell", made.viewport(), rect, "selected" if item.isSelected() else "", item.text())
            self.bars(made)

        self.later(ask)
        return made

    def tabs(self, inside: Callable[[], W.QWidget]) -> W.QWidget:
        made = W.QTabWidget()
        made.setTabsClosable(self.chance(0.3))
        made.setDocumentMode(self.chance(0.3))
        for at in range(self.r.randint(2, 6)):
            page = inside() if at == 0 else W.QWidget()
            made.addTab(page, self.w.noun())
            if self.chance(0.3):
                made.setTabIcon(at, self.icon()[0])

        def ask() -> None:
            bar = made.tabBar()
            for at in range(made.count()):
                self.note(
                    "tab", bar, bar.tabRect(at), "selected" if at == made.currentIndex() else "", made.tabText(at)
                )
                if made.tabsClosable() and (close := bar.tabButton(at, W.QTabBar.ButtonPosition.RightSide)):
                    self.note("icon", close, close.rect(), name="close")

        self.later(ask)
        return made

    def link(self) -> W.QWidget:
        text = self.w.command()
        made = W.QLabel(f'<a href="#">{text}</a>')
        self.later(
            lambda: self.note(
                "link",
                made,
                QtCore.QRect(0, 0, min(made.width(), made.fontMetrics().horizontalAdvance(text)), made.height()),
                "",
                text,
            )
        )
        return made

    def keys(self) -> W.QWidget:
        made = W.QWidget()
        grid = W.QGridLayout(made)
        grid.setSpacing(self.r.randint(0, 6))
        flat = self.chance(0.2)
        for at, key in enumerate(
            [
                "7",
                "8",
                "9",
                "/",
                "C",
                "4",
                "5",
                "6",
                "*",
                "(",
                "1",
                "2",
                "3",
                "-",
                ")",
                "0",
                ".",
                "=",
                "+",
                "%",
                "√",
                "π",
                "sin",
                "cos",
            ][: self.r.choice((10, 15, 20, 24))]
        ):
            button = W.QPushButton(key)
            button.setFlat(flat)
            button.setMinimumSize(self.r.choice((30, 40)), self.r.choice((24, 36)))
            grid.addWidget(button, at // 5, at % 5)
            self.later(lambda button=button: self.note("button", button, button.rect(), "", button.text()))
        return made

    def form(self) -> W.QWidget:
        made = W.QGroupBox(self.w.noun()) if self.chance(0.4) else W.QWidget()
        lay = W.QFormLayout(made)
        for _ in range(self.r.randint(3, 10)):
            lay.addRow(self.label(), self.control())
        lay.addRow(self.line([self.button() for _ in range(self.r.randint(1, 3))]))
        return made

    def control(self) -> W.QWidget:
        return self.r.choice(
            (
                self.field,
                self.field,
                self.combo,
                self.spin,
                self.check,
                self.check,
                self.radios,
                self.slider,
                self.button,
                self.link,
                self.progress,
            )
        )()

    def line(self, parts: list[W.QWidget]) -> W.QWidget:
        made = W.QWidget()
        lay = W.QHBoxLayout(made)
        lay.setContentsMargins(2, 2, 2, 2)
        for part in parts:
            lay.addWidget(part)
        if self.chance(0.5):
            lay.addStretch(1)
        return made

    def soup(self) -> W.QWidget:
        made = W.QWidget()
        lay = W.QVBoxLayout(made)
        for _ in range(self.r.randint(4, 12)):
            lay.addWidget(self.line([self.control() for _ in range(self.r.randint(1, 4))]))
        lay.addStretch(1)
        return made

    def part(self) -> W.QWidget:
        return self.r.choice(
            (self.form, self.form, self.table, self.tree, self.rows, self.area, self.soup, self.keys)
        )()

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

    def menu_bar(self) -> W.QWidget:
        made = W.QMenuBar()
        actions = [made.addAction(name) for name in self.w.menu()]

        def ask() -> None:
            for action in actions:
                self.note("menuitem", made, made.actionGeometry(action), "", action.text())

        self.later(ask)
        return made

    def open_menu(self) -> W.QMenu:
        made = W.QMenu()
        for _ in range(self.r.randint(3, 14)):
            if self.chance(0.12):
                made.addSeparator()
                continue
            action = made.addAction(self.w.command())
            if self.chance(0.4):
                action.setIcon(self.icon()[0])
            if self.chance(0.15):
                action.setCheckable(True)
                action.setChecked(self.chance(0.5))
            if self.chance(0.3):
                action.setShortcut(f"Ctrl+{self.r.choice('ABCDEFG')}")
            action.setEnabled(not self.chance(0.12))
        return made

    # ---- the window

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
            self.paint_menu(image, scale)
        self.window.close()
        self.window.deleteLater()
        boxes = [[w[0], w[1], *(round(x * scale, 1) for x in w[2:6]), *w[6:]] for w in self.widgets]
        return image, boxes

    def paint_menu(self, image: QtGui.QImage, scale: float) -> None:
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


def dress(application: W.QApplication, screen: QtScreen) -> str:
    """A style, palette, font and sheet at random; returns the look's name."""
    r = screen.r
    application.setStyleSheet("")
    application.setStyle(r.choice(("Fusion", "Fusion", "Windows")))
    application.setFont(QtGui.QFont(r.choice(FONTS), r.choice((8, 9, 9, 10, 10, 11, 12, 13))))
    hue, tint = r.random(), r.uniform(0, 0.15)
    base = r.uniform(0.1, 0.25) if screen.dark else r.uniform(0.85, 0.98)
    palette = QtGui.QPalette(QtGui.QColor(_colour(hue, tint, base)))
    role = QtGui.QPalette.ColorRole
    for what in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QtGui.QPalette.ColorGroup.Normal, what, QtGui.QColor(screen.ink))
    palette.setColor(role.Base, QtGui.QColor(_colour(hue, tint, base - 0.04 if screen.dark else min(1.0, base + 0.1))))
    palette.setColor(role.Highlight, QtGui.QColor(_colour(r.random(), 0.7, 0.5)))
    application.setPalette(palette)
    look = r.random()
    if look < 0.5:
        return application.style().objectName()
    if look < 0.62:
        import qdarkstyle
        from qdarkstyle.dark.palette import DarkPalette
        from qdarkstyle.light.palette import LightPalette

        application.setStyleSheet(
            qdarkstyle.load_stylesheet(qt_api="pyside6", palette=DarkPalette if screen.dark else LightPalette)
        )
        return "qdarkstyle"
    if look < 0.75:
        import qt_material

        themes = [theme for theme in qt_material.list_themes() if theme.startswith("dark" if screen.dark else "light")]
        qt_material.apply_stylesheet(
            application, theme=r.choice(themes), extra={"density_scale": r.choice(("-2", "-1", "0"))}
        )
        return "qt-material"
    application.setStyleSheet(_sheet(r, hue, tint, base, screen.ink))
    return "sheet"


def _sheet(r: random.Random, hue: float, tint: float, base: float, ink: str) -> str:
    step = 0.07 if base < 0.5 else -0.07
    panel, raised, line = (
        _colour(hue, tint, base + step * times) for times in (0, r.uniform(0.4, 1.5), r.uniform(2, 5))
    )
    accent, radius = _colour(r.random(), 0.7, 0.5), r.choice((0, 2, 3, 4, 6, 9))
    box = r.randint(12, 20)
    return (
        f"QWidget{{background:{panel};color:{ink};}}"
        f"QPushButton,QComboBox,QToolButton{{background:{raised};border:1px solid {line};border-radius:{radius}px;padding:{r.randint(2, 7)}px {r.randint(5, 16)}px;}}"
        f"QToolButton{{padding:{r.randint(2, 6)}px;}} QPushButton:disabled,QComboBox:disabled{{color:{line};}}"
        f"QLineEdit,QPlainTextEdit,QSpinBox{{background:{_colour(hue, tint, base - step * 0.6)};border:1px solid {line};border-radius:{radius}px;padding:{r.randint(1, 6)}px;}}"
        f"QCheckBox::indicator,QRadioButton::indicator{{width:{box}px;height:{box}px;border:1px solid {ink};background:{raised};}}"
        f"QCheckBox::indicator{{border-radius:{min(radius, 4)}px;}} QRadioButton::indicator{{border-radius:{box // 2}px;}}"
        f"QCheckBox::indicator:checked,QRadioButton::indicator:checked{{background:{accent};}}"
        f"QTabBar::tab{{background:{raised};padding:{r.randint(3, 9)}px {r.randint(6, 18)}px;border:1px solid {line};}} QTabBar::tab:selected{{border-bottom:2px solid {accent};background:{panel};}}"
        f"QListView::item:selected,QTreeView::item:selected,QTableView::item:selected,QMenu::item:selected{{background:{accent};}}"
        f"QHeaderView::section{{background:{raised};border:1px solid {line};padding:{r.randint(2, 7)}px;}} QMenu{{background:{raised};border:1px solid {line};}} QMenu::item{{padding:{r.randint(3, 8)}px 24px;}}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("npm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--screens", type=int, default=1500)
    parser.add_argument("--shard", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    application = W.QApplication([])
    from PIL import Image

    for first in range(0, arguments.screens, arguments.shard):
        target = arguments.out / f"qt_{arguments.seed}_{first:06}.tar"
        if target.exists():
            continue
        started = time.monotonic()
        with tarfile.open(target.with_suffix(".part"), "w") as tar:
            for number in range(first, min(first + arguments.shard, arguments.screens)):
                seed = f"qt/{arguments.seed}/{number}"
                screen = QtScreen(seed, arguments.npm)
                look = dress(application, screen)
                image, boxes = screen.picture(screen.r.choice((1, 1, 1, 1.25, 1.5)))
                image = image.convertToFormat(QtGui.QImage.Format.Format_RGB888)
                picture = Image.frombuffer(
                    "RGB",
                    (image.width(), image.height()),
                    bytes(image.constBits()),
                    "raw",
                    "RGB",
                    image.bytesPerLine(),
                    1,
                )
                packed = io.BytesIO()
                picture.save(packed, "WEBP", quality=82, method=2)
                about = {"seed": seed, "width": picture.width, "height": picture.height, "scale": 1, "dialect": f"qt/{look}", "sheets": [], "language": screen.w.language,
                         "icons": screen.icons.name, "dark": screen.dark, "widgets": boxes, "texts": screen.texts}  # fmt: skip
                write(tar, f"{number:06}.webp", packed.getvalue())
                write(tar, f"{number:06}.json", json.dumps(about, ensure_ascii=False).encode())
        target.with_suffix(".part").rename(target)
        print(
            json.dumps({"shard": target.name, "bytes": target.stat().st_size, "s": round(time.monotonic() - started)}),
            flush=True,
        )


if __name__ == "__main__":
    main()
