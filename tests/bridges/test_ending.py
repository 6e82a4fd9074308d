"""Child processes are ended, also those that do not listen."""

from __future__ import annotations

import subprocess
import sys
import time

from bridges.ending import end

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"


def child(program: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_one_that_does_not_listen_is_killed_and_one_that_ended_is_no_error() -> None:
    deaf, quick = child(DEAF), child("print(1)")
    quick.wait()
    began = time.monotonic()
    end(deaf, quick, wait_s=0.2)
    assert deaf.returncode == -9
    assert quick.returncode == 0
    assert time.monotonic() - began < 30
    for process in (deaf, quick):
        assert process.stdout is not None
        process.stdout.close()


def test_one_that_listens_ends_by_itself() -> None:
    with child("import time; print(1, flush=True); time.sleep(60)") as process:
        end(process)
    assert process.returncode == -15
