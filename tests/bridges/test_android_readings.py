"""What real Android 10 to 14 phones write, read."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.android.devices import read_devices
from bridges.android.frames import from_raw, is_withheld, rgb
from bridges.android.hierarchy import NoTree, read_hierarchy, turned
from bridges.android.keys import chord_codes, key_code
from bridges.android.link import Answer, check, named_error, quoted
from bridges.android.panel import Fingers, read_panel
from bridges.android.readings import Display, read_display, read_front, read_keyboard, read_launchers
from bridges.android.touch import scroll_path
from bridges.android.writing import arrived, broadcasts, cut_whole, input_commands
from bridges.coordinates import Box, ScreenPoint
from bridges.errors import (
    CommandFailed,
    DeviceLost,
    DeviceMissing,
    DeviceOffline,
    DeviceUnauthorised,
    NotPermitted,
    UnknownKey,
)

PIXEL_7 = """\
    init=1080x2400 420dpi mMinSizeOfResizeableTaskDp=220 cur=2400x1080 app=2264x1017 rng=1080x1017-2400x2337
    DisplayCutout{insets=Rect(136, 0 - 0, 0) waterfall=Insets{left=0, top=0, right=0, bottom=0} \
boundingRect={Bounds=[Rect(0, 0 - 0, 0), Rect(0, 507 - 136, 573), Rect(0, 0 - 0, 0)]}}
  mCurrentFocus=Window{3f2a9b7 u0 com.android.settings/com.android.settings.SubSettings}
  mFocusedApp=ActivityRecord{c0ffee1 u0 com.android.settings/.SubSettings t12}
    mCurrentRotation=ROTATION_90
"""


def test_the_display_of_a_phone_that_lies_on_its_side() -> None:
    display = read_display(PIXEL_7)
    assert display == Display(2400, 1080, 420, 1, (Box(0, 507, 136, 573),), awake=True)
    assert read_display("nothing here") is None


def test_an_overridden_density_counts() -> None:
    told = "init=1440x3120 560dpi base=1080x2340 420dpi cur=1080x2340 app=1080x2200"
    assert read_display(told) == Display(1080, 2340, 420)


def test_what_has_the_focus() -> None:
    front = read_front(PIXEL_7)
    assert (front.package, front.activity) == ("com.android.settings", "com.android.settings.SubSettings")
    shade = read_front("mCurrentFocus=Window{5ac3e1f u0 NotificationShade}\nmFocusedApp=ActivityRecord{1 u0 a.b/.C t1}")
    assert (shade.package, shade.window, shade.activity) == ("a.b", "NotificationShade", "a.b.C")
    assert read_front("mCurrentFocus=null").package == ""
    assert read_front("  Window{1 u0 a/b}: fl=LAYOUT_IN_SCREEN SECURE HARDWARE_ACCELERATED").secure


def test_the_keyboard_that_is_set_need_not_be_the_one_that_is_there() -> None:
    told = "  mCurMethodId=com.a/.Ime\n  mCurId=com.b/.Ime mHaveConnection=true mBoundToMethod=true\n mInputShown=true"
    keyboard = read_keyboard(told)
    assert (keyboard.chosen, keyboard.active, keyboard.shown) == ("com.a/.Ime", "com.b/.Ime", True)
    assert read_keyboard(told.replace("mHaveConnection=true", "mHaveConnection=false")).active == ""
    assert read_keyboard("mInputEditorInfo:\n    inputType=0x20001 imeOptions=0x0").many_lines
    assert read_keyboard("inputType=0x1").many_lines is False
    assert read_keyboard("").many_lines is None


def test_launcher_activities() -> None:
    told = "2 activities found:\n  Activity #0:\n    priority=0\n    com.a/.Main\n  Activity #1:\n    com.b/com.b.X$Y\n"
    assert read_launchers(told) == {"com.a": "com.a/.Main", "com.b": "com.b/com.b.X$Y"}


def test_the_states_of_devices() -> None:
    told = (
        "R5CT      device usb:1-1 product:a model:SM_G991B device:o1s transport_id:1\n"
        "10.0.0.2:5555 offline transport_id:2\nXYZ unauthorized usb:1-2\n"
        "0123 no permissions (user in plugdev group; are your udev rules wrong?); see [http://x] usb:1-4\n"
    )
    found = read_devices(told)
    assert [(one.serial, one.state, one.usable) for one in found] == [
        ("R5CT", "device", True),
        ("10.0.0.2:5555", "offline", False),
        ("XYZ", "unauthorized", False),
        ("0123", "no permissions", False),
    ]
    assert found[0].model == "SM G991B"
    assert all(one.remedy for one in found[1:])


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("device unauthorized.\nThis adb server's $ADB_VENDOR_KEYS is not set", DeviceUnauthorised),
        ("device offline", DeviceOffline),
        ("device 'abc' not found", DeviceMissing),
        ("more than one device/emulator", DeviceMissing),
        ("no permissions (missing udev rules?)", NotPermitted),
        ("closed", DeviceLost),
    ],
)
def test_what_the_adb_server_says_has_a_name_and_a_remedy(said: str, kind: type) -> None:
    error = named_error("Asking", said, "abc")
    assert type(error) is kind
    assert error.remedy


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(b"Failure [INSTALL_FAILED_ALREADY_EXISTS]", b"", 0), CommandFailed),
        (Answer(b"", b"Error: Activity class {a/b} does not exist.", 0), CommandFailed),
        (Answer(b"", b"", 255), CommandFailed),
        (Answer(b"", b"java.lang.SecurityException: Injecting input events requires INJECT_EVENTS", 255), NotPermitted),
        (Answer(b"", b"Error: Permission Denial: starting Intent", 1), NotPermitted),
    ],
)
def test_a_command_that_failed_is_never_taken_for_done(answer: Answer, kind: type) -> None:
    with pytest.raises(kind):
        check(answer, "Running it")


def test_a_command_that_is_secret_is_not_told() -> None:
    with pytest.raises(CommandFailed) as told:
        check(Answer(b"", b"Error: hunter2", 1), "Typing", hide=True)
    assert "hunter2" not in str(told.value)


# Text


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=120))
@settings(max_examples=300, deadline=None)
def test_every_printable_string_survives_the_shell_and_the_escape(text: str) -> None:
    words = []
    for command in input_commands(text):
        out = subprocess.run(["sh", "-c", f'set -- {command}; printf %s "$3"'], capture_output=True, check=True)
        words.append(out.stdout.decode().replace("%s", " "))
    assert "".join(words) == text


def test_a_percent_before_an_s_is_typed_in_two_goes() -> None:
    assert input_commands("5%success") == ["input text 5%", "input text success"]
    assert input_commands('it\'s $(id) `x` "y"')[0].startswith("input text 'it'\\''s%s$(id)")


@given(st.text(min_size=1, max_size=60))
def test_quoting_holds_for_any_text(text: str) -> None:
    if "\0" in text or shutil.which("sh") is None or any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    out = subprocess.run(["sh", "-c", f"printf %s {quoted(text)}"], capture_output=True, check=True).stdout
    assert out.decode() == text


def test_broadcasts_carry_any_text_and_cut_no_character() -> None:
    text = "שלום 👩‍👩‍👧 e\u0301 " * 300
    parts = [base64.b64decode(re.search(r"msg (\S+)", one)[1]).decode() for one in broadcasts(text)]
    assert "".join(parts) == text
    assert len(parts) > 1
    assert all(part[0] not in "\u0301\u200d" for part in cut_whole(text, 7))


def test_only_exactly_the_text_counts_as_arrived() -> None:
    assert arrived("bc", "a", "abc")
    assert arrived("x", "a|b", "a|xb")
    assert arrived("new", "Hint text", "new")
    assert not arrived("bc", "a", "abcc")
    assert not arrived("bc", "a", "abbc")
    assert not arrived("bc", "a", "aBc")


# Tree


def test_a_tree_with_odd_text_and_boxes_outside() -> None:
    xml = (
        '<hierarchy rotation="1"><node class="android.widget.FrameLayout" bounds="[0,0][100,200]">'
        '<node class="android.widget.EditText" text="a&#10;&quot;b&quot;" hint="Name" focused="true" '
        'enabled="true" password="false" bounds="[0,0][100,40]"/>'
        '<node class="android.widget.Switch" text="" checkable="true" checked="true" clickable="true" '
        'content-desc="Dark theme" bounds="[60,40][120,80]"/>'
        '<node class="android.view.View" clickable="true" bounds="[0,80][100,120]">'
        '<node class="android.widget.TextView" text="Wi-Fi" bounds="[0,80][50,120]"/></node>'
        '<node class="android.widget.TextView" text="gone" bounds="[0,300][0,300]"/>'
        "</node></hierarchy>UI hierchary dumped to: /dev/tty"
    )
    nodes = read_hierarchy(xml, 0.5, 50, 100)
    assert [(node.role, node.name, node.text) for node in nodes] == [
        ("text", "Name", 'a\n"b"'),
        ("switch", "Dark theme", ""),
        ("list item", "Wi-Fi", ""),
        ("label", "Wi-Fi", ""),
    ]
    assert nodes[1].box == Box(30, 20, 50, 40)
    assert {"focused", "editable"} <= nodes[0].states
    assert "checked" in nodes[1].states
    assert turned(xml) == 1


@pytest.mark.parametrize("text", ["", "ERROR: could not get idle state.", "<hierarchy><node</hierarchy>"])
def test_what_is_no_tree_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoTree):
        read_hierarchy(text)


# Pictures, keys, fingers


def test_both_headers_of_screencap() -> None:
    pixels = np.arange(2 * 3 * 4, dtype=np.uint8)
    for header in ([3, 2, 1], [3, 2, 1, 0]):
        data = np.array(header, "<u4").tobytes() + pixels.tobytes()
        assert (from_raw(data) == pixels.reshape(2, 3, 4)).all()
    assert from_raw(data[:-1]) is None
    assert from_raw(b"error: no display") is None


def test_a_black_frame_is_withheld_and_a_dark_one_is_not() -> None:
    dark = np.full((240, 108, 3), 18, np.uint8)
    assert not is_withheld(dark)
    dark[20:] = 0
    assert is_withheld(dark)
    assert rgb(np.full((240, 108, 4), 7, np.uint8), 2).shape == (120, 54, 3)


def test_keys_by_every_name() -> None:
    assert [key_code(name) for name in ("back", "Home", "KEYCODE_ENTER", "volume_up", "recents", "a", "7", "F5")] == [
        4, 3, 66, 24, 187, 29, 14, 135,
    ]  # fmt: skip
    assert chord_codes(["ctrl", "a"]) == [113, 29]
    with pytest.raises(UnknownKey, match="no key of that name"):
        chord_codes(["ctrl", "warp"])


@pytest.mark.parametrize(
    ("direction", "axis", "sign"), [("down", 1, -1), ("up", 1, 1), ("right", 0, -1), ("left", 0, 1)]
)
def test_the_view_travels_where_the_scroll_says_and_the_finger_the_other_way(direction, axis, sign) -> None:
    [(start, end)] = scroll_path(Display(1080, 2400, 420), direction, None, None)
    moved = [b - a for a, b in zip(start, end, strict=True)]
    assert moved[axis] * sign > 0
    assert moved[1 - axis] == 0


@given(
    st.sampled_from(["up", "down", "left", "right"]),
    st.floats(1, 9000),
    st.floats(0, 1079),
    st.floats(0, 2399),
)
def test_fingers_stay_off_the_edges_and_go_the_whole_way(direction, distance, x, y) -> None:
    display = Display(1080, 2400, 420, 0, (Box(500, 0, 580, 120),))
    strokes = scroll_path(display, direction, distance, ScreenPoint(x, y))
    for point in (point for stroke in strokes for point in stroke):
        assert 100 <= point[0] <= 980
        assert 120 < point[1] <= 2280
    done = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in strokes)
    assert abs(done - distance) <= 1 + len(strokes) * 1.5 or len(strokes) == 10


LISTED = """add device 1: /dev/input/event0
  name:     "gpio-keys"
  events:
    KEY (0001): KEY_VOLUMEDOWN        KEY_VOLUMEUP
add device 2: /dev/input/event2
  name:     "fts"
  events:
    KEY (0001): BTN_TOUCH
    ABS (0003): ABS_MT_SLOT           : value 0, min 0, max 9, fuzz 0, flat 0, resolution 0
                ABS_MT_POSITION_X     : value 0, min 0, max 4095, fuzz 0, flat 0, resolution 0
                ABS_MT_POSITION_Y     : value 0, min 0, max 9599, fuzz 0, flat 0, resolution 0
"""


@pytest.mark.parametrize(
    ("rotation", "size", "place"),
    [
        (0, (1080, 2400), (1079, 0)),
        (1, (2400, 1080), (0, 0)),
        (2, (1080, 2400), (0, 2399)),
        (3, (2400, 1080), (2399, 1079)),
    ],
)
def test_a_finger_at_the_panel_s_upper_right_corner(
    rotation: int, size: tuple[int, int], place: tuple[int, int]
) -> None:
    panel = read_panel(LISTED)
    assert panel is not None
    assert panel.device == "/dev/input/event2"
    point = panel.on_screen(4095, 0, Display(*size, 420, rotation))
    assert (round(point.x), round(point.y)) == place


def test_a_finger_is_followed_and_a_second_one_is_not() -> None:
    panel = read_panel(LISTED)
    assert panel is not None
    fingers = Fingers(panel)
    lines = (
        "ABS_MT_TRACKING_ID 00000001", "ABS_MT_POSITION_X 00000010", "ABS_MT_POSITION_Y 00000020",
        "SYN_REPORT 00000000",
        "ABS_MT_SLOT 00000001", "ABS_MT_TRACKING_ID 00000002", "ABS_MT_POSITION_X 00000999", "SYN_REPORT 00000000",
        "ABS_MT_SLOT 00000000", "ABS_MT_POSITION_X 00000030", "SYN_REPORT 00000000",
        "ABS_MT_TRACKING_ID ffffffff", "SYN_REPORT 00000000",
    )  # fmt: skip
    felt = [one for line in lines for one in fingers.take(f"[   12.500000] /dev/input/event2: EV_ABS {line}")]
    assert [(one.kind, one.x, one.y) for one in felt] == [("down", 16, 32), ("move", 48, 32), ("up", 48, 32)]
    assert not list(fingers.take("[   12.500000] /dev/input/event0: EV_KEY KEY_VOLUMEUP DOWN"))
