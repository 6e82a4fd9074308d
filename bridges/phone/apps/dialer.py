"""The telephone: keypad, calls so far, a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.app import App, Page
from bridges.phone.apps.contacts import call, people
from bridges.phone.apps.forms import nothing_here
from bridges.phone.screen.parts import column, icon_button, item, letter, row, screen, scroll, space, text, top_bar
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

_KEYS = (("1", ""), ("2", "ABC"), ("3", "DEF"), ("4", "GHI"), ("5", "JKL"), ("6", "MNO"), ("7", "PQRS"), ("8", "TUV"), ("9", "WXYZ"), ("*", ""), ("0", "+"), ("#", ""))  # fmt: skip


def _main(phone: Phone, page: Page) -> View:
    number = page.memory.setdefault("number", page.arguments.get("data", "").removeprefix("tel:"))

    def press(sign: str) -> Act:
        def act() -> None:
            page.memory["number"] += sign

        return act

    def erase() -> None:
        page.memory["number"] = number[:-1]

    def key(sign: str, below: str) -> View:
        return View("android.widget.Button", desc=sign, height=64, weight=1, radius=32, fill="container_high", flow="column", align="center",
                    justify="center", tap=press(sign), children=[text(sign, 26, lines=1), *([text(below, 11, "muted", lines=1)] if below else [])])  # fmt: skip

    pad = [row(*[key(*one) for one in _KEYS[index : index + 3]], gap=12) for index in range(0, 12, 3)]
    rows = [
        item(one["name"] or one["number"], one["number"], letter(one["name"] or "#"), tap=_redial(phone, one["number"]))
        for one in reversed(phone.data["calls"])
    ]
    start = icon_button("call", phone.t("Dial", "拨号"), lambda: call(phone, page.memory["number"]) if number else None, "#ffffff",
                        fill="#1e8e3e", radius=32, width=120, height=64, id="dialpad_floating_action_button")  # fmt: skip
    return screen(
        top_bar(phone.t("Phone", "电话")),
        scroll(*(rows or [nothing_here(phone.t("No recent calls", "没有最近通话"))]), key="call_log"),
        column(
            row(space(width=48), text(number or " ", 32, weight=1, align="center", id="digits", lines=1),
                icon_button("backspace", phone.t("Backspace", "退格"), erase, "muted")),
            *pad, row(space(weight=1), start, space(weight=1)), gap=10, padding=(24, 12, 24, 20), fill="container",
        ),
    )  # fmt: skip


def _redial(phone: Phone, number: str) -> Act:
    return lambda: call(phone, number)


def _call(phone: Phone, page: Page) -> View:
    number = page.arguments.get("number", "")
    name = next((one["name"] for one in people(phone) if one["phone"] == number), number)

    def end() -> None:
        phone.log("call ended", number=number)
        phone.finish()

    return column(
        space(height=72), letter(name or "?", 128), text(name, 30, align="center"), text(number, 16, "muted"),
        text(phone.t("Calling…", "正在呼叫…"), 16, "muted"), space(weight=1),
        icon_button("call_end", phone.t("End call", "结束通话"), end, "#ffffff", fill="#d93025", radius=36, width=72, height=72, id="incall_end_call"),
        space(height=72), align="center", gap=14, height=FILL, fill="surface",
    )  # fmt: skip


def _fill(phone: Phone) -> None:
    phone.data["calls"] = []


APP = App(
    "com.android.dialer", ("Phone", "电话"), "call", "#1e8e3e", ".main.impl.MainActivity", {"": _main, "call": _call, "dial": _main},
    hosts=("tel",), link_page="dial", actions={"android.intent.action.DIAL": "dial"}, root=_fill,
)  # fmt: skip
