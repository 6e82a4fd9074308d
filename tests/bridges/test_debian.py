"""The system's packages: what is missing is found quickly, and nothing happens where nothing is missing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bridges import debian

SCRIPT = Path(debian.__file__)


def run(*arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": path or os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A PATH with a dpkg-query that knows only openbox, and an apt-get that writes down how it was called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    texts = {
        "dpkg-query": 'echo "openbox installed"; echo "picom config-files"; exit 1',
        "apt-get": f"""
            case "$2" in --simulate) test "$3" = xvfb; exit;; esac
            echo "$@" >> {tmp_path}/calls
            case "$1" in update) : > {tmp_path}/updated;; install) test -e {tmp_path}/updated;; esac""",
    }
    for name, text in texts.items():
        file = folder / name
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return folder


def test_a_removed_package_and_an_unknown_one_are_missing(programs: Path) -> None:
    listed = run("missing", "core", path=str(programs)).stdout.split()
    assert "openbox" not in listed
    assert {"picom", "xvfb"} <= set(listed) <= set(debian.GROUPS["core"])


def test_it_agrees_with_dpkg_about_this_machine() -> None:
    status = subprocess.run(["dpkg", "--get-selections"], capture_output=True, text=True, check=True).stdout
    installed = {line.split()[0].partition(":")[0] for line in status.splitlines() if line.endswith("\tinstall")}
    names = debian.packages(list(debian.GROUPS))
    assert debian.missing(names) == [name for name in names if name not in installed]


def test_where_nothing_is_missing_it_is_quiet_and_quick() -> None:
    assert debian.missing(debian.packages(["core", "demo"])) == []
    times = []
    for _ in range(5):
        began = time.monotonic()
        done = run("install", "core", "demo")
        times.append(time.monotonic() - began)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert min(times) < 0.2


@pytest.mark.skipif(os.geteuid() != 0, reason="installing needs root")
def test_a_new_machine_fetches_its_package_lists_first(programs: Path, tmp_path: Path) -> None:
    done = run("install", "core", path=f"{programs}:/bin")
    assert done.returncode == 0
    calls = (tmp_path / "calls").read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["install", "update", "install"]
    assert "xvfb" in calls[0].split()
    assert "openbox" not in calls[0].split()
    assert calls[2].split()[-1] == "xvfb"
    assert "no package called picom" in done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_without_rights_the_exact_line_is_printed(programs: Path, tmp_path: Path) -> None:
    script = tmp_path / "debian.py"
    script.write_bytes(SCRIPT.read_bytes())
    tmp_path.chmod(0o755)
    for folder in [tmp_path, *tmp_path.parents]:
        if folder != Path("/tmp") and folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    programs.chmod(0o755)
    for program in programs.iterdir():
        program.chmod(0o755)
    done = subprocess.run(
        ["/usr/bin/env", "-i", f"PATH={programs}", _plain_python(), "-I", "-S", str(script), "install", "core"],
        user=65534,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "sudo apt-get install --yes --no-install-recommends xvfb picom" in done.stdout
    assert not (tmp_path / "calls").exists()


def _plain_python() -> str:
    """A Python that any user may run: the environment's own may lie in root's home."""
    return "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable


@pytest.mark.parametrize("arguments", [[], ["install"], ["remove", "core"], ["missing", "core", "nonsense"]])
def test_other_arguments_show_the_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage" in done.stderr
    assert "core" in done.stderr


def test_every_program_of_a_private_desktop_comes_with_the_core() -> None:
    from bridges.virtual import PACKAGE

    assert set(PACKAGE.values()) <= set(debian.GROUPS["core"])
