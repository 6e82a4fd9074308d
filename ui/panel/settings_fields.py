"""One form field for each setting, made from its type: what it may hold, what it holds, what the person made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the settings file."""

    key: str
    """Dotted: "limits.steps"."""
    about: str
    kind: Any
    optional: bool
    bounds: tuple[float, float]


def settings_of(model: type[BaseModel], within: str = "") -> list[Setting]:
    """Every key of a settings model, those of models inside it dotted."""
    found: list[Setting] = []
    for name, field in model.model_fields.items():
        kind, optional, limits = _plain(field.annotation, list(field.metadata))
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found += settings_of(kind, f"{within}{name}.")
        else:
            found.append(Setting(f"{within}{name}", field.description or "", kind, optional, _bounds(limits)))
    return found


def _plain(kind: Any, limits: list[Any]) -> tuple[Any, bool, list[Any]]:
    """A type without Annotated and None, whether None was among it, and what limits its values."""
    optional = False
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            limits = [*limits, *more]
        elif get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
            kind, optional = next(one for one in get_args(kind) if one is not NoneType), True
        else:
            return kind, optional, limits


def _bounds(limits: list[Any]) -> tuple[float, float]:
    least, most = 0.0, float(LARGEST)
    for limit in [inner for one in limits for inner in (one.metadata if isinstance(one, FieldInfo) else [one])]:
        match limit:
            case Ge(ge=value) | Gt(gt=value):
                least = float(value)  # type: ignore[arg-type]
            case Le(le=value):
                most = float(value)  # type: ignore[arg-type]
    return least, most


@dataclass(frozen=True, slots=True)
class Field:
    """The widget of a setting, how its value is read, and how one is put into it."""

    widget: QWidget
    value: Callable[[], Any]
    """What the person entered, as TOML holds it; None for nothing."""
    put: Callable[[Any], None]


def field_for(setting: Setting, changed: Callable[[], None], choices: tuple[str, ...] = ()) -> Field:
    """A field for a setting. Every type has one: what is not known better is a line of text."""
    literal = get_origin(setting.kind) is Literal
    if choices or literal:
        return _choice(tuple(map(str, get_args(setting.kind))) if literal else choices, changed, free=not literal)
    if setting.kind is bool and not setting.optional:
        box = QCheckBox()
        box.toggled.connect(changed)
        return Field(box, box.isChecked, lambda value: box.setChecked(bool(value)))
    if setting.kind is bool:
        return _maybe(changed)
    if setting.kind in (int, float) and not setting.optional:
        return _number(setting, changed)
    return _line(setting, changed)


def _choice(choices: tuple[str, ...], changed: Callable[[], None], *, free: bool) -> Field:
    box = QComboBox(editable=free)
    box.addItems(choices)
    box.currentTextChanged.connect(changed)
    return Field(box, box.currentText, lambda value: box.setCurrentText(str(value)))


def _maybe(changed: Callable[[], None]) -> Field:
    """Yes, no, or left to the default."""
    tr = QCoreApplication.translate
    box = QComboBox()
    for text, value in (
        (tr("Settings", "as usual"), None),
        (tr("Settings", "yes"), True),
        (tr("Settings", "no"), False),
    ):
        box.addItem(text, value)
    box.currentTextChanged.connect(changed)
    return Field(box, box.currentData, lambda value: box.setCurrentIndex((None, True, False).index(value)))


def _number(setting: Setting, changed: Callable[[], None]) -> Field:
    least, most = setting.bounds
    box: QSpinBox | QDoubleSpinBox
    if setting.kind is int:
        box = QSpinBox(minimum=int(least), maximum=int(most))
    else:
        box = QDoubleSpinBox(minimum=least, maximum=most)
    box.valueChanged.connect(changed)
    # A wheel turned over a long form would change what happens to lie below the pointer.
    box.installEventFilter(_NoWheel(box))
    return Field(box, box.value, lambda value: box.setValue(setting.kind(value)))


def _line(setting: Setting, changed: Callable[[], None]) -> Field:
    line = QLineEdit()
    line.textEdited.connect(changed)
    listed = setting.kind is tuple or get_origin(setting.kind) is tuple

    def value() -> Any:
        text = line.text().strip()
        if listed:
            return [part.strip() for part in text.split(",") if part.strip()]
        if not text and setting.optional:
            return None
        if setting.kind in (int, float):
            return _numeric(text, setting.kind)
        return text

    def put(new: Any) -> None:
        shown = ", ".join(map(str, new)) if isinstance(new, tuple | list) else "" if new is None else str(new)
        line.setText(shown)
        line.setCursorPosition(0)

    return Field(line, value, put)


def _numeric(text: str, kind: type[int] | type[float]) -> Any:
    """The number that a text is; a text that is none stays one, for the settings to refuse."""
    try:
        return kind(text)
    except ValueError:
        return text


class _NoWheel(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def as_toml(value: Any) -> Any:
    """A value of the settings as TOML holds it."""
    if isinstance(value, Path):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
