"""Fields, menus and questions that several applications use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import Dialog, Page
from bridges.phone.screen.parts import button, column, menu_entry, row, space, text
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def field(phone: Phone, page: Page, key: str, label: str, **more: Any) -> View:
    """An outlined field whose text is kept in the page's memory."""

    def edit(words: str) -> None:
        page.memory[key] = words

    settings: dict[str, Any] = {
        "width": FILL, "border": "primary" if page.focus == key else "outline", "radius": 6, "padding": (16, 15, 16, 15),
        "least": 56, **more,
    }  # fmt: skip
    return View(
        "android.widget.EditText", id=key, text=page.memory.get(key, ""), hint=label, edit=edit, key=key, **settings
    )


def search_field(phone: Phone, page: Page, label: str, done: Act | None = None) -> View:
    """A rounded search field; its text is in memory as "query"."""
    inside = field(phone, page, "query", label, border="", radius=0, padding=(0, 0, 0, 0), least=0, weight=1, done=done)
    return column(
        row(
            View(kind="android.widget.ImageView", icon="search", size=22, color="muted"), inside,
            gap=12, padding=(18, 0, 18, 0), height=52, radius=26, fill="container_high",
        ),
        padding=(16, 4, 16, 12),
    )  # fmt: skip


def confirm(phone: Phone, package: str, title: str, words: str, yes: str, act: Act) -> None:
    """Ask before something that cannot be undone."""

    def agreed() -> None:
        phone.close_dialog()
        act()

    def build(phone: Phone, page: Page) -> View:
        cancel = button(phone.t("Cancel", "取消"), phone.dismiss, "text", id="button2")
        buttons = row(space(weight=1), cancel, button(yes, agreed, "text", id="button1", color="error"), gap=8)
        return column(text(words, 14, "muted", id="message"), buttons, gap=20)

    phone.ask(Dialog(package, title, build, Page(package, ""), lambda: None))


def menu(phone: Phone, package: str, title: str, *entries: tuple[str, str, Act]) -> None:
    """A list of things to do: symbol, label, act."""

    def chooser(act: Act) -> Act:
        def chosen() -> None:
            phone.close_dialog()
            act()

        return chosen

    def build(phone: Phone, page: Page) -> View:
        return column(*[menu_entry(label, chooser(act), symbol) for symbol, label, act in entries])

    phone.ask(Dialog(package, title, build, Page(package, ""), lambda: None))


def nothing_here(words: str) -> View:
    """What an empty list shows."""
    return text(words, 16, "muted", width=FILL, align="center", padding=(24, 96, 24, 0))


def permission(phone: Phone, package: str, name: str, question: str, then: Act) -> bool:
    """Whether the application may; if not asked yet, the question comes up and `then` follows a yes."""
    if name in phone.granted.get(package, set()):
        return True
    if name in phone.denied.get(package, set()):
        return False
    if any(dialog.title == question for dialog in phone.dialogs):
        return False

    def answer(yes: bool) -> None:
        (phone.granted if yes else phone.denied).setdefault(package, set()).add(name)
        phone.log("permission", package=package, permission=name, granted=yes)
        phone.close_dialog()
        if yes:
            then()

    def build(phone: Phone, page: Page) -> View:
        def choice(label: str, yes: bool, key: str) -> View:
            return button(label, lambda: answer(yes), "tonal", id=key, width=FILL)

        return column(
            choice(phone.t("Allow", "允许"), True, "permission_allow_button"),
            choice(phone.t("Don't allow", "不允许"), False, "permission_deny_button"),
            gap=8,
        )

    controller = "com.android.permissioncontroller"
    activity = "com.android.permissioncontroller.permission.ui.GrantPermissionsActivity"
    phone.ask(Dialog(controller, question, build, Page(package, ""), None, activity))
    return False
