"""The panel's signs: drawn here as lines on a grid of 24, in the colour of the text around them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton, QWidget

from ui.panel.theme import colours

LINES = {
    "task": '<path d="M5 6h14M5 12h9M5 18h6"/><path d="M16 15l4 2.4-4 2.4z"/>',
    "past": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "macro": '<rect x="4" y="5" width="13" height="11" rx="2"/><path d="M8 19h12V9M9 8.5v4l3.4-2z"/>',
    "record": '<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="3.4"/>',
    "settings": '<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="3"/><circle cx="8" cy="17" r="3"/>',
    "machine": '<path d="M3 12.5h4l2.2-6 4 12 2.6-6H21"/>',
    "start": '<path d="M7 5l12 7-12 7z"/>',
    "stop": '<rect x="6" y="6" width="12" height="12" rx="2"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "skip": '<path d="M6 6l9 6-9 6zM18 6v12"/>',
    "edit": '<path d="M5 19l1-4L16.5 4.5l3 3L9 18z"/><path d="M14 7l3 3"/>',
    "yes": '<path d="M5 12.5l4.5 4.5L19 7"/>',
    "no": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
    "hand": '<path d="M6 4l13 7-5.6 1.7L10.5 19z"/>',
    "open": '<path d="M13 5h6v6M19 5l-8 8"/><path d="M17 14v5H5V7h5"/>',
    "again": '<path d="M19 12a7 7 0 1 1-2.2-5.1"/><path d="M19 4v4h-4"/>',
    "copy": '<rect x="9" y="9" width="10" height="10" rx="2"/><path d="M15 6V5H5v10h1"/>',
    "rename": '<path d="M10 8H4v8h6M14 8h6v8h-6M12 5v14M10 4h1l1 1 1-1h1M10 20h1l1-1 1 1h1"/>',
    "delete": '<path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v6M13.7 10.5v6"/>',
}
MARK = '<path d="M4 3l15 7.5-6.4 1.9L10 19z"/><circle cx="17.5" cy="17.5" r="3.2"/>'
"""Mimic's own sign, as in the report."""


def icon(name: str, colour: str | None = None) -> QIcon:
    """One of LINES, by default in the ink of the moment."""
    ink = colour or colours().ink
    shapes = f'<g fill="none" stroke="{ink}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">'
    return QIcon(_drawn(f"{shapes}{LINES[name]}</g>", 48))


class SignButton(QPushButton):
    """A button with one of LINES, drawn anew when the system turns dark or light."""

    def __init__(self, sign: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._sign = sign
        self.setIcon(icon(sign))
        self.setAccessibleName(text.replace("&", ""))

    def show_sign(self, sign: str) -> None:
        self._sign = sign
        self.setIcon(icon(sign))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon(self._sign))
        super().changeEvent(event)


def mark(colour: str | None = None, badge: str | None = None) -> QIcon:
    """Mimic's sign; with a badge, a dot of that colour that tells the state of a run."""
    dot = f'<circle cx="18.5" cy="5.5" r="4.5" fill="{badge}"/>' if badge else ""
    drawing = f'<g fill="{colour or colours().accent}">{MARK}</g>{dot}'
    found = QIcon()
    for size in (16, 22, 32, 64, 128):
        found.addPixmap(_drawn(drawing, size))
    return found


def _drawn(shapes: str, size: int) -> QPixmap:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shapes}</svg>'
    picture = QPixmap(size, size)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
