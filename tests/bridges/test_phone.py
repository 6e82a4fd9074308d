"""The pretend phone through the real adb client: transport, shell, files, Android's commands, screen, faults."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.bridges.phones import adb_server
from tests.conftest import wait_until


class Phone:
    """A phone process and the adb client that talks to it."""

    def __init__(self, *arguments: str, connect: bool = True) -> None:
        command = [sys.executable, "-m", "bridges.phone", "--with-parent", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.told = json.loads(self.process.stdout.readline())
        self.serial = self.told["serial"]
        if connect:
            assert "connected" in self.adb("connect", self.serial, target=False).stdout.decode()

    def adb(self, *words: str, target: bool = True, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = ["adb", *(("-s", self.serial) if target else ()), *words]
        return subprocess.run(command, input=given, capture_output=True, timeout=30, check=False)

    def shell(self, line: str) -> str:
        return self.adb("shell", line).stdout.decode()

    def control(self, do: str, **values: Any) -> dict[str, Any]:
        with socket.create_connection(("127.0.0.1", self.told["control"])) as line, line.makefile("rw") as file:
            file.write(json.dumps({"token": self.told["token"], "do": do, **values}) + "\n")
            file.flush()
            reply: dict[str, Any] = json.loads(file.readline())
        return reply

    @property
    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.control("state")["state"]
        return found

    def nodes(self) -> list[dict[str, str]]:
        text = self.adb("exec-out", "uiautomator dump /dev/tty").stdout.decode()
        return [dict(node.attrib) for node in ElementTree.fromstring(text.rpartition("UI hierchary")[0]).iter("node")]

    def node(self, words: str) -> dict[str, str]:
        wanted = (words,)
        return next(
            n for n in self.nodes() if {n["text"], n["content-desc"], n["resource-id"].rpartition("/")[2]} & {*wanted}
        )

    def tap(self, words: str) -> None:
        left, top, right, bottom = map(int, re.findall(r"\d+", self.node(words)["bounds"]))
        self.shell(f"input tap {(left + right) // 2} {(top + bottom) // 2}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


pytestmark = pytest.mark.skipif(shutil.which("adb") is None, reason="no adb client on this machine")


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    with adb_server():
        yield


@pytest.fixture(scope="module")
def shared() -> Iterator[Phone]:
    phone = Phone("--serial", "TEST0001", "--vendor-clipboard")
    yield phone
    phone.stop()


@pytest.fixture
def phone(shared: Phone) -> Phone:
    shared.control("reset")
    return shared


def test_shell_keeps_outputs_apart_and_gives_the_exit_status(phone: Phone) -> None:
    done = phone.adb("shell", "echo out; echo err >&2; exit 7")
    assert (done.stdout, done.stderr, done.returncode) == (b"out\n", b"err\n", 7)
    assert phone.adb("shell", "no-such-command").returncode == 127


def test_what_a_client_quotes_is_text_and_never_a_command(phone: Phone, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hostile = f'$(touch {mark}) `touch {mark}` ; touch {mark} && \\ " % * ~'
    quoted = "'" + hostile.replace("'", "'\\''") + "'"
    assert phone.shell(f"printf %s {quoted}") == hostile
    assert phone.shell(f"echo $(echo inner) > /sdcard/x; cat /sdcard/x; touch {mark}; ls /etc/passwd").startswith(
        "inner\n"
    )
    assert not mark.exists()


def test_five_megabytes_go_there_and_back_unchanged(phone: Phone, tmp_path: Path) -> None:
    there, back = tmp_path / "there", tmp_path / "back"
    there.write_bytes(os.urandom(5_000_000))
    assert phone.adb("push", str(there), "/sdcard/new/folder/b").returncode == 0
    assert phone.adb("pull", "/sdcard/new/folder/b", str(back)).returncode == 0
    assert back.read_bytes() == there.read_bytes()
    assert phone.adb("exec-out", "cat /sdcard/new/folder/b").stdout == there.read_bytes()
    assert phone.adb("push", str(there), "/system/b").returncode == 1
    missing = phone.adb("pull", "/sdcard/nothing", str(back))
    assert missing.returncode == 1
    assert b"No such file" in missing.stdout + missing.stderr


def test_forward_reaches_the_one_open_port(phone: Phone) -> None:
    port = int(phone.adb("forward", "tcp:0", "tcp:7").stdout)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"hello")
        assert line.recv(5) == b"hello"
    port = int(phone.adb("forward", "tcp:0", "tcp:8").stdout)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        assert line.recv(1) == b""


def test_adbutils_works_unchanged(phone: Phone) -> None:
    import adbutils

    device = adbutils.AdbClient(port=int(os.environ["ANDROID_ADB_SERVER_PORT"])).device(phone.serial)
    assert device.prop.get("ro.product.model") == "Mimic Phone"
    assert tuple(device.window_size()) == (1080, 2400)
    assert device.app_current().package == "com.android.launcher3"
    assert device.shell2("false").returncode == 1


def test_screencap_raw_and_png_show_the_same_picture(phone: Phone) -> None:
    import cv2
    import numpy as np

    data = phone.adb("exec-out", "screencap").stdout
    width, height, kind, _ = np.frombuffer(data[:16], "<u4")
    assert (width, height, kind) == (1080, 2400, 1)
    raw = np.frombuffer(data[16:], np.uint8).reshape(2400, 1080, 4)
    png = cv2.imdecode(np.frombuffer(phone.adb("exec-out", "screencap -p").stdout, np.uint8), cv2.IMREAD_COLOR)
    assert png is not None
    assert (raw[:, :, 2::-1] == png).all()
    assert len(np.unique(png.reshape(-1, 3)[::50], axis=0)) > 20


def test_a_switch_in_settings_really_switches(phone: Phone) -> None:
    phone.shell("am start -a android.settings.BLUETOOTH_SETTINGS")
    assert phone.node("switch_widget")["checked"] == "true"
    phone.tap("Use Bluetooth")
    assert phone.shell("settings get global bluetooth_on") == "0\n"
    assert phone.node("switch_widget")["checked"] == "false"


def test_a_contact_is_made_by_touches_and_text(phone: Phone) -> None:
    phone.shell("monkey -p com.android.contacts -c android.intent.category.LAUNCHER 1")
    phone.tap("Create contact")
    phone.tap("name")
    assert "mInputShown=true" in phone.shell("dumpsys input_method")
    phone.shell("input text 'Zoe%sQuark'")
    phone.tap("save")
    assert "Zoe Quark" in [one["name"] for one in phone.state["data"]["contacts"]]


def test_keys_of_the_soft_keyboard_can_be_touched(phone: Phone) -> None:
    phone.shell("am start -n com.mimic.notes/.NotesActivity")
    phone.tap("New note")
    phone.tap("title")
    tops = phone.shell("dumpsys window")
    assert "com.android.inputmethod.latin/keyboard" in tops
    for x in (54, 162):  # q, w
        phone.shell(f"input tap {x} 1680")
    assert phone.node("title")["text"] == "qw"


def test_a_swipe_scrolls_and_flings_on(phone: Phone) -> None:
    phone.shell("am start -n com.android.contacts/.activities.PeopleActivity")
    phone.shell("input swipe 540 1900 540 700 200")
    texts = [node["text"] for node in phone.nodes()]  # waits until the list is still
    assert "Ada Lovelace" not in texts
    phone.tap("Tim Berners-Lee")
    assert phone.state["page"] == "contact"
    assert "Tim Berners-Lee" in texts


def test_an_order_is_placed_only_at_the_last_button(phone: Phone) -> None:
    phone.shell("am start -n com.mimic.shop/.MainActivity")
    phone.tap("add_kettle")
    phone.tap("cart")
    phone.tap("checkout")
    phone.tap("place_order")
    assert phone.state["data"]["shop"]["orders"] == []
    for name in ("name", "street", "city"):
        phone.tap(name)
        phone.shell(f"input text {name}")
        phone.shell("input keyevent BACK")
    phone.tap("place_order")
    assert phone.state["data"]["shop"]["orders"][0]["cents"] == 2990


def test_text_input_fails_as_androids_does(phone: Phone) -> None:
    done = phone.adb("shell", "input text 'Grüße'")
    assert done.returncode == 255
    assert b"NullPointerException" in done.stderr
    assert phone.adb("shell", "input keyevent KEYCODE_NO_SUCH").returncode == 0
    assert phone.adb("shell", "am start -n a.b/.C").returncode == 1


def test_adb_keyboard_takes_broadcasts_only_while_it_is_current(phone: Phone) -> None:
    phone.shell("am start -n com.mimic.notes/.NotesActivity")
    phone.tap("New note")
    phone.tap("body")
    send = "am broadcast -a ADB_INPUT_B64 --es msg 8J+YgCDkvaDlpb0="
    assert "result=0" in phone.shell(send)
    assert phone.node("body")["text"] == "Note"  # the hint: nothing came
    keyboard = "com.android.adbkeyboard/.AdbIME"
    assert phone.adb("shell", f"ime set {keyboard}").returncode == 255
    phone.shell(f"ime enable {keyboard}; ime set {keyboard}; {send}")
    assert phone.node("body")["text"] == "😀 你好"
    assert phone.shell("ime reset; settings get secure default_input_method").endswith("latin/.LatinIME\n")


def test_a_secure_page_is_black_in_pictures_and_whole_in_the_tree(phone: Phone) -> None:
    import cv2
    import numpy as np

    phone.shell("am start -a android.settings.SETTINGS; am start -n com.android.settings/.Settings")
    phone.control("faults", values={"secure": True})
    try:
        png = cv2.imdecode(np.frombuffer(phone.adb("exec-out", "screencap -p").stdout, np.uint8), cv2.IMREAD_COLOR)
        assert png is not None
        assert not png[200:2200].any()
        assert phone.node("Network & internet")
        assert "SECURE" in phone.shell("dumpsys window")
    finally:
        phone.control("faults", values={"secure": False})


def test_rotation_turns_picture_and_tree(phone: Phone) -> None:
    phone.shell("settings put system user_rotation 1")
    data = phone.adb("exec-out", "screencap").stdout
    assert (int.from_bytes(data[:4], "little"), int.from_bytes(data[4:8], "little")) == (2400, 1080)
    assert "SurfaceOrientation: 1" in phone.shell("dumpsys input")
    assert phone.nodes()[0]["bounds"] == "[0,0][2400,1080]"


def test_faults_of_the_tree_and_the_input_method(phone: Phone) -> None:
    phone.control("faults", values={"no_idle": 1, "ime_late": 0.6, "modal_after": 1})
    assert b"could not get idle state" in phone.adb("shell", "uiautomator dump").stderr
    keyboard = "com.android.adbkeyboard/.AdbIME"
    phone.shell(f"ime enable {keyboard}; ime set {keyboard}")
    assert "mCurId=com.android.inputmethod.latin" in phone.shell("dumpsys input_method")
    wait_until(lambda: f"mCurId={keyboard}" in phone.shell("dumpsys input_method"), "the keyboard to come")
    phone.shell("input keyevent HOME")
    assert phone.state["dialog"]
    phone.control("faults", values={"ime_late": 0.0})


def test_a_phone_goes_offline_in_the_middle_and_comes_back() -> None:
    phone = Phone("--fault", "offline_after=2", "--fault", "offline_seconds=0.5")
    try:
        assert phone.adb("shell", "echo one").stdout == b"one\n"
        # The client says nothing and gives status 0: only the missing output tells.
        assert phone.adb("shell", "echo two").stdout == b""
        wait_until(
            lambda: phone.adb("connect", phone.serial, target=False) and phone.shell("echo back") == "back\n",
            "the phone",
        )
    finally:
        phone.stop()


def test_an_unknown_computer_waits_for_a_yes_on_the_screen() -> None:
    phone = Phone("--authorise", "ask", connect=False)
    try:
        phone.adb("connect", phone.serial, target=False)
        listed = wait_until(phone.adb("devices", target=False).stdout.decode, "devices")
        assert f"{phone.serial}\tunauthorized" in listed
        wait_until(lambda: phone.state["dialog"] == "Allow USB debugging?", "the question")
        tree = ElementTree.fromstring(phone.control("tree")["tree"])
        allow = next(node for node in tree.iter("node") if node.get("text") == "Allow")
        left, top, right, bottom = map(int, re.findall(r"\d+", allow.get("bounds", "")))
        phone.control("tap", x=(left + right) / 2, y=(top + bottom) / 2)
        wait_until(lambda: phone.adb("shell", "echo in").stdout == b"in\n", "the shell")
        # The key is known now: its signature alone opens the next connection.
        phone.control("offline", seconds=0.1)
        phone.adb("disconnect", phone.serial, target=False)
        phone.adb("connect", phone.serial, target=False)
        wait_until(lambda: phone.adb("shell", "echo again").stdout == b"again\n", "the second connection")
        assert phone.state["dialog"] == ""
    finally:
        phone.stop()


def test_the_control_socket_wants_its_token_and_names_what_it_knows(phone: Phone) -> None:
    right = phone.told["token"]
    phone.told["token"] = "guess"
    assert phone.control("state") == {"error": "the token is wrong"}
    phone.told["token"] = right
    assert "there are" in phone.control("faults", values={"gremlins": 1})["error"]


def test_the_state_file_is_always_whole(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    phone = Phone("--state", str(file))
    try:
        phone.shell("settings put global wifi_on 0")
        wait_until(
            lambda: json.loads(file.read_text())["settings"]["global"]["wifi_on"] == "0", "the state to be written"
        )
    finally:
        phone.stop()


def test_a_phone_starts_fast_and_stays_small(phone: Phone) -> None:
    import psutil

    began = time.monotonic()
    other = Phone(connect=False)
    took = time.monotonic() - began
    other.stop()
    for package in ("contacts", "settings", "browser"):
        phone.shell(f"monkey -p com.android.{package} 1")
        phone.adb("exec-out", "screencap -p")
    used = psutil.Process(phone.process.pid).memory_info().rss / 2**20
    assert used < 140, f"{used:.0f} MB"
    assert took < 6, f"{took:.1f} s"  # on a busy machine; 0.4 s on a quiet one
