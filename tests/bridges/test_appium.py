"""The Appium bridge: its address, its errors, and, where a server is installed, a real session."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridges.action import Click, Input, LongPress, Open, Scroll, Wait
from bridges.base import Bridge
from bridges.coordinates import ScreenPoint
from bridges.errors import ApplicationMissing, BridgeError, DeviceLost, DeviceMissing, OutsideSpace
from bridges.stop import Stop

pytest.importorskip("appium", reason="the extra “appium” is not installed")
from bridges.appium.address import read_address
from bridges.appium.device import AppiumDevice

SERVER = shutil.which("appium")
needs_server = pytest.mark.skipif(
    SERVER is None,
    reason="no Appium server: npm install appium@3 @appium/fake-driver; PATH=$PWD/node_modules/.bin:$PATH",
)
MODULES = next((one for one in Path(str(SERVER)).absolute().parents if one.name == "node_modules"), Path())
needs_chromium = pytest.mark.skipif(
    SERVER is None
    or not (MODULES / "appium-chromium-driver").is_dir()
    or not (shutil.which("chromedriver") and shutil.which("chromium")),
    reason="no Appium with Chromium: npm install appium@3 appium-chromium-driver; PATH=$PWD/node_modules/.bin:$PATH; "
    "apt install chromium chromium-driver",
)
PAGE = """<app><title>Fake</title><MockNavBar id="nav"><MockButton id="b" x="10" y="10" width="100" height="40"/>
</MockNavBar></app>"""


def test_an_address_with_capabilities() -> None:
    found = read_address('http://127.0.0.1:4723/wd?caps={"platformName":"iOS","appium:automationName":"XCUITest"}')
    assert found.url == "http://127.0.0.1:4723/wd"
    assert found.capabilities["platformName"] == "iOS"
    assert read_address('localhost:4723?caps={"platformName":"Android"}').url == "http://localhost:4723"


@pytest.mark.parametrize("detail", ["", "ftp://x", "http://x?caps={", "http://x?caps=[]", 'http://x?caps={"a":1}'])
def test_what_is_no_address_is_named(detail: str) -> None:
    with pytest.raises(BridgeError, match="Such as appium:http"):
        read_address(detail)


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(DeviceMissing, match="Is the server running"):
        AppiumDevice(read_address(f'http://127.0.0.1:{port}?caps={{"platformName":"Fake"}}'), Stop())


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # Beside a server of npm's lie its drivers; it looks for them in the folder that it is started in.
    folder = MODULES.parent if MODULES.name else Path.cwd()
    log = tmp_path_factory.mktemp("appium") / "log"
    with (
        log.open("w") as out,
        subprocess.Popen(
            [str(SERVER), "--address", "127.0.0.1", "--port", str(port), "--log-no-colors"],
            stdout=out,
            stderr=out,
            cwd=folder,
        ) as process,
    ):
        try:
            until = time.monotonic() + 60
            while not _answers(f"http://127.0.0.1:{port}/status"):
                assert time.monotonic() < until, log.read_text()[-2000:]
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@needs_server
def test_a_session_on_the_fake_driver(server: str, tmp_path: Path) -> None:
    app = tmp_path / "app.xml"
    app.write_text(PAGE)
    capabilities = {
        "platformName": "Fake", "appium:automationName": "Fake", "appium:deviceName": "Fake", "appium:app": str(app),
    }  # fmt: skip
    with AppiumDevice(read_address(f"{server}?caps={json.dumps(capabilities)}"), Stop()) as device:
        assert isinstance(device, Bridge)
        seen = device.observe()
        assert seen.frame.ndim == 3
        assert seen.geometry.scale > 0
        device.perform(Click(start_point=ScreenPoint(20, 20)))
        device.perform(LongPress(start_point=ScreenPoint(20, 20)))
        device.perform(Scroll(direction="down"))
        device.perform(Wait(seconds=0.01))
        with pytest.raises(OutsideSpace):
            device.perform(Click(start_point=ScreenPoint(99999, 20)))
        with pytest.raises(ApplicationMissing):
            device.perform(Open(app="Settings"))
    with pytest.raises(DeviceLost, match="the session has ended"):
        device.observe()


TOUCH_PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{margin:0;height:3000px}button,input{display:block;margin:20px;width:300px;height:60px}</style>
<button id="press">Press me</button><input id="field">
<script>const seen=[];for(const kind of ["touchstart","touchend","click"])
press.addEventListener(kind,()=>seen.push(kind));</script>"""


@needs_chromium
def test_a_page_on_an_emulated_phone_is_touched_typed_into_and_scrolled(server: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(TOUCH_PAGE, "utf-8")
    arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    screen = {"width": 412, "height": 915, "pixelRatio": 2.0, "touch": True, "mobile": True}
    capabilities = {
        "platformName": "linux", "appium:automationName": "Chromium", "browserName": "chrome",
        "appium:executable": shutil.which("chromedriver"), "appium:autodownloadEnabled": False,
        "goog:chromeOptions": {"binary": shutil.which("chromium"), "args": arguments,
                               "mobileEmulation": {"deviceMetrics": screen, "userAgent": "Mobile"}},
    }  # fmt: skip
    with AppiumDevice(read_address(f"{server}?caps={json.dumps(capabilities)}"), Stop()) as device:

        def asked(script: str) -> object:
            return device._driver.execute_script(f"return {script}")

        device.perform(Open(app=page.as_uri()))
        seen = device.observe()
        assert (seen.frame.shape, seen.geometry.scale) == ((1830, 824, 3), 2.0)
        device.perform(Click(start_point=ScreenPoint(150, 50)))
        assert asked("seen") == ["touchstart", "touchend", "click"]
        device.perform(Input(text="Grüße 你好 👍", start_point=ScreenPoint(150, 130)))
        assert asked("field.value") == "Grüße 你好 👍"
        device.perform(Scroll(direction="down", scroll_distance=400))
        down = asked("window.scrollY")
        assert down == pytest.approx(400, abs=40)
        device.perform(Scroll(direction="up", scroll_distance=200))
        assert asked("window.scrollY") == pytest.approx(float(str(down)) - 200, abs=40)
