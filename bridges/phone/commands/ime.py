"""`ime`, and what ADBKeyboard does with broadcasts."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from bridges.phone import editing
from bridges.phone.commands.failing import FAILED, exception
from bridges.phone.commands.keycodes import press
from bridges.phone.inputmethod import Denied
from bridges.phone.settings import ADB_KEYBOARD
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def ime(phone: Phone, process: Process) -> int:
    """`ime list|enable|disable|set|reset` (AOSP, InputMethodManagerService.java)."""
    words = process.arguments
    verb = words[0] if words else "help"
    names = [word for word in words[1:] if not word.startswith("-")]
    with phone.lock:
        if verb == "list":
            return _list(phone, process)
        if verb == "reset":
            phone.input_methods.reset()
            chosen = phone.input_methods.chosen
            process.say("Reset current and enabled IMEs for user #0")
            process.say(f"  Newly selected IME: {chosen}\n  Newly enabled IMEs:\n   {chosen}")
            return 0
        if verb in ("enable", "disable", "set"):
            if not names:
                return exception(process, verb, f'java.lang.IllegalArgumentException: Argument expected after "{verb}"')
            return _change(phone, process, verb, names[0])
    process.say("ime <command>:\n  list [-a] [-s]\n  enable [--user <USER_ID>] <ID>\n  disable [--user <USER_ID>] <ID>\n"
                "  set [--user <USER_ID>] <ID>\n  reset [--user <USER_ID>]")  # fmt: skip
    return 0 if verb in ("help", "-h") else FAILED


def _list(phone: Phone, process: Process) -> int:
    methods = phone.input_methods
    flags = "".join(word[1:] for word in process.arguments[1:] if word.startswith("-"))
    for name in methods.installed if "a" in flags else methods.enabled:
        if "s" in flags:
            process.say(name)
            continue
        package, _, service = name.partition("/")
        process.say(
            f"{name}:\n  mId={name} mSettingsActivityName=null mIsVrOnly=false mSupportsSwitchingToNextInputMethod=true"
        )
        process.say(
            f"  mIsDefaultResId=0x0\n  Service:\n    ServiceInfo:\n      name={package}{service}\n      packageName={package}"
        )
    return 0


def _change(phone: Phone, process: Process, verb: str, name: str) -> int:
    methods = phone.input_methods
    doing = {"enable": "enabled", "disable": "disabled", "set": "selected"}[verb]
    try:
        if verb == "enable":
            word = "already" if methods.enable(name) else "now"
            process.say(f"Input method {name}: {word} enabled for user #0")
        elif verb == "disable":
            word = "now" if methods.disable(name) else "already"
            process.say(f"Input method {name}: {word} disabled for user #0")
        else:
            methods.choose(name)
            process.say(f"Input method {name} selected for user #0")
    except KeyError:
        process.complain(f"Unknown input method {name} cannot be {doing} for user #0")
        return FAILED
    except Denied:
        return exception(process, verb, "java.lang.SecurityException: Input method is not permitted by device policy")
    return 0


def adb_keyboard(phone: Phone, action: str, extras: dict[str, str]) -> None:
    """Take a broadcast, if ADBKeyboard is really the current input method; it hears nothing otherwise."""
    if phone.input_methods.bound != ADB_KEYBOARD:
        return
    if action == "ADB_INPUT_TEXT" and "msg" in extras:
        editing.insert(phone, extras["msg"])
    elif action == "ADB_INPUT_B64" and "msg" in extras:
        try:
            editing.insert(phone, base64.b64decode(extras["msg"], validate=False).decode("utf-8", "replace"))
        except binascii.Error:
            phone.log("adb keyboard", error="bad base64")
    elif action == "ADB_INPUT_CHARS" and "chars" in extras:
        codes = [int(one) for one in extras["chars"].split(",") if one.strip().isdigit()]
        editing.insert(phone, "".join(map(chr, codes)))
    elif action == "ADB_INPUT_CODE" and extras.get("code", "").isdigit():
        press(phone, int(extras["code"]), False)
    elif action == "ADB_EDITOR_CODE":
        editing.enter(phone)
    elif action == "ADB_CLEAR_TEXT":
        editing.clear(phone)
