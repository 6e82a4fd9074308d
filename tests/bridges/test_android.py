"""The Android bridge through the real adb client, on the pretend phone."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import pytest

from agent.difference import difference
from agent.suites.phone_figures import stop_late
from bridges.action import (
    AppSwitch,
    Click,
    DoubleClick,
    Drag,
    Hover,
    Input,
    LongPress,
    Open,
    Press,
    ScreenAction,
    Scroll,
    Wait,
)
from bridges.android.devices import chosen, connect, devices, disconnect, pair
from bridges.android.keyboards import ADB_KEYBOARD, Keyboards
from bridges.android.link import Link
from bridges.android.phone import AndroidPhone
from bridges.android.pretended import PretendPhone
from bridges.base import Bridge, Node
from bridges.coordinates import Box, ScreenPoint
from bridges.errors import (
    ApplicationMissing,
    BridgeError,
    CommandFailed,
    DeviceLost,
    DeviceMissing,
    DeviceUnauthorised,
    NotTyped,
    OutsideSpace,
    SecureScreen,
    Stopped,
    UnknownKey,
)
from bridges.stop import Stop
from model.parse import ScreenParser
from tests.bridges.phones import adb_server, pretend_phone

LATIN = "com.android.inputmethod.latin/.LatinIME"


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    with adb_server() as port:
        yield port


@pytest.fixture(scope="module")
def shared(server: int) -> Iterator[PretendPhone]:
    with pretend_phone() as phone:
        yield phone


@pytest.fixture
def pretend(shared: PretendPhone) -> PretendPhone:
    shared.tell("reset")
    shared.tell("faults", values=NO_FAULTS)
    return shared


NO_FAULTS = {
    "slow_frames": 0, "offline_after": 0, "offline_seconds": 1.0, "ime_late": 0, "ime_denied": False, "stale_tree": 0,
    "no_idle": 0, "modal_after": 0, "secure": False, "crash_after": 0, "unauthorised": False, "unauthorised_after": 0,
}  # fmt: skip


@pytest.fixture
def phone(pretend: PretendPhone, tmp_path) -> Iterator[AndroidPhone]:
    bridge = AndroidPhone(Link(pretend.serial, Stop()), tree=True)
    bridge.keyboards._record = tmp_path / "keyboard.json"
    with bridge:
        yield bridge


def node(phone: AndroidPhone, name: str) -> Node:
    tree = phone.observe().tree or ()
    return next(one for one in tree if one.name.startswith(name) or one.text.startswith(name))


def at(phone: AndroidPhone, name: str) -> ScreenPoint:
    seen = phone.observe()
    return seen.geometry.to_screen(node(phone, name).box.center)


def search(phone: AndroidPhone) -> ScreenPoint:
    phone.perform(Open(app="Settings"))
    return at(phone, "Search settings")


def chosen_keyboard(pretend: PretendPhone) -> str:
    return Link(pretend.serial).run("settings get secure default_input_method").strip()


# Looking


def test_it_is_a_bridge_and_sees(phone: AndroidPhone) -> None:
    assert isinstance(phone, Bridge)
    seen = phone.observe()
    assert seen.frame.shape == (1200, 540, 3)
    assert seen.geometry.scale == 0.5
    assert (phone.screen.width, phone.screen.height, phone.screen.density) == (1080, 2400, 420)
    assert seen.settled
    assert seen.application.startswith("com.android.launcher")
    assert any(one.name == "Settings" for one in seen.tree or ())


def test_pictures_come_the_faster_way(phone: AndroidPhone) -> None:
    phone.observe()
    assert phone.eyes.frames.way == min(phone.eyes.frames._seconds, key=phone.eyes.frames._seconds.__getitem__)


def test_rotation_and_density_are_seen_at_once(phone: AndroidPhone) -> None:
    phone.link.run("wm user-rotation lock 1")
    try:
        seen = phone.observe()
        assert (phone.screen.rotation, seen.frame.shape[:2]) == (1, (540, 1200))
        with pytest.raises(OutsideSpace):
            phone.perform(Click(start_point=ScreenPoint(100, 2000)))
    finally:
        phone.link.run("wm user-rotation lock 0")
    phone.link.run("wm density 210")
    try:
        assert phone.observe().frame.shape[:2] == (2400, 1080)
    finally:
        phone.link.run("wm density reset")


def test_a_secure_screen_is_named_and_its_tree_used(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.perform(Open(app="Settings"))
    pretend.tell("faults", values={"secure": True})
    seen = phone.observe()
    assert seen.secure
    elements = ScreenParser().parse(seen.frame, seen.tree).elements
    assert "Display" in [element.text for element in elements]


def test_what_a_tap_does_on_a_secure_screen_can_be_seen(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.perform(Open(app="Settings"))
    phone.perform(Click(start_point=at(phone, "Display")))
    pretend.tell("faults", values={"secure": True})
    before = phone.observe()
    assert not difference(before.frame, phone.observe().frame).regions
    phone.perform(Click(start_point=at(phone, "Night Light")))
    assert difference(before.frame, phone.observe().frame).regions


def test_word_of_a_crash_is_an_interruption_and_the_shade_is_none(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.perform(Open(app="Settings"))
    phone.link.run("cmd statusbar expand-notifications")
    assert phone.observe().interruption == ""
    phone.link.run("cmd statusbar collapse")
    pretend.tell("crash")
    assert phone.observe().interruption == "Application Error: com.android.settings"


def test_a_secure_screen_without_a_tree_is_an_error_that_says_why(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.perform(Open(app="Settings"))
    pretend.tell("faults", values={"secure": True, "no_idle": 9})
    with pytest.raises(SecureScreen, match=r"forbids pictures.*idle"):
        phone.observe()


def test_a_dump_that_found_no_idle_moment_is_tried_again(phone: AndroidPhone, pretend: PretendPhone) -> None:
    pretend.tell("faults", values={"no_idle": 1})
    assert phone.observe().tree


def test_a_stale_tree_is_not_believed(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.observe()
    pretend.tell("faults", values={"stale_tree": 60})
    phone.perform(Open(app="Settings"))
    assert phone.observe().tree is None
    assert "com.android.settings is in front" in phone.eyes.trees.why


# Acting


def test_open_by_label_package_and_not_at_all(phone: AndroidPhone) -> None:
    for name in ("Settings", "com.android.settings", "设置"):
        phone.perform(Press(keys=["home"]))
        phone.perform(Open(app=name))
        assert phone.observe().application == "com.android.settings"
    with pytest.raises(ApplicationMissing, match="no such package"):
        phone.perform(Open(app="com.example.nothing"))
    with pytest.raises(ApplicationMissing, match="launcher shows none"):
        phone.perform(AppSwitch(app="Frobnicator"))


def test_an_application_that_asks_for_a_permission_at_once_is_open(phone: AndroidPhone) -> None:
    phone.perform(Open(app="Gallery"))
    assert any("Allow" in one.name for one in phone.observe().tree or ())


def test_keys(phone: AndroidPhone) -> None:
    phone.perform(Open(app="Settings"))
    phone.perform(Press(keys=["back"]))
    assert phone.observe().application.startswith("com.android.launcher")
    with pytest.raises(UnknownKey):
        phone.perform(Press(keys=["warp"]))


def test_taps_and_the_way_of_scrolls(phone: AndroidPhone) -> None:
    phone.perform(Open(app="Settings"))
    before = node(phone, "Display").box
    phone.perform(Scroll(direction="down", scroll_distance=200))
    after = node(phone, "Display").box
    assert after.top == pytest.approx(before.top - 100, abs=20)
    phone.perform(Scroll(direction="up", scroll_distance=200))
    assert node(phone, "Display").box.top == pytest.approx(before.top, abs=6)
    phone.perform(Click(start_point=at(phone, "Display")))
    assert "Dark theme" in {one.name for one in phone.observe().tree or ()}
    phone.perform(DoubleClick(start_point=ScreenPoint(540, 200)))
    phone.perform(Hover(start_point=ScreenPoint(1, 1)))
    phone.perform(Wait(seconds=0.01))


@pytest.mark.parametrize(
    "action",
    [
        LongPress(start_point=ScreenPoint(500, 1500)),
        Drag(start_point=ScreenPoint(500, 1500), end_point=ScreenPoint(500, 700)),
        Wait(seconds=20),
        Input(text="x" * 4000),
    ],
)
def test_a_stop_ends_it_at_once_with_nothing_left_pressed(phone, pretend: PretendPhone, action: ScreenAction) -> None:
    if isinstance(action, Input):
        phone.perform(Click(start_point=search(phone)))
    phone.observe()
    # A machine that is busy with something else makes one of them late, not all.
    late = [stop_late(phone, action, 0.35) for _ in range(3)]
    assert min(late) <= 0.2
    assert not pretend.state()["touching"]


# Text


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "50%s off & \"quotes\" 'single' $(id) `x` \\ ; | < > * ? ~ # ! {a} [b] %s%%s -n",
        "Grüße, 你好, привет",
        "שלום עולם مرحبا",
        "👩‍👩‍👧 🇩🇪 e\u0301 n\u0303",
    ],
)
def test_any_text_arrives(phone: AndroidPhone, pretend: PretendPhone, text: str) -> None:
    phone.perform(Input(text=text, start_point=search(phone)))
    assert phone.read_back() == text
    assert chosen_keyboard(pretend) == LATIN
    assert not phone.keyboards.owes


def test_a_keyboard_that_comes_late_is_waited_for(phone: AndroidPhone, pretend: PretendPhone) -> None:
    pretend.tell("faults", values={"ime_late": 0.8})
    phone.perform(Input(text="späť", start_point=search(phone)))
    assert phone.read_back() == "späť"
    assert chosen_keyboard(pretend) == LATIN


def test_a_keyboard_that_is_denied_is_a_named_refusal_and_the_old_one_stays(phone, pretend: PretendPhone) -> None:
    pretend.tell("faults", values={"ime_denied": True})
    with pytest.raises(NotTyped, match="refuses the keyboard"):
        phone.perform(Input(text="ü", start_point=search(phone)))
    assert phone.read_back() in ("", "Search settings")  # what an empty field shows, on phones that tell it
    assert chosen_keyboard(pretend) == LATIN


def test_what_cannot_be_typed_is_refused_before_anything_is_sent(phone: AndroidPhone) -> None:
    phone.perform(Click(start_point=search(phone)))
    with pytest.raises(NotTyped, match=r"U\+0007"):
        phone.perform(Input(text="bell\a"))
    assert phone.read_back() in ("", "Search settings")  # what an empty field shows, on phones that tell it


def test_a_run_that_was_killed_has_its_keyboard_put_back_at_the_next_start(pretend: PretendPhone, tmp_path) -> None:
    link = Link(pretend.serial)
    killed = Keyboards(link, tmp_path)
    killed._remember(LATIN, ADB_KEYBOARD, enabled=False)
    link.run(f"ime enable {ADB_KEYBOARD}")
    link.run(f"ime set {ADB_KEYBOARD}")
    bridge = AndroidPhone(link)
    bridge.keyboards = Keyboards(link, tmp_path)
    with bridge:
        assert chosen_keyboard(pretend) == LATIN
        assert ADB_KEYBOARD not in bridge.keyboards.enabled()
    assert not list(tmp_path.iterdir())


def test_a_stop_in_the_middle_of_typing_gives_the_keyboard_back(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.perform(Click(start_point=search(phone)))
    pretend.tell("faults", values={"ime_late": 5})
    threading.Timer(0.5, phone.stop.request, ["now"]).start()
    with pytest.raises(Stopped):
        phone.perform(Input(text="ü"))
    assert chosen_keyboard(pretend) == LATIN
    assert not phone.keyboards.owes


def test_without_adb_keyboard_the_makers_clipboard_serves_and_is_left_as_it_was(server: int) -> None:
    with pretend_phone("--without-adb-keyboard", "--vendor-clipboard") as pretend:
        pretend.tell("clipboard", text="mine")
        with AndroidPhone(Link(pretend.serial), tree=True) as phone:
            phone.perform(Input(text="Ω \n$(x) 'y'".replace("\n", ""), start_point=search(phone)))
            assert phone.read_back() == "Ω $(x) 'y'"
        assert pretend.state()["clipboard"] == "mine"


def test_without_either_it_says_what_to_install(server: int) -> None:
    with pretend_phone("--without-adb-keyboard") as pretend, AndroidPhone(Link(pretend.serial), tree=True) as phone:
        field = search(phone)
        with pytest.raises(NotTyped, match=r"not installed.*Install ADBKeyboard"):
            phone.perform(Input(text="Ω", start_point=field))


def test_a_secret_is_in_no_error(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.perform(Press(keys=["home"]))  # nothing takes text here
    pretend.tell("faults", values={"offline_after": 2, "offline_seconds": 0.5})
    with pytest.raises(BridgeError) as told:
        phone.perform(Input(text="canary-7731"))
    assert "canary" not in str(told.value)
    time.sleep(0.7)


# What goes wrong


def test_a_short_break_is_waited_out(phone: AndroidPhone, pretend: PretendPhone) -> None:
    for _ in range(2):
        pretend.tell("faults", values={"offline_after": 2, "offline_seconds": 0.4})
        assert phone.observe().frame.any()


def test_a_tap_in_the_moment_of_a_break_is_done_once(phone: AndroidPhone, pretend: PretendPhone) -> None:
    phone.perform(Open(app="Settings"))
    place = at(phone, "Display")
    before = pages(pretend)
    pretend.tell("faults", values={"offline_after": 1, "offline_seconds": 0.4})
    phone.perform(Click(start_point=place))
    assert "Dark theme" in {one.name for one in phone.observe().tree or ()}
    assert pages(pretend) == before + 1


def pages(pretend: PretendPhone) -> int:
    return sum(event["event"] == "page" for event in pretend.state()["events"])


def test_a_phone_that_stays_away_has_a_name(phone: AndroidPhone, pretend: PretendPhone, monkeypatch) -> None:
    monkeypatch.setattr("bridges.android.phone.AWAY_S", 0.3)
    pretend.tell("faults", values={"offline_after": 1, "offline_seconds": 5})
    with pytest.raises(DeviceLost):
        phone.observe()
    connect_again(pretend)


def connect_again(pretend: PretendPhone) -> None:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if reached(pretend.serial):
            return
        time.sleep(0.2)


def reached(serial: str) -> bool:
    try:
        connect(serial)
    except BridgeError:
        with contextlib.suppress(BridgeError):
            disconnect(serial)
        return False
    return True


def test_a_permission_that_is_taken_back_for_a_moment_is_waited_for(phone: AndroidPhone, pretend: PretendPhone) -> None:
    pretend.tell("faults", values={"unauthorised_after": 2, "unauthorised_seconds": 0.4})
    assert phone.observe().frame.any()
    assert pretend.state()["struck"]["unauthorised"]


def test_a_permission_that_is_taken_back_in_the_middle_has_a_name(phone, pretend: PretendPhone, monkeypatch) -> None:
    monkeypatch.setattr("bridges.android.phone.AWAY_S", 0.3)
    pretend.tell("faults", values={"unauthorised_after": 2, "unauthorised_seconds": 0})
    with pytest.raises(DeviceUnauthorised, match="Allow"):
        phone.observe()
    pretend.tell("faults", values={"unauthorised": False})
    connect_again(pretend)


def test_a_command_that_fails_is_told(phone: AndroidPhone) -> None:
    with pytest.raises(CommandFailed, match="exit status 255"):
        phone.link.run("input text 'ü'", shown="input text")
    with pytest.raises(CommandFailed):
        phone.link.run("pm clear com.example.nothing")


def test_unauthorised_has_a_name_and_a_remedy(server: int) -> None:
    with PretendPhone(["--authorise", "ask"]) as pretend, pytest.raises(DeviceUnauthorised, match="Allow"):
        connect(pretend.serial)


def test_devices_are_listed_and_missing_ones_named(pretend: PretendPhone) -> None:
    assert pretend.serial in {one.serial for one in devices() if one.usable}
    with pytest.raises(DeviceMissing, match="not connected"):
        chosen("no-such-phone")
    with pytest.raises(BridgeError, match="six digits"):
        pair("127.0.0.1:1", "12")
    with pytest.raises(BridgeError):
        connect("-evil option")


def test_nodes_of_a_look_lie_on_the_frame(phone: AndroidPhone) -> None:
    phone.perform(Open(app="Settings"))
    seen = phone.observe()
    whole = Box(0, 0, 540, 1200)
    assert seen.tree
    assert all(one.box.intersection(whole) == one.box for one in seen.tree)
