"""The remote backend against a real HTTP server on this machine, which answers as good and as bad ones do."""

from __future__ import annotations

import base64
import io
import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bridges.action import Click, Scroll
from bridges.base import Observation
from bridges.coordinates import FramePoint, Geometry, ImagePoint, Size, smart_resize
from bridges.errors import ModelUnavailable, UnparsableReply, UnreadableTask
from model.base import Model, Task
from model.explaining import explain_by
from model.mimo.grammar import reply_schema
from model.mimo.profiles import MIMO, QWEN3, QWEN25, UI_TARS, Profile
from model.pages import Page
from model.remote import Remote, RemoteOptions
from model.remote_client import Server, complete

CLICK = '{"action": "click", "start_point": [100, 50]}'
FRAME = np.random.default_rng(0).integers(0, 255, (300, 500, 3), dtype=np.uint8)


class Desk(ThreadingHTTPServer):
    """Answers requests with the next of its `answers`, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: list[Any] = []
        self.asked: list[dict[str, Any]] = []
        self.headers_seen: list[dict[str, str]] = []
        self.gone = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Answering(BaseHTTPRequestHandler):
    server: Desk

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.headers_seen.append(dict(self.headers))
        answer = self.server.answers.pop(0) if self.server.answers else CLICK
        with suppress(BrokenPipeError, ConnectionResetError):
            answer(self) if callable(answer) else self.stream(answer)

    def log_message(self, *_: Any) -> None:
        pass

    def begin(self, kind: str = "text/event-stream", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def event(self, value: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(value).encode() + b"\n\n")

    def stream(self, text: str, end: bool = True) -> None:
        self.begin()
        self.wfile.write(b": waiting\n\n")
        for at in range(0, len(text), 7):
            self.event({"choices": [{"delta": {"content": text[at : at + 7]}}]})
        if end:
            self.event({"choices": [{"delta": {}, "finish_reason": "stop"}]})
            self.event({"choices": [], "usage": {"total_tokens": 5}})
            self.wfile.write(b"data: [DONE]\n\n")

    def fail(self, status: int, text: str = "no", **headers: str) -> None:
        self.begin("application/json", status, **headers)
        self.wfile.write(json.dumps({"error": text}).encode())


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.gone.set()
        running.shutdown()
        thread.join()


def remote(desk: Desk, profile: Profile = QWEN25, most: int = 10**7, **server: Any) -> Remote:
    return Remote(RemoteOptions(Server(desk.url, **server), "big", profile, most, think=False))


def seen() -> Observation:
    return Observation(frame=FRAME, geometry=Geometry(Size(500, 300)), taken_at=0.0)


def ask(desk: Desk, sleeps: list[float] | None = None, **server: Any) -> str:
    waited = sleeps if sleeps is not None else []
    return complete(Server(desk.url, **server), {"model": "big", "messages": []}, waited.append)


def test_a_step_is_asked_for_and_read(desk: Desk) -> None:
    decision = remote(desk).decide(Task(text="save it"), seen(), ())
    assert decision.actions == (Click(start_point=ImagePoint(100, 50)),)
    assert decision.image == Size(504, 308)
    assert decision.model == "remote big"
    (asked,) = desk.asked
    picture, text = asked["messages"][0]["content"]
    assert "## Goal\nsave it" in text["text"]
    assert (asked["temperature"], asked["stream"], asked["model"]) == (0, True, "big")
    kind, data = picture["image_url"]["url"].split(",")
    assert kind == "data:image/png;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as sent:
        theirs = np.array(Image.fromarray(FRAME).resize((504, 308), Image.Resampling.BICUBIC))
        assert (np.array(sent) == theirs).all()
    assert isinstance(remote(desk), Model)


def test_the_server_is_asked_to_keep_to_the_schema_within_the_picture(desk: Desk) -> None:
    grounding = remote(desk).ground(FRAME, "the button")
    assert grounding.point is not None
    assert (grounding.point.x, grounding.point.y) == pytest.approx((100 * 500 / 504, 50 * 300 / 308))
    given = desk.asked[0]["response_format"]["json_schema"]
    names = {each["properties"]["action"]["const"]: each for each in given["schema"]["anyOf"]}
    assert set(names) == {"click", "finished"}
    bounds = names["click"]["properties"]["start_point"]["prefixItems"]
    assert [each["maximum"] for each in bounds] == [503, 307]


def test_a_schema_for_servers_holds_only_what_guided_decoders_agree_on() -> None:
    known = {"anyOf", "type", "properties", "required", "additionalProperties", "const", "enum", "items"}
    known |= {"prefixItems", "minItems", "maxItems", "minimum", "maximum", "minLength", "maxLength"}

    def walked(schema: Any) -> None:
        assert isinstance(schema, dict), "some take no true or false where a schema may stand"
        assert schema.keys() <= known
        for part in (*schema.get("anyOf", ()), *schema.get("prefixItems", ()), *schema.get("properties", {}).values()):
            walked(part)
        if "items" in schema:
            walked(schema["items"])

    walked(reply_schema(Size(500, 300)))


def test_a_server_without_guided_decoding_is_asked_without_from_then_on(desk: Desk) -> None:
    desk.answers = [lambda to: to.fail(400, "response_format is not supported"), CLICK, CLICK]
    model = remote(desk)
    for _ in range(2):
        model.decide(Task(text="save it"), seen(), ())
    assert ["response_format" in each for each in desk.asked] == [True, False, False]


def test_a_target_that_is_not_there(desk: Desk) -> None:
    desk.answers = ['{"action": "finished", "status": "failure"}']
    grounding = remote(desk).ground(FRAME, "the moon")
    assert grounding.point is None
    assert "the moon" in grounding.why


def test_an_unreadable_reply_is_told_to_the_model_once(desk: Desk) -> None:
    desk.answers = ["I would click Save.", CLICK]
    assert remote(desk).decide(Task(text="save it"), seen(), ()).actions
    assert [message["role"] for message in desk.asked[1]["messages"]] == ["user", "assistant", "user"]
    assert "holds no JSON object" in desk.asked[1]["messages"][2]["content"]
    desk.answers = ["no", "no again"]
    with pytest.raises(UnparsableReply):
        remote(desk).decide(Task(text="save it"), seen(), ())


def test_profiles_hold_for_remote_models_too(desk: Desk) -> None:
    desk.answers = ['<think>\n\n</think>\n{"action": "scroll", "direction": "up"}']
    assert remote(desk, MIMO).decide(Task(text="x"), seen(), ()).actions == (Scroll(direction="down"),)
    desk.answers = ['{"action": "click", "start_point": [1000, 500]}']
    (action,) = remote(desk, QWEN3).decide(Task(text="x"), seen(), ()).actions
    assert (action.start_point.x, action.start_point.y) == (503, 153.5)
    desk.answers = ["Thought: there.\nAction: click(start_box='(7,8)')"]
    assert remote(desk, UI_TARS).decide(Task(text="x"), seen(), ()).actions == (Click(start_point=ImagePoint(7, 8)),)
    assert "response_format" not in desk.asked[-1]


def test_a_picture_is_no_larger_than_wanted(desk: Desk) -> None:
    assert remote(desk, most=40_000).decide(Task(text="x"), seen(), ()).image == Size(252, 140)


FORM: dict[str, Any] = {"type": "object", "properties": {"total": {"type": "integer"}}, "required": ["total"]}
PAGES = [Page(FRAME, "a.pdf, page 1"), Page(FRAME[::-1].copy(), "a.pdf, page 2")]


def test_pages_are_asked_about_in_order_with_their_names_and_the_schema(desk: Desk) -> None:
    desk.answers = ['{"total": 12}']
    assert remote(desk).ask(PAGES, "What is the total?", FORM).value == {"total": 12}
    (request,) = desk.asked
    kinds = [part["type"] for part in request["messages"][0]["content"]]
    assert kinds == ["text", "image_url", "text", "image_url", "text"]
    assert request["messages"][0]["content"][2]["text"] == "a.pdf, page 2"
    guided = request["response_format"]["json_schema"]["schema"]
    assert guided == FORM | {"additionalProperties": False}


def test_an_answer_that_breaks_the_schema_is_told_to_the_model_once(desk: Desk) -> None:
    desk.answers = ['{"total": "a dozen"}', '```json\n{"total": 12}\n```']
    assert remote(desk).ask(PAGES, "What is the total?", FORM).value == {"total": 12}
    assert "'a dozen' is not of type 'integer'" in desk.asked[1]["messages"][-1]["content"]
    desk.answers = ["{", "twelve"]
    with pytest.raises(UnparsableReply):
        remote(desk).ask(PAGES, "What is the total?", FORM)


def test_a_question_without_a_schema_is_answered_in_words(desk: Desk) -> None:
    desk.answers = ["<think>let me see</think>\nTwelve euros."]
    assert remote(desk).ask(PAGES[:1], "What is the total?").text == "Twelve euros."
    assert "response_format" not in desk.asked[0]


def test_two_pictures_are_explained_by_one_action_in_frame_pixels(desk: Desk) -> None:
    desk.answers = ['{"action": "click", "start_point": [100, 50]}']
    told = explain_by(remote(desk), FRAME, FRAME[::-1].copy())
    size = smart_resize(Size(500, 300))
    assert told.point == FramePoint(int(100 * 500 / size.width), int(50 * 300 / size.height))
    desk.answers = ['[{"action": "wait"}, {"action": "wait"}]'] * 2
    with pytest.raises(UnparsableReply):
        explain_by(remote(desk), FRAME, FRAME)


def test_a_server_that_does_not_stream(desk: Desk) -> None:
    def whole(to: Answering) -> None:
        to.begin("application/json")
        to.wfile.write(json.dumps({"choices": [{"message": {"content": CLICK}}]}).encode())

    desk.answers = [whole]
    assert ask(desk) == CLICK


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again_each_time_later(desk: Desk, status: int) -> None:
    desk.answers = [lambda to: to.fail(status)] * 3
    sleeps: list[float] = []
    assert ask(desk, sleeps) == CLICK
    assert sleeps == [0.5, 1.0, 2.0]


def test_the_server_may_say_when_to_come_back(desk: Desk) -> None:
    desk.answers = [lambda to: to.fail(429, Retry_After="7"), lambda to: to.fail(429, Retry_After="900")]
    sleeps: list[float] = []
    ask(desk, sleeps)
    assert sleeps == [7, 30]


def test_a_server_that_goes_on_failing_is_named(desk: Desk) -> None:
    desk.answers = [lambda to: to.fail(503, "loading")] * 9
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1.*503.*loading.*4 tries"):
        ask(desk)
    assert len(desk.asked) == 4


@pytest.mark.parametrize(("status", "remedy"), [(401, "key"), (404, "model's name")])
def test_what_will_not_pass_is_not_tried_again(desk: Desk, status: int, remedy: str) -> None:
    desk.answers = [lambda to: to.fail(status)]
    with pytest.raises(ModelUnavailable, match=remedy):
        ask(desk)
    assert len(desk.asked) == 1


def test_a_reply_that_breaks_off_is_asked_for_again_and_never_half_used(desk: Desk) -> None:
    desk.answers = [lambda to: to.stream(CLICK[:30], end=False), CLICK]
    assert ask(desk) == CLICK
    assert len(desk.asked) == 2


def test_an_error_in_the_middle_of_a_stream(desk: Desk) -> None:
    def broken(to: Answering) -> None:
        to.begin()
        to.event({"choices": [{"delta": {"content": "{"}}]})
        to.event({"error": {"message": "out of memory"}})

    desk.answers = [broken] * 4
    with pytest.raises(ModelUnavailable, match="out of memory"):
        ask(desk)


def test_a_flood_is_cut_off_while_it_comes(desk: Desk) -> None:
    def flood(to: Answering) -> None:
        to.begin()
        while not desk.gone.is_set():
            to.event({"choices": [{"delta": {"content": "!!!!!!!"}}]})

    desk.answers = [flood]
    with pytest.raises(UnparsableReply, match="over and over"):
        ask(desk)


def test_a_slow_server_is_waited_for_and_a_silent_one_is_not(desk: Desk) -> None:
    def slow(to: Answering) -> None:
        to.begin()
        for letter in CLICK:
            time.sleep(0.01)
            to.event({"choices": [{"delta": {"content": letter}}]})
        to.event({"choices": [{"delta": {}, "finish_reason": "stop"}]})

    desk.answers = [slow]
    assert ask(desk, silent_s=0.3) == CLICK
    desk.answers = [lambda to: desk.gone.wait(5)] * 4
    with pytest.raises(ModelUnavailable, match=r"wrote nothing for 0\.1 s"):
        ask(desk, silent_s=0.1)


def test_nobody_is_there() -> None:
    with Desk() as closed:
        url = closed.url
    with pytest.raises(ModelUnavailable, match=r"refused.*Is it running"):
        complete(Server(url), {}, lambda _: None)


def test_redirects_are_not_followed(desk: Desk) -> None:
    desk.answers = [lambda to: to.fail(307, Location="http://example.com/v1/chat/completions")]
    with pytest.raises(ModelUnavailable, match="307"):
        ask(desk)


def test_the_key_is_sent_and_never_shown(desk: Desk) -> None:
    ask(desk, key="canary-key")
    assert desk.headers_seen[0]["Authorization"] == "Bearer canary-key"
    assert "canary-key" not in repr(Server(desk.url, key="canary-key"))
    desk.answers = [lambda to: to.fail(401)]
    with pytest.raises(ModelUnavailable) as refused:
        ask(desk, key="canary-key")
    assert "canary-key" not in str(refused.value)


def test_a_key_does_not_travel_in_the_clear() -> None:
    with pytest.raises(ModelUnavailable, match="unencrypted"):
        Server("http://gpu.example.com/v1", key="k").check()
    for fine in ("https://gpu.example.com/v1", "http://localhost:1/v1", "http://[::1]:1/v1"):
        Server(fine, key="k").check()
    for wrong in ("gpu.example.com", "ftp://x/v1", "http://", "https://user:word@x/v1"):
        with pytest.raises(ModelUnavailable, match="no http"):
            Server(wrong).check()


def test_options_come_from_the_environment() -> None:
    with pytest.raises(ModelUnavailable, match="MIMIC_REMOTE_MODEL"):
        RemoteOptions.from_environment({})
    given = {"MIMIC_REMOTE_MODEL": "MiMo-VL-7B", "MIMIC_REMOTE_KEY": "k", "MIMIC_REMOTE_MAX_PIXELS": "500000"}
    options = RemoteOptions.from_environment(given)
    assert options.server.url == "http://127.0.0.1:8000/v1"
    assert (options.profile, options.max_pixels, options.server.key) == (MIMO, 500_000, "k")
    with pytest.raises(ModelUnavailable):
        RemoteOptions.from_environment(given | {"MIMIC_REMOTE_MAX_PIXELS": "big"})


def test_an_empty_task_is_refused_before_anything_is_sent(desk: Desk) -> None:
    with pytest.raises(UnreadableTask):
        remote(desk).decide(Task(text="  "), seen(), ())
    with pytest.raises(UnreadableTask):
        remote(desk).ground(FRAME, "")
    assert desk.asked == []


def test_torch_is_not_needed_for_a_remote_model() -> None:
    import subprocess
    import sys

    check = "import sys, model.remote, model.mimo.backend; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
