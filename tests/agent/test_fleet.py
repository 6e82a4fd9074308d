"""Several devices side by side, with real processes."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from agent.base import EVENT, Failed, Finished
from agent.fleet import Job, Result, as_json, read_tasks, result_of, run_jobs
from bridges.errors import UnreadableTask

PROGRAM = """
import sys, time
device, task = sys.argv[sys.argv.index("--on") + 1], sys.argv[2]
if device == "bad": sys.exit(1)
if task == "die": sys.exit(9)
print('{"event": "started", "task": "t", "device": "d", "model": "m"}', flush=True)
time.sleep(30 if device == "slow" else 0.1)
print("no event at all", flush=True)
print('{"event": "finished", "status": "success", "answer": "%s does %s"}' % (device, task), flush=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    (tmp_path / "program.py").write_text(PROGRAM)
    return [sys.executable, str(tmp_path / "program.py")]


def results(jobs: list[Job], program: list[str]) -> list[Result]:
    return [one.result for one in run_jobs(jobs, program) if one.result is not None]


def test_what_fails_on_one_device_stops_no_other_and_nothing_is_mixed_up(program: list[str]) -> None:
    jobs = [Job(device=name, tasks=("a", "die", "b")) for name in ("one", "two", "bad")]
    found = results(jobs, program)
    assert len(found) == 9
    for one in found:
        if one.device != "bad" and one.task != "die":
            assert one.passed
            assert one.answer == f"{one.device} does {one.task}"
        else:
            assert (one.passed, one.error) == (False, "Died")


def test_devices_run_at_the_same_time(program: list[str]) -> None:
    started = time.monotonic()
    seen = run_jobs([Job(device="slow", tasks=("a",)), Job(device="quick", tasks=("a",))], program)
    quick = next(one.result for one in seen if one.result)
    seen.close()
    assert quick.device == "quick"
    assert time.monotonic() - started < 20


def test_jobs_and_results_are_plain_data() -> None:
    job = Job(device="android:x", tasks=("a",))
    assert Job.model_validate_json(job.model_dump_json()) == job
    result = result_of("d", 1, "t", [EVENT.validate_python(Failed(error="DeviceLost", why="gone"))], 1)
    assert (result.error, result.why, result.passed) == ("DeviceLost", "gone", False)
    told = json.loads(as_json([result, result_of("d", 2, "t", [Finished(status="success")], 0)]))
    assert (told["total"], told["passed"]) == (2, 1)


def test_a_success_that_the_exit_code_denies_is_none() -> None:
    assert not result_of("d", 1, "t", [Finished(status="success")], 1).passed


def test_a_file_of_tasks(tmp_path: Path) -> None:
    file = tmp_path / "tasks.txt"
    file.write_text("# two\nopen Settings\n\nopen Notes\n")
    assert read_tasks(file) == ("open Settings", "open Notes")
    file.write_text("\n# nothing\n")
    with pytest.raises(UnreadableTask, match="one task a line"):
        read_tasks(file)
    with pytest.raises(UnreadableTask):
        read_tasks(tmp_path / "absent")
