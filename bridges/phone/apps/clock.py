"""The clock: alarms and a timer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bridges.phone.app import App, Page
from bridges.phone.build import Notification
from bridges.phone.screen.parts import (
    button,
    column,
    floating,
    icon_button,
    row,
    screen,
    scroll,
    space,
    switch,
    text,
    top_bar,
)
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

PACKAGE = "com.android.deskclock"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS_ZH = ("一", "二", "三", "四", "五", "六", "日")


def _fill(phone: Phone) -> None:
    phone.data["clock"] = {
        "alarms": [{"hour": 7, "minute": 30, "on": True, "label": "", "days": [0, 1, 2, 3, 4]}, {"hour": 9, "minute": 0, "on": False, "label": "Weekend", "days": [5, 6]}],
        "timer_ends": 0.0, "timer_seconds": 0,
    }  # fmt: skip


def _tabs(phone: Phone, page: Page, shown: str) -> View:
    def tab(name: str, symbol: str, label: str) -> View:
        on = shown == name
        mark = View(icon=symbol, size=24, color="primary" if on else "muted")
        pill = View(children=[mark], fill="primary_container" if on else "", radius=16, padding=(20, 4, 20, 4))
        return column(pill, text(label, 12, "on_surface" if on else "muted", align="center", bold=on), align="center", gap=4, weight=1, selected=on,
                      tap=lambda: _turn(phone, page, name), id=f"tab_{name}", padding=(0, 12, 0, 12))  # fmt: skip

    return row(tab("alarm", "alarm", phone.t("Alarm", "闹钟")), tab("clock", "schedule", phone.t("Clock", "时钟")),
               tab("timer", "timer", phone.t("Timer", "计时器")), fill="container")  # fmt: skip


def _turn(phone: Phone, page: Page, name: str) -> None:
    page.memory["tab"] = name


def _main(phone: Phone, page: Page) -> View:
    shown = page.memory.get("tab", "alarm")
    title = {"alarm": phone.t("Alarm", "闹钟"), "clock": phone.t("Clock", "时钟"), "timer": phone.t("Timer", "计时器")}[
        shown
    ]
    body = {"alarm": _alarms, "clock": _face, "timer": _timer}[shown](phone, page)
    return screen(top_bar(title), body, _tabs(phone, page, shown))


def _alarms(phone: Phone, page: Page) -> View:
    rows = []
    for one in sorted(phone.data["clock"]["alarms"], key=lambda a: (a["hour"], a["minute"])):
        names = [_DAYS[day] if phone.settings.language == "en" else "周" + _DAYS_ZH[day] for day in one["days"]]
        below = ", ".join([*([one["label"]] if one["label"] else []), ", ".join(names) or phone.t("Once", "仅一次")])
        color = "on_surface" if one["on"] else "muted"
        words = column(
            text(f"{one['hour']:02}:{one['minute']:02}", 40, color, id="digital_clock"),
            text(below, 14, "muted"),
            weight=1,
        )
        toggle = switch(one["on"], id="onoff", tap=_flip(phone, one))
        toggle.desc = f"{one['hour']:02}:{one['minute']:02}"
        rows.append(row(words, toggle, fill="container", radius=20, padding=(20, 12, 16, 14), tap=_edit(phone, one)))
    body = scroll(*rows, key="alarm_recycler_view", gap=10, padding=(16, 0, 16, 96))
    holder = column(body, height=FILL, width=FILL)
    found = floating(holder, phone.t("Add alarm", "添加闹钟"), "add", lambda: phone.push("alarm"))
    found.weight = 1
    return found


def _flip(phone: Phone, one: dict[str, Any]) -> Act:
    def act() -> None:
        one["on"] = not one["on"]
        phone.log("alarm", hour=one["hour"], minute=one["minute"], on=one["on"])

    return act


def _edit(phone: Phone, one: dict[str, Any]) -> Act:
    return lambda: phone.push("alarm", index=phone.data["clock"]["alarms"].index(one))


def _alarm(phone: Phone, page: Page) -> View:
    alarms = phone.data["clock"]["alarms"]
    index = page.arguments.get("index")
    if "hour" not in page.memory:
        old: dict[str, Any] = alarms[index] if index is not None else {"hour": 8, "minute": 0, "days": []}
        page.memory.update(hour=old["hour"], minute=old["minute"], days=list(old["days"]))
    memory = page.memory

    def step(name: str, by: int, most: int) -> Act:
        def act() -> None:
            memory[name] = (memory[name] + by) % most

        return act

    def wheel(name: str, label: str, by: int, most: int) -> View:
        return column(
            icon_button("arrow_upward", phone.t(f"Increase {label}", f"增加{label}"), step(name, by, most), id=f"{name}_up"),
            text(f"{memory[name]:02}", 64, "on_primary_container", fill="primary_container", radius=12, padding=(14, 4, 14, 4), id=name),
            icon_button("remove", phone.t(f"Decrease {label}", f"减少{label}"), step(name, -by, most), id=f"{name}_down"),
            align="center", gap=8, weight=1,
        )  # fmt: skip

    def day(number: int) -> View:
        on = number in memory["days"]
        label = _DAYS[number] if phone.settings.language == "en" else "周" + _DAYS_ZH[number]
        return View("android.widget.CheckBox", text=label, size=13, checked=on, tap=lambda: _day(memory, number), width=44, height=44, radius=22, lines=1,
                    fill="primary" if on else "container_high", color="on_primary" if on else "on_surface", align="center", justify="center")  # fmt: skip

    def save() -> None:
        new = {
            "hour": memory["hour"],
            "minute": memory["minute"],
            "on": True,
            "label": "",
            "days": sorted(memory["days"]),
        }
        if index is not None:
            alarms[index] = new
        else:
            alarms.append(new)
        phone.log("alarm saved", hour=new["hour"], minute=new["minute"])
        phone.finish()

    def delete() -> None:
        alarms.pop(index)
        phone.log("alarm deleted")
        phone.finish()

    erase = [icon_button("delete", phone.t("Delete alarm", "删除闹钟"), delete)] if index is not None else []
    return screen(
        top_bar(phone.t("Edit alarm", "修改闹钟") if index is not None else phone.t("Add alarm", "添加闹钟"), phone.finish, *erase,
                button(phone.t("Save", "保存"), save, id="save")),
        row(wheel("hour", phone.t("hour", "小时"), 1, 24), text(":", 56), wheel("minute", phone.t("minute", "分钟"), 5, 60), padding=(40, 24, 40, 24)),
        text(phone.t("Repeat", "重复"), 14, "muted", padding=(20, 8, 20, 12)),
        row(*[day(number) for number in range(7)], justify="between", padding=(16, 0, 16, 0)),
    )  # fmt: skip


def _day(memory: dict[str, Any], number: int) -> None:
    memory["days"] = (
        [one for one in memory["days"] if one != number] if number in memory["days"] else [*memory["days"], number]
    )


def _face(phone: Phone, page: Page) -> View:
    now = time.gmtime(phone.now())
    return column(space(height=96), text(time.strftime("%H:%M", now), 96, align="center", id="digital_clock"),
                  text(phone.date("%a, %b %-d"), 18, "muted"), align="center", weight=1, width=FILL)  # fmt: skip


def _timer(phone: Phone, page: Page) -> View:
    state = phone.data["clock"]
    if state["timer_ends"]:
        left = max(0, round(state["timer_ends"] - phone.now()))
        return column(
            space(height=96), text(f"{left // 3600:02}:{left // 60 % 60:02}:{left % 60:02}", 64, align="center", id="timer_time"),
            space(weight=1), row(space(weight=1), button(phone.t("Cancel", "取消"), lambda: _stop(phone), "tonal", id="cancel"), space(weight=1)),
            space(height=48), align="center", weight=1, width=FILL,
        )  # fmt: skip
    digits = page.memory.setdefault("digits", "")
    shown = digits.rjust(6, "0")

    def press(sign: str) -> Act:
        def act() -> None:
            page.memory["digits"] = (digits + sign).lstrip("0")[:6]

        return act

    def erase() -> None:
        page.memory["digits"] = digits[:-1]

    def key(sign: str) -> View:
        return View("android.widget.Button", text=sign, size=26, align="center", justify="center", lines=1, weight=1, height=60, radius=30, fill="container_high",
                    tap=press(sign), id=f"timer_setup_digit_{sign}")  # fmt: skip

    rows = [row(*[key(str(n)) for n in range(first, first + 3)], gap=12) for first in (1, 4, 7)]
    last = row(
        key("00"), key("0"), icon_button("backspace", phone.t("Delete", "删除"), erase, weight=1, height=60), gap=12
    )
    seconds = int(shown[:2]) * 3600 + int(shown[2:4]) * 60 + int(shown[4:])
    start = icon_button("play_arrow", phone.t("Start", "开始"), (lambda: _begin(phone, page, seconds)) if seconds else None, "on_primary",
                        fill="primary" if seconds else "outline", radius=32, width=96, height=64, id="fab", enabled=bool(seconds))  # fmt: skip
    return column(
        text(f"{shown[:2]}h {shown[2:4]}m {shown[4:]}s", 44, "primary" if seconds else "muted", align="center", padding=(0, 16, 0, 24), id="timer_setup_time", width=FILL),
        *rows, last, space(weight=1), row(space(weight=1), start, space(weight=1)), space(height=16), gap=12, padding=(32, 0, 32, 0), weight=1, width=FILL,
    )  # fmt: skip


def _begin(phone: Phone, page: Page, seconds: int) -> None:
    phone.data["clock"].update(timer_ends=phone.now() + seconds, timer_seconds=seconds)
    page.memory["digits"] = ""
    phone.log("timer", seconds=seconds)


def _stop(phone: Phone) -> None:
    phone.data["clock"].update(timer_ends=0.0)
    phone.log("timer cancelled")


def _tick(phone: Phone) -> None:
    state = phone.data["clock"]
    if state["timer_ends"] and phone.now() >= state["timer_ends"]:
        state["timer_ends"] = 0.0
        phone.notify(Notification("timer", PACKAGE, phone.t("Time's up", "时间到"), phone.t("Timer", "计时器")))


APP = App(PACKAGE, ("Clock", "时钟"), "schedule", "#37618e", ".DeskClock", {"": _main, "alarm": _alarm}, root=_fill, tick=_tick,
          actions={"android.intent.action.SHOW_ALARMS": "", "android.intent.action.SET_ALARM": "alarm"})  # fmt: skip
