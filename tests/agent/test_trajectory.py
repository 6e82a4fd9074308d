"""Runs on disk: what is stored comes back, whatever happens while it is written."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from agent.base import (
    Answered,
    Asked,
    Consequence,
    Event,
    Failed,
    Finished,
    Performed,
    Planned,
    Refused,
    Started,
    Verified,
)
from agent.trajectory import Run, runs
from bridges.action import Ask, Press, Wait
from bridges.base import Frame
from bridges.coordinates import Box, Geometry, Size
from bridges.errors import RunNotStored
from model.base import Decision

SIZE = Size(64, 48)


def picture(seed: int = 0) -> Frame:
    return np.random.default_rng(seed).integers(0, 255, (48, 64, 3), dtype=np.uint8)


def decision(action: object = None, memory: int = 0) -> Decision:
    keys = action if isinstance(action, Ask | Wait) else Press(keys=["a"])
    return Decision(actions=(keys,), image=SIZE, reason="步骤 “one”", memory={"at": memory})


def planned(step: int, action: object = None) -> Planned:
    return Planned(
        step=step,
        decision=decision(action, step),
        consequence=Consequence.READS,
        geometry=Geometry(SIZE),
        frame=f"{step:04d}-before",
        pixels=picture(step),
    )


def story() -> list[Event]:
    return [
        Started(task="write", device="paper", model="scripted"),
        planned(1),
        Performed(step=1, summary="press a"),
        Verified(
            step=1, ok=True, note="9×9 pixels changed", changed=Box(1, 2, 3, 4), frame="0001-after", pixels=picture(9)
        ),
        Refused(step=2, why="no JSON", by="loop"),
        planned(3, Ask(question="Which?")),
        Asked(step=3, question="Which?", kind="answer"),
        Answered(step=3, approved=True, answer="the second"),
        planned(4),
        Performed(step=4, summary="press a"),
    ]


def stored(root: Path, events: list[Event]) -> Run:
    run = Run.create(root, "Write a note", "paper", "scripted")
    for event in events:
        run.append(event)
    run.close()
    return run


def test_events_and_pictures_come_back_as_they_were(tmp_path: Path) -> None:
    told = story()
    run = Run.load(stored(tmp_path, told).folder)
    assert [e.model_dump() for e in run.events()] == [e.model_dump() for e in told]
    frame = run.frame("0001-before")
    assert frame is not None
    assert (frame == picture(1)).all()
    assert run.frame("0004-after") is None
    assert run.about.task == "Write a note"
    assert run.about.device == "paper"


def test_events_hold_no_pixels(tmp_path: Path) -> None:
    lines = (stored(tmp_path, story()).folder / "events.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == len(story())
    assert all("pixels" not in json.loads(line) for line in lines)
    assert max(map(len, lines)) < 2000


def test_ids_are_readable_and_unique_when_made_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda _: Run.create(tmp_path, "Write a NOTE, please: 你好 {{secret:x}}"), range(40)))
    assert len({run.id for run in made}) == 40
    assert made[0].id[8] == "-"
    assert "write-a-note-please-你好" in made[0].id
    assert "secret" not in made[0].id


@pytest.mark.parametrize("task", ["../../etc/passwd", "/", "...", "a" * 500, "\x00\n", "con"])
def test_ids_of_odd_tasks_stay_inside_the_folder(tmp_path: Path, task: str) -> None:
    run = Run.create(tmp_path, task)
    assert run.folder.parent == tmp_path
    assert len(run.id) < 80


def test_a_crash_at_any_byte_loses_only_the_event_being_written(tmp_path: Path) -> None:
    run = stored(tmp_path, story())
    log = run.folder / "events.jsonl"
    data = log.read_bytes()
    ends = [i + 1 for i, byte in enumerate(data) if byte == ord("\n")]
    whole = run.events()
    for length in range(ends[-4], len(data) + 1):
        log.write_bytes(data[:length])
        expected = sum(end <= length for end in ends)
        assert Run.load(run.folder).events() == whole[:expected]


def test_going_on_after_a_torn_line_cuts_it_off(tmp_path: Path) -> None:
    run = stored(tmp_path, story())
    log = run.folder / "events.jsonl"
    log.write_bytes(log.read_bytes()[:-20])
    again = Run.load(run.folder)
    with again:
        again.append(Finished(status="success"))
    assert len(again.events()) == len(story())
    assert isinstance(again.outcome, Finished)


def test_a_line_in_the_middle_that_is_no_event_is_named(tmp_path: Path) -> None:
    run = stored(tmp_path, story())
    log = run.folder / "events.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0], b"{broken\n", *lines[1:]]))
    with pytest.raises(RunNotStored, match="line 2"):
        run.events()


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"id": 3}', b"\xff\xfe"])
def test_a_folder_that_is_no_run_is_named_and_not_listed(tmp_path: Path, content: bytes | None) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    if content is not None:
        (folder / "run.json").write_bytes(content)
    with pytest.raises(RunNotStored):
        Run.load(folder)
    assert runs(tmp_path) == ()


def test_runs_are_listed_newest_first(tmp_path: Path) -> None:
    made = [Run.create(tmp_path, f"task {n}") for n in range(4)]
    assert [run.id for run in runs(tmp_path)] == [run.id for run in reversed(made)]
    assert runs(tmp_path / "nowhere") == ()


def test_the_history_is_rebuilt_with_the_models_memory(tmp_path: Path) -> None:
    history = Run.load(stored(tmp_path, story()).folder).history()
    assert [turn.verified for turn in history] == [True, False, True, False]
    assert [turn.decision.memory for turn in history] == [{"at": 1}, {"at": 1}, {"at": 3}, {"at": 4}]
    assert history[0].note == "9×9 pixels changed"
    assert "no JSON" in history[1].note
    assert history[2].answer == "the second"
    assert "interrupted" in history[3].note


def test_the_outcome_and_the_number_of_steps(tmp_path: Path) -> None:
    run = stored(tmp_path, story())
    assert run.outcome is None
    assert run.steps == 4
    failed = stored(tmp_path, [*story(), Failed(error="Stuck", why="x")])
    assert isinstance(failed.outcome, Failed)


def filled(run: Run, events: list[Event]) -> int:
    """How many events fitted before the disk was full."""
    for number, event in enumerate(events):
        try:
            run.append(event)
        except RunNotStored as error:
            return number if "no space" in str(error).casefold() else -1
    pytest.fail("the disk was never full")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_named_and_what_was_stored_stays_whole(small_disk: Path) -> None:
    run = Run.create(small_disk, "fill the disk")
    written = filled(run, [Performed(step=1, summary="x" * 500)] * 10_000)
    run.close()
    assert len(Run.load(run.folder).events()) == written > 100


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_disk_too_full_for_pictures_is_named(small_disk: Path) -> None:
    run = Run.create(small_disk, "fill the disk")
    filled(run, [planned(number) for number in range(200)])
    with contextlib.suppress(RunNotStored):
        run.close()
    assert not list((run.folder / "frames").glob("*.part"))
    assert Run.load(run.folder).events()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from agent.base import Performed
from agent.trajectory import Run
from bridges.errors import RunNotStored
run = Run.create(Path(sys.argv[1]), "limited")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
written = 0
try:
    while True:
        run.append(Performed(step=written, summary="x" * 500))
        written += 1
except RunNotStored as error:
    print(run.folder, written, error)
"""


def test_a_file_that_may_not_grow_is_named_and_stays_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    out = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "PYTHONPATH": "."}
    ).stdout
    folder, written, error = out.split(maxsplit=2)
    assert "Storing step" in error
    assert len(Run.load(Path(folder)).events()) == int(written) > 10


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunNotStored, match="Creating a run folder"):
        Run.create(tmp_path / "file", "x")


WRITER = """
import sys
from pathlib import Path
from agent.base import Performed
from agent.trajectory import Run
run = Run.create(Path(sys.argv[1]), "killed")
print(run.folder, flush=True)
for number in range(10**9):
    run.append(Performed(step=number, summary="x" * 200))
"""


def test_a_killed_writer_leaves_a_readable_run(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert writer.stdout is not None
    folder = Path(writer.stdout.readline().strip())
    time.sleep(0.3)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    events = Run.load(folder).events()
    assert [event.step for event in events] == list(range(len(events)))
    assert events


def test_a_picture_does_not_hold_up_the_step(tmp_path: Path) -> None:
    big = np.random.default_rng(0).integers(0, 255, (1080, 1920, 3), dtype=np.uint8)
    with Run.create(tmp_path, "big pictures") as run:
        run.append(Started(task="t", device="d", model="m"))
        spent = []
        for number in range(1, 6):
            started = time.perf_counter()
            run.append(planned(number).model_copy(update={"pixels": big}))
            spent.append(time.perf_counter() - started)
    assert min(spent) < 0.010
    assert all(run.frame(f"{n:04d}-before") is not None for n in range(1, 6))
