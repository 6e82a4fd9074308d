"""Settings: switches that really switch, with their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.app import App, Page
from bridges.phone.apps.settings_network import devices, network, wifi
from bridges.phone.apps.settings_rows import choice, level, opener, shown, switch_row
from bridges.phone.quicksettings import set_dark
from bridges.phone.screen.parts import (
    button,
    column,
    divider,
    icon,
    item,
    round_icon,
    row,
    screen,
    scroll,
    section,
    switch_item,
    text,
)  # fmt: skip
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


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
        item(title, below, round_icon(symbol, colour), tap=opener(phone, name), padding=(20, 12, 16, 12))
        for name, symbol, colour, title, below in entries
        if query.lower() in f"{title} {below}".lower()
    ]
    title = text(phone.t("Settings", "设置"), 32, padding=(20, 36, 20, 16), width=FILL)
    return screen(
        scroll(title, column(box, padding=(16, 0, 16, 12)), *rows, key="recycler_view", padding=(0, 0, 0, 24))
    )


def _apps(phone: Phone, page: Page) -> View:
    index = 1 if phone.settings.language == "zh" else 0
    rows = [
        item(
            app.label[index],
            app.package,
            round_icon(app.icon, app.colour),
            tap=opener(phone, "app", package=app.package),
        )
        for app in sorted(phone.apps.values(), key=lambda one: one.label[index])
        if app.listed
    ]
    return shown(phone, page, phone.t("Apps", "应用"), *rows)


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
    return shown(phone, page, phone.t("App info", "应用信息"), *rows)


def _readable(permission: str) -> str:
    return permission.rpartition(".")[2].replace("_", " ").capitalize()


def _permit(phone: Phone, package: str, permission: str) -> Act:
    def act() -> None:
        granted = phone.granted.setdefault(package, set())
        granted.symmetric_difference_update({permission})
        phone.log("permission", package=package, permission=permission, granted=permission in granted)

    return act


def _notifications(phone: Phone, page: Page) -> View:
    return shown(
        phone, page, phone.t("Notifications", "通知"),
        switch_row(phone, phone.t("Do Not Disturb", "勿扰模式"), phone.t("Only get notified by important people and apps", "仅接收重要联系人和应用的通知"), "global", "zen_mode"),
        switch_row(phone, phone.t("Notification dot on app icon", "应用图标上的通知圆点"), "", "secure", "notification_badging"),
        switch_row(phone, phone.t("Notifications on lock screen", "锁定屏幕上的通知"), "", "secure", "lock_screen_show_notifications"),
    )  # fmt: skip


def _battery(phone: Phone, page: Page) -> View:
    return shown(
        phone, page, phone.t("Battery", "电池"),
        text(f"{phone.battery}%", 48, padding=(20, 8, 20, 8)),
        switch_row(phone, phone.t("Battery Saver", "省电模式"), phone.t("Extends battery life", "延长电池续航时间"), "global", "low_power"),
        switch_row(phone, phone.t("Battery percentage", "电池电量百分比"), phone.t("Show battery percentage in status bar", "在状态栏中显示电池电量百分比"), "system", "status_bar_show_battery_percent"),
        switch_row(phone, phone.t("Adaptive Battery", "自适应电池"), "", "global", "adaptive_battery_management_enabled"),
    )  # fmt: skip


def _storage(phone: Phone, page: Page) -> View:
    parts = (
        (phone.t("Apps", "应用"), "21 GB"),
        (phone.t("Images", "图片"), "14 GB"),
        (phone.t("System", "系统"), "13 GB"),
        (phone.t("Documents", "文档"), "3.2 GB"),
    )
    return shown(phone, page, phone.t("Storage", "存储"), text("53 GB / 128 GB", 28, padding=(20, 8, 20, 16)),
                  *[item(name, size, icon("folder")) for name, size in parts])  # fmt: skip


def _sound(phone: Phone, page: Page) -> View:
    return shown(
        phone, page, phone.t("Sound & vibration", "声音和振动"),
        level(phone, phone.t("Media volume", "媒体音量"), "volume_music", 15, 1),
        level(phone, phone.t("Ring volume", "铃声音量"), "volume_ring", 15, 1),
        switch_row(phone, phone.t("Vibrate for calls", "来电时振动"), "", "system", "vibrate_when_ringing"),
        switch_row(phone, phone.t("Touch feedback", "触摸反馈"), "", "system", "haptic_feedback_enabled"),
    )  # fmt: skip


def _display(phone: Phone, page: Page) -> View:
    dark = phone.settings.dark
    sizes = {
        "0.85": phone.t("Small", "小"),
        "1.0": phone.t("Default", "默认"),
        "1.15": phone.t("Large", "大"),
        "1.3": phone.t("Largest", "最大"),
    }
    return shown(
        phone, page, phone.t("Display", "显示"),
        level(phone, phone.t("Brightness", "亮度"), "screen_brightness", 255, 32),
        switch_row(phone, phone.t("Adaptive brightness", "自动调节亮度"), "", "system", "screen_brightness_mode"),
        switch_item(phone.t("Dark theme", "深色主题"), "", dark, lambda: set_dark(phone, not dark)),
        item(phone.t("Font size", "字体大小"), sizes.get(phone.settings.get("system", "font_scale") or "", ""), tap=opener(phone, "font")),
        item(phone.t("Screen timeout", "自动息屏"), _timeout(phone), tap=opener(phone, "timeout")),
        switch_row(phone, phone.t("Night Light", "护眼模式"), phone.t("Tint screen amber", "将屏幕调成琥珀色"), "secure", "night_display_activated"),
        switch_row(phone, phone.t("Auto-rotate screen", "自动旋转屏幕"), "", "system", "accelerometer_rotation"),
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


def _timeouts(phone: Phone, page: Page) -> View:
    options = [(str(seconds * 1000), phone.t(english, chinese)) for seconds, english, chinese in _TIMEOUTS]
    return choice(phone, page, phone.t("Screen timeout", "自动息屏"), "screen_off_timeout", options)


def _font(phone: Phone, page: Page) -> View:
    options = [
        ("0.85", phone.t("Small", "小")),
        ("1.0", phone.t("Default", "默认")),
        ("1.15", phone.t("Large", "大")),
        ("1.3", phone.t("Largest", "最大")),
    ]
    return choice(phone, page, phone.t("Font size", "字体大小"), "font_scale", options)


def _languages(phone: Phone, page: Page) -> View:
    options = [("en-US", "English (United States)"), ("zh-Hans-CN", "简体中文（中国）")]
    return choice(phone, page, phone.t("Languages", "语言"), "system_locales", options)


def _security(phone: Phone, page: Page) -> View:
    return shown(
        phone, page, phone.t("Security & privacy", "安全和隐私"),
        item(phone.t("Screen lock", "屏幕锁定"), phone.t("None", "无"), icon("lock")),
        item(phone.t("Saved passwords", "已保存的密码"), phone.t("3 passwords", "3 个密码"), icon("security"), tap=opener(phone, "passwords")),
        switch_row(phone, phone.t("Show passwords", "显示密码"), phone.t("Display characters briefly as you type", "输入时短暂显示字符"), "system", "show_password", "visibility"),
    )  # fmt: skip


def _passwords(phone: Phone, page: Page) -> View:
    rows = [item(site, user, icon("account_circle"), text(word, 14, "muted")) for site, user, word in
            (("mail.example", "mia", "hunter-two"), ("shop.example", "mia.k", "blue-otter-9"), ("bank.example", "4471", "0000-demo"))]  # fmt: skip
    return shown(phone, page, phone.t("Saved passwords", "已保存的密码"), *rows)


def _location(phone: Phone, page: Page) -> View:
    return shown(phone, page, phone.t("Location", "位置信息"), switch_row(phone, phone.t("Use location", "使用位置信息"), "", "secure", "location_mode"),
                  item(phone.t("App location permissions", "应用位置信息权限"), "", tap=opener(phone, "apps")))  # fmt: skip


def _system(phone: Phone, page: Page) -> View:
    name = "简体中文（中国）" if phone.settings.language == "zh" else "English (United States)"
    return shown(phone, page, phone.t("System", "系统"), item(phone.t("Languages", "语言"), name, icon("language"), tap=opener(phone, "languages")),
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
    return shown(
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
        "": _main, "network": network, "wifi": wifi, "devices": devices, "apps": _apps, "app": _app,
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
