"""Talking to a server that speaks OpenAI's chat completions: vLLM, SGLang, llama.cpp, Ollama.

The reply is streamed, so a slow machine is waited for as long as it goes on writing. What may pass is tried again, each
time later; redirects and proxies are not followed, so a picture of the screen goes to the named host and nowhere else.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from bridges.errors import ModelUnavailable, UnparsableReply
from model.mimo.floods import refuse_flood

TRIES = 4
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be different the next time."""
LONGEST_REPLY = 200_000
"""Characters."""
FLOOD = 240
"""Characters in a row that repeat the same few."""


class NotUnderstood(ModelUnavailable):
    """The server refuses the request as it is."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where requests go."""

    url: str
    """With the version: ``http://127.0.0.1:8000/v1``."""
    key: str = ""
    connect_s: float = 10.0
    silent_s: float = 300.0
    """How long it may write nothing; the first word takes longest."""

    def __repr__(self) -> str:
        """Without the key."""
        return f"Server({self.url!r})"

    def check(self) -> None:
        """Raise ModelUnavailable for an address that is none, or a key that would travel in the clear."""
        parts = urlsplit(self.url)
        tried = f"Using the server {self.url}"
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ModelUnavailable(tried, "it is no http:// or https:// address", "Such as http://127.0.0.1:8000/v1.")
        if self.key and parts.scheme == "http" and not _loopback(parts.hostname):
            raise ModelUnavailable(tried, "its key would be sent unencrypted", "Use https, or a tunnel to 127.0.0.1.")


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def complete(server: Server, request: dict[str, Any], sleep: Callable[[float], None] = time.sleep) -> str:
    """The text of the reply to a chat request.

    Raises NotUnderstood where the server refuses the request, ModelUnavailable where it cannot be reached or goes on
    failing, UnparsableReply for a reply without end.
    """
    server.check()
    pause = FIRST_PAUSE_S
    for left in reversed(range(TRIES)):
        try:
            return _complete(server, request)
        except _Passing as error:
            if not left:
                raise ModelUnavailable(
                    f"Asking the server {server.url}", f"{error.why} ({TRIES} tries)", "Is it running, and ready?"
                ) from error
            sleep(min(error.after_s or pause, LONGEST_PAUSE_S))
            pause *= 2
    raise AssertionError("unreachable")


class _Passing(Exception):
    """A failure that may pass."""

    def __init__(self, why: str, after_s: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.after_s = after_s


def _complete(server: Server, request: dict[str, Any]) -> str:
    parts = urlsplit(server.url)
    assert parts.hostname is not None
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=server.connect_s, context=context)
    else:
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=server.connect_s)
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    try:
        connection.connect()
        connection.sock.settimeout(server.silent_s)
        body = json.dumps(request | {"stream": True}).encode()
        connection.request("POST", f"{parts.path.rstrip('/')}/chat/completions", body, headers)
        with connection.getresponse() as response:
            if response.status != 200:
                _refuse(server, response)
            return _collected(response)
    except TimeoutError as error:
        raise _Passing(f"it wrote nothing for {server.silent_s:g} s") from error
    except (OSError, http.client.HTTPException) as error:
        raise _Passing(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()


def _refuse(server: Server, response: http.client.HTTPResponse) -> None:
    said = " ".join(response.read(4000).decode("utf-8", "replace").split())[:300]
    why = f"it answers {response.status} {response.reason}: {said}"
    if response.status in PASSING:
        after = response.headers.get("Retry-After", "")
        raise _Passing(why, float(after) if after.isdigit() else 0.0)
    if response.status in (400, 422):
        raise NotUnderstood(f"Asking the server {server.url}", why)
    remedy = {401: "Check its key.", 403: "Check its key.", 404: "Check the model's name and the address."}
    raise ModelUnavailable(f"Asking the server {server.url}", why, remedy.get(response.status, ""))


def _collected(response: http.client.HTTPResponse) -> str:
    """The whole reply; from a stream, or from a server that does not stream."""
    if "text/event-stream" not in response.headers.get("Content-Type", ""):
        return _content(_json(response.read(4 * LONGEST_REPLY)), "message")
    reply = ""
    ended = False
    for event in _events(response):
        if event == b"[DONE]":
            ended = True
            break
        value = _json(event)
        reply += _content(value, "delta")
        ended = ended or any(choice.get("finish_reason") for choice in value.get("choices") or ())
        refuse_flood(reply, FLOOD)
        if len(reply) > LONGEST_REPLY:
            raise UnparsableReply("Reading the model's reply", f"it has more than {LONGEST_REPLY} characters")
    if not ended:
        raise _Passing("its reply broke off")
    return reply


def _events(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while line := response.readline(1_000_000):
        if line.startswith(b"data:"):
            yield line[5:].strip()


def _json(text: bytes) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _Passing(f"it sent what is no JSON ({error})") from error
    if not isinstance(value, dict) or "error" in value:
        raise _Passing(f"it sent an error: {str(value)[:300]}")
    return value


def _content(value: dict[str, Any], part: str) -> str:
    choices = value.get("choices") or [{}]
    return str((choices[0].get(part) or {}).get("content") or "")
