"""Text messages: conversations, and writing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import App, Page
from bridges.phone.apps.contacts import people
from bridges.phone.apps.forms import field, search_field
from bridges.phone.screen.parts import (
    column,
    floating,
    icon_button,
    item,
    letter,
    row,
    screen,
    scroll,
    space,
    text,
    top_bar,
)
from bridges.phone.screen.view import Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

PACKAGE = "com.android.messaging"


def _fill(phone: Phone) -> None:
    phone.data["messages"] = {
        "Grace Hopper": [{"from": "them", "text": "The compiler works!"}, {"from": "me", "text": "I never doubted it."}, {"from": "them", "text": "Dinner at seven?"}],
        "Alan Turing": [{"from": "them", "text": "Did you read my paper?"}],
    }  # fmt: skip


def _main(phone: Phone, page: Page) -> View:
    rows = [
        item(name, talk[-1]["text"] if talk else "", letter(name), tap=_open(phone, name))
        for name, talk in phone.data["messages"].items()
    ]
    body = screen(top_bar(phone.t("Messages", "短信")), scroll(*rows, key="conversations", padding=(0, 0, 0, 96)))
    return floating(
        body, phone.t("Start chat", "发起聊天"), "message", lambda: phone.push("to"), phone.t("Start chat", "发起聊天")
    )


def _open(phone: Phone, name: str) -> Act:
    return lambda: phone.push("conversation", name=name)


def _to(phone: Phone, page: Page) -> View:
    query = page.memory.get("query", "").lower()

    def start(name: str) -> Act:
        return lambda: phone.replace("conversation", name=name)

    rows: list[Any] = [
        item(one["name"], one["phone"], letter(one["name"]), tap=start(one["name"]))
        for one in sorted(people(phone), key=lambda one: one["name"].lower()) if query in one["name"].lower()
    ]  # fmt: skip
    return screen(
        top_bar(phone.t("New conversation", "新对话"), phone.finish),
        search_field(phone, page, phone.t("Type a name", "输入姓名")),
        scroll(*rows, key="people"),
    )


def _conversation(phone: Phone, page: Page) -> View:
    name = page.arguments.get("name", "")
    talk = phone.data["messages"].get(name, [])

    def send() -> None:
        words = page.memory.get("message", "").strip()
        if not words:
            return
        phone.data["messages"].setdefault(name, []).append({"from": "me", "text": words})
        page.memory["message"] = ""
        page.cursor = (0, 0)
        page.scrolls["talk"] = 1e6
        phone.log("message sent", to=name)

    def bubble(one: dict[str, str]) -> View:
        mine = one["from"] == "me"
        words = text(
            one["text"],
            16,
            "on_primary" if mine else "on_surface",
            fill="primary" if mine else "container_high",
            radius=18,
            padding=(16, 10, 16, 10),
        )
        side = space(width=64)
        return row(*([side, space(weight=1), words] if mine else [words, side]), padding=(16, 0, 16, 0))

    compose = row(
        field(phone, page, "message", phone.t("Text message", "短信"), multiline=True, border="", fill="container_high", radius=24, weight=1, padding=(18, 12, 18, 12), least=48),
        icon_button("arrow_upward", phone.t("Send message", "发送短信"), send, "on_primary", fill="primary", radius=24, id="send_message_button"),
        gap=8, padding=(12, 8, 12, 12),
    )  # fmt: skip
    return screen(
        top_bar(name, phone.finish),
        scroll(column(*[bubble(one) for one in talk], gap=8), key="talk", padding=(0, 8, 0, 8)),
        compose,
    )


APP = App(
    PACKAGE,
    ("Messages", "短信"),
    "message",
    "#3157b8",
    ".ui.conversationlist.ConversationListActivity",
    {"": _main, "to": _to, "conversation": _conversation},
    root=_fill,
)
