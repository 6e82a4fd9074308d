"""Settings: from flags, the environment (``MIMIC_…``), ``config.toml`` in the platform's config folder, or defaults.

The first of these that names a value wins. `load` reads them and says where each value came from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import platformdirs
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from agent.chords import DENIED_CHORDS
from agent.limits import Limits
from bridges.errors import SettingsUnreadable

Confirm: TypeAlias = Literal["never", "risky", "always"]
Origin: TypeAlias = Literal["default", "file", "environment", "flag"]

PREFIX = "MIMIC_"


def _listed(value: Any) -> Any:
    """A list as it is; ``"a, b"``, as an environment variable or a flag gives it, split at the commas."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


Names: TypeAlias = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


def default_runs() -> Path:
    return platformdirs.user_data_path("mimic", appauthor=False) / "runs"


def default_file() -> Path:
    return platformdirs.user_config_path("mimic", appauthor=False) / "config.toml"


class Settings(BaseSettings):
    """Everything that a person can set. Field names are the keys of config.toml and, in capitals, of ``MIMIC_…``.

    Constructing it reads nothing from outside; `load` does.
    """

    model_config = SettingsConfigDict(extra="forbid", frozen=True, env_prefix=PREFIX, env_nested_delimiter="__")

    device: str = Field(
        "desktop", min_length=1, description="Where tasks are carried out: desktop, virtual, virtual:WxH."
    )
    model: str = Field("mini", min_length=1, description="Who decides: mini, or another installed model.")
    confirm: Confirm = Field(
        "risky", description="When the person is asked first: never, risky (destroys, spends or sends), or always."
    )
    allow_applications: Names = Field((), description="If not empty, only these applications are operated.")
    deny_applications: Names = Field((), description="Applications that are never operated.")
    denied_chords: Names = Field(DENIED_CHORDS, description="Key chords that are never pressed.")
    secrets_from_environment: bool = Field(
        False, description="Take {{secret:NAME}} from MIMIC_SECRET_NAME where the keyring has none."
    )
    tree: bool | None = Field(
        None, description="Read the accessibility tree too, besides the pixels; by default on phones."
    )
    veto_s: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] | None = Field(
        None,
        description="Seconds that a window shows each step before it is done; if not set, 1.5 on this screen for "
        "steps that were not shown to Mimic before, else 0.",
    )
    overlay: bool | None = Field(
        None, description="Draw each step over the screen that it is done on; by default on this screen."
    )
    stop_hotkey: str = Field("ctrl+alt+escape", description="Keys that stop every run, wherever the focus is.")
    pause_hotkey: str = Field("ctrl+alt+p", description="Keys that pause a run, and let it go on.")
    runs: Path = Field(default_factory=default_runs, description="Folder in which runs are kept.")
    limits: Limits = Field(Limits(), description="How long a run may go on, and how often it may fail.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The constructor's values only; `load` lays the other sources over each other, to know their origins."""
        return (init_settings,)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and for each key ("confirm", "limits.steps") where its value comes from."""

    settings: Settings
    origins: Mapping[str, Origin]
    file: Path


def load(flags: Mapping[str, Any] | None = None, file: Path | None = None) -> Loaded:
    """Read all sources. Flags are keyed like the fields; None means not given; limits are nested.

    Raises SettingsUnreadable naming the key, the source and, for the file, the line.
    """
    path = file or default_file()
    sources: dict[Origin, dict[str, Any]] = {
        "file": _from_file(path, must_exist=file is not None),
        "environment": _from_environment(),
        "flag": _given(flags or {}),
    }
    merged: dict[str, Any] = {}
    origins: dict[str, Origin] = dict.fromkeys(_keys(Settings().model_dump()), "default")
    for origin, values in sources.items():
        merged = _laid_over(merged, values)
        origins.update(dict.fromkeys(_keys(values), origin))
    try:
        settings = Settings(**merged)
    except ValidationError as error:
        raise _unusable(error, origins, path) from error
    return Loaded(settings, origins, path)


def _from_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    tried = f"Reading the settings in {path}"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        if must_exist:
            raise SettingsUnreadable(tried, "there is no such file") from error
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsUnreadable(tried, str(error), "Correct that place; nothing was changed.") from error
    except OSError as error:
        raise SettingsUnreadable(tried, error.strerror or str(error)) from error


def _from_environment() -> dict[str, Any]:
    try:
        return dict(EnvSettingsSource(Settings)())
    except SettingsError as error:
        raise SettingsUnreadable(f"Reading the settings from {PREFIX}… variables", str(error)) from error


def _given(flags: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for key, value in flags.items():
        inner = _given(value) if isinstance(value, Mapping) else value
        if inner is not None and inner != {}:
            given[key] = inner
    return given


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _laid_over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _keys(values: Mapping[str, Any], within: str = "") -> list[str]:
    keys: list[str] = []
    for key, value in values.items():
        name = f"{within}{key}"
        keys += _keys(value, f"{name}.") if isinstance(value, Mapping) else [name]
    return keys


def _unusable(error: ValidationError, origins: Mapping[str, Origin], path: Path) -> SettingsUnreadable:
    first = error.errors(include_url=False, include_context=False)[0]
    parts = [str(part) for part in first["loc"] if isinstance(part, str)]
    key = ".".join(parts)
    within: list[Origin] = [origin for name, origin in origins.items() if name.startswith(f"{key}.")]
    origin = origins.get(key) or (within[0] if within else "flag")
    where = {
        "file": f"{path}{_line_of(parts, path) if origin == 'file' else ''}",
        "environment": f"{PREFIX}{'__'.join(parts).upper()}",
        "flag": f"the flag for {key}",
        "default": "the defaults",
    }[origin]
    known = ", ".join(Settings.model_fields)
    remedy = f"Known keys: {known}." if first["type"] == "extra_forbidden" else "Correct it; nothing was changed."
    return SettingsUnreadable(f"Using the setting “{key}” of {where}", first["msg"], remedy)


def _line_of(parts: list[str], path: Path) -> str:
    """``", line 3"``: the first line that sets the key's last part, or nothing where it is written in another way."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if re.match(rf"\s*(\w+\.)*[\"']?{re.escape(parts[-1])}[\"']?\s*=|\s*\[{re.escape(parts[-1])}\]", line):
            return f", line {number}"
    return ""
