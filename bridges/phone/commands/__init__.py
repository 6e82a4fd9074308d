"""Android's commands, with its words and exit statuses. `programs` gives them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from bridges.phone.commands import (
    activity,
    capture,
    dumpsys,
    getevent,
    ime,
    input,  # noqa: A004
    packages,
    properties,
    service,
)
from bridges.phone.shell.process import Process, Program
from bridges.phone.shell.toybox import TOYBOX

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def programs(phone: Phone) -> Mapping[str, Program]:
    """Every command of the phone by name."""
    android: dict[str, Callable[[Phone, Process], int]] = {
        "am": activity.am,
        "cmd": service.cmd,
        "date": properties.date,
        "dumpsys": dumpsys.dumpsys,
        "getevent": getevent.getevent,
        "getprop": properties.getprop,
        "id": properties.identity,
        "ime": ime.ime,
        "input": input.input_command,
        "monkey": activity.monkey,
        "pidof": properties.pidof,
        "pm": packages.pm,
        "ps": properties.ps,
        "screencap": capture.screencap,
        "service": service.service,
        "settings": properties.settings,
        "svc": properties.svc,
        "uiautomator": capture.uiautomator,
        "uname": properties.uname,
        "uptime": properties.uptime,
        "whoami": properties.identity,
        "wm": capture.wm,
    }
    known: dict[str, Program] = dict(TOYBOX)
    known.update({name: partial(act, phone) for name, act in android.items()})
    for name in ("echo", "printf", "sleep", "sh", "true", "false", "test", "pwd", "which"):
        known.setdefault(name, lambda process: 0)  # built in; here so that `which` and /system/bin know them
    return known
