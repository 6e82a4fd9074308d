"""Pasting leaves the person's clipboard as it was, byte for byte, whatever it held and however the run ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from conftest import FixtureApp, wait_until

from bridges import clipboard
from bridges.action import Input
from bridges.clipboard_owner import Item, Owner, text_content
from bridges.desktop import Desktop
from bridges.errors import NotTyped
from bridges.session import connect
from bridges.virtual import PrivateDisplay

COPIER = """
import sys
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
data = QMimeData()
data.setText("als Text")
data.setHtml("<b>als HTML</b>")
data.setData("application/x-odd", bytes(range(256)) * 5)
app.clipboard().setMimeData(data)
print("ready", flush=True)
app.exec()
"""


@pytest.fixture
def desktop(private_display: PrivateDisplay) -> Iterator[Desktop]:
    with Desktop(private_display.name, environment=private_display.environment) as bridge:
        yield bridge


@pytest.fixture
def copy(private_display: PrivateDisplay) -> Iterator[Callable[[bytes, str], None]]:
    """Copies as another program does, and empties the clipboard after the test."""

    def put(data: bytes, target: str = "UTF8_STRING") -> None:
        command = ["xclip", "-selection", "clipboard", "-t", target, "-i"]
        subprocess.run(command, input=data, env=private_display.environment, check=True, stdout=subprocess.DEVNULL)

    yield put
    connection = connect(private_display.name)
    owner = Owner(connection)
    owner.own("CLIPBOARD", {})
    owner.disown("CLIPBOARD")
    connection.close()


def pasted(display: PrivateDisplay, target: str = "UTF8_STRING", selection: str = "clipboard") -> bytes | None:
    """What another program gets now; None where there is nothing."""
    command = ["xclip", "-selection", selection, "-t", target, "-o"]
    done = subprocess.run(command, env=display.environment, capture_output=True, timeout=10, check=False)
    return done.stdout if done.returncode == 0 else None


def targets(display: PrivateDisplay) -> set[str]:
    return set((pasted(display, "TARGETS") or b"").decode().split()) - {"TIMESTAMP", "MULTIPLE", "SAVE_TARGETS"}


def paste(desktop: Desktop, app: FixtureApp, text: str) -> None:
    before = app.text("Name")
    desktop.perform(Input(text=text))
    app.wait_for("text", "Name", text=before + text)


def test_an_empty_clipboard_stays_empty(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, copy: Callable[[bytes], None]
) -> None:
    paste(desktop, fixture_app, "größer")
    assert pasted(private_display) is None


def test_text_is_there_again_after_each_paste_and_after_the_end(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, copy: Callable[[bytes], None]
) -> None:
    copy("was der Mensch kopiert hat ✓".encode())
    for text in ("größer", "漢字", "ñ"):
        paste(desktop, fixture_app, text)
        assert pasted(private_display) == "was der Mensch kopiert hat ✓".encode()
    copy(b"etwas Neues")
    paste(desktop, fixture_app, "é")
    assert pasted(private_display) == b"etwas Neues"
    desktop.close()
    assert pasted(private_display) == b"etwas Neues"


def test_a_large_image_survives_to_the_byte(
    desktop: Desktop,
    fixture_app: FixtureApp,
    private_display: PrivateDisplay,
    copy: Callable[[bytes, str], None],
) -> None:
    import cv2

    noise = np.random.default_rng(1).integers(0, 256, (1000, 1050, 3), np.uint8)
    image = cv2.imencode(".png", noise)[1].tobytes()
    assert len(image) > 3_000_000
    copy(image, "image/png")
    paste(desktop, fixture_app, "größer")
    assert targets(private_display) == {"TARGETS", "image/png"}
    assert pasted(private_display, "image/png") == image


def test_every_format_of_what_was_copied_survives(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, copy: Callable[[bytes], None]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", COPIER], env=private_display.environment, stdout=subprocess.PIPE, text=True
    ) as copier:
        assert copier.stdout is not None
        assert copier.stdout.readline() == "ready\n"
        offered = targets(private_display)
        before = {target: pasted(private_display, target) for target in offered - {"TARGETS"}}
        paste(desktop, fixture_app, "größer")
        copier.kill()
    assert targets(private_display) == offered
    assert {target: pasted(private_display, target) for target in before} == before
    assert before["text/html"] == b"<b>als HTML</b>"
    assert before["application/x-odd"] == bytes(range(256)) * 5


def test_it_is_given_back_when_the_paste_fails(
    desktop: Desktop,
    fixture_app: FixtureApp,
    private_display: PrivateDisplay,
    copy: Callable[[bytes], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy(b"mine")
    monkeypatch.setattr(clipboard, "ASKED_S", 0.2)
    with pytest.raises(NotTyped):
        desktop.perform(Input(text="für niemanden", start_point=fixture_app.center("OK")))
    assert pasted(private_display) == b"mine"


def test_it_is_given_back_when_the_program_is_killed_in_the_middle(
    fixture_app: FixtureApp, private_display: PrivateDisplay, copy: Callable[[bytes], None]
) -> None:
    copy(b"mine")
    script = f"""
from bridges.clipboard import Clipboard
from bridges.stop import Stop
clipboard = Clipboard({private_display.name!r}, Stop())
clipboard.paste("stolen", lambda: print("pressed", flush=True))
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], env=private_display.environment, stdout=subprocess.PIPE, text=True
    ) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "pressed\n"
        assert pasted(private_display) == b"stolen"
        victim.send_signal(signal.SIGKILL)
    wait_until(lambda: pasted(private_display) == b"mine", "the clipboard to be given back")


def test_the_keeping_process_ends_when_somebody_copies_and_with_the_display(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, copy: Callable[[bytes], None]
) -> None:
    before = keepers(private_display.name)
    copy(b"mine")
    paste(desktop, fixture_app, "größer")
    desktop.close()
    assert len(keepers(private_display.name) - before) == 1
    copy(b"other")
    wait_until(lambda: not keepers(private_display.name) - before, "the keeping process to end")
    with PrivateDisplay() as other:
        owner = connect(other.name)
        Owner(owner).own("CLIPBOARD", text_content("theirs"))
        keeper = clipboard.Clipboard(other.name, desktop.stop, other.environment)
        keeper._kept["CLIPBOARD"] = (0, text_content("theirs"))
        keeper._order("keep", "CLIPBOARD")
        keeper._order("serve", "CLIPBOARD")
        keeper.close()
        wait_until(lambda: keepers(other.name), "the keeping process to start")
        owner.close()
    wait_until(lambda: not keepers(other.name), "the keeping process to end")


def keepers(display: str) -> set[int]:
    found = set()
    for process in psutil.process_iter(["cmdline", "status"]):
        words = process.info["cmdline"] or []
        if words[-2:] == ["bridges.clipboard_owner", display] and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.add(process.pid)
    return found


def test_primary_is_given_back_too(
    desktop: Desktop, private_display: PrivateDisplay, copy: Callable[[bytes], None], tmp_path: Path
) -> None:
    subprocess.run(
        ["xclip", "-selection", "primary", "-i"],
        input=b"selected",
        env=private_display.environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    copy(b"copied")
    private_display.start(["xterm", "-title", "terminal", "-e", "sh", "-c", f"cat > {tmp_path / 'received'}"])
    wait_until(lambda: desktop.observe().window == "terminal", "the terminal")
    desktop.perform(Input(text="größer\n"))
    wait_until(lambda: (tmp_path / "received").read_text() == "größer\n", "the text")
    assert pasted(private_display, selection="primary") == b"selected"
    assert pasted(private_display) == b"copied"


def test_more_than_one_request_holds_goes_in_pieces_both_ways(private_display: PrivateDisplay) -> None:
    content = {"image/png": Item("image/png", 8, os.urandom(700_001)), "numbers": Item("INTEGER", 32, bytes(range(16)))}
    ours, theirs = connect(private_display.name), connect(private_display.name)
    try:
        owner, reader = Owner(ours), Owner(theirs)
        owner.own("SECONDARY", content)
        serving = threading.Thread(target=lambda: list(owner.events(time.monotonic() + 1)))
        serving.start()
        assert clipboard.read(reader, "SECONDARY") == content
        serving.join()
    finally:
        ours.close()
        theirs.close()
