"""Photos: asks for permission first; a grid, a picture, deleting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import App, Page
from bridges.phone.apps.forms import confirm, nothing_here, permission
from bridges.phone.screen.parts import button, column, icon, icon_button, row, screen, scroll, space, text, top_bar
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

PACKAGE = "com.mimic.gallery"
READ = "android.permission.READ_MEDIA_IMAGES"
_NAMES = ("Harbour", "Dunes", "Forest", "Night train", "Glacier", "Meadow", "Volcano", "Lagoon", "Canyon", "Snowfield", "Vineyard", "Old bridge", "Lake", "Cliffs", "Orchard")  # fmt: skip


def _fill(phone: Phone) -> None:
    phone.data["gallery"] = {"photos": list(_NAMES), "favorites": []}


def landscape(canvas: Any, view: View) -> None:
    """A small picture of hills under a sky, drawn from the photo's name."""
    import random

    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QColor, QLinearGradient, QPainterPath

    chance = random.Random(view.picture)
    left, top, right, bottom = view.box
    width, height, painter = right - left, bottom - top, canvas.painter
    painter.setClipRect(QRectF(left, top, width, height))
    hue = chance.random()
    sky = QLinearGradient(0, top, 0, bottom)
    sky.setColorAt(0, QColor.fromHsvF(hue, 0.45, 0.85))
    sky.setColorAt(1, QColor.fromHsvF((hue + 0.12) % 1, 0.25, 0.98))
    painter.fillRect(QRectF(left, top, width, height), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 244, 214))
    across = width * 0.16
    painter.drawEllipse(QPointF(left + width * chance.uniform(0.2, 0.8), top + height * 0.28), across / 2, across / 2)
    for step in range(3):
        base = top + height * (0.5 + 0.15 * step)
        path = QPainterPath(QPointF(left, base + height * chance.uniform(-0.1, 0.1)))
        path.cubicTo(
            QPointF(left + width * 0.3, base - height * chance.uniform(0, 0.25)),
            QPointF(left + width * 0.6, base + height * chance.uniform(-0.1, 0.2)),
            QPointF(right, base),
        )
        path.lineTo(right, bottom)
        path.lineTo(left, bottom)
        painter.fillPath(path, QColor.fromHsvF((hue + 0.35) % 1, 0.5, 0.62 - 0.15 * step))


def _main(phone: Phone, page: Page) -> View:
    title = phone.t("Photos", "照片")
    if READ not in phone.granted.get(PACKAGE, set()):
        question = phone.t(
            "Allow Photos to access photos and videos on this device?", "要允许“照片”访问此设备上的照片和视频吗？"
        )
        permission(phone, PACKAGE, READ, question, lambda: None)
        words = phone.t(
            "Photos cannot show anything without access to your pictures.", "没有访问权限，“照片”无法显示任何内容。"
        )
        settings = button(phone.t("Open settings", "打开设置"), lambda: _settings(phone), "tonal", id="settings")
        return screen(
            top_bar(title),
            space(height=96),
            column(
                icon("image", 64),
                text(words, 16, "muted", align="center"),
                settings,
                align="center",
                gap=20,
                padding=(40, 0, 40, 0),
            ),
        )
    photos = phone.data["gallery"]["photos"]
    lines = [
        row(
            *[_thumb(phone, name) for name in photos[i : i + 3]],
            *[space(weight=1) for _ in range(3 - len(photos[i : i + 3]))],
            gap=4,
        )
        for i in range(0, len(photos), 3)
    ]
    return screen(
        top_bar(title), scroll(*(lines or [nothing_here(phone.t("No photos", "没有照片"))]), key="grid", gap=4)
    )


def _settings(phone: Phone) -> None:
    phone.launch("com.android.settings", "app", {"package": PACKAGE})


def _thumb(phone: Phone, name: str) -> View:
    return View(
        "android.widget.ImageView",
        desc=name,
        picture=name,
        draw=landscape,
        weight=1,
        height=134,
        tap=lambda: phone.push("photo", name=name),
        hold=_hold(phone, name),
        id="photo",
    )


def _hold(phone: Phone, name: str) -> Act:
    return lambda: _ask_delete(phone, name)


def _ask_delete(phone: Phone, name: str) -> None:
    def delete() -> None:
        phone.data["gallery"]["photos"].remove(name)
        phone.log("photo deleted", name=name)
        if phone.page.name == "photo":
            phone.finish()

    confirm(phone, PACKAGE, phone.t("Delete photo?", "要删除照片吗？"), name, phone.t("Delete", "删除"), delete)


def _photo(phone: Phone, page: Page) -> View:
    name = page.arguments["name"]
    favorites = phone.data["gallery"]["favorites"]

    def like() -> None:
        favorites.remove(name) if name in favorites else favorites.append(name)
        phone.log("favorite", name=name, on=name in favorites)

    heart = icon_button(
        "favorite", phone.t("Favorite", "收藏"), like, "#c2185b" if name in favorites else "muted", id="favorite"
    )
    erase = icon_button("delete", phone.t("Delete", "删除"), lambda: _ask_delete(phone, name), id="delete")
    share = icon_button(
        "share",
        phone.t("Share", "分享"),
        lambda: phone.say(phone.t("Nothing to share with", "没有可分享的应用")),
        id="share",
    )
    picture = View("android.widget.ImageView", desc=name, picture=name, draw=landscape, width=FILL, height=308)
    return screen(
        top_bar(name, phone.finish),
        space(weight=1),
        picture,
        space(weight=1),
        row(
            space(weight=1),
            share,
            space(weight=1),
            heart,
            space(weight=1),
            erase,
            space(weight=1),
            padding=(0, 8, 0, 16),
        ),
    )


APP = App(
    PACKAGE,
    ("Photos", "照片"),
    "image",
    "#8e5a2b",
    ".GalleryActivity",
    {"": _main, "photo": _photo},
    (READ,),
    system=False,
    root=_fill,
)
