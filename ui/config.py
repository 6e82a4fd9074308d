"""`mimic config`: each setting, what it means, and where its value comes from."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.text import Text

from agent.settings import Settings, load
from ui.plain import printable


def show_config(*, as_json: bool) -> int:
    """Print all settings."""
    loaded = load()
    values = loaded.settings.model_dump(mode="json")
    rows = {name: {"value": _value(values, name), "from": origin} for name, origin in loaded.origins.items()}
    if as_json:
        print(json.dumps({"file": str(loaded.file), "settings": rows}, ensure_ascii=False, indent=2))
        return 0
    console = Console(highlight=False)
    for name, row in rows.items():
        origin = Text(str(row["from"]), "dim" if row["from"] == "default" else "cyan")
        value = json.dumps(row["value"], ensure_ascii=False)
        console.print(Text.assemble((name, "bold"), " = ", printable(value, 1000), "  ", origin), soft_wrap=True)
        if meaning := _meaning(name):
            console.print(Text(f"    {meaning}", "dim"), soft_wrap=True)
    there = "" if loaded.file.is_file() else " (not there yet)"
    console.print(f"\nThe file is {loaded.file}{there}.", markup=False, soft_wrap=True)
    console.print("Flags win over MIMIC_… variables, these over the file.", markup=False)
    return 0


def _value(values: dict[str, Any], name: str) -> Any:
    for part in name.split("."):
        values = values[part]
    return values


def _meaning(name: str) -> str:
    field = Settings.model_fields[name.split(".", maxsplit=1)[0]]
    return (field.description or "") if "." not in name else ""
