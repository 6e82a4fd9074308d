"""Other themes, fonts and scales: how an application of each toolkit is told to look otherwise than it did."""

from __future__ import annotations

import random
from pathlib import Path

from agent.suites.drift_stage import Setting

DARK = "* { background-color: #23272b; color: #e6e9ec; } QPushButton { background-color: #3a4148; }"
DARK_GTK2 = """style "dark" { bg[NORMAL]="#23272b" fg[NORMAL]="#e6e9ec" text[NORMAL]="#e6e9ec" base[NORMAL]="#2e3338"
bg[PRELIGHT]="#3a4148" fg[PRELIGHT]="#ffffff" } class "GtkWidget" style "dark"
"""
FAMILIES = ("DejaVu Serif", "Roboto", "Liberation Serif", "DejaVu Sans Condensed")


def dressed(toolkit: str, setting: Setting, home: Path) -> tuple[dict[str, str], list[str]]:
    """Environment and arguments that make an application of this toolkit look as the setting wants."""
    chance: random.Random = setting.chance
    environment: dict[str, str] = {}
    arguments: list[str] = []
    match toolkit, setting.kind:
        case "gtk3", "dark theme":
            environment["GTK_THEME"] = "Adwaita:dark"
        case "gtk3", "other theme":
            environment["GTK_THEME"] = chance.choice(("HighContrast", "HighContrastInverse"))
        case "qt", "dark theme":
            sheet = home / "dark.qss"
            sheet.write_text(DARK, encoding="utf-8")
            arguments += ["-stylesheet", str(sheet)]
        case "qt", "other theme":
            environment["QT_STYLE_OVERRIDE"] = "Windows"
        case "gtk2", "dark theme":
            _gtkrc(environment, home, DARK_GTK2)
        case "gtk2", "other theme":
            environment["GTK2_RC_FILES"] = "/usr/share/themes/Raleigh/gtk-2.0/gtkrc"
        case _, "other font":
            family, larger = chance.choice(FAMILIES), chance.choice((0.9, 1.1, 1.2))
            environment |= _font(family, home)
            environment |= {"GDK_DPI_SCALE": f"{larger}", "QT_FONT_DPI": f"{round(96 * larger)}"}
            if toolkit == "gtk2":
                _gtkrc(environment, home, f'gtk-font-name = "{family} {round(10 * larger)}"')
        case "gtk3", "scaled":
            whole = setting.scale == round(setting.scale)
            environment["GDK_SCALE" if whole else "GDK_DPI_SCALE"] = f"{setting.scale:g}"
        case "qt", "scaled":
            environment["QT_SCALE_FACTOR"] = f"{setting.scale:g}"
    return environment, arguments


def _gtkrc(environment: dict[str, str], home: Path, text: str) -> None:
    path = home / "gtkrc-2.0"
    path.write_text(text + "\n", encoding="utf-8")
    environment["GTK2_RC_FILES"] = str(path)


def _font(family: str, home: Path) -> dict[str, str]:
    """Every toolkit asks fontconfig: there this family comes before all others."""
    path = home / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f'<match target="pattern"><edit name="family" mode="prepend_first"><string>{family}</string></edit></match>'
        "</fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(path)}
