"""Qt widgets made at random, each with a note of how to ask for its truth once it is shown.

The truth is exact: it is asked of the style (where the indicator of a check box is) and of the widgets.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from model.train.pages import FAMILIES, Family, family
from model.train.words import ICON_NAMES, KEYPAD, Words

W = QtWidgets
S = W.QStyle


class QtControls:
    """The controls of one window made from a seed; `truth` is asked, in order, when the window is shown."""

    window: W.QWidget

    def __init__(self, seed: str, npm: Path) -> None:
        self.r = random.Random(seed)
        self.w = Words(self.r)
        self.icons: Family = family(npm, self.r.choice(FAMILIES))
        self.truth: list[Callable[[], None]] = []
        self.widgets: list[list[Any]] = []
        self.texts: list[list[Any]] = []
        self.dark = self.r.random() < 0.4
        self.ink = "#eee" if self.dark else "#222"

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

    def bars(self, area: W.QAbstractScrollArea) -> None:
        for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
            if bar.isVisibleTo(self.window):
                self.note("scrollbar", bar, bar.rect())

    # Controls

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
        for at, key in enumerate(KEYPAD[: self.r.choice((10, 15, 20, 24))]):
            button = W.QPushButton(key)
            button.setFlat(flat)
            button.setMinimumSize(self.r.choice((30, 40)), self.r.choice((24, 36)))
            grid.addWidget(button, at // 5, at % 5)
            self.later(lambda button=button: self.note("button", button, button.rect(), "", button.text()))
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
