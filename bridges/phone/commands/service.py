"""`cmd SERVICE …` and `service call …`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bridges.phone.commands import activity, capture, ime, input, packages, properties  # noqa: A004
from bridges.phone.commands.failing import FAILED
from bridges.phone.quicksettings import set_dark, set_switch
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def cmd(phone: Phone, process: Process) -> int:
    """Hand a command to a system service."""
    words = process.arguments
    if not words:
        process.complain("cmd: No service specified; use -l to list all services")
        return 20
    if words[0] == "-l":
        process.say(
            "Currently running services:\n  activity\n  clipboard\n  input\n  input_method\n  package\n  settings\n  window"
        )
        return 0
    inner = replace(process, arguments=words[1:])
    acts = {
        "activity": activity.am,
        "input": input.input_command,
        "input_method": ime.ime,
        "package": packages.pm,
        "settings": properties.settings,
        "window": capture.wm,
        "clipboard": _clipboard,
        "statusbar": _statusbar,
        "uimode": _uimode,
        "bluetooth_manager": _bluetooth,
        "wifi": _wifi,
    }
    act = acts.get(words[0])
    if act is None:
        process.complain(f"cmd: Can't find service: {words[0]}")
        return 20
    return act(phone, inner)


def _clipboard(phone: Phone, process: Process) -> int:
    """AOSP's clipboard has no shell command; some makers' has get-text and set-text."""
    words = process.arguments
    if not phone.build.vendor_clipboard:
        process.complain("No shell command implementation.")
        return FAILED
    with phone.lock:
        if words[:1] == ["set-text"] and len(words) > 1:
            phone.clipboard = words[1]
            phone.changed()
            return 0
        if words[:1] == ["get-text"]:
            process.say(phone.clipboard)
            return 0
    process.complain("Clipboard service commands:\n  get-text\n  set-text TEXT")
    return FAILED


def _statusbar(phone: Phone, process: Process) -> int:
    levels = {"expand-notifications": 1, "expand-settings": 2, "collapse": 0}
    verb = process.arguments[0] if process.arguments else ""
    if verb not in levels:
        process.complain(f"Unknown command: {verb}")
        return FAILED
    with phone.lock:
        phone.shade = levels[verb]
        phone.changed()
    return 0


def _uimode(phone: Phone, process: Process) -> int:
    words = process.arguments
    if words[:1] != ["night"] or (len(words) > 1 and words[1] not in ("yes", "no", "auto")):
        process.complain("Error: unknown command")
        return FAILED
    with phone.lock:
        if len(words) > 1:
            set_dark(phone, words[1] == "yes")
        process.say(f"Night mode: {'yes' if phone.settings.dark else 'no'}")
    return 0


def _radio(phone: Phone, process: Process, name: str, on: bool) -> int:
    with phone.lock:
        if phone.settings.on("global", name) != on:
            set_switch(phone, "global", name)
    return 0


def _bluetooth(phone: Phone, process: Process) -> int:
    if process.arguments[:1] in (["enable"], ["disable"]):
        return _radio(phone, process, "bluetooth_on", process.arguments[0] == "enable")
    return FAILED


def _wifi(phone: Phone, process: Process) -> int:
    words = process.arguments
    if words[:1] == ["set-wifi-enabled"] and words[1:2] in (["enabled"], ["disabled"]):
        return _radio(phone, process, "wifi_on", words[1] == "enabled")
    if words[:1] == ["status"]:
        with phone.lock:
            process.say(f"Wifi is {'enabled' if phone.settings.on('global', 'wifi_on') else 'disabled'}")
        return 0
    return FAILED


def service(phone: Phone, process: Process) -> int:
    """`service list|check|call`: a parcel that says the shell may not, as on phones since Android 10."""
    words = process.arguments
    if words[:1] == ["check"] and len(words) > 1:
        process.say(f"Service {words[1]}: found")
    elif words[:1] == ["call"] and len(words) > 2:
        process.say("Result: Parcel(00000000 00000000   '........')")
    elif words[:1] == ["list"]:
        process.say("Found 3 services:\n0\tclipboard: [android.content.IClipboard]\n1\twindow: [android.view.IWindowManager]"
                    "\n2\tinput_method: [com.android.internal.view.IInputMethodManager]")  # fmt: skip
    else:
        process.complain("service: Usage: service [-h|-?]")
        return 10
    return 0
