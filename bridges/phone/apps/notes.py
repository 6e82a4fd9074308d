"""Notes: a list and an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import App, Page
from bridges.phone.apps.forms import confirm, field, menu, nothing_here, search_field
from bridges.phone.screen.parts import card, column, floating, icon_button, screen, scroll, text, top_bar
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

PACKAGE = "com.mimic.notes"


def notes(phone: Phone) -> list[dict[str, Any]]:
    """All notes, newest first: id, title, body."""
    found: list[dict[str, Any]] = phone.data["notes"]
    return found


def _fill(phone: Phone) -> None:
    phone.data["notes"] = [
        {"id": 3, "title": "Groceries", "body": "Milk\nBread\nApples\nCoffee beans"},
        {"id": 2, "title": "Book list", "body": "The Left Hand of Darkness, Solaris, 三体"},
        {"id": 1, "title": "Wi-Fi at the office", "body": "Ask at the front desk, second floor."},
    ]


def _main(phone: Phone, page: Page) -> View:
    query = page.memory.get("query", "").lower()
    cards = [
        card(text(one["title"] or phone.t("Untitled", "无标题"), 18, bold=True, lines=1), text(one["body"], 14, "muted", lines=4),
             gap=6, tap=_open(phone, one["id"]), hold=_hold(phone, one), id="note")
        for one in notes(phone) if query in f"{one['title']} {one['body']}".lower()
    ]  # fmt: skip
    body = screen(
        top_bar(phone.t("Notes", "记事")), search_field(phone, page, phone.t("Search notes", "搜索记事")),
        scroll(*(cards or [nothing_here(phone.t("No notes", "没有记事"))]), key="notes_list", gap=10, padding=(16, 0, 16, 96)),
    )  # fmt: skip
    return floating(
        body, phone.t("New note", "新建记事"), "add", lambda: phone.push("note"), phone.t("New note", "新建记事")
    )


def _open(phone: Phone, number: int) -> Act:
    return lambda: phone.push("note", number=number)


def _hold(phone: Phone, one: dict[str, Any]) -> Act:
    def copy() -> None:
        phone.clipboard = one["body"]
        phone.say(phone.t("Copied", "已复制"))

    def act() -> None:
        menu(phone, PACKAGE, one["title"], ("edit", phone.t("Edit", "修改"), _open(phone, one["id"])),
             ("content_copy", phone.t("Copy text", "复制文字"), copy), ("delete", phone.t("Delete", "删除"), lambda: _ask_delete(phone, one)))  # fmt: skip

    return act


def _ask_delete(phone: Phone, one: dict[str, Any]) -> None:
    def delete() -> None:
        notes(phone).remove(one)
        phone.log("note deleted", title=one["title"])
        if phone.page.name == "note":
            phone.finish()

    title = phone.t("Delete note?", "要删除记事吗？")
    confirm(phone, PACKAGE, title, one["title"], phone.t("Delete", "删除"), delete)


def _note(phone: Phone, page: Page) -> View:
    number = page.arguments.get("number", 0)
    one = next((note for note in notes(phone) if note["id"] == number), None)
    if "title" not in page.memory:
        page.memory.update(
            title=one["title"] if one else "", body=one["body"] if one else page.arguments.get("data", "")
        )

    def save() -> None:
        if one is not None:
            one.update(title=page.memory["title"], body=page.memory["body"])
        elif page.memory["title"] or page.memory["body"]:
            new = max((note["id"] for note in notes(phone)), default=0) + 1
            notes(phone).insert(0, {"id": new, "title": page.memory["title"], "body": page.memory["body"]})
        phone.log("note saved", title=page.memory["title"])
        phone.finish()

    plain: dict[str, Any] = {"border": "", "padding": (0, 8, 0, 8), "least": 0}
    delete = (
        [icon_button("delete", phone.t("Delete", "删除"), lambda: _ask_delete(phone, one), id="delete")] if one else []
    )
    return screen(
        top_bar("", phone.finish, *delete, icon_button("check", phone.t("Save", "保存"), save, "primary", id="save")),
        column(
            field(phone, page, "title", phone.t("Title", "标题"), size=26, **plain),
            field(phone, page, "body", phone.t("Note", "记事内容"), multiline=True, **{**plain, "weight": 1}),
            padding=(20, 0, 20, 8), weight=1, width=FILL,
        ),
    )  # fmt: skip


APP = App(
    PACKAGE,
    ("Notes", "记事"),
    "description",
    "#e0a100",
    ".NotesActivity",
    {"": _main, "note": _note},
    system=False,
    root=_fill,
)
