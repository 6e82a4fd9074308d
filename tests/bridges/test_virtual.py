"""Private desktops: they come up quickly, keep to themselves and leave nothing behind."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from conftest import Windows, wait_until

from bridges.action import Click, Input, Open
from bridges.coordinates import Size
from bridges.errors import NoDisplay
from bridges.registry import open_bridge
from bridges.stop import Stop
from bridges.supervisor import MARK
from bridges.virtual import BACKGROUND, PrivateDisplay, VirtualDesktop, check_programs, size_of

PROGRAM = """
import contextlib, json, subprocess, sys
from pathlib import Path
from bridges.coordinates import Size
from bridges.supervisor import MARK
from bridges.virtual import PrivateDisplay

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
with contextlib.ExitStack() as stack:
    told = []
    for _ in range(int(sys.argv[1])):
        display = stack.enter_context(PrivateDisplay(Size(640, 480)))
        display.start(["mousepad"])
        display.start(["sh", "-c", "(setsid sleep 600 &)"])
        display.start([sys.executable, "-c", STUBBORN])
        own = subprocess.Popen(["xterm"], env=display.environment)
        folder = str(Path(display.environment["XAUTHORITY"]).parent)
        told.append({"name": display.name, "mark": display.environment[MARK], "folder": folder,
                     "supervisor": display.supervisor_pid})
    print(json.dumps(told), flush=True)
    sys.stdin.read()
"""


@contextmanager
def program(displays: int) -> Iterator[tuple[subprocess.Popen[str], list[dict[str, Any]]]]:
    """Another program with private displays, on each of them an editor, a daemon, a stubborn process and a terminal."""
    command = [sys.executable, "-c", PROGRAM, str(displays)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            told = json.loads(running.stdout.readline())
            expected = {"Xvfb", "openbox", "dbus-daemon", "mousepad", "sleep", "xterm"}
            wait_until(lambda: all(expected <= names(one["mark"]) for one in told), "everything to run")
            yield running, told
        finally:
            running.kill()


def living(mark: str) -> list[psutil.Process]:
    """The processes of a private desktop, found without the code under test."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def runs(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def names(mark: str) -> set[str]:
    found = set()
    for process in living(mark):
        try:
            found.add(process.name())
        except psutil.Error:
            continue
    return found


def gone(one: dict[str, Any]) -> bool:
    number = one["name"].removeprefix(":")
    files = [Path(one["folder"]), Path(f"/tmp/.X{number}-lock"), Path(f"/tmp/.X11-unix/X{number}")]
    return not living(one["mark"]) and not any(file.exists() for file in files)


def test_three_displays_leave_nothing_behind_when_the_program_is_killed() -> None:
    with program(3) as (running, told):
        assert len({one["name"] for one in told}) == 3
        killed_at = time.monotonic()
        running.send_signal(signal.SIGKILL)
        wait_until(lambda: all(gone(one) for one in told), "everything to end", 5)
        assert time.monotonic() - killed_at < 3
        wait_until(lambda: not any(runs(one["supervisor"]) for one in told), "the supervisors to end")


def test_the_others_live_on_when_one_display_ends() -> None:
    with PrivateDisplay(Size(400, 300)) as one, PrivateDisplay(Size(500, 300)) as other:
        one.close()
        assert not living(one.environment[MARK])
        assert {"Xvfb", "openbox"} <= names(other.environment[MARK])


@pytest.mark.parametrize("half", ["outer", "inner", "both"])
def test_killing_the_supervisor_ends_the_display_and_the_program_ends_well(half: str) -> None:
    with program(1) as (running, (one,)):
        outer = psutil.Process(one["supervisor"])
        (inner,) = outer.children()
        for process in {"outer": [outer], "inner": [inner], "both": [outer, inner]}[half]:
            process.kill()
        if half == "both":
            # Only what stayed attached to it ends by itself; the rest when the program ends.
            wait_until(lambda: not {"Xvfb", "openbox", "mousepad"} & names(one["mark"]), "the display to end", 5)
        else:
            wait_until(lambda: gone(one), "everything to end", 5)
        running.communicate()
        assert running.returncode == 0
        assert gone(one)


def test_closing_is_clean_and_may_happen_twice() -> None:
    display = PrivateDisplay(Size(400, 300))
    with display:
        display.start(["mousepad"])
        folder = Path(display.environment["XAUTHORITY"]).parent
        told = {"name": display.name, "mark": display.environment[MARK], "folder": str(folder)}
    assert gone(told)
    display.close()
    with pytest.raises(NoDisplay, match="closed"):
        display.start(["xterm"])


def test_it_is_up_in_about_a_second() -> None:
    times = []
    for _ in range(3):
        began = time.monotonic()
        with PrivateDisplay():
            times.append(time.monotonic() - began)
    assert min(times) < 1.5


def test_a_window_that_is_mapped_at_once_is_taken_in() -> None:
    from Xlib import X

    with PrivateDisplay(Size(400, 300), compositor=False) as display:
        seen = Windows(display.name)
        window = seen.root.create_window(10, 10, 50, 50, 0, X.CopyFromParent)
        window.map()
        seen.display.sync()
        wait_until(lambda: window.get_attributes().map_state == X.IsViewable, "the window to be shown")
        seen.display.close()


@pytest.mark.parametrize("size", [Size(320, 200), Size(1366, 768), Size(7680, 4320)])
def test_the_screen_has_the_size_asked_for_and_a_plain_ground(size: Size) -> None:
    with PrivateDisplay(size) as display:
        seen = Windows(display.name)
        root = seen.root.get_geometry()
        assert (root.width, root.height, root.depth) == (size.width, size.height, 24)
        wait_until(lambda: seen.pixel(5, 5) == tuple(BACKGROUND.to_bytes(3, "big")), "the ground")
        assert not seen.all()
        seen.display.close()


@pytest.mark.parametrize("size", [(319, 200), (320, 199), (7681, 4320), (0, 0), (-1, 500)])
def test_impossible_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(NoDisplay, match="320×200 to 7680×4320"):
        PrivateDisplay(Size(*size))


def test_the_size_is_read_from_what_stands_after_the_colon() -> None:
    assert size_of("") == Size(1920, 1080)
    assert size_of("1280x720") == size_of("1280X720") == size_of(" 1280 × 720 ") == Size(1280, 720)
    for bad in ("large", "1280", "1280x", "x720", "1280x720x24", "-1x700", "1e3x700", "99999x99999", "١٢٨٠x720x"):
        with pytest.raises(NoDisplay):
            size_of(bad)


def test_missing_programs_are_named_with_the_line_that_installs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "openbox").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoDisplay) as refused:
        check_programs()
    assert re.search(r"Xvfb, dbus-daemon not installed", refused.value.found)
    assert re.search(r"apt-get install .*\bxvfb dbus$", refused.value.remedy)


def test_a_server_that_cannot_start_is_reported_with_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "Xvfb"
    broken.write_text("#!/bin/sh\necho 'no memory for a screen' >&2\nexit 1\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(NoDisplay, match="no memory for a screen"), PrivateDisplay():
        pass


def test_nothing_of_the_session_and_no_settings_leak_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":999")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("QT_IM_MODULE", "ibus")
    monkeypatch.setenv("MY_OWN", "kept")
    with PrivateDisplay(Size(400, 300)) as display:
        inside = display.environment
        assert "WAYLAND_DISPLAY" not in inside
        assert "QT_IM_MODULE" not in inside
        assert inside["DISPLAY"] == display.name != ":999"
        assert inside["MY_OWN"] == "kept"
        assert inside["HOME"] == os.environ["HOME"]
        assert inside["GSETTINGS_BACKEND"] == "memory"
        runtime = Path(inside["XDG_RUNTIME_DIR"])
        assert runtime.stat().st_mode & 0o777 == 0o700
        assert inside["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={runtime / 'bus'}"
        assert Path(inside["XAUTHORITY"]).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_other_users_may_not_look_at_it(private_display: PrivateDisplay) -> None:
    ask = ["xwininfo", "-root", "-display", private_display.name]
    environment = {"PATH": os.environ["PATH"]}
    assert subprocess.run(ask, env=environment, capture_output=True, check=False).returncode == 0
    stranger = subprocess.run(ask, env=environment, user=65534, capture_output=True, check=False)
    assert stranger.returncode != 0
    assert b"unable to open display" in stranger.stderr


def test_a_whole_desktop_writes_into_an_editor_and_sees_it_in_the_tree() -> None:
    with open_bridge("virtual:1000x700", Stop(), tree=True) as desktop:
        assert isinstance(desktop, VirtualDesktop)
        assert desktop.name == "private desktop 1000×700"
        desktop.perform(Open(app="mousepad"))
        tree = wait_until(lambda: [n for n in desktop.observe().tree or () if n.role == "text"], "the text field")
        geometry = desktop.observe().geometry
        desktop.perform(Click(start_point=geometry.to_screen(tree[0].box.center)))
        desktop.perform(Input(text="Grüße, 你好!"))
        observation = desktop.observe()
        assert observation.frame.shape == (700, 1000, 3)
        assert observation.application == "Mousepad"
        text = wait_until(lambda: [n.text for n in desktop.observe().tree or () if n.role == "text"], "the text")
        assert text == ["Grüße, 你好!"]
        mark = desktop.private.environment[MARK]
    assert not living(mark)
