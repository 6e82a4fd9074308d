"""The control channel, with real sockets and real processes as windows."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from agent import pending as pending_module
from agent import switchboard as switchboard_module
from agent.base import Asked, Consequence, Nobody, Planned, Refused
from agent.caller import Caller
from agent.channel import Channel
from agent.control import ChannelPerson, veto_time
from agent.meeting import folder, forget_the_dead, listening_at, socket_path, sockets
from agent.messages import (
    Answer,
    Approve,
    Bye,
    Closed,
    Command,
    Complaint,
    Deny,
    Edit,
    Hello,
    Hold,
    Message,
    PauseRun,
    Question,
    ResumeRun,
    Shown,
    Skip,
    State,
    StopRun,
    Told,
)
from agent.settings import Settings
from agent.trajectory import Run
from bridges import action as act
from bridges.coordinates import Geometry, ImagePoint, Size
from bridges.errors import NoChannel, Stopped
from bridges.stop import Stop
from model.base import Decision

WINDOW = """
import sys, time
from agent.caller import Caller
from agent.messages import *
with Caller.inherited(int(sys.argv[-1])) as run:
    while not run.ended:
        for said in run.messages(1):
            if isinstance(said, Question):
                {body}
"""

GUEST = """
import sys
from agent.caller import Caller
from agent.messages import Bye
with Caller.inherited(int(sys.argv[-1])) as run:
    run.messages(5)
    run.say(Bye())
"""


@pytest.fixture(autouse=True)
def _own_runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with Run.create(tmp_path / "runs", "write a note", "virtual", "mini") as made:
        yield made


@pytest.fixture
def channel(run: Run) -> Iterator[Channel]:
    with Channel(run, Stop(), veto_s=0.3) as opened:
        yield opened


class Window:
    """A window that this process holds the other end of."""

    def __init__(self, channel: Channel) -> None:
        ours, theirs = socket.socketpair()
        channel.attach(theirs.detach())
        self.caller = Caller(ours)
        self.heard: list[Message] = []

    def until(self, kind: type[Any], seconds: float = 5.0, **values: Any) -> Any:
        """The next message of the kind with these values."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.heard += self.caller.messages(0.05)
            for said in self.heard:
                if isinstance(said, kind) and all(getattr(said, name) == value for name, value in values.items()):
                    self.heard.remove(said)
                    return said
            assert not self.caller.ended, f"the run hung up before any {kind.__name__}"
        raise AssertionError(f"no {kind.__name__} with {values}")

    def replies(self, *commands: Callable[[str], Command]) -> threading.Thread:
        """Answer the next question, on a thread."""

        def reply() -> None:
            question = self.until(Question)
            for command in commands:
                self.caller.say(command(question.id))

        thread = threading.Thread(target=reply)
        thread.start()
        return thread


@pytest.fixture
def window(channel: Channel) -> Iterator[Window]:
    opened = Window(channel)
    yield opened
    opened.caller.close()


def question(kind: Any = "approve", timeout_s: float = 5.0) -> Question:
    return Question(
        id=secrets.token_hex(4),
        kind=kind,
        step=1,
        question="sure?",
        consequence=Consequence.SPENDS,
        timeout_s=timeout_s,
    )


def asked(kind: Any = "approve", timeout_s: float = 5.0) -> Asked:
    return Asked(step=3, question="sure?", kind=kind, timeout_s=timeout_s)


def planned() -> Planned:
    size = Size(640, 400)
    decision = Decision(actions=(act.Click(start_point=ImagePoint(5, 5)),), image=size, reason="step 1 of 2")
    return Planned(step=1, decision=decision, consequence=Consequence.EDITS, geometry=Geometry(size))


def eventually(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


# Watching


def test_the_first_word_says_which_run_it_is_and_what_one_may_do(channel: Channel, window: Window, run: Run) -> None:
    hello = window.until(Hello)
    assert (hello.run, hello.folder, hello.pid, hello.task) == (run.id, str(run.folder), os.getpid(), "write a note")
    assert (hello.may, hello.state, hello.veto_s) == ("decide", "running", 0.3)
    with Caller.to_run(run.id) as watcher:
        assert watcher.pid == os.getpid()
        (other,) = watcher.messages(5)
    assert isinstance(other, Hello)
    assert other.may == "watch"


def test_events_arrive_as_they_are_stored(channel: Channel, window: Window) -> None:
    event = Refused(step=2, why="Grüße, 你好", by="loop")
    channel.publish(event)
    assert window.until(Told).event == event


def test_a_window_that_does_not_read_is_cut_off_and_never_waited_for(
    channel: Channel, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switchboard_module, "MOST_WAITING", 200_000)
    slowest = 0.0
    event = Refused(why="x" * 2000, by="loop")
    for _ in range(1000):
        began = time.monotonic()
        channel.publish(event)
        slowest = max(slowest, time.monotonic() - began)
    eventually(lambda: not channel.attended)
    assert slowest < 0.2
    assert channel.stop.paused


def test_a_line_that_is_no_command_is_complained_of_and_does_nothing(channel: Channel, window: Window) -> None:
    for line in (b"{}", b"not json", b'{"command":"stop","more":1}', b"[" * 20000, b'{"command":"approve","id":NaN}'):
        window.caller._socket.sendall(line + b"\n")
        window.until(Complaint)
    assert not channel.stop.requested


def test_a_line_without_end_ends_the_connection(channel: Channel, run: Run) -> None:
    with Caller.to_run(run.id) as watcher:
        watcher._socket.setblocking(True)
        with pytest.raises(OSError, match=r"reset|pipe"):
            watcher._socket.sendall(b"x" * 4_000_000)


# Who may do what


def test_anybody_of_the_same_user_may_stop_and_pause(channel: Channel, run: Run) -> None:
    with Caller.to_run(run.id) as watcher:
        watcher.say(PauseRun(why="a moment"))
        eventually(lambda: channel.stop.paused)
        watcher.say(StopRun(why="enough"))
        eventually(lambda: channel.stop.requested)
    assert channel.stop.why == "enough"


@pytest.mark.parametrize(
    "command", [Approve(id="x"), Skip(id="x"), Answer(id="x", text="yes"), ResumeRun(), Shown(id="x"), Bye()]
)
def test_another_process_may_not_decide(command: Command, channel: Channel, run: Run) -> None:
    channel.stop.pause("wait")
    with Caller.to_run(run.id) as watcher:
        watcher.say(command)
        said = [*watcher.messages(5), *watcher.messages(0.3)]
    assert any(isinstance(one, Complaint) and "only a window" in one.why for one in said)
    assert channel.stop.paused


def test_another_process_cannot_approve_a_question_that_is_open(channel: Channel, window: Window, run: Run) -> None:
    with Caller.to_run(run.id) as watcher:
        one = question(timeout_s=1.0)
        threading.Timer(0.2, lambda: watcher.say(Approve(id=one.id))).start()
        assert channel.ask(one) is None
        assert not any(isinstance(said, Question) for said in watcher.messages(0.1))


def test_a_process_of_another_user_is_hung_up_on(channel: Channel, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switchboard_module, "peer_uid", lambda connected: os.getuid() + 1)
    with Caller.to_run(run.id) as stranger:
        assert stranger.messages(5) == []
        assert stranger.ended


def test_the_folder_of_the_sockets_is_the_users_alone(channel: Channel, run: Run) -> None:
    assert folder().stat().st_mode & 0o777 == 0o700
    folder().chmod(0o755)
    with pytest.raises(NoChannel, match="not yours alone"):
        Caller.to_run(run.id)


def test_a_folder_that_is_a_link_elsewhere_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "mimic").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NoChannel, match="not yours alone"):
        Channel(run, Stop())


def test_a_long_name_has_a_socket_and_a_dead_run_none(run: Run) -> None:
    path = socket_path("任务" * 60)
    listening_at(path).close()
    assert sockets() == [path]
    forget_the_dead()
    assert sockets() == []
    with pytest.raises(NoChannel):
        Caller.to_run("任务" * 60)


def test_a_descriptor_that_is_no_window_is_refused(channel: Channel) -> None:
    with pytest.raises(NoChannel):
        channel.attach(987)


# Asking


@pytest.mark.parametrize(
    ("reply", "approved"),
    [
        (lambda i: Approve(id=i), True),
        (lambda i: Deny(id=i, why="not this"), False),
        (lambda i: Skip(id=i), False),
        (lambda i: Edit(id=i, actions=(act.Click(start_point=ImagePoint(1, 2)),)), False),
    ],
)
def test_the_reply_of_a_window_is_the_persons(
    reply: Callable[[str], Command], approved: bool, channel: Channel, window: Window
) -> None:
    thread = window.replies(reply)
    answer = ChannelPerson(channel, Nobody()).answer(asked())
    thread.join()
    assert answer.approved is approved
    assert (answer.why == "not this") is isinstance(reply("x"), Deny)
    assert answer.skip is isinstance(reply("x"), Skip)
    assert bool(answer.instead) is isinstance(reply("x"), Edit)
    window.until(Closed)


def test_the_words_that_the_model_asked_for(channel: Channel, window: Window) -> None:
    # Approving is no answer to a question in words; it is complained of and waited on.
    thread = window.replies(lambda i: Approve(id=i), lambda i: Answer(id=i, text="the blue one"))
    answer = ChannelPerson(channel, Nobody()).answer(asked("answer"))
    thread.join()
    assert (answer.approved, answer.answer) == (True, "the blue one")
    window.until(Complaint)


def test_no_answer_in_time_is_no(channel: Channel, window: Window) -> None:
    answer = ChannelPerson(channel, Nobody()).answer(asked(timeout_s=0.2))
    assert (answer.approved, answer.why) == (False, "no answer in time")


def test_without_a_window_somebody_else_is_asked(channel: Channel) -> None:
    assert ChannelPerson(channel, Nobody()).answer(asked()).why == "nobody is there to ask"


def test_an_approval_that_comes_late_approves_nothing(channel: Channel, window: Window) -> None:
    late = question(timeout_s=0.1)
    assert channel.ask(late) is None
    thread = window.replies(lambda i: Approve(id=late.id))
    assert channel.ask(question(timeout_s=0.5)) is None
    thread.join()
    window.until(Complaint, why="that question is over")


def test_a_window_that_goes_while_it_asks_is_a_no_and_pauses(channel: Channel, window: Window) -> None:
    threading.Timer(0.2, window.caller.close).start()
    with pytest.raises(NoChannel, match="gone"):
        channel.ask(question())
    eventually(lambda: channel.stop.paused)


def test_a_stop_ends_the_asking(channel: Channel, window: Window) -> None:
    threading.Timer(0.2, lambda: channel.stop.request("enough")).start()
    with pytest.raises(Stopped):
        channel.ask(question())
    window.until(Closed)
    window.until(State, state="stopping")


# The veto


def test_silence_after_a_step_was_shown_lets_it_be_done(channel: Channel, window: Window) -> None:
    thread = window.replies(lambda i: Shown(id=i))
    began = time.monotonic()
    assert ChannelPerson(channel, Nobody()).show(planned()).approved
    assert time.monotonic() - began >= channel.veto_s
    thread.join()


def test_a_step_that_the_person_once_did_is_not_held_up_unless_every_step_is(channel: Channel, window: Window) -> None:
    again = planned().model_copy(update={"shown_before": True})
    began = time.monotonic()
    assert ChannelPerson(channel, Nobody(), every_step=False).show(again).approved
    assert time.monotonic() - began < channel.veto_s
    thread = window.replies(lambda i: Shown(id=i), lambda i: Deny(id=i))
    assert not ChannelPerson(channel, Nobody()).show(again).approved
    thread.join()


def test_a_veto_is_a_no(channel: Channel, window: Window) -> None:
    thread = window.replies(lambda i: Shown(id=i), lambda i: Deny(id=i))
    assert not ChannelPerson(channel, Nobody()).show(planned()).approved
    thread.join()


def test_a_step_that_no_window_shows_is_not_done(
    channel: Channel, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending_module, "START_S", 0.2)
    answer = ChannelPerson(channel, Nobody()).show(planned())
    assert not answer.approved
    assert channel.stop.paused


def test_a_pause_ends_the_countdown(channel: Channel, window: Window) -> None:
    channel.veto_s = 30.0
    thread = window.replies(lambda i: Shown(id=i), lambda i: PauseRun())
    ChannelPerson(channel, Nobody()).show(planned())
    assert channel.stop.paused
    thread.join()


def test_silence_is_no_consent_while_the_person_changes_the_step(
    channel: Channel, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending_module, "HOLD_S", 3 * channel.veto_s)
    thread = window.replies(lambda i: Shown(id=i), lambda i: Hold(id=i))
    began = time.monotonic()
    answer = ChannelPerson(channel, Nobody()).show(planned())
    assert not answer.approved
    assert channel.stop.paused
    assert time.monotonic() - began >= pending_module.HOLD_S
    thread.join()


def test_no_window_or_no_time_to_object_means_no_waiting(channel: Channel) -> None:
    assert ChannelPerson(channel, Nobody()).show(planned()).approved
    channel.veto_s = 0.0
    window = Window(channel)
    assert ChannelPerson(channel, Nobody()).show(planned()).approved
    window.caller.close()


def test_steps_are_waited_for_on_the_persons_own_screen_only_unless_it_is_set() -> None:
    assert veto_time(Settings(), "desktop:1") > 0
    assert veto_time(Settings(), "virtual:1280x800") == 0
    assert veto_time(Settings(veto_s=3), "virtual") == 3
    assert veto_time(Settings(veto_s=0), "desktop") == 0


# Windows as processes


def alive(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is None


def test_a_window_that_the_run_starts_may_approve_and_ends_with_it(run: Run) -> None:
    with Channel(run, Stop()) as channel:
        process = channel.start([sys.executable, "-c", WINDOW.format(body="run.say(Approve(id=said.id))")])
        assert isinstance(channel.ask(question(timeout_s=30)), Approve)
        assert alive(process)
    assert process.returncode == 0
    assert sockets() == []


def test_a_window_that_says_goodbye_does_not_pause_the_run(run: Run) -> None:
    with Channel(run, Stop()) as channel:
        channel.start([sys.executable, "-c", WINDOW.format(body="run.say(Bye()); sys.exit()")])
        with pytest.raises(NoChannel):
            channel.ask(question(timeout_s=30))
        assert not channel.stop.paused


def test_a_frozen_window_is_ended_with_the_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switchboard_module, "GRACE_S", 0.3)
    with Channel(run, Stop()) as channel:
        process = channel.start([sys.executable, "-c", WINDOW.format(body="time.sleep(99)")])
        process.send_signal(signal.SIGSTOP)
        assert channel.ask(question(timeout_s=0.3)) is None
    assert process.returncode == -signal.SIGKILL


def test_a_killed_window_pauses_the_run_and_leaves_nothing_approved(run: Run) -> None:
    with Channel(run, Stop(), veto_s=5.0) as channel:
        process = channel.start([sys.executable, "-c", WINDOW.format(body="run.say(Shown(id=said.id))")])
        threading.Timer(0.5, process.kill).start()
        answer = ChannelPerson(channel, Nobody()).show(planned())
        assert not answer.approved
        eventually(lambda: channel.stop.paused)


def test_a_program_that_the_run_starts_inherits_no_window(channel: Channel, window: Window) -> None:
    program = [sys.executable, "-c", "import subprocess; subprocess.run(['ls', '-l', '/proc/self/fd'])"]
    listing = subprocess.run(program, capture_output=True, text=True, check=True, close_fds=False)
    assert "socket" not in listing.stdout


def test_no_step_begins_once_a_window_is_dead_however_late_the_thread_is(run: Run) -> None:
    with Channel(run, Stop()) as channel:
        process = channel.start([sys.executable, "-c", WINDOW.format(body="pass")])
        assert not channel.stop.holds_up
        with busy():
            process.kill()
            process.wait()
            assert channel.stop.holds_up


def test_a_window_that_said_goodbye_holds_nothing_up(run: Run) -> None:
    with Channel(run, Stop()) as channel:
        process = channel.start([sys.executable, "-c", GUEST])
        process.wait(20)
        assert not channel.stop.holds_up


def test_nobody_is_asked_after_a_window_died_but_the_run_is_paused_by_then(run: Run) -> None:
    with Channel(run, Stop()) as channel, busy():
        process = channel.start([sys.executable, "-c", WINDOW.format(body="pass")])
        process.kill()
        while channel.attended:
            pass
        assert channel.stop.paused


@contextmanager
def busy() -> Iterator[None]:
    """Threads that leave the channel's own little time."""
    over = threading.Event()

    def compute() -> None:
        while not over.is_set():
            pass

    threads = [threading.Thread(target=compute) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
