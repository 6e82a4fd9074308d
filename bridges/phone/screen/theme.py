"""Colours by role, after Material 3, in light and dark."""

from __future__ import annotations

from typing import Final

LIGHT: Final = {
    "surface": "#fdfbff",
    "container": "#f1f3fb",
    "container_high": "#e7eaf4",
    "on_surface": "#1b1b1f",
    "muted": "#5a5d66",
    "outline": "#767881",
    "divider": "#dfe1ea",
    "primary": "#3157b8",
    "on_primary": "#ffffff",
    "primary_container": "#dae2ff",
    "on_primary_container": "#001947",
    "secondary_container": "#dde2f4",
    "error": "#ba1a1a",
    "error_container": "#ffdad6",
    "on_error": "#ffffff",
    "success": "#146c2e",
    "keyboard": "#e3e6ee",
    "keycap": "#ffffff",
    "keycap_dark": "#c9cedb",
    "snackbar": "#303034",
    "on_snackbar": "#f3f0f4",
    "scrim": "#66000000",
    "wallpaper_top": "#7fa6d8",
    "wallpaper_bottom": "#f3d9c4",
    "white": "#ffffff",
    "shade": "#eef0f8",
}
DARK: Final = {
    **LIGHT,
    "surface": "#121317",
    "container": "#1d1f25",
    "container_high": "#282a31",
    "on_surface": "#e4e2e6",
    "muted": "#a9abb6",
    "outline": "#8e9099",
    "divider": "#33353d",
    "primary": "#b2c5ff",
    "on_primary": "#002b75",
    "primary_container": "#16408f",
    "on_primary_container": "#dae2ff",
    "secondary_container": "#414659",
    "error": "#ffb4ab",
    "error_container": "#93000a",
    "on_error": "#690005",
    "success": "#7fda8d",
    "keyboard": "#1a1c22",
    "keycap": "#3a3d46",
    "keycap_dark": "#2a2d35",
    "snackbar": "#e4e2e6",
    "on_snackbar": "#303034",
    "scrim": "#99000000",
    "wallpaper_top": "#1c2a4a",
    "wallpaper_bottom": "#4a3550",
    "shade": "#1a1b20",
}


def colour(role: str, dark: bool) -> str:
    """``#rrggbb`` or ``#aarrggbb`` of a role; a colour stays what it is."""
    return role if role.startswith("#") else (DARK if dark else LIGHT)[role]
