"""A browser with an address bar and a few pages of its own; it reaches no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bridges.phone.app import App, Page
from bridges.phone.apps.forms import field, menu
from bridges.phone.screen.parts import (
    button,
    card,
    checkbox,
    column,
    icon,
    icon_button,
    item,
    row,
    screen,
    scroll,
    text,
)
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

PACKAGE = "com.android.browser"
HOME: Final = "start.example"
# Address: title, paragraphs, links.
SITES: Final[dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]]] = {
    HOME: ("Start", ("Pages that live on this phone.",), (("News", "news.example"), ("Encyclopedia", "wiki.example"), ("Weather", "weather.example"), ("Newsletter", "letters.example/subscribe"))),
    "news.example": (
        "The Daily Example",
        ("Library opens on Sundays. From May the city library welcomes readers seven days a week.",
         "New tram line to the harbour. The first train leaves at 5:12 in the morning.",
         "Street market moves to Mill Square. Stalls open at eight.",
         "Swimming pool reopens after repairs. The water is at 26 degrees.",
         "Bridge closed for two weeks. Cyclists may cross at the weir.",
         "Chess club wins the cup. The final took nine hours."),
        (("Weather", "weather.example"), ("Back to start", HOME)),
    ),
    "wiki.example": ("Encyclopedia", ("An encyclopedia with three articles.",), (("Octopus", "wiki.example/octopus"), ("Ada Lovelace", "wiki.example/ada"), ("Lighthouse", "wiki.example/lighthouse"))),
    "wiki.example/octopus": ("Octopus", ("An octopus has eight arms, three hearts and blue blood.", "It can squeeze through any gap that its beak fits through.", "About 300 species are known."), (("Encyclopedia", "wiki.example"),)),
    "wiki.example/ada": ("Ada Lovelace", ("Ada Lovelace (1815 to 1852) wrote the first published algorithm for a machine.", "Her notes were longer than the paper they explained."), (("Encyclopedia", "wiki.example"),)),
    "wiki.example/lighthouse": ("Lighthouse", ("A lighthouse warns ships of rocks and leads them into harbours.", "The tallest one is 133 metres high."), (("Encyclopedia", "wiki.example"),)),
    "weather.example": ("Weather", ("Today: 17 degrees, light rain in the afternoon.", "Tomorrow: 21 degrees, sunny.", "Sunday: 19 degrees, windy."), (("Back to start", HOME),)),
    "letters.example/subscribe": ("Newsletter", ("One letter a week, no advertisements.",), ()),
}  # fmt: skip


def _fill(phone: Phone) -> None:
    phone.data["browser"] = {"history": [], "bookmarks": [], "subscriptions": []}


def _clean(address: str) -> str:
    return address.strip().removeprefix("https://").removeprefix("http://").removesuffix("/").lower() or HOME


def _go(phone: Phone, page: Page, address: str, back: bool = False) -> None:
    if not back:
        page.memory.setdefault("trail", []).append(page.memory.get("at", HOME))
    clean = _clean(address)
    page.memory.update(at=clean, address=clean)
    page.scrolls.clear()
    page.focus = ""
    phone.input_methods.hide()
    phone.data["browser"]["history"].append(clean)
    phone.log("visit", address=clean)


def _main(phone: Phone, page: Page) -> View:
    memory = page.memory
    if "at" not in memory:
        memory.update(at=_clean(page.arguments.get("data", HOME)), address=_clean(page.arguments.get("data", HOME)))
    at = memory["at"]
    marks = phone.data["browser"]["bookmarks"]

    def back() -> None:
        if memory.get("trail"):
            _go(phone, page, memory["trail"].pop(), back=True)
        else:
            phone.finish()

    def mark() -> None:
        if at in marks:
            marks.remove(at)
        else:
            marks.append(at)
        phone.log("bookmark", address=at, on=at in marks)

    def more() -> None:
        menu(phone, PACKAGE, "", ("home", phone.t("Home page", "主页"), lambda: _go(phone, page, HOME)),
             ("bookmark", phone.t("Bookmarks", "书签"), lambda: phone.push("bookmarks")),
             ("share", phone.t("Copy address", "复制网址"), lambda: _copy(phone, at)))  # fmt: skip

    bar = row(
        icon_button("arrow_back", phone.t("Back", "返回"), back, id="back"),
        row(icon("lock", 18), field(phone, page, "address", phone.t("Search or type web address", "搜索或输入网址"), border="", padding=(0, 0, 0, 0), least=0, weight=1,
            done=lambda: _go(phone, page, memory["address"])), gap=8, weight=1, height=44, radius=22, fill="container_high", padding=(14, 0, 14, 0)),
        icon_button("star", phone.t("Remove bookmark", "移除书签") if at in marks else phone.t("Bookmark", "添加书签"), mark, "#e0a100" if at in marks else "muted", id="bookmark"),
        icon_button("more_vert", phone.t("More options", "更多选项"), more, id="menu"), height=60, fill="container",
    )  # fmt: skip
    return screen(bar, scroll(*_content(phone, page, at), key="webview", gap=14, padding=(20, 20, 20, 40)))


def _copy(phone: Phone, address: str) -> None:
    phone.clipboard = f"https://{address}"
    phone.say(phone.t("Copied", "已复制"))


def _content(phone: Phone, page: Page, at: str) -> list[View]:
    if at not in SITES:
        return [icon("warning", 48), text(phone.t("This site can't be reached", "无法访问此网站"), 24), text(phone.t(f"{at} was not found.", f"找不到 {at}。"), 16, "muted"),
                button(phone.t("Home page", "主页"), lambda: _go(phone, page, HOME), "tonal")]  # fmt: skip
    title, words, links = SITES[at]
    shown: list[View] = [text(title, 30, bold=True)]
    for one in words:
        head, dot, rest = one.partition(". ")
        shown.append(
            card(text(head + dot.strip(), 18, bold=True), text(rest, 16, "muted"), gap=6)
            if at == "news.example"
            else text(one, 17)
        )
    if at == "letters.example/subscribe":
        shown += _form(phone, page)
    shown += [
        row(
            text(label, 17, "primary"),
            icon("chevron_right", 20, "primary"),
            gap=4,
            padding=(0, 8, 0, 8),
            tap=_link(phone, page, to),
            desc=label,
        )
        for label, to in links
    ]
    return shown


def _link(phone: Phone, page: Page, address: str) -> Act:
    return lambda: _go(phone, page, address)


def _form(phone: Phone, page: Page) -> list[View]:
    memory = page.memory

    def flip() -> None:
        memory["agreed"] = not memory.get("agreed")

    def subscribe() -> None:
        if "@" not in memory.get("email", "") or not memory.get("agreed"):
            memory["problem"] = True
            return
        memory["problem"] = False
        phone.data["browser"]["subscriptions"].append({"email": memory["email"], "name": memory.get("name", "")})
        memory["subscribed"] = True
        phone.log("subscribed", email=memory["email"])

    if memory.get("subscribed"):
        return [text(phone.t("Thank you, the first letter is on its way.", "谢谢，第一封邮件已发出。"), 18, "success")]
    problem = (
        [text(phone.t("Give an email address and agree first", "请先填写邮箱并同意条款"), 14, "error")]
        if memory.get("problem")
        else []
    )
    return [
        field(phone, page, "name", phone.t("Your name", "您的姓名")), field(phone, page, "email", phone.t("Your email", "您的邮箱")),
        checkbox(bool(memory.get("agreed")), phone.t("I agree to the terms", "我同意条款"), flip, id="agree"), *problem,
        button(phone.t("Subscribe", "订阅"), subscribe, id="subscribe"),
    ]  # fmt: skip


def _bookmarks(phone: Phone, page: Page) -> View:
    def opener(address: str) -> Act:
        def act() -> None:
            phone.finish()
            _go(phone, phone.page, address)

        return act

    rows: list[Any] = [
        item(SITES.get(one, (one,))[0], one, icon("public"), tap=opener(one))
        for one in phone.data["browser"]["bookmarks"]
    ]
    empty = column(
        text(phone.t("No bookmarks", "没有书签"), 16, "muted", align="center", width=FILL), padding=(0, 96, 0, 0)
    )
    return screen(row(icon_button("arrow_back", phone.t("Navigate up", "返回"), phone.finish), text(phone.t("Bookmarks", "书签"), 22), height=64),
                  scroll(*(rows or [empty]), key="bookmarks"))  # fmt: skip


APP = App(
    PACKAGE,
    ("Browser", "浏览器"),
    "public",
    "#00838f",
    ".BrowserActivity",
    {"": _main, "link": _main, "bookmarks": _bookmarks},
    hosts=("http", "https"),
    link_page="link",
    root=_fill,
)
