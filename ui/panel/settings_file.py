"""Writes the settings file: only what the person set, checked as a whole before anything is written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agent.settings import Settings
from bridges.errors import SettingsUnreadable


def saved(file: Path, changes: Mapping[str, Any]) -> None:
    """Lay changes over what the file holds; None takes a key out, so that its default counts again. Keys are dotted.

    A file with comments, which TOML writers cannot keep, is first copied to ``config.toml~``. Raises SettingsUnreadable
    where the result could not be used; then nothing was written.
    """
    import tomli_w

    tried = f"Saving the settings in {file}"
    try:
        before = file.read_text("utf-8") if file.is_file() else ""
        values = tomllib.loads(before)
    except (OSError, ValueError) as error:
        raise SettingsUnreadable(tried, str(error), "Correct the file by hand; nothing was changed.") from error
    for key, value in changes.items():
        *path, last = key.split(".")
        inner = values
        for part in path:
            inner = inner.setdefault(part, {})
        if value is None:
            inner.pop(last, None)
        else:
            inner[last] = value
    values = {key: value for key, value in values.items() if value != {}}
    try:
        Settings(**values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsUnreadable(f"{tried}, “{name}”", first["msg"], "Nothing was changed.") from error
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if "#" in before:
            file.with_name(file.name + "~").write_text(before, "utf-8")
        beside = file.with_name(file.name + ".part")
        beside.write_text(tomli_w.dumps(values), "utf-8")
        beside.replace(file)
    except OSError as error:
        raise SettingsUnreadable(tried, error.strerror or str(error)) from error
