"""A run's folder: `run.json`, append-only `events.jsonl` and the frames. A crash loses at most the event being written.

20261122-153012-write-a-note/
    run.json          task, device, model, when it began
    events.jsonl      one event a line, written with a single system call
    frames/0001-before.png
"""

from __future__ import annotations

import json
import os
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.base import EVENT, Event, Failed, Finished
from agent.history import history_of
from bridges.base import Frame
from bridges.errors import RunNotStored
from model.base import History

WAITING_FRAMES = 8
"""Frames that may wait for the writer, about 6 MB each at 1080p, before the step waits for it."""


class About(BaseModel):
    """What `run.json` holds."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    task: str
    device: str = ""
    model: str = ""
    created: datetime
    version: int = 1


class Run:
    """One run, on disk. `append` is the only way in; leaving the context waits for the last frames."""

    def __init__(self, folder: Path, about: About) -> None:
        self.folder = folder
        self.about = about
        self._file: int | None = None
        self._writer: ThreadPoolExecutor | None = None
        self._pending: deque[Future[None]] = deque()
        self._frames: set[str] = set()

    @classmethod
    def create(cls, root: Path, task: str, device: str = "", model: str = "") -> Run:
        """A new folder under ``root`` with an id such as 20261122-153012-write-a-note. Raises RunNotStored."""
        now = datetime.now(UTC)
        try:
            root.mkdir(parents=True, exist_ok=True)
            folder = _new_folder(root, f"{now.astimezone():%Y%m%d-%H%M%S}-{_slug(task)}")
            (folder / "frames").mkdir()
            about = About(id=folder.name, task=task, device=device, model=model, created=now)
            _write_whole(folder / "run.json", about.model_dump_json(indent=2).encode())
        except OSError as error:
            raise _not_stored(f"Creating a run folder in {root}", error) from error
        return cls(folder, about)

    @classmethod
    def load(cls, folder: Path) -> Run:
        """The run in a folder, whatever its last line looks like. Raises RunNotStored where it is no run."""
        try:
            about = About.model_validate_json((folder / "run.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise _not_stored(f"Reading the run {folder}", error) from error
        return cls(folder, about)

    @property
    def id(self) -> str:
        return self.about.id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # Reading

    def events(self) -> tuple[Event, ...]:
        """All events that were written in full. Raises RunNotStored for a line in the middle that is no event."""
        return tuple(self._read())

    def history(self) -> History:
        """What the steps so far come to, for `agent.loop.run` to go on from."""
        return history_of(self.events())

    @property
    def outcome(self) -> Finished | Failed | None:
        """How the run ended; None where it did not."""
        events = self.events()
        return events[-1] if events and isinstance(events[-1], Finished | Failed) else None

    @property
    def steps(self) -> int:
        """Number of the last step that was begun."""
        return max((event.step for event in self.events()), default=0)

    def frame_path(self, name: str) -> Path:
        return self.folder / "frames" / f"{Path(name).name}.png"

    def frame(self, name: str) -> Frame | None:
        """The stored picture, or None where it was not written."""
        import cv2

        picture = cv2.imread(str(self.frame_path(name)), cv2.IMREAD_COLOR)
        return None if picture is None else np.ascontiguousarray(picture[:, :, ::-1], dtype=np.uint8)

    def _read(self) -> Iterator[Event]:
        try:
            data = (self.folder / "events.jsonl").read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise _not_stored(f"Reading the run {self.folder}", error) from error
        whole = data[: data.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), start=1):
            try:
                yield EVENT.validate_json(line)
            except ValidationError as error:
                raise RunNotStored(
                    f"Reading the run {self.folder}",
                    f"line {number} of events.jsonl is no event ({error.error_count()} faults)",
                    "Delete that line to go on without it.",
                ) from error

    # Writing

    def append(self, event: Event) -> None:
        """Write one event, and its picture in the background. Raises RunNotStored; what was stored stays whole."""
        try:
            self._reap(wait=False)
            if event.frame and event.pixels is not None and event.frame not in self._frames:
                self._store_frame(event.frame, event.pixels)
            self._write_line(event.model_dump_json().encode() + b"\n")
            if isinstance(event, Finished | Failed):
                self._reap(wait=True)
        except OSError as error:
            raise _not_stored(f"Storing step {event.step} in {self.folder}", error) from error

    def close(self) -> None:
        """Wait for the last frames and close the file. Raises RunNotStored where a frame could not be written."""
        try:
            self._reap(wait=True)
        except OSError as error:
            raise _not_stored(f"Storing the last frames in {self.folder}", error) from error
        finally:
            if self._writer:
                self._writer.shutdown()
            if self._file is not None:
                os.close(self._file)
            self._writer = self._file = None

    def _write_line(self, line: bytes) -> None:
        if self._file is None:
            self._file = _open_log(self.folder / "events.jsonl")
        end = os.lseek(self._file, 0, os.SEEK_END)
        try:
            written = os.write(self._file, line)
            if written < len(line):
                raise OSError(28, "no space left for the whole event")
            os.fdatasync(self._file)
        except OSError:
            # A torn line in the middle would make everything after it unreadable.
            os.ftruncate(self._file, end)
            raise

    def _store_frame(self, name: str, pixels: Frame) -> None:
        if self._writer is None:
            self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="frames")
        self._frames.add(name)
        self._pending.append(self._writer.submit(_write_frame, self.frame_path(name), pixels))

    def _reap(self, *, wait: bool) -> None:
        """Raise what the writer ran into; wait for it where too much waits or everything has to be written."""
        while self._pending and (wait or len(self._pending) > WAITING_FRAMES or self._pending[0].done()):
            self._pending.popleft().result()


def runs(root: Path) -> tuple[Run, ...]:
    """All readable runs under a folder, newest first."""
    found = []
    for path in root.glob("*/run.json"):
        try:
            found.append(Run.load(path.parent))
        except RunNotStored:
            continue
    return tuple(sorted(found, key=lambda run: (run.about.created, run.id), reverse=True))


def _slug(task: str, limit: int = 40) -> str:
    words = re.findall(r"\w+", re.sub(r"\{\{.*?\}\}", " ", task.casefold()))
    slug = ""
    for word in words:
        if len(slug) + len(word) >= limit:
            break
        slug += f"-{word}" if slug else word
    return slug or "run"


def _new_folder(root: Path, name: str) -> Path:
    for number in count(1):
        folder = root / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise AssertionError


def _open_log(path: Path) -> int:
    """Open for appending; a torn last line, left by a crash, is cut off first."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    data = path.read_bytes()
    os.ftruncate(file, data.rfind(b"\n") + 1)
    return file


def _write_frame(path: Path, pixels: Frame) -> None:
    import cv2

    picture = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    _write_whole(path, data.tobytes())


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside, then rename: the file is there in full or not at all."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _not_stored(tried: str, error: Exception) -> RunNotStored:
    found = error.strerror or str(error) if isinstance(error, OSError) else json.dumps(str(error))[:200]
    return RunNotStored(tried, found, "Free some space or choose another folder (`runs` in the settings).")
