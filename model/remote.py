"""Remote: the Model that asks a server of the person's own, in the same words as the models in this process.

By default the server is on this machine; another host is asked only where the person names it in MIMIC_REMOTE_URL.
"""

from __future__ import annotations

import base64
import io
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridges.action import Action, Click
from bridges.base import Frame, Observation
from bridges.coordinates import Resize, Size, smart_resize
from bridges.errors import ModelUnavailable, NotAnImage, OutsideSpace, UnparsableReply, UnreadableTask
from model.asking import Answer, Schema, bounded, checked, wording
from model.base import Decision, Grounding, History, Task
from model.mimo.grammar import reply_schema
from model.mimo.profiles import ActionFormat, Coordinates, Profile, profile_for
from model.mimo.prompt import question
from model.mimo.reading import actions_of, expectation_of, reason_of, target_of
from model.pages import Page, thinned
from model.remote_client import NotUnderstood, Server, complete

POINTING = frozenset({"click", "finished"})
MOST_TOKENS = 4096
MOST_PICTURES = 256
"""In one request."""
HERE = "http://127.0.0.1:8000/v1"


@dataclass(frozen=True, slots=True)
class RemoteOptions:
    """What a person may choose, by the environment."""

    server: Server
    model: str
    profile: Profile
    max_pixels: int
    think: bool

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> RemoteOptions:
        """From MIMIC_REMOTE_URL, _MODEL, _PROFILE, _MAX_PIXELS, _SILENT_S, _THINK and _KEY.

        A key that the environment does not hold is taken from the keyring (service "mimic", name "remote").
        """
        model = environment.get("MIMIC_REMOTE_MODEL", "").strip()
        if not model:
            raise ModelUnavailable(
                "Using a remote model", "it has no name", "Set MIMIC_REMOTE_MODEL, and MIMIC_REMOTE_URL if not " + HERE
            )
        try:
            most = int(environment.get("MIMIC_REMOTE_MAX_PIXELS") or 0)
            silent = float(environment.get("MIMIC_REMOTE_SILENT_S") or 300)
        except ValueError as error:
            raise ModelUnavailable("Reading MIMIC_REMOTE_… from the environment", str(error)) from error
        profile = profile_for(environment.get("MIMIC_REMOTE_PROFILE") or model)
        server = Server(
            environment.get("MIMIC_REMOTE_URL") or HERE,
            environment.get("MIMIC_REMOTE_KEY") or _key_in_keyring(),
            silent_s=silent,
        )
        server.check()
        think = environment.get("MIMIC_REMOTE_THINK", "") in ("1", "true")
        return cls(server, model, profile, min(most or profile.max_pixels, profile.max_pixels), think)


def _key_in_keyring() -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password("mimic", "remote") or ""
    except KeyringError:
        return ""


class Remote:
    """Decides by a model behind an OpenAI-compatible server."""

    name = "remote"

    def __init__(self, options: RemoteOptions | None = None) -> None:
        self.options = options or RemoteOptions.from_environment()
        self._guided = True
        """Whether the server is asked to keep to the schema; until it says that it cannot."""

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        """The next step. Raises UnreadableTask, UnparsableReply, ModelUnavailable, NotAnImage."""
        if not task.text.strip():
            raise UnreadableTask("Reading the task", "it is empty", "Say what is to be done.")
        size, reply, actions, ms = self._ask(task, observation.frame, history)
        return Decision(
            actions=actions,
            image=size,
            reason=reason_of(reply, actions),
            target=target_of(actions),
            expect=expectation_of(actions),
            model=f"{self.name} {self.options.model}",
            ms=ms,
        )

    def ground(self, image: Frame, instruction: str) -> Grounding:
        """Where the instruction points to; no point where the model says that there is no such thing."""
        if not instruction.strip():
            raise UnreadableTask("Reading the instruction", "it is empty", "Say what to point at.")
        size, _, actions, ms = self._ask(Task(text=f"click {instruction}"), image, (), POINTING)
        if not isinstance(actions[0], Click):
            return Grounding(point=None, why=f"the model finds nothing that is “{instruction}”", ms=ms)
        height, width = image.shape[:2]
        point = Resize(Size(width, height), size).to_frame(actions[0].start_point)
        return Grounding(point=point, confidence=1.0, ms=ms)

    def ask(self, pages: Sequence[Page], question: str, schema: Schema | None = None) -> Answer:
        """What it answers about pages, as JSON where a schema is given. See `model.asking.Answers`.

        The server is asked to keep to the schema; whether it did is checked here, and it is told once what is wrong.
        """
        pages = thinned(pages, MOST_PICTURES)
        share = max(16 * 784, self.options.max_pixels // max(1, len(pages)))
        content: list[dict[str, Any]] = []
        for page in pages:
            content.append({"type": "text", "text": page.label})
            content.append({"type": "image_url", "image_url": {"url": _encoded(page.frame, share)[1]}})
        content.append({"type": "text", "text": wording(question, schema)})
        messages: list[dict[str, Any]] = [{"role": "user", "content": content}]
        if schema is None:
            return Answer(self._complete(messages, None).rpartition("</think>")[2].strip())
        reply = self._complete(messages, bounded(schema))
        try:
            return Answer(checked(reply, schema))
        except UnparsableReply as error:
            told = [{"role": "assistant", "content": reply[:4000]}, {"role": "user", "content": str(error)}]
            return Answer(checked(self._complete([*messages, *told], bounded(schema)), schema))

    def _ask(
        self, task: Task, frame: Frame, history: History, only: frozenset[str] = frozenset()
    ) -> tuple[Size, str, tuple[Action, ...], dict[str, float]]:
        began = time.perf_counter()
        options = self.options
        size, picture = _encoded(frame, options.max_pixels)
        text = question(task, history, size, options.profile, think=options.think)
        content = [{"type": "image_url", "image_url": {"url": picture}}, {"type": "text", "text": text}]
        messages: list[dict[str, Any]] = [{"role": "user", "content": content}]
        if options.profile.system:
            messages.insert(0, {"role": "system", "content": options.profile.system})
        encoded = time.perf_counter()
        reply = self._reply(messages, size, only)
        try:
            actions = actions_of(reply, options.profile, size)
        except UnparsableReply as error:
            again = f"That could not be read: {error} Write only the action."
            told = [{"role": "assistant", "content": reply[:4000]}, {"role": "user", "content": again}]
            reply = self._reply([*messages, *told], size, only)
            actions = actions_of(reply, options.profile, size)
        ms = {"parse": 1000 * (encoded - began), "decide": 1000 * (time.perf_counter() - encoded)}
        return size, reply, actions, ms

    def _reply(self, messages: list[dict[str, Any]], size: Size, only: frozenset[str]) -> str:
        if self.options.profile.format is not ActionFormat.JSON or self.options.think:
            return self._complete(messages, None)
        bounds = Size(1001, 1001) if self.options.profile.coordinates is Coordinates.THOUSANDTHS else size
        return self._complete(messages, reply_schema(bounds, only))

    def _complete(self, messages: list[dict[str, Any]], schema: Schema | None) -> str:
        request: dict[str, Any] = {
            "model": self.options.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
        }
        if schema is None or not self._guided:
            return complete(self.options.server, request)
        form = {"name": "answer", "schema": schema, "strict": True}
        try:
            return complete(
                self.options.server, request | {"response_format": {"type": "json_schema", "json_schema": form}}
            )
        except NotUnderstood:
            # Some servers have no guided decoding; if it is not that, the next request fails in the same way.
            reply = complete(self.options.server, request)
            self._guided = False
            return reply


def _encoded(frame: Frame, max_pixels: int) -> tuple[Size, str]:
    """The size at which the model sees the frame, and the frame at that size as a data URL."""
    from PIL import Image

    height, width = frame.shape[:2]
    try:
        size = smart_resize(Size(width, height), max_pixels=max_pixels)
    except OutsideSpace as error:
        raise NotAnImage("Looking at a screenshot", error.found, error.remedy) from error
    picture = Image.fromarray(frame)
    if (width, height) != (size.width, size.height):
        picture = picture.resize((size.width, size.height), Image.Resampling.BICUBIC)
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return size, "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
