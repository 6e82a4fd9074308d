"""Secrets: ``{{secret:NAME}}`` in a text to type stands for an entry of the system keyring (service "mimic").

The value exists only between the guard's yes and the key strokes, and for the moment before a replay in which it is
looked whether there is one. Models, events, history and stored frames see the
placeholder: `redacted` blacks out, in every observation taken afterwards, the fields that hold a secret and all text on
the screen that reads like one. A name that the person did not put into the task is never resolved, whatever a model
says. `mimic` looks into the environment (``MIMIC_SECRET_NAME``) only where the settings allow it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.base import EVENT, Event
from agent.reading import Reader, TreeReader, plain, shows, words_of
from bridges.action import Input, ScreenAction
from bridges.base import Node, Observation
from bridges.coordinates import Box, FramePoint
from bridges.errors import Refused, SecretUnknown

SERVICE = "mimic"
PLACEHOLDER = re.compile(r"\{\{\s*secret:\s*([\w.@-]{1,64})\s*\}\}")
MARGIN = 4.0
"""Pixels around what is blacked out."""
PIECE = 4
"""Characters in a row of a secret that count as it."""

Lookup = Callable[[str], str | None]


def names_in(text: str) -> tuple[str, ...]:
    """Names of the secrets that a text stands for."""
    return tuple(PLACEHOLDER.findall(text))


def from_keyring(name: str) -> str | None:
    """The value in the system keyring. Raises SecretUnknown where the keyring cannot be asked."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name)
    except KeyringError as error:
        raise SecretUnknown(
            f"Looking up the secret {name}",
            f"the system keyring cannot be asked ({type(error).__name__})",
            "Unlock or install one, or set secrets_from_environment.",
        ) from None


def to_keyring(name: str, value: str) -> None:
    """Keep a value in the system keyring. Raises SecretUnknown where it takes none."""
    import keyring
    from keyring.errors import KeyringError

    if not PLACEHOLDER.fullmatch(f"{{{{secret:{name}}}}}"):
        raise SecretUnknown(
            f"Keeping the secret {name}", "that is no name", "It has letters, digits, “-”, “_”, “.”, “@”."
        )
    if not value:
        raise SecretUnknown(f"Keeping the secret {name}", "its value is empty")
    try:
        keyring.set_password(SERVICE, name, value)
    except KeyringError as error:
        raise SecretUnknown(
            f"Keeping the secret {name}", f"the system keyring takes none ({type(error).__name__})",
            "Unlock or install one, such as gnome-keyring.",
        ) from None  # fmt: skip


def out_of_keyring(name: str) -> None:
    """Forget a value. Raises SecretUnknown where there is none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(SERVICE, name)
    except KeyringError as error:
        raise SecretUnknown(f"Forgetting the secret {name}", f"the keyring has none ({type(error).__name__})") from None


def keyring_then_environment(name: str) -> str | None:
    """The value in the keyring, else in ``MIMIC_SECRET_NAME``; for machines without a keyring, only if asked for."""
    try:
        value = from_keyring(name)
    except SecretUnknown:
        value = None
    return value or os.environ.get("MIMIC_SECRET_" + re.sub(r"\W", "_", name).upper())


def known(name: str, lookup: Lookup) -> str:
    """The value of a secret. Raises SecretUnknown where there is none."""
    value = lookup(name)
    if not value:
        raise SecretUnknown(
            f"Looking up the secret {name}", "it is not in the keyring", f"Store it with: mimic secret set {name}"
        )
    return value


@dataclass(frozen=True, slots=True)
class _Field:
    """A place that holds a secret, for as long as the window stays where it is."""

    box: Box
    window: str
    window_box: Box | None


class Secrets:
    """The secrets of one run: those that the task names."""

    def __init__(self, task: str, lookup: Lookup = from_keyring, reader: Reader | None = None) -> None:
        self._named = frozenset(names_in(task))
        self._lookup = lookup
        self._readers: tuple[Reader, ...] = (TreeReader(), reader) if reader else (TreeReader(),)
        self._typed: dict[str, str] = {}
        self._fields: list[_Field] = []

    def check(self, text: str) -> None:
        """Raise Refused for a name that is not in the task, SecretUnknown for one without a value. Types nothing."""
        for name in names_in(text):
            self._value(name)

    def resolved(self, action: ScreenAction) -> ScreenAction:
        """The action with its secrets put in, to be performed at once and then forgotten."""
        if not isinstance(action, Input) or not names_in(action.text):
            return action
        values = {name: self._value(name) for name in names_in(action.text)}
        self._typed.update(values)
        return action.model_copy(update={"text": PLACEHOLDER.sub(lambda match: values[match[1]], action.text)})

    def hold(self, point: FramePoint | None, changed: Box | None, seen: Observation) -> None:
        """Remember where a secret has just been typed: around the point or the focus, and whatever changed."""
        boxes = [node.box for node in seen.tree or () if _typed_into(node, point)]
        box = min(boxes, key=lambda each: each.area, default=None)
        box = box.union(changed) if box and changed else box or changed or seen.window_box
        height, width = seen.frame.shape[:2]
        self._fields.append(_Field(box or Box(0, 0, width, height), seen.window, seen.window_box))

    def redacted(self, seen: Observation) -> Observation:
        """The observation as a model, an event or a file may have it."""
        if not self._typed:
            return seen
        boxes = [f.box for f in self._fields if (f.window, f.window_box) == (seen.window, seen.window_box)]
        for reader in self._readers:
            boxes += [element.box for element in reader.texts(seen) if self._reads_like_one(words_of(element))]
        frame = seen.frame.copy()
        for box in (each.expanded(MARGIN) for each in boxes):
            frame[max(0, int(box.top)) : max(0, int(box.bottom)), max(0, int(box.left)) : max(0, int(box.right))] = 0
        return replace(
            seen,
            frame=frame,
            window=self.scrubbed_text(seen.window),
            windows=tuple(map(self.scrubbed_text, seen.windows)),
            tree=None if seen.tree is None else tuple(map(self._redacted_node, seen.tree)),
        )

    def scrubbed(self, event: Event) -> Event:
        """The event without any value of a secret, in whatever field."""
        if not self._typed:
            return event
        clean = EVENT.validate_json(json.dumps(self._replaced(event.model_dump(mode="json"))))
        return clean.model_copy(update={"pixels": event.pixels})

    def scrubbed_text(self, text: str) -> str:
        """The text with each secret's value replaced by its placeholder."""
        for name, value in sorted(self._typed.items(), key=lambda item: -len(item[1])):
            text = text.replace(value, f"{{{{secret:{name}}}}}")
        return text

    def _replaced(self, value: object) -> object:
        if isinstance(value, str):
            return self.scrubbed_text(value)
        if isinstance(value, dict):
            return {key: self._replaced(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._replaced(inner) for inner in value]
        return value

    def _redacted_node(self, node: Node) -> Node:
        if self._reads_like_one(node.text) or self._reads_like_one(node.name):
            return replace(node, text="", name="")
        return node

    def _reads_like_one(self, text: str) -> bool:
        seen = plain(text)
        return any(
            (value in text) or shows(value, [text]) or (len(seen) >= PIECE and seen in plain(value))
            for value in self._typed.values()
        )

    def _value(self, name: str) -> str:
        if name not in self._named:
            raise Refused(
                f"Typing the secret {name}", "the task does not name it", f"Write {{{{secret:{name}}}}} in the task."
            )
        return known(name, self._lookup)


def _typed_into(node: Node, point: FramePoint | None) -> bool:
    holds_text = "password" in node.states or "editable" in node.states or "text" in node.role or "entry" in node.role
    return holds_text and ("focused" in node.states if point is None else node.box.contains(point))
