"""`getevent`: what the kernel's event devices tell, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridges.phone.hand import DEVICE, RawEvent
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

LOOK_S: Final = 0.1
_NAMES: Final = {("BTN_TOUCH", 1): "DOWN", ("BTN_TOUCH", 0): "UP"}


def getevent(phone: Phone, process: Process) -> int:
    """`getevent -lp` lists the devices; `getevent -lt [DEVICE]` goes on telling until the host has gone."""
    flags = "".join(word[1:] for word in process.arguments if word.startswith("-"))
    if "p" in flags:
        wide, high = phone.build.size
        process.say(
            f"add device 1: {DEVICE}\n"
            '  name:     "touchscreen"\n'
            "  events:\n"
            "    KEY (0001): BTN_TOUCH            \n"
            "    ABS (0003): ABS_MT_SLOT           : value 0, min 0, max 9, fuzz 0, flat 0, resolution 0\n"
            f"                ABS_MT_POSITION_X     : value 0, min 0, max {wide - 1}, fuzz 0, flat 0, resolution 0\n"
            f"                ABS_MT_POSITION_Y     : value 0, min 0, max {high - 1}, fuzz 0, flat 0, resolution 0\n"
            "                ABS_MT_TRACKING_ID    : value 0, min 0, max 65535, fuzz 0, flat 0, resolution 0\n"
            "  input props:\n    INPUT_PROP_DIRECT"
        )
        return 0
    hand = phone.hand
    told = hand.events[-1] if hand.events else None
    while process.alive():
        with hand.came:
            new = _since(hand.events, told)
            if not new:
                hand.came.wait(LOOK_S)
                new = _since(hand.events, told)
        if new:
            told = new[-1]
            process.say("\n".join(map(_line, new)))
    return 0


def _since(events: list[RawEvent], last: RawEvent | None) -> list[RawEvent]:
    at = next((index for index in range(len(events) - 1, -1, -1) if events[index] is last), -1)
    return events[at + 1 :]


def _line(one: RawEvent) -> str:
    value = _NAMES.get((one.code, one.value), f"{one.value:08x}")
    return f"[{one.at:15.6f}] {DEVICE}: {one.kind:<12} {one.code:<20} {value}"
