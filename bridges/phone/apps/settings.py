"""Settings: switches that really switch, with their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import App, Dialog, Page
from bridges.phone.quicksettings import set_dark, set_switch
from bridges.phone.screen.parts import (
    button,
    checkbox,
    column,
    divider,
    icon,
    icon_button,
    item,
    round_icon,
    row,
    screen,
    scroll,
    section,
    space,
    switch_item,
    text,
    top_bar,
)  # fmt: skip
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

_NETWORKS = (("Mimic Home", True), ("Coffee Corner", False), ("Library-Guest", False), ("FRITZ!Box 7590", True))
_PASSWORD = "correct horse"  # noqa: S105 - of a network that does not exist


def _shown(phone: Phone, page: Page, title: str, *rows: View) -> View:
    return screen(top_bar(title, phone.finish), scroll(*rows, key="recycler_view", padding=(0, 0, 0, 24)))


def _main(phone: Phone, page: Page) -> View:
    entries: tuple[tuple[str, str, str, str, str], ...] = (
        ("network", "wifi", "#3157b8", phone.t("Network & internet", "网络和互联网"), phone.t("Wi-Fi, mobile, airplane mode", "WLAN、移动网络、飞行模式")),
        ("devices", "bluetooth", "#37618e", phone.t("Connected devices", "已连接的设备"), phone.t("Bluetooth, pairing", "蓝牙、配对")),
        ("apps", "apps", "#8e5a2b", phone.t("Apps", "应用"), phone.t("Permissions, storage", "权限、存储")),
        ("notifications", "notifications", "#ad5c00", phone.t("Notifications", "通知"), phone.t("Do Not Disturb", "勿扰模式")),
        ("battery", "battery_full", "#2e7d32", phone.t("Battery", "电池"), f"{phone.battery}%"),
        ("storage", "storage", "#5e35b1", phone.t("Storage", "存储"), phone.t("41% used - 75 GB free", "已使用 41% - 还剩 75 GB")),
        ("sound", "volume_up", "#c2185b", phone.t("Sound & vibration", "声音和振动"), phone.t("Volume, haptics", "音量、触感反馈")),
        ("display", "brightness_6", "#00838f", phone.t("Display", "显示"), phone.t("Dark theme, font size, brightness", "深色主题、字体大小、亮度")),
        ("security", "lock", "#546e7a", phone.t("Security & privacy", "安全和隐私"), phone.t("Screen lock, passwords", "屏幕锁定、密码")),
        ("location", "location_on", "#2e7d32", phone.t("Location", "位置信息"), phone.t("On", "开启") if phone.settings.on("secure", "location_mode") else phone.t("Off", "关闭")),
        ("language", "language", "#3157b8", phone.t("System", "系统"), phone.t("Languages, keyboard", "语言、键盘")),
        ("about", "info", "#546e7a", phone.t("About phone", "关于手机"), "Mimic Phone"),
    )  # fmt: skip
    query = page.memory.get("query", "")

    def search(words: str) -> None:
        page.memory["query"] = words

    box = row(
        icon("search", 22),
        View("android.widget.EditText", id="search_src_text", text=query, hint=phone.t("Search settings", "在设置中搜索"), edit=search,
             key="search", weight=1, done=lambda: None),
        gap=12, padding=(18, 0, 18, 0), height=52, radius=26, fill="container_high",
    )  # fmt: skip
    rows = [
        item(title, below, round_icon(symbol, colour), tap=_opener(phone, name), padding=(20, 12, 16, 12))
        for name, symbol, colour, title, below in entries
        if query.lower() in f"{title} {below}".lower()
    ]
    title = text(phone.t("Settings", "设置"), 32, padding=(20, 36, 20, 16), width=FILL)
    return screen(
        scroll(title, column(box, padding=(16, 0, 16, 12)), *rows, key="recycler_view", padding=(0, 0, 0, 24))
    )


def _opener(phone: Phone, name: str, **arguments: Any) -> Act:
    return lambda: phone.push(name, **arguments)


def _flipper(phone: Phone, table: str, name: str) -> Act:
    def act() -> None:
        set_switch(phone, table, name)

    return act


def _switch(phone: Phone, title: str, below: str, table: str, name: str, symbol: str = "") -> View:
    lead = icon(symbol) if symbol else None
    return switch_item(title, below, phone.settings.on(table, name), _flipper(phone, table, name), lead)


def _network(phone: Phone, page: Page) -> View:
    return _shown(
        phone, page, phone.t("Network & internet", "网络和互联网"),
        item(phone.t("Internet", "互联网"), _joined(phone), icon("wifi"), tap=_opener(phone, "wifi")),
        item(phone.t("Calls & SMS", "通话和短信"), "Mimic Mobile", icon("call")),
        _switch(phone, phone.t("Airplane mode", "飞行模式"), "", "global", "airplane_mode_on", "flight"),
        _switch(phone, phone.t("Mobile data", "移动数据"), phone.t("Access data using mobile network", "使用移动网络访问数据"), "global", "mobile_data", "network_cell"),
        _switch(phone, phone.t("Roaming", "漫游"), phone.t("Connect to data services when roaming", "漫游时连接到数据网络服务"), "global", "data_roaming", "public"),
        _switch(phone, phone.t("Data Saver", "流量节省程序"), "", "global", "data_saver", "tune"),
    )  # fmt: skip


def _joined(phone: Phone) -> str:
    if not phone.settings.on("global", "wifi_on"):
        return phone.t("Off", "关闭")
    return str(phone.data["settings"]["network"])


def _wifi(phone: Phone, page: Page) -> View:
    on = phone.settings.on("global", "wifi_on")
    rows = [_switch(phone, "Wi-Fi" if phone.settings.language == "en" else "WLAN", "", "global", "wifi_on")]
    if on:
        joined = phone.data["settings"]["network"]
        for name, locked in sorted(_NETWORKS, key=lambda one: one[0] != joined):
            below = phone.t("Connected", "已连接") if name == joined else ""
            tail = icon("lock", 18) if locked else None
            rows.append(
                item(
                    name,
                    below,
                    icon("wifi", color="primary" if name == joined else "muted"),
                    tail,
                    _join(phone, name, locked),
                )
            )
        rows.append(
            item(
                phone.t("Add network", "添加网络"),
                "",
                icon("add"),
                tap=lambda: phone.say(phone.t("Not available", "不可用")),
            )
        )
    return _shown(phone, page, phone.t("Internet", "互联网"), *rows)


def _join(phone: Phone, name: str, locked: bool) -> Act:
    def done() -> None:
        phone.data["settings"]["network"] = name
        phone.log("joined", network=name)

    def ask() -> None:
        if not locked or name in phone.data["settings"]["known"]:
            done()
            return
        page = Page("com.android.settings", "")
        phone.ask(Dialog("com.android.settings", name, lambda p, d: _password(p, d, name, done), page, lambda: None))

    return ask


def _password(phone: Phone, page: Page, name: str, done: Act) -> View:
    typed = page.memory.get("password", "")

    def edit(words: str) -> None:
        page.memory["password"] = words

    def connect() -> None:
        if typed == _PASSWORD:
            phone.data["settings"]["known"].append(name)
            phone.close_dialog()
            done()
        else:
            page.memory["wrong"] = True
            phone.changed()

    def show() -> None:
        page.memory["shown"] = not page.memory.get("shown")
        phone.changed()

    shown = bool(page.memory.get("shown"))
    box = View("android.widget.EditText", id="password", text=typed, hint=phone.t("Password", "密码"), edit=edit, key="password",
               password=not shown, width=FILL, border="outline", radius=4, padding=(16, 14, 16, 14), done=connect)  # fmt: skip
    wrong = [text(phone.t("Wrong password", "密码错误"), 13, "error")] if page.memory.get("wrong") else []
    buttons = row(
        space(weight=1), button(phone.t("Cancel", "取消"), phone.dismiss, "text", id="button2"),
        button(phone.t("Connect", "连接"), connect, "text", id="button1", enabled=len(typed) >= 8), gap=8,
    )  # fmt: skip
    return column(
        box, *wrong, checkbox(shown, phone.t("Show password", "显示密码"), show, id="show_password"), buttons, gap=8
    )


def _devices(phone: Phone, page: Page) -> View:
    rows = [_switch(phone, phone.t("Use Bluetooth", "使用蓝牙"), "", "global", "bluetooth_on", "bluetooth")]
    if phone.settings.on("global", "bluetooth_on"):
        paired = phone.data["settings"]["paired"]
        rows.append(section(phone.t("Available devices", "可用设备")))
        for name in ("Living Room TV", "Buds Two", "Car Audio"):
            state = phone.t("Paired", "已配对") if name in paired else ""
            rows.append(item(name, state, icon("bluetooth"), tap=_pair(phone, name)))
    return _shown(phone, page, phone.t("Connected devices", "已连接的设备"), *rows)


def _pair(phone: Phone, name: str) -> Act:
    def act() -> None:
        paired = phone.data["settings"]["paired"]
        if name in paired:
            paired.remove(name)
        else:
            paired.append(name)
        phone.log("paired", device=name, on=name in paired)

    return act


def _apps(phone: Phone, page: Page) -> View:
    index = 1 if phone.settings.language == "zh" else 0
    rows = [
        item(
            app.label[index],
            app.package,
            round_icon(app.icon, app.colour),
            tap=_opener(phone, "app", package=app.package),
        )
        for app in sorted(phone.apps.values(), key=lambda one: one.label[index])
        if app.listed
    ]
    return _shown(phone, page, phone.t("Apps", "应用"), *rows)


def _app(phone: Phone, page: Page) -> View:
    package = page.arguments["package"]
    app = phone.apps[package]
    name = app.label[1 if phone.settings.language == "zh" else 0]
    running = any(task.app is app for task in phone.tasks)
    rows = [
        row(round_icon(app.icon, app.colour, 56, 30), text(name, 22, weight=1), gap=16, padding=(20, 8, 20, 16)),
        row(
            button(phone.t("Force stop", "强行停止"), lambda: phone.stop_app(package), "tonal", enabled=running),
            padding=(20, 0, 20, 12),
        ),
    ]
    granted = phone.granted.setdefault(package, set())
    if app.permissions:
        rows.append(section(phone.t("Permissions", "权限")))
    rows += [
        switch_item(_readable(name), "", name in granted, _permit(phone, package, name)) for name in app.permissions
    ]
    return _shown(phone, page, phone.t("App info", "应用信息"), *rows)


def _readable(permission: str) -> str:
    return permission.rpartition(".")[2].replace("_", " ").capitalize()


def _permit(phone: Phone, package: str, permission: str) -> Act:
    def act() -> None:
        granted = phone.granted.setdefault(package, set())
        granted.symmetric_difference_update({permission})
        phone.log("permission", package=package, permission=permission, granted=permission in granted)

    return act


def _notifications(phone: Phone, page: Page) -> View:
    return _shown(
        phone, page, phone.t("Notifications", "通知"),
        _switch(phone, phone.t("Do Not Disturb", "勿扰模式"), phone.t("Only get notified by important people and apps", "仅接收重要联系人和应用的通知"), "global", "zen_mode"),
        _switch(phone, phone.t("Notification dot on app icon", "应用图标上的通知圆点"), "", "secure", "notification_badging"),
        _switch(phone, phone.t("Notifications on lock screen", "锁定屏幕上的通知"), "", "secure", "lock_screen_show_notifications"),
    )  # fmt: skip


def _battery(phone: Phone, page: Page) -> View:
    return _shown(
        phone, page, phone.t("Battery", "电池"),
        text(f"{phone.battery}%", 48, padding=(20, 8, 20, 8)),
        _switch(phone, phone.t("Battery Saver", "省电模式"), phone.t("Extends battery life", "延长电池续航时间"), "global", "low_power"),
        _switch(phone, phone.t("Battery percentage", "电池电量百分比"), phone.t("Show battery percentage in status bar", "在状态栏中显示电池电量百分比"), "system", "status_bar_show_battery_percent"),
        _switch(phone, phone.t("Adaptive Battery", "自适应电池"), "", "global", "adaptive_battery_management_enabled"),
    )  # fmt: skip


def _storage(phone: Phone, page: Page) -> View:
    parts = (
        (phone.t("Apps", "应用"), "21 GB"),
        (phone.t("Images", "图片"), "14 GB"),
        (phone.t("System", "系统"), "13 GB"),
        (phone.t("Documents", "文档"), "3.2 GB"),
    )
    return _shown(phone, page, phone.t("Storage", "存储"), text("53 GB / 128 GB", 28, padding=(20, 8, 20, 16)),
                  *[item(name, size, icon("folder")) for name, size in parts])  # fmt: skip


def _level(phone: Phone, title: str, name: str, most: int, step: int) -> View:
    now = phone.settings.number("system", name)

    def change(by: int) -> Act:
        def act() -> None:
            phone.settings.put("system", name, str(min(most, max(0, now + by))))
            phone.log("setting", name=name, value=phone.settings.number("system", name))

        return act

    bar = View("android.widget.SeekBar", desc=f"{title}: {round(100 * now / most)}%", height=6, width=FILL, radius=3, fill="divider",
               children=[View(width=max(1.0, 200.0 * now / most), height=6, radius=3, fill="primary")])  # fmt: skip
    return row(
        icon_button("remove", phone.t(f"Decrease {title}", f"降低{title}"), change(-step)),
        column(text(title, 16), bar, weight=1, gap=10),
        icon_button("add", phone.t(f"Increase {title}", f"提高{title}"), change(step)), gap=8, padding=(8, 12, 8, 12),
    )  # fmt: skip


def _sound(phone: Phone, page: Page) -> View:
    return _shown(
        phone, page, phone.t("Sound & vibration", "声音和振动"),
        _level(phone, phone.t("Media volume", "媒体音量"), "volume_music", 15, 1),
        _level(phone, phone.t("Ring volume", "铃声音量"), "volume_ring", 15, 1),
        _switch(phone, phone.t("Vibrate for calls", "来电时振动"), "", "system", "vibrate_when_ringing"),
        _switch(phone, phone.t("Touch feedback", "触摸反馈"), "", "system", "haptic_feedback_enabled"),
    )  # fmt: skip


def _display(phone: Phone, page: Page) -> View:
    dark = phone.settings.dark
    sizes = {
        "0.85": phone.t("Small", "小"),
        "1.0": phone.t("Default", "默认"),
        "1.15": phone.t("Large", "大"),
        "1.3": phone.t("Largest", "最大"),
    }
    return _shown(
        phone, page, phone.t("Display", "显示"),
        _level(phone, phone.t("Brightness", "亮度"), "screen_brightness", 255, 32),
        _switch(phone, phone.t("Adaptive brightness", "自动调节亮度"), "", "system", "screen_brightness_mode"),
        switch_item(phone.t("Dark theme", "深色主题"), "", dark, lambda: set_dark(phone, not dark)),
        item(phone.t("Font size", "字体大小"), sizes.get(phone.settings.get("system", "font_scale") or "", ""), tap=_opener(phone, "font")),
        item(phone.t("Screen timeout", "自动息屏"), _timeout(phone), tap=_opener(phone, "timeout")),
        _switch(phone, phone.t("Night Light", "护眼模式"), phone.t("Tint screen amber", "将屏幕调成琥珀色"), "secure", "night_display_activated"),
        _switch(phone, phone.t("Auto-rotate screen", "自动旋转屏幕"), "", "system", "accelerometer_rotation"),
    )  # fmt: skip


_TIMEOUTS = (
    (15, "15 seconds", "15 秒"),
    (30, "30 seconds", "30 秒"),
    (60, "1 minute", "1 分钟"),
    (120, "2 minutes", "2 分钟"),
    (300, "5 minutes", "5 分钟"),
    (600, "10 minutes", "10 分钟"),
)


def _timeout(phone: Phone) -> str:
    now = phone.settings.number("system", "screen_off_timeout")
    return next(
        (phone.t(english, chinese) for seconds, english, chinese in _TIMEOUTS if seconds * 1000 == now), f"{now} ms"
    )


def _choice(phone: Phone, page: Page, title: str, name: str, options: list[tuple[str, str]]) -> View:
    now = phone.settings.get("system", name)

    def chooser(value: str) -> Act:
        def act() -> None:
            phone.settings.put("system", name, value)
            phone.log("setting", name=name, value=value)

        return act

    rows = [
        checkbox(value == now, label, chooser(value), kind="android.widget.RadioButton") for value, label in options
    ]
    return _shown(phone, page, title, *rows)


def _timeouts(phone: Phone, page: Page) -> View:
    options = [(str(seconds * 1000), phone.t(english, chinese)) for seconds, english, chinese in _TIMEOUTS]
    return _choice(phone, page, phone.t("Screen timeout", "自动息屏"), "screen_off_timeout", options)


def _font(phone: Phone, page: Page) -> View:
    options = [
        ("0.85", phone.t("Small", "小")),
        ("1.0", phone.t("Default", "默认")),
        ("1.15", phone.t("Large", "大")),
        ("1.3", phone.t("Largest", "最大")),
    ]
    return _choice(phone, page, phone.t("Font size", "字体大小"), "font_scale", options)


def _languages(phone: Phone, page: Page) -> View:
    options = [("en-US", "English (United States)"), ("zh-Hans-CN", "简体中文（中国）")]
    return _choice(phone, page, phone.t("Languages", "语言"), "system_locales", options)


def _security(phone: Phone, page: Page) -> View:
    return _shown(
        phone, page, phone.t("Security & privacy", "安全和隐私"),
        item(phone.t("Screen lock", "屏幕锁定"), phone.t("None", "无"), icon("lock")),
        item(phone.t("Saved passwords", "已保存的密码"), phone.t("3 passwords", "3 个密码"), icon("security"), tap=_opener(phone, "passwords")),
        _switch(phone, phone.t("Show passwords", "显示密码"), phone.t("Display characters briefly as you type", "输入时短暂显示字符"), "system", "show_password", "visibility"),
    )  # fmt: skip


def _passwords(phone: Phone, page: Page) -> View:
    rows = [item(site, user, icon("account_circle"), text(word, 14, "muted")) for site, user, word in
            (("mail.example", "mia", "hunter-two"), ("shop.example", "mia.k", "blue-otter-9"), ("bank.example", "4471", "0000-demo"))]  # fmt: skip
    return _shown(phone, page, phone.t("Saved passwords", "已保存的密码"), *rows)


def _location(phone: Phone, page: Page) -> View:
    return _shown(phone, page, phone.t("Location", "位置信息"), _switch(phone, phone.t("Use location", "使用位置信息"), "", "secure", "location_mode"),
                  item(phone.t("App location permissions", "应用位置信息权限"), "", tap=_opener(phone, "apps")))  # fmt: skip


def _system(phone: Phone, page: Page) -> View:
    name = "简体中文（中国）" if phone.settings.language == "zh" else "English (United States)"
    return _shown(phone, page, phone.t("System", "系统"), item(phone.t("Languages", "语言"), name, icon("language"), tap=_opener(phone, "languages")),
                  item(phone.t("On-screen keyboard", "屏幕键盘"), phone.input_methods.chosen.split("/")[0], icon("keyboard")),
                  item(phone.t("Date & time", "日期和时间"), "UTC", icon("schedule")))  # fmt: skip


def _about(phone: Phone, page: Page) -> View:
    from bridges.phone.commands.properties import properties

    known = properties(phone)
    rows = (
        (phone.t("Device name", "设备名称"), phone.settings.get("global", "device_name") or ""),
        (phone.t("Model", "型号"), known["ro.product.model"]),
        (phone.t("Android version", "Android 版本"), known["ro.build.version.release"]),
        (phone.t("Serial number", "序列号"), phone.build.serial),
        (phone.t("Build number", "版本号"), known["ro.build.id"]),
    )
    return _shown(
        phone, page, phone.t("About phone", "关于手机"), *[item(name, value) for name, value in rows], divider()
    )


def _fill(phone: Phone) -> None:
    phone.data["settings"] = {"network": "Mimic Home", "known": ["Mimic Home"], "paired": []}


APP = App(
    package="com.android.settings",
    label=("Settings", "设置"),
    icon="settings",
    colour="#546e7a",
    activity=".Settings",
    pages={
        "": _main, "network": _network, "wifi": _wifi, "devices": _devices, "apps": _apps, "app": _app,
        "notifications": _notifications, "battery": _battery, "storage": _storage, "sound": _sound, "display": _display,
        "font": _font, "timeout": _timeouts, "security": _security, "passwords": _passwords, "location": _location,
        "language": _system, "languages": _languages, "about": _about,
    },
    secure=("passwords",),
    activities={".wifi.WifiSettings": "wifi", ".DisplaySettings": "display", ".SubSettings": "network"},
    actions={
        "android.settings.SETTINGS": "", "android.settings.WIFI_SETTINGS": "wifi", "android.settings.DISPLAY_SETTINGS": "display",
        "android.settings.BLUETOOTH_SETTINGS": "devices", "android.settings.LOCALE_SETTINGS": "languages",
    },
    root=_fill,
)  # fmt: skip
