"""Contacts: list, search, add, edit, delete, call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import App, Page
from bridges.phone.apps.forms import confirm, field, menu, nothing_here, search_field
from bridges.phone.screen.parts import (
    button,
    card,
    column,
    floating,
    icon,
    icon_button,
    item,
    letter,
    row,
    screen,
    scroll,
    section,
    text,
    top_bar,
)  # fmt: skip
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

PACKAGE = "com.android.contacts"
_START = (
    ("Ada Lovelace", "+44 20 7946 0001", "ada@analytical.example"), ("Alan Turing", "+44 20 7946 0023", "alan@bletchley.example"),
    ("Annie Easley", "+1 216 555 0142", "annie@centaur.example"), ("Barbara Liskov", "+1 617 555 0177", "barbara@clu.example"),
    ("Carl Sagan", "+1 607 555 0131", "carl@cosmos.example"), ("Donald Knuth", "+1 650 555 0199", "don@tex.example"),
    ("Emmy Noether", "+49 9131 5550 12", "emmy@ring.example"), ("Grace Hopper", "+1 202 555 0108", "grace@cobol.example"),
    ("Hedy Lamarr", "+43 1 5550 1234", "hedy@frequency.example"), ("Jean Bartik", "+1 215 555 0166", "jean@eniac.example"),
    ("Katherine Johnson", "+1 757 555 0113", "katherine@orbit.example"), ("Linus Pauling", "+1 503 555 0145", "linus@bond.example"),
    ("Margaret Hamilton", "+1 617 555 0111", "margaret@apollo.example"), ("Niels Bohr", "+45 33 55 01 92", "niels@atom.example"),
    ("Radia Perlman", "+1 206 555 0158", "radia@tree.example"), ("Sofia Kovalevskaya", "+46 8 5550 1850", "sofia@top.example"),
    ("Tim Berners-Lee", "+41 22 555 0189", "tim@web.example"), ("王小明", "+86 10 5550 0101", "xiaoming@example.cn"),
)  # fmt: skip


def people(phone: Phone) -> list[dict[str, Any]]:
    """All contacts: name, phone, email, starred."""
    found: list[dict[str, Any]] = phone.data["contacts"]
    return found


def _fill(phone: Phone) -> None:
    phone.data["contacts"] = [{"name": n, "phone": p, "email": e, "starred": n == "Grace Hopper"} for n, p, e in _START]


def _main(phone: Phone, page: Page) -> View:
    query = page.memory.get("query", "").lower()
    found = sorted((one for one in people(phone) if query in one["name"].lower()), key=lambda one: one["name"].lower())
    rows: list[View] = []
    initial = ""
    for one in found:
        if one["name"][:1].upper() != initial:
            initial = one["name"][:1].upper()
            rows.append(section(initial))
        star = icon("star", 18, "#e0a100", desc=phone.t("Starred", "已加星标")) if one["starred"] else None
        rows.append(
            item(
                one["name"],
                "",
                letter(one["name"]),
                star,
                _show(phone, one["name"]),
                _hold(phone, one["name"]),
                least=60,
            )
        )
    if not rows:
        rows = [nothing_here(phone.t("No contacts", "没有联系人"))]
    body = screen(
        top_bar(phone.t("Contacts", "通讯录")),
        search_field(phone, page, phone.t("Search contacts", "搜索联系人")),
        scroll(*rows, key="contact_list", padding=(0, 0, 0, 96)),
    )
    return floating(body, phone.t("Create contact", "新建联系人"), "add", lambda: phone.push("edit"))


def _show(phone: Phone, name: str) -> Act:
    return lambda: phone.push("contact", name=name)


def _hold(phone: Phone, name: str) -> Act:
    def act() -> None:
        menu(
            phone, PACKAGE, name,
            ("call", phone.t("Call", "呼叫"), lambda: call(phone, _find(phone, name)["phone"])),
            ("edit", phone.t("Edit", "修改"), lambda: phone.push("edit", name=name)),
            ("delete", phone.t("Delete", "删除"), lambda: _ask_delete(phone, name)),
        )  # fmt: skip

    return act


def _find(phone: Phone, name: str) -> dict[str, Any]:
    return next(
        (one for one in people(phone) if one["name"] == name),
        {"name": name, "phone": "", "email": "", "starred": False},
    )


def call(phone: Phone, number: str) -> None:
    """Ring someone up."""
    phone.data["calls"].append(
        {"number": number, "name": next((o["name"] for o in people(phone) if o["phone"] == number), "")}
    )
    phone.log("call", number=number)
    phone.launch("com.android.dialer", "call", {"number": number})


def _contact(phone: Phone, page: Page) -> View:
    one = _find(phone, page.arguments["name"])

    def star() -> None:
        one["starred"] = not one["starred"]
        phone.log("starred", name=one["name"], on=one["starred"])

    def write() -> None:
        phone.launch("com.android.messaging", "conversation", {"name": one["name"]})

    def big(symbol: str, label: str, act: Act) -> View:
        return column(
            icon_button(symbol, label, act, "on_primary_container", fill="primary_container", radius=28, width=56, height=56),
            text(label, 13, align="center"), align="center", gap=6, weight=1,
        )  # fmt: skip

    actions = row(
        big("call", phone.t("Call", "呼叫"), lambda: call(phone, one["phone"])),
        big("message", phone.t("Text", "短信"), write),
        big("mail", phone.t("Email", "电子邮件"), lambda: phone.say(phone.t("No mail app", "没有邮件应用"))),
        padding=(32, 16, 32, 24),
    )
    rows = [item(one["phone"], phone.t("Mobile", "手机"), icon("call"), padding=(0, 6, 0, 6))] if one["phone"] else []
    if one["email"]:
        rows.append(item(one["email"], phone.t("Home", "住宅"), icon("mail"), padding=(0, 6, 0, 6)))
    return screen(
        top_bar(
            "", phone.finish,
            icon_button("star", phone.t("Remove from favorites", "取消收藏") if one["starred"] else phone.t("Add to favorites", "收藏"), star,
                        "#e0a100" if one["starred"] else "muted", id="menu_star"),
            icon_button("edit", phone.t("Edit contact", "修改联系人"), lambda: phone.push("edit", name=one["name"]), id="menu_edit"),
            icon_button("delete", phone.t("Delete contact", "删除联系人"), lambda: _ask_delete(phone, one["name"]), id="menu_delete"),
        ),
        scroll(
            column(letter(one["name"], 112), text(one["name"], 28, align="center"), align="center", gap=16, padding=(16, 8, 16, 8)),
            actions,
            column(card(text(phone.t("Contact info", "联系信息"), 14, bold=True), *rows, gap=6), padding=(16, 0, 16, 0)),
            key="detail",
        ),
    )  # fmt: skip


def _ask_delete(phone: Phone, name: str) -> None:
    def delete() -> None:
        phone.data["contacts"] = [one for one in people(phone) if one["name"] != name]
        phone.log("contact deleted", name=name)
        if phone.page.name == "contact":
            phone.finish()

    confirm(phone, PACKAGE, phone.t("Delete contact?", "要删除联系人吗？"), phone.t(f"{name} will be removed from this phone.", f"{name} 将从此手机中移除。"),
            phone.t("Delete", "删除"), delete)  # fmt: skip


def _edit(phone: Phone, page: Page) -> View:
    old = page.arguments.get("name", "")
    if "name" not in page.memory:
        one = _find(phone, old)
        page.memory.update(name=old or page.arguments.get("data", ""), phone=one["phone"], email=one["email"])

    def save() -> None:
        name = page.memory["name"].strip()
        if not name:
            phone.say(phone.t("Add a name first", "请先填写姓名"))
            return
        new = {
            "name": name,
            "phone": page.memory["phone"].strip(),
            "email": page.memory["email"].strip(),
            "starred": False,
        }
        kept = [one for one in people(phone) if one["name"] != old]
        phone.data["contacts"] = [*kept, new]
        phone.log("contact saved", name=name)
        task = phone.task
        assert task is not None
        if len(task.pages) > 1 and task.pages[-2].name == "contact":
            task.pages.pop(-2)
        phone.replace("contact", name=name)

    return screen(
        top_bar(
            phone.t("Edit contact", "修改联系人") if old else phone.t("Create contact", "新建联系人"), phone.finish,
            button(phone.t("Save", "保存"), save, id="save"),
        ),
        scroll(
            column(letter(page.memory["name"] or "?", 88), align="center", padding=(0, 8, 0, 16), width=FILL),
            field(phone, page, "name", phone.t("Name", "姓名")),
            field(phone, page, "phone", phone.t("Phone", "电话")),
            field(phone, page, "email", phone.t("Email", "电子邮件")),
            key="editor", gap=12, padding=(16, 0, 16, 24),
        ),
    )  # fmt: skip


APP = App(
    PACKAGE, ("Contacts", "通讯录"), "person", "#3157b8", ".activities.PeopleActivity",
    {"": _main, "contact": _contact, "edit": _edit},
    actions={"android.intent.action.INSERT": "edit"}, root=_fill,
)  # fmt: skip
