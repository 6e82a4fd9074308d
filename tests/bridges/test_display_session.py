"""A display that is missing, dead, hung or Wayland is named quickly; nothing needs one to be imported."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridges import session
from bridges.errors import NoDisplay, WaylandRefused
from bridges.session import check_display, display_name, require_answer

FREE = 7345
"""A display number that nobody uses."""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Something that listens where an X server would."""
    path = Path(f"/tmp/.X11-unix/X{FREE}")
    path.parent.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        yield server
    path.unlink()


def test_a_running_display_is_answered_with_its_name(display: str) -> None:
    assert check_display(display) == display


def test_without_display_the_remedy_is_named() -> None:
    with pytest.raises(NoDisplay, match=r"DISPLAY is not set.*--on virtual"):
        display_name(None, {})


def test_the_display_of_the_environment_is_used() -> None:
    assert display_name(None, {"DISPLAY": ":12"}) == ":12"


@pytest.mark.parametrize("surroundings", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}])
def test_a_wayland_session_is_refused_although_an_x_display_is_there(surroundings: dict[str, str]) -> None:
    with pytest.raises(WaylandRefused, match="X11"):
        display_name(None, {"DISPLAY": ":0", **surroundings})


@pytest.mark.parametrize("name", [f":{FREE}", "nonsense", f"localhost:{50000}", "unix:", ":1.2.3"])
def test_a_display_that_is_not_there_fails_at_once(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(NoDisplay):
        check_display(name)
    assert time.monotonic() - started < 1.0


def test_a_server_that_never_answers_is_given_up(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "CONNECT_S", 0.2)
    started = time.monotonic()
    with pytest.raises(NoDisplay, match=r"nothing answered within 0.2 s"):
        check_display(f":{FREE}")
    assert time.monotonic() - started < 1.0


def test_a_server_that_hangs_up_is_named(listener: socket.socket) -> None:
    listener.close()
    with pytest.raises(NoDisplay, match="no X server is there"):
        require_answer(f":{FREE}")


def test_a_display_of_somebody_else_is_refused_with_the_remedy(tmp_path: Path) -> None:
    secret = tmp_path / "authority"
    write_authority(secret, b"0")
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "320x200x24", "-nolisten", "tcp", "-noreset", "-auth", str(secret)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as server:
        assert server.stdout is not None
        name = f":{int(server.stdout.readline())}"
        try:
            with pytest.raises(NoDisplay, match=r"refused the connection.*XAUTHORITY"):
                check_display(name)
            write_authority(secret, name.removeprefix(":").encode())
            assert check_display(name, {"XAUTHORITY": str(secret)}) == name
        finally:
            server.terminate()


def write_authority(path: Path, number: bytes) -> None:
    """An X authority file with one entry for this host (family 256) and a display number."""
    entry = (socket.gethostname().encode(), number, b"MIT-MAGIC-COOKIE-1", b"0123456789abcdef")
    path.write_bytes(b"\x01\x00" + b"".join(len(part).to_bytes(2, "big") + part for part in entry))


def test_everything_imports_without_a_display_and_stays_cheap() -> None:
    modules = ("desktop", "hands", "keyboard", "clipboard_owner", "settle", "windows", "launching", "eyes")
    script = ";".join(f"import bridges.{name}" for name in modules)
    script += ";import sys;print([n for n in ('cv2','mss','pyautogui','Xlib','pynput') if n in sys.modules])"
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
