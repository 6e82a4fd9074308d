"""Answers about pages by a checkpoint in this process: several pictures in one prompt, and any schema as grammar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from bridges.errors import ModelUnavailable, NotAnImage
from model.asking import Answer, Schema, bounded, checked, wording
from model.mimo.prompt import plain
from model.pages import Page, thinned

if TYPE_CHECKING:
    from model.mimo.backend import Mimo
    from model.mimo.engine import Prompt

PICTURE = "<|image_pad|>"
LEAST_TOKENS = 64
"""Visual tokens of one page; with fewer, nothing could be read."""
MOST_THOUGHTS = 2048
MOST_REPLY = 2048
LONGEST_ANSWER = 4000
"""Characters of an answer in free words."""
CELL = 28 * 28
"""Pixels of a visual token."""


def ask(mimo: Mimo, pages: Sequence[Page], question: str, schema: Schema | None) -> Answer:
    """The answer to a question about pages. Raises UnparsableReply, NotAnImage, ModelUnavailable."""
    from model.mimo.writing import Written, served

    profile = mimo.checkpoint.profile
    quiet = profile.quiet if profile.thinks and not mimo.think else ""
    prompt = prompt_about(mimo, pages, plain(wording(question, schema)) + quiet)
    written = Written()
    matcher = mimo.writer.matcher(grammar(schema))
    logits = mimo.engine.read(prompt)
    if mimo.think:
        logits = served(mimo.writer.think(logits, written, MOST_THOUGHTS), mimo.engine)
    elif profile.quiet_reply:
        logits = served(mimo.writer.force(profile.quiet_reply, written), mimo.engine)
    before = len(written.ids)
    served(mimo.writer.answer(logits, matcher, written, MOST_REPLY), mimo.engine)
    said = mimo.writer.text([token for token in written.ids[before:] if token not in mimo.checkpoint.ends])
    return Answer(checked(said, schema) if schema is not None else said.strip(), written.confidence)


def grammar(schema: Schema | None) -> str:
    """What an answer may be, as llguidance takes it."""
    if schema is None:
        return json.dumps({"grammars": [{"lark_grammar": rf"start: /[^\x00]{{1,{LONGEST_ANSWER}}}/"}]})
    layout = {"item_separator": ", ", "key_separator": ": ", "whitespace_flexible": False}
    return json.dumps({"grammars": [{"json_schema": bounded(schema) | {"x-guidance": layout}}]})


def prompt_about(mimo: Mimo, pages: Sequence[Page], text: str) -> Prompt:
    """The chat with every page under its label, then the text, as tokens.

    Pages share what the context leaves beside the text and the answer. Raises NotAnImage where they are too many.
    """
    from model.mimo.engine import Prompt
    from model.mimo.images import picture_of

    room = mimo.checkpoint.context * 3 // 4 - len(mimo.writer.tokens(text))
    if room < LEAST_TOKENS:
        raise ModelUnavailable("Reading the question", "it and its schema are longer than the context", "Shorten them.")
    pages = thinned(pages, max(1, room // (LEAST_TOKENS + 16)))
    if not pages:
        raise NotAnImage("Reading the files", "there is no page in them")
    share = (room // len(pages) - 16) * CELL
    pictures = [picture_of(page.frame, min(share, mimo.checkpoint.max_pixels)) for page in pages]
    pad = int(mimo.checkpoint.tokenizer.convert_tokens_to_ids(PICTURE))
    first, *parts = _chat(mimo, pages, text).split(PICTURE)
    ids = mimo.writer.tokens(first)
    for picture, part in zip(pictures, parts, strict=True):
        ids += [pad] * picture.tokens + mimo.writer.tokens(part)
    return Prompt(np.array(ids), tuple(pictures), pad)


def _chat(mimo: Mimo, pages: Sequence[Page], text: str) -> str:
    tokenizer, profile = mimo.checkpoint.tokenizer, mimo.checkpoint.profile
    content: list[dict[str, str]] = []
    for page in pages:
        content += [{"type": "text", "text": plain(page.label) + "\n"}, {"type": "image"}]
    content.append({"type": "text", "text": "\n" + text})
    messages: list[dict[str, Any]] = [{"role": "user", "content": content}]
    if profile.system is not None:
        messages.insert(0, {"role": "system", "content": profile.system})
    if tokenizer.chat_template:
        return str(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))
    picture = f"<|vision_start|>{PICTURE}<|vision_end|>"
    said = "".join(picture if part["type"] == "image" else part["text"] for part in content)
    system = f"<|im_start|>system\n{profile.system or 'You are a helpful assistant.'}<|im_end|>\n"
    return f"{system}<|im_start|>user\n{said}<|im_end|>\n<|im_start|>assistant\n"
