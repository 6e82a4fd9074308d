"""Mimo: the Model that asks a checkpoint of MiMo-VL's class, in this process."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bridges.action import Action, Click
from bridges.base import Frame, Observation
from bridges.coordinates import Resize, Size
from bridges.errors import ModelUnavailable, UnreadableTask
from model.asking import Answer, Schema
from model.base import Decision, Grounding, History, Task
from model.mimo.checkpoint import Checkpoint, Options, load
from model.mimo.grammar import reply_grammar
from model.mimo.prompt import chat, question
from model.mimo.reading import actions_of, expectation_of, reason_of, target_of
from model.pages import Page

if TYPE_CHECKING:
    import torch

    from model.mimo.engine import Prompt
    from model.mimo.images import Picture
    from model.mimo.sessions import Sessions
    from model.mimo.writing import Asking, Written

MOST_THOUGHTS = 2048
"""Tokens of thoughts before one reply."""
MOST_REPLY = 1024
"""Tokens of a reply."""
PICTURE = "<|image_pad|>"
POINTING = frozenset({"click", "finished"})
"""What a grounding reply may be: the place, or that there is none."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote about one picture."""

    text: str
    actions: tuple[Action, ...]
    confidence: float
    tokens: int
    steps: int
    """Of the model; fewer than tokens, because forced ones take none."""
    ms: dict[str, float]


class Mimo:
    """Decides by a checkpoint of `Qwen2_5_VLForConditionalGeneration`; which one, `Options` tells."""

    name = "mimo"

    def __init__(self, checkpoint: Checkpoint | None = None, *, think: bool | None = None) -> None:
        try:
            from model.mimo.engine import Engine
            from model.mimo.writing import Writer
        except ImportError as error:
            raise ModelUnavailable(
                "Loading a big model", f"a package is missing ({error.name})", "Install it: pip install 'mimic[mimo]'"
            ) from error
        options = Options.from_environment()
        self.checkpoint = checkpoint or load(options)
        self.think = self.checkpoint.profile.thinks and (options.think if think is None else think)
        self.engine = Engine.alone(self.checkpoint.model, self.checkpoint.context)
        vocabulary = self.engine.decoder.embedding.shape[0]
        self.writer = Writer(self.checkpoint.tokenizer, vocabulary, self.checkpoint.ends)

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        """The next step. Raises UnreadableTask, UnparsableReply, NotAnImage."""
        if not task.text.strip():
            raise UnreadableTask("Reading the task", "it is empty", "Say what is to be done.")
        picture, reply = self._ask(task, observation.frame, history)
        return Decision(
            actions=reply.actions,
            image=picture.size,
            reason=reason_of(reply.text, reply.actions),
            target=target_of(reply.actions),
            confidence=reply.confidence,
            expect=expectation_of(reply.actions),
            model=f"{self.name} {self.checkpoint.name}",
            ms=reply.ms,
        )

    def ground(self, image: Frame, instruction: str) -> Grounding:
        """Where the instruction points to; no point where the model says that there is no such thing."""
        if not instruction.strip():
            raise UnreadableTask("Reading the instruction", "it is empty", "Say what to point at.")
        picture, reply = self._ask(Task(text=f"click {instruction}"), image, (), POINTING)
        action = reply.actions[0]
        if not isinstance(action, Click):
            why = f"the model finds nothing that is “{instruction}”"
            return Grounding(point=None, confidence=reply.confidence, why=why, ms=reply.ms)
        height, width = image.shape[:2]
        point = Resize(Size(width, height), picture.size).to_frame(action.start_point)
        return Grounding(point=point, confidence=reply.confidence, ms=reply.ms)

    def ask(self, pages: Sequence[Page], question: str, schema: Schema | None = None) -> Answer:
        """What it answers about pages, as JSON where a schema is given. See `model.asking.Answers`."""
        from model.mimo.asking import ask

        return ask(self, pages, question, schema)

    def _ask(
        self, task: Task, frame: Frame, history: History, only: frozenset[str] = frozenset()
    ) -> tuple[Picture, Reply]:
        from model.mimo.images import picture_of

        began = time.perf_counter()
        picture = picture_of(frame, self.checkpoint.max_pixels)
        text = question(task, history, picture.size, self.checkpoint.profile, think=self.think)
        prompt = self.prompt(text, picture)
        looked = time.perf_counter()
        reply = self.reply(prompt, picture.size, only)
        ms = {"parse": 1000 * (looked - began), "decide": 1000 * (time.perf_counter() - looked)}
        return picture, Reply(reply.text, reply.actions, reply.confidence, reply.tokens, reply.steps, ms)

    def prompt(self, text: str, picture: Picture) -> Prompt:
        """The chat with one picture and the text, as tokens."""
        from model.mimo.engine import Prompt

        tokenizer = self.checkpoint.tokenizer
        template = tokenizer.apply_chat_template if tokenizer.chat_template else None
        before, after = chat(text, self.checkpoint.profile, template).split(PICTURE)
        pad = int(tokenizer.convert_tokens_to_ids(PICTURE))
        ids = [*self.writer.tokens(before), *[pad] * picture.tokens, *self.writer.tokens(after)]
        return Prompt(np.array(ids), (picture,), pad)

    def reply(self, prompt: Prompt, size: Size, only: frozenset[str] = frozenset()) -> Reply:
        """What the model answers to a prompt about a picture of this size. Raises UnparsableReply."""
        from model.mimo.writing import Written, served

        steps, written = self.engine.steps, Written()
        logits = self.engine.read(prompt)
        served(self.writing(logits, size, only, written), self.engine)
        return self.said(written, size, 1 + self.engine.steps - steps)

    def replies(
        self, sessions: Sessions, asked: Sequence[tuple[Prompt, Size]], only: frozenset[str] = frozenset()
    ) -> list[Reply]:
        """What the model answers to one prompt of each session. Raises UnparsableReply."""
        from model.mimo.writing import Written

        steps, written = sessions.steps, [Written() for _ in asked]
        logits = sessions.read([prompt for prompt, _ in asked])
        sessions.write(
            [self.writing(own, size, only, reply) for own, (_, size), reply in zip(logits, asked, written, strict=True)]
        )
        return [
            self.said(reply, size, 1 + sessions.steps - steps) for reply, (_, size) in zip(written, asked, strict=True)
        ]

    def writing(self, logits: torch.Tensor, size: Size, only: frozenset[str], written: Written) -> Asking[None]:
        """A reply about a picture of this size, into ``written``: thoughts where they are wanted, then actions."""
        profile = self.checkpoint.profile
        matcher = self.writer.matcher(reply_grammar(profile, size, only))
        if self.think:
            logits = yield from self.writer.think(logits, written, MOST_THOUGHTS)
        elif profile.quiet_reply:
            logits = yield from self.writer.force(profile.quiet_reply, written)
        yield from self.writer.answer(logits, matcher, written, MOST_REPLY)

    def said(self, written: Written, size: Size, steps: int) -> Reply:
        """The reply that was written. Raises UnparsableReply."""
        text = self.writer.text([token for token in written.ids if token not in self.checkpoint.ends])
        actions = actions_of(text, self.checkpoint.profile, size)
        return Reply(text, actions, written.confidence, len(written.ids), steps, {})
