"""Drawing views with Qt onto a picture. Nothing else in the phone knows Qt."""

from __future__ import annotations

import json
import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bridges.phone.screen.theme import colour
from bridges.phone.screen.view import View

FAMILIES: Final = ("Roboto", "Liberation Sans", "DejaVu Sans", "WenQuanYi Zen Hei", "Noto Color Emoji")
BULLET: Final = "•"
_ICONS: Final = Path(__file__).parent.parent / "data" / "icons.json"


def start_qt() -> Any:
    """The Qt application that fonts need; it opens no window. ImportError where PySide6 is missing."""
    import os

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.instance() or QGuiApplication(["phone"])


def shown_text(view: View) -> str:
    """What stands in the view: bullets for a password, the hint for an empty field."""
    if not view.text:
        return view.hint
    return BULLET * len(view.text) if view.password else view.text


@lru_cache(maxsize=64)
def _font(pixels: int, bold: bool) -> Any:
    from PySide6.QtGui import QFont

    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight.Medium if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=64)
def _metrics(pixels: int, bold: bool) -> Any:
    from PySide6.QtGui import QFontMetricsF

    return QFontMetricsF(_font(pixels, bold))


@lru_cache(maxsize=4096)
def _extent(text: str, pixels: int, bold: bool, most: int, lines: int) -> tuple[float, float]:
    from PySide6.QtCore import QRectF

    metrics = _metrics(pixels, bold)
    line = metrics.height()
    if lines == 1:
        return min(float(most), metrics.horizontalAdvance(text) + 1), line
    found = metrics.boundingRect(QRectF(0, 0, max(1, most), 1e6), _wrapping(text, pixels, bold, most), text or " ")
    height = max(line, found.height())
    return min(float(most), found.width() + 1), min(height, line * lines) if lines else height


@lru_cache(maxsize=4096)
def _wrapping(text: str, pixels: int, bold: bool, most: int) -> int:
    """Qt.TextWordWrap; Qt.TextWrapAnywhere as well where one word alone is too long."""
    metrics = _metrics(pixels, bold)
    long = any(metrics.horizontalAdvance(word) > most for word in text.split() if word.isascii() and len(word) > 8)
    return 0x3000 if long else 0x1000


class TextMeasures:
    """Sizes of text by Qt's fonts."""

    def text(self, view: View, most: float, density: float) -> tuple[float, float]:
        """Pixels wide and high of the view's text within a width."""
        lines = 1 if view.edit and not view.multiline else view.lines
        width, height = _extent(shown_text(view), round(view.size * density), view.bold, int(most), lines)
        return (most, height) if view.edit else (width, height)


@lru_cache(maxsize=256)
def _icon(name: str, pixels: int, rgb: str) -> Any:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    body = _icon_bodies()[name]
    source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="{rgb[-7:]}">{body}</svg>'
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    return picture


@lru_cache(maxsize=1)
def _icon_bodies() -> dict[str, str]:
    bodies: dict[str, str] = json.loads(_ICONS.read_text())
    return bodies


class Canvas:
    """A picture of the screen that trees are drawn onto."""

    def __init__(self, width: int, height: int, density: float, dark: bool) -> None:
        from PySide6.QtGui import QImage, QPainter

        self.image = QImage(width, height, QImage.Format.Format_RGB32)
        self.image.fill(0xFF000000)
        self.density = density
        self._dark = dark
        self.painter = QPainter(self.image)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def finish(self) -> Any:
        """The picture; nothing can be drawn afterwards."""
        self.painter.end()
        return self.image

    def colour(self, role: str) -> Any:
        from PySide6.QtGui import QColor

        return QColor(colour(role, self._dark))

    def tree(self, view: View) -> None:
        """Draw a view and what is below it."""
        from PySide6.QtCore import QRect

        left, top, right, bottom = view.box
        if right <= 0 or bottom <= 0 or left >= self.image.width() or top >= self.image.height() or right <= left:
            return
        if view.secure:
            self.painter.fillRect(QRect(left, top, right - left, bottom - top), self.colour("#000000"))
            return
        if not view.enabled:
            self.painter.setOpacity(0.4)
        self._background(view)
        if view.draw is not None:
            self.painter.save()
            view.draw(self, view)
            self.painter.restore()
        if view.icon:
            self._icon(view)
        elif view.text or view.hint or view.edit:
            self._text(view)
        self.painter.setOpacity(1.0)
        if view.scrolls:
            self.painter.save()
            self.painter.setClipRect(QRect(left, top, right - left, bottom - top))
        for child in view.children:
            if not view.scrolls or (child.box[3] > top and child.box[1] < bottom):
                self.tree(child)
        if view.scrolls:
            self.painter.restore()

    def _background(self, view: View) -> None:
        from PySide6.QtCore import QRect, QRectF, Qt
        from PySide6.QtGui import QPen

        if not view.fill and not view.border:
            return
        left, top, right, bottom = view.box
        if view.fill and not view.radius and not view.border:
            self.painter.fillRect(QRect(left, top, right - left, bottom - top), self.colour(view.fill))
            return
        self.painter.setPen(QPen(self.colour(view.border), self.density) if view.border else Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour(view.fill) if view.fill else Qt.BrushStyle.NoBrush)
        inset = self.density / 2 if view.border else 0.0
        box = QRectF(left + inset, top + inset, right - left - 2 * inset, bottom - top - 2 * inset)
        radius = min(view.radius * self.density, box.height() / 2, box.width() / 2)
        self.painter.drawRoundedRect(box, radius, radius)

    def _icon(self, view: View) -> None:
        pixels = round(view.size * self.density)
        left, top, right, bottom = view.box
        picture = _icon(view.icon, pixels, colour(view.color, self._dark))
        self.painter.drawImage((left + right - pixels) // 2, (top + bottom - pixels) // 2, picture)

    def _text(self, view: View) -> None:
        from PySide6.QtCore import QRectF, Qt

        pl, pt, pr, pb = (value * self.density for value in view.padding)
        left, top, right, bottom = view.box
        room = QRectF(left + pl, top + pt, right - left - pl - pr, bottom - top - pt - pb)
        pixels = round(view.size * self.density)
        text = shown_text(view)
        self.painter.setFont(_font(pixels, view.bold))
        self.painter.setPen(self.colour("muted" if view.edit and not view.text else view.color))
        across = {"center": Qt.AlignmentFlag.AlignHCenter, "end": Qt.AlignmentFlag.AlignRight}
        flags = int(across.get(view.align, Qt.AlignmentFlag.AlignLeft))
        one_line = view.lines == 1 or (view.edit is not None and not view.multiline)
        if one_line:
            metrics = _metrics(pixels, view.bold)
            mode = Qt.TextElideMode.ElideLeft if view.edit else Qt.TextElideMode.ElideRight
            text = metrics.elidedText(text.replace("\n", " "), mode, room.width() + 1)
            flags |= int(Qt.AlignmentFlag.AlignVCenter)
            self.painter.drawText(room.adjusted(0, -pixels, 2, pixels), flags, text)
            if view.focused:
                at = room.left() + (metrics.horizontalAdvance(text) + 1 if view.text else 0)
                caret = QRectF(at, room.center().y() - pixels * 0.6, 2 * self.density, pixels * 1.2)
                self.painter.fillRect(caret, self.colour("primary"))
        else:
            middle = view.justify == "center"
            flags |= int(Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop) | _wrapping(
                text, pixels, view.bold, int(room.width())
            )
            self.painter.drawText(room, flags, text)


def png(image: Any) -> bytes:
    """The picture as PNG: no filter, fast compression, about 30 ms for a screen of a phone."""
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, step = plain.width(), plain.height(), plain.bytesPerLine()
    pixels = plain.constBits()
    packer = zlib.compressobj(1)
    rows = b"".join(b"\0" + bytes(pixels[start : start + width * 3]) for start in range(0, height * step, step))
    packed = packer.compress(rows) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def raw(image: Any) -> bytes:
    """Four bytes a pixel, RGBA, as `screencap` writes them after its header."""
    from PySide6.QtGui import QImage

    whole = image.convertToFormat(QImage.Format.Format_RGBA8888)  # its bytes live only as long as it does
    return bytes(whole.constBits())
