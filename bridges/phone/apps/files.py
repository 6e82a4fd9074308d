"""Files: what is on the phone's storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.app import App, Page
from bridges.phone.apps.forms import confirm, menu, nothing_here
from bridges.phone.screen.parts import item, round_icon, screen, scroll, text, top_bar
from bridges.phone.screen.view import Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone
    from bridges.phone.storage import Entry

PACKAGE = "com.android.documentsui"
ROOT = "/storage/emulated/0"


def _fill(phone: Phone) -> None:
    owner = ("u0_a42", "media_rw")
    for name, data in (("Download/invoice-0412.pdf", b"%PDF-1.4\n" * 2000), ("Download/readme.txt", b"Welcome to this phone.\n"),
                       ("Documents/travel-plan.txt", b"Monday: Zurich\nTuesday: Basel\n"), ("Music/rain.ogg", b"OggS" * 9000)):  # fmt: skip
        phone.storage.put(f"{ROOT}/{name}", data, 0o660, owner)


def _listing(phone: Phone, page: Page) -> View:
    folder = page.arguments.get("folder", ROOT)
    rows = [
        _entry(phone, folder, name, entry) for name, entry in phone.storage.listed(folder) if not name.startswith(".")
    ]
    title = phone.t("Files", "文件") if folder == ROOT else folder.rpartition("/")[2]
    back = phone.finish if folder != ROOT else None
    return screen(
        top_bar(title, back), scroll(*(rows or [nothing_here(phone.t("No items", "没有内容"))]), key="dir_list")
    )


def _entry(phone: Phone, folder: str, name: str, entry: Entry) -> View:
    path = f"{folder}/{name}"
    if entry.is_folder:
        count = len(entry.children)
        return item(
            name,
            phone.t(f"{count} items", f"{count} 项"),
            round_icon("folder", "#ad5c00"),
            tap=lambda: phone.push("folder", folder=path),
        )
    size = f"{entry.size / 1000:.1f} kB" if entry.size >= 1000 else f"{entry.size} B"
    symbol = (
        "image"
        if name.endswith((".png", ".jpg"))
        else "music_note"
        if name.endswith((".ogg", ".mp3"))
        else "insert_drive_file"
    )
    return item(name, size, round_icon(symbol, "#37618e"), tap=_opener(phone, path), hold=_hold(phone, path))


def _opener(phone: Phone, path: str) -> Act:
    def act() -> None:
        if path.endswith(".txt"):
            phone.push("text", path=path)
        else:
            phone.say(phone.t("No app can open this file", "没有应用可打开此文件"))

    return act


def _hold(phone: Phone, path: str) -> Act:
    name = path.rpartition("/")[2]

    def remove() -> None:
        phone.storage.remove(path)
        phone.log("file deleted", path=path)

    def ask() -> None:
        confirm(phone, PACKAGE, phone.t("Delete file?", "要删除文件吗？"), name, phone.t("Delete", "删除"), remove)

    return lambda: menu(phone, PACKAGE, name, ("delete", phone.t("Delete", "删除"), ask))


def _text(phone: Phone, page: Page) -> View:
    path = page.arguments["path"]
    try:
        words = phone.storage.read(path).decode(errors="replace")
    except OSError:
        words = phone.t("The file is gone.", "文件已不存在。")
    return screen(
        top_bar(path.rpartition("/")[2], phone.finish), scroll(text(words, 16), key="text", padding=(20, 8, 20, 24))
    )


APP = App(
    PACKAGE,
    ("Files", "文件"),
    "folder",
    "#ad5c00",
    ".files.FilesActivity",
    {"": _listing, "folder": _listing, "text": _text},
    root=_fill,
)
