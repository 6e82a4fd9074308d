# ruff: noqa: E501 - style sheets read better unbroken
"""Looks of Qt windows: a style, palette, font and sheet at random, or one of the published themes."""

from __future__ import annotations

import random

from PySide6 import QtGui, QtWidgets

from model.train.theme import FONTS, _colour

W = QtWidgets


def dress(application: W.QApplication, r: random.Random, dark: bool, ink: str) -> str:
    """A style, palette, font and sheet at random; returns the look's name."""
    application.setStyleSheet("")
    application.setStyle(r.choice(("Fusion", "Fusion", "Windows")))
    application.setFont(QtGui.QFont(r.choice(FONTS), r.choice((8, 9, 9, 10, 10, 11, 12, 13))))
    hue, tint = r.random(), r.uniform(0, 0.15)
    base = r.uniform(0.1, 0.25) if dark else r.uniform(0.85, 0.98)
    palette = QtGui.QPalette(QtGui.QColor(_colour(hue, tint, base)))
    role = QtGui.QPalette.ColorRole
    for what in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QtGui.QPalette.ColorGroup.Normal, what, QtGui.QColor(ink))
    palette.setColor(role.Base, QtGui.QColor(_colour(hue, tint, base - 0.04 if dark else min(1.0, base + 0.1))))
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
            qdarkstyle.load_stylesheet(qt_api="pyside6", palette=DarkPalette if dark else LightPalette)
        )
        return "qdarkstyle"
    if look < 0.75:
        import qt_material

        themes = [theme for theme in qt_material.list_themes() if theme.startswith("dark" if dark else "light")]
        qt_material.apply_stylesheet(
            application, theme=r.choice(themes), extra={"density_scale": r.choice(("-2", "-1", "0"))}
        )
        return "qt-material"
    application.setStyleSheet(_sheet(r, hue, tint, base, ink))
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
