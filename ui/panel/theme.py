"""The panel's colours and style sheet, light or dark as the system is. The colours are those of the report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

Appearance: TypeAlias = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Colours:
    """Named for what they say."""

    paper: str
    card: str
    ink: str
    soft: str
    line: str
    well: str
    accent: str
    on_accent: str
    good: str
    bad: str
    warn: str
    wash: str
    phases: dict[str, str]

    def phase(self, name: str) -> QColor:
        return QColor(self.phases.get(name, self.phases["other"]))


LIGHT = Colours(
    paper="#f7f6f3", card="#ffffff", ink="#1c1d21", soft="#5f626b", line="#e2e0da", well="#efede8",
    accent="#4f46e5", on_accent="#ffffff", good="#0f8a5f", bad="#c8372d", warn="#b26a00", wash="#eeedfb",
    phases={
        "capture": "#2a9d8f", "parse": "#4f46e5", "decide": "#c2410c", "guard": "#b7950b", "act": "#be3a8a",
        "verify": "#3b82c4", "other": "#8b8e98",
    },
)  # fmt: skip
DARK = Colours(
    paper="#121317", card="#1b1d23", ink="#eceaf0", soft="#a0a3ae", line="#2e3038", well="#24262d",
    accent="#938cff", on_accent="#14121f", good="#43c794", bad="#ff7a6e", warn="#f0b04a", wash="#24233c",
    phases={
        "capture": "#45c4b5", "parse": "#8780ff", "decide": "#f08450", "guard": "#dfc04a", "act": "#ec74b8",
        "verify": "#6fb2ef", "other": "#858894",
    },
)  # fmt: skip

WANTED = "appearance"
"""The application's property that holds what the person wants instead of the system's own."""


def is_dark() -> bool:
    """Whether the person's system is dark; told by the window colour where the system does not say."""
    application = QGuiApplication.instance()
    wanted = application.property(WANTED) if application else None
    if wanted in ("light", "dark"):
        return bool(wanted == "dark")
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is not Qt.ColorScheme.Unknown:
        return scheme is Qt.ColorScheme.Dark
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def colours() -> Colours:
    return DARK if is_dark() else LIGHT


def dress(application: QApplication, appearance: Appearance = "system") -> None:
    """Give the application its looks, now and whenever the system turns dark or light."""
    application.setStyle("Fusion")
    application.setProperty(WANTED, appearance)
    application.styleHints().colorSchemeChanged.connect(lambda _: _put_on(application))
    _put_on(application)


def _put_on(application: QApplication) -> None:
    chosen = colours()
    application.setPalette(_palette(chosen))
    application.setStyleSheet(_sheet(chosen))


def _palette(c: Colours) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for where, colour in {
        role.Window: c.paper, role.WindowText: c.ink, role.Base: c.card, role.AlternateBase: c.well, role.Text: c.ink,
        role.Button: c.card, role.ButtonText: c.ink, role.ToolTipBase: c.card, role.ToolTipText: c.ink,
        role.Highlight: c.accent, role.HighlightedText: c.on_accent, role.PlaceholderText: c.soft, role.Link: c.accent,
        role.Mid: c.line, role.Midlight: c.line, role.Dark: c.line, role.Light: c.well, role.Accent: c.accent,
    }.items():  # fmt: skip
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.soft))
    return palette


def _sheet(c: Colours) -> str:
    check = (Path(__file__).parent / f"check-{'dark' if c is DARK else 'light'}.svg").as_posix()
    arrow = (Path(__file__).parent / f"arrow-{'dark' if c is DARK else 'light'}.svg").as_posix()
    return f"""
QWidget {{ font-size: 10pt; }}
QToolTip {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; padding: 4px 6px; }}
#Sidebar {{ background: {c.well}; border-right: 1px solid {c.line}; }}
#Brand {{ font-size: 13pt; font-weight: 700; }}
#Sidebar QPushButton {{
    text-align: left; padding: 8px 12px; border: 1px solid transparent; border-radius: 8px; background: transparent;
}}
#Sidebar QPushButton:hover {{ border-color: {c.line}; }}
#Sidebar QPushButton:checked {{ background: {c.card}; border-color: {c.line}; font-weight: 600; }}
#Card {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 12px; }}
#Card[tone="warn"] {{ border: 1px solid {c.warn}; }}
#Card[tone="plan"] {{ border: 1px solid {c.accent}; }}
#Pill {{ border-radius: 10px; padding: 2px 10px; font-weight: 600; color: {c.card}; background: {c.soft}; }}
#Pill[tone="good"] {{ background: {c.good}; }}
#Pill[tone="bad"] {{ background: {c.bad}; }}
#Pill[tone="warn"] {{ background: {c.warn}; }}
#Title {{ font-size: 17pt; font-weight: 650; }}
#Heading {{ font-size: 11pt; font-weight: 600; }}
#Task {{ font-size: 13pt; font-weight: 600; }}
#Soft {{ color: {c.soft}; }}
#Fine {{ color: {c.soft}; font-size: 9pt; }}
#Answer {{ font-size: 12pt; font-weight: 550; }}
#Good {{ color: {c.good}; font-weight: 600; }}
#Bad {{ color: {c.bad}; font-weight: 600; }}
#Warn {{ color: {c.warn}; font-weight: 600; }}
#Mono {{ font-family: monospace; font-size: 9pt; color: {c.ink}; background: {c.well}; border-radius: 6px;
    padding: 5px 8px; }}
QPushButton {{
    padding: 6px 14px; border: 1px solid {c.line}; border-radius: 8px; background: {c.card}; color: {c.ink};
}}
QPushButton:hover {{ background: {c.well}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:disabled {{ color: {c.soft}; background: {c.paper}; }}
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QTimeEdit:focus {{
    border: 1px solid {c.accent};
}}
QPushButton#Primary {{
    background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 600; padding: 7px 20px;
}}
QPushButton#Primary:disabled {{ background: {c.well}; color: {c.soft}; border-color: {c.line}; }}
QPushButton#Primary:focus {{ border: 2px solid {c.ink}; padding: 6px 19px; }}
QPushButton#Quiet {{ background: transparent; border-color: transparent; padding: 5px 9px; color: {c.soft}; }}
QPushButton#Quiet:hover, QPushButton#Quiet:focus {{ background: {c.well}; color: {c.ink}; }}
QPushButton#Quiet:focus {{ border-color: {c.accent}; }}
QPushButton#Quiet:disabled {{ color: {c.line}; }}
QPushButton#Danger {{ color: {c.bad}; border-color: {c.bad}; font-weight: 600; }}
QPushButton#Danger:disabled {{ color: {c.soft}; border-color: {c.line}; }}
QPushButton#Danger:focus {{ background: {c.well}; border: 2px solid {c.bad}; padding: 5px 13px; }}
QPushButton:checked {{ background: {c.wash}; border-color: {c.accent}; }}
QPlainTextEdit, QLineEdit, QSpinBox, QDoubleSpinBox, QTimeEdit, QComboBox {{
    background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; border-radius: 8px; padding: 5px 8px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QTimeEdit QLineEdit {{ border: none; padding: 0; background: transparent; }}
QTimeEdit::up-button, QTimeEdit::down-button {{ width: 0; border: none; }}
QComboBox {{ padding-right: 26px; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{
    background: {c.card}; border: 1px solid {c.line}; selection-background-color: {c.wash};
    selection-color: {c.ink}; outline: none; padding: 4px;
}}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{ width: 15px; height: 15px; border: 1px solid {c.soft}; border-radius: 4px;
    background: {c.card}; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{check}"); }}
QCheckBox::indicator:disabled {{ border-color: {c.line}; background: {c.paper}; }}
#Macros::item {{ padding: 9px 12px; margin: 2px 4px 2px 0; border: 1px solid {c.line}; border-radius: 8px;
    background: {c.card}; color: {c.ink}; }}
#Macros::item:selected {{ border-color: {c.accent}; background: {c.wash}; color: {c.ink}; }}
#Listing {{ font-family: monospace; font-size: 9.5pt; border-radius: 12px; padding: 10px 12px; }}
#TaskText {{ border: none; font-size: 13pt; padding: 2px; }}
QListView {{ background: transparent; border: none; outline: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 5px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar:horizontal {{ height: 0; }}
QSplitter::handle {{ background: transparent; }}
QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 6px 18px; border-radius: 6px; }}
QMenu::item:selected {{ background: {c.wash}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.soft}; }}
"""
