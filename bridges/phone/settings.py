"""The settings tables (system, secure, global), as `settings get` and the Settings application see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bridges.phone.build import Build

NAMESPACES: Final = ("system", "secure", "global")
LATIN: Final = "com.android.inputmethod.latin/.LatinIME"
ADB_KEYBOARD: Final = "com.android.adbkeyboard/.AdbIME"


class Settings:
    """Three tables of strings."""

    def __init__(self, build: Build) -> None:
        self.tables: dict[str, dict[str, str]] = {
            "system": {
                "accelerometer_rotation": "0",
                "font_scale": "1.0",
                "haptic_feedback_enabled": "1",
                "pointer_location": "0",
                "screen_brightness": "128",
                "screen_brightness_mode": "0",
                "screen_off_timeout": "60000",
                "show_touches": "0",
                "system_locales": {"zh": "zh-Hans-CN"}.get(build.language, "en-US"),
                "time_12_24": "24",
                "user_rotation": "0",
                "volume_music": "8",
                "volume_ring": "5",
            },
            "secure": {
                "android_id": f"{0x6D696D69630000 + build.seed:016x}",
                "bluetooth_name": "Mimic Phone",
                "default_input_method": LATIN,
                "enabled_input_methods": LATIN,
                "location_mode": "3",
                "navigation_mode": "0",
                "night_display_activated": "0",
                "show_ime_with_hard_keyboard": "0",
                "ui_night_mode": "2" if build.dark else "1",
                "user_setup_complete": "1",
            },
            "global": {
                "adb_enabled": "1",
                "airplane_mode_on": "0",
                "animator_duration_scale": "1",
                "bluetooth_on": "1",
                "data_roaming": "0",
                "development_settings_enabled": "1",
                "device_name": "Mimic Phone",
                "device_provisioned": "1",
                "low_power": "0",
                "mobile_data": "1",
                "stay_on_while_plugged_in": "7",
                "transition_animation_scale": "1",
                "wifi_on": "1",
                "window_animation_scale": "1",
                "zen_mode": "0",
            },
        }

    def get(self, table: str, name: str) -> str | None:
        return self.tables[table].get(name)

    def put(self, table: str, name: str, value: str) -> None:
        self.tables[table][name] = value

    def number(self, table: str, name: str) -> int:
        """A setting as a whole number, 0 where it is none."""
        value = self.tables[table].get(name, "")
        return int(value) if value.lstrip("-").isdigit() else 0

    def on(self, table: str, name: str) -> bool:
        return self.number(table, name) != 0

    def flip(self, table: str, name: str) -> bool:
        """Turn a switch; its new position."""
        now = not self.on(table, name)
        self.put(table, name, str(int(now)))
        return now

    @property
    def language(self) -> str:
        return "zh" if self.tables["system"]["system_locales"].startswith("zh") else "en"

    @property
    def dark(self) -> bool:
        return self.tables["secure"].get("ui_night_mode") == "2"
