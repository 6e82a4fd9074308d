"""The home screen and the drawer with all applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.app import App, Page
from bridges.phone.screen.parts import column, icon, round_icon, row, scroll, text
from bridges.phone.screen.view import FILL, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

_DOCK = ("com.android.dialer", "com.android.contacts", "com.android.browser", "com.android.settings")
_COLUMNS = 4
_ROWS = 4


def _listed(phone: Phone) -> list[App]:
    return sorted((app for app in phone.apps.values() if app.listed), key=lambda app: name_of(phone, app).lower())


def name_of(phone: Phone, app: App) -> str:
    """What the application is called in the phone's language."""
    return app.label[1 if phone.settings.language == "zh" else 0]


def _home(phone: Phone, page: Page) -> View:
    if page.memory.get("drawer"):
        return _drawer(phone, page)
    date = phone.date("%A, %b %-d")
    head = column(text(date, 20, "#ffffff", id="clock_date"), padding=(24, 28, 24, 0))
    others = [app for app in _listed(phone) if app.package not in _DOCK]
    size = _COLUMNS * (_ROWS - 1 if phone.size[0] < phone.size[1] else 1)
    count = max(1, -(-len(others) // size))
    shown = min(page.memory.get("page", 0), count - 1)
    part = others[shown * size : (shown + 1) * size]
    lines = [_line(phone, part[index : index + _COLUMNS]) for index in range(0, len(part), _COLUMNS)]

    def turn(step: int) -> None:
        page.memory["page"] = min(count - 1, max(0, shown + step))
        phone.changed()

    pager = View(
        "androidx.viewpager.widget.ViewPager", id="workspace", children=lines, width=FILL, weight=1, gap=12,
        justify="end", sideways=True, done=lambda: turn(1), hold=lambda: turn(-1), padding=(8, 0, 8, 12),
    )  # fmt: skip
    dots = row(*[View(width=8, height=8, radius=4, fill="#ffffff" if n == shown else "#66ffffff") for n in range(count)],
               gap=8, justify="center", height=24)  # fmt: skip
    dock = row(*[_icon(phone, phone.apps[name], False) for name in _DOCK if name in phone.apps], padding=(8, 8, 8, 4))
    search = row(
        icon("search", 22), text(phone.t("Search apps", "搜索应用"), 16, "muted", weight=1), gap=12,
        padding=(18, 0, 18, 0), height=52, radius=26, fill="surface", id="search_container",
        desc=phone.t("All apps", "所有应用"), tap=lambda: _open_drawer(phone, page),
    )  # fmt: skip
    return column(head, pager, dots, dock, column(search, padding=(20, 8, 20, 16)), height=FILL)


def _open_drawer(phone: Phone, page: Page) -> None:
    page.memory.update(drawer=True, query="")
    page.scrolls.clear()
    phone.changed()


def _line(phone: Phone, apps: list[App], dark: bool = False) -> View:
    cells = [_icon(phone, app, dark) for app in apps]
    cells += [View(weight=1, height=1) for _ in range(_COLUMNS - len(cells))]
    return row(*cells, align="start")


def _icon(phone: Phone, app: App, dark: bool) -> View:
    label = name_of(phone, app)
    return View(
        "android.widget.TextView", text=label, size=0.01, color="#00000000", desc=label, id="icon", weight=1,
        padding=(2, 8, 2, 8), gap=8, align="center", tap=lambda: _start(phone, app.package),
        children=[round_icon(app.icon, app.colour, 60, 32),
                  View(text=label, size=13, color="on_surface" if dark else "#ffffff", lines=1, bold=True)],
    )  # fmt: skip


def _start(phone: Phone, package: str) -> None:
    phone.launch(package)
    phone.home.memory["drawer"] = False


def _drawer(phone: Phone, page: Page) -> View:
    query = page.memory.get("query", "")
    found = [app for app in _listed(phone) if query.lower() in name_of(phone, app).lower()]

    def search(words: str) -> None:
        page.memory["query"] = words

    box = row(
        icon("search", 22),
        View("android.widget.EditText", id="search_box", text=query, hint=phone.t("Search apps", "搜索应用"), edit=search,
             key="search", weight=1, lines=1, done=lambda: _start(phone, found[0].package) if found else None),
        gap=12, padding=(18, 0, 18, 0), height=52, radius=26, fill="container_high",
    )  # fmt: skip
    lines = [_line(phone, found[index : index + _COLUMNS], dark=True) for index in range(0, len(found), _COLUMNS)]
    if not lines:
        lines = [
            text(phone.t("No apps found", "未找到应用"), 16, "muted", width=FILL, align="center", padding=(0, 48, 0, 0))
        ]
    return column(
        column(box, padding=(16, 16, 16, 12)), scroll(*lines, key="apps_list_view", gap=8, padding=(8, 4, 8, 16)),
        height=FILL, fill="surface",
    )  # fmt: skip


APP = App(
    package="com.android.launcher3",
    label=("Launcher", "桌面"),
    icon="home",
    colour="#5b6abf",
    activity=".Launcher",
    pages={"": _home},
    listed=False,
)
