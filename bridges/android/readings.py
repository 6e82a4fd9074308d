"""What `dumpsys` and `wm` tell, read: size, density, rotation, cut-outs, what is in front, the keyboard.

The lines are those of Android 10 to 14; where versions differ, all known forms are looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bridges.coordinates import Box

LOOK = (
    "dumpsys window | grep -E 'mCurrentFocus|mFocusedApp|mCurrentRotation|mRotation=| cur=|init=|DisplayCutout\\{|"
    "SECURE|mAwake|mInputMethodWindow'; wm density"
)
"""Everything that is asked about the screen at each look, in one command."""


@dataclass(frozen=True, slots=True)
class Display:
    """The screen of a phone as it lies now."""

    width: int
    height: int
    """Logical pixels in the present rotation: what `input` takes."""
    density: int = 160
    """Dots an inch; 160 dots are one dp a pixel."""
    rotation: int = 0
    """Quarter turns counter-clockwise, 0 to 3."""
    cutouts: tuple[Box, ...] = ()
    """Where the panel has a hole, in logical pixels."""
    awake: bool = True


@dataclass(frozen=True, slots=True)
class Front:
    """What has the focus."""

    package: str = ""
    activity: str = ""
    window: str = ""
    """The window's own title where it is none of an activity, such as "NotificationShade"."""
    secure: bool = False
    """Whether some visible window forbids pictures of itself."""

    @property
    def interruption(self) -> str:
        """The title of the system's window where it is none that a person opens."""
        return "" if _OPENED.match(self.window) else self.window


_OPENED = re.compile(
    r"NotificationShade|StatusBar|NavigationBar|Taskbar|InputMethod|PopupWindow|VolumeDialog|GlobalActions|Keyguard|"
    r"AssistPreviewPanel|ScreenDecor|RecentsPanel|Recents|Magnification|Toast"
)
_FOCUS = re.compile(r"mCurrentFocus=Window\{\w+ (?:u\d+ )?([^}]*)\}")
_APP = re.compile(r"mFocusedApp=.*?\s([\w.]+)/([\w.$]+)")
_CUTOUT = re.compile(r"Rect\((-?\d+), (-?\d+) - (-?\d+), (-?\d+)\)")


def read_display(told: str) -> Display | None:
    """The display from `dumpsys window`; None where it does not tell the size."""
    size = re.search(r"\bcur=(\d+)x(\d+)", told)
    if size is None:
        return None
    width, height = int(size[1]), int(size[2])
    density = re.search(r"\b(\d+)dpi\b", told)
    based = (
        re.search(r"Override density: (\d+)", told)
        or re.search(r"\bbase=\d+x\d+ (\d+)dpi", told)
        or density
        or re.search(r"Physical density: (\d+)", told)
    )
    turned = re.search(r"m(?:Current)?Rotation=(?:ROTATION_)?(\d+)", told)
    degrees = int(turned[1]) if turned else 0
    return Display(
        width,
        height,
        int(based[1]) if based else 160,
        (degrees // 90 if degrees > 3 else degrees) % 4,
        _cutouts(told, width, height),
        "mAwake=false" not in told,
    )


def _cutouts(told: str, width: int, height: int) -> tuple[Box, ...]:
    line = next((one for one in told.splitlines() if "DisplayCutout{" in one and "boundingRect" in one), "")
    bounds = line.partition("boundingRect")[2]
    boxes = (Box(*map(float, one)) for one in _CUTOUT.findall(bounds))
    whole = Box(0, 0, width, height)
    return tuple(dict.fromkeys(box for box in boxes if box.area > 0 and box.intersection(whole) == box))


def read_front(told: str) -> Front:
    """What has the focus, from `dumpsys window`. The application where a window of the system has it."""
    focused = [one for one in _FOCUS.findall(told) if one != "null"]
    title = focused[-1].strip() if focused else ""
    package, slash, activity = title.partition("/")
    app = _APP.search(told)
    if slash and " " not in package:
        front = Front(package, _whole(package, activity), "")
    elif app is not None:
        front = Front(app[1], _whole(app[1], app[2]), title)
    else:
        front = Front(window=title)
    secure = any(re.search(r"\bfl=[^\n]*\bSECURE\b", line) for line in told.splitlines())
    return Front(front.package, front.activity, front.window, secure)


def _whole(package: str, activity: str) -> str:
    return package + activity if activity.startswith(".") else activity


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The input method as `dumpsys input_method` tells it."""

    chosen: str
    """The one that is set."""
    active: str
    """The one that is really bound to the field; empty while it is being changed."""
    shown: bool
    input_type: int | None = None
    """Android's InputType of the field that has the focus, where the dump tells it."""

    @property
    def many_lines(self) -> bool | None:
        """Whether the field takes more than one line; None where nobody knows."""
        return None if self.input_type is None else bool(self.input_type & 0x20000 or self.input_type & 0x40000)


def read_keyboard(told: str) -> Keyboard:
    chosen = re.search(r"mCurMethodId=(\S+)", told) or re.search(r"mSelectedMethodId=(\S+)", told)
    bound = re.search(r"mCurId=(\S+)", told)
    lost = "mHaveConnection=false" in told or "mBoundToMethod=false" in told
    kind = re.search(r"mInputEditorInfo:?\s*\n?\s*inputType=0x([0-9a-fA-F]+)", told) or re.search(
        r"\binputType=0x([0-9a-fA-F]+)", told
    )
    return Keyboard(
        _named(chosen),
        "" if lost else _named(bound),
        "mInputShown=true" in told,
        int(kind[1], 16) if kind else None,
    )


def _named(found: re.Match[str] | None) -> str:
    return "" if found is None or found[1] == "null" else found[1]


def read_launchers(told: str) -> dict[str, str]:
    """Package to component, from `cmd package query-activities --brief` of launcher activities."""
    found: dict[str, str] = {}
    for line in told.splitlines():
        component = line.strip()
        if re.fullmatch(r"[\w.]+/[\w.$]+", component):
            found.setdefault(component.partition("/")[0], component)
    return found
