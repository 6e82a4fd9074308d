"""`getprop`, `settings`, `svc`, `date` and what else tells about the phone."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from bridges.phone.commands.failing import FAILED, exception
from bridges.phone.quicksettings import set_switch
from bridges.phone.settings import NAMESPACES
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

MODEL: Final = {
    "ro.product.name": "mimic_phone",
    "ro.product.model": "Mimic Phone",
    "ro.product.device": "mimic",
}


def properties(phone: Phone) -> dict[str, str]:
    """All system properties."""
    locale = {"zh-Hans-CN": "zh-CN"}.get(phone.settings.tables["system"]["system_locales"], "en-US")
    return {
        **MODEL,
        "gsm.operator.alpha": "Mimic Mobile",
        "gsm.sim.state": "LOADED",
        "init.svc.adbd": "running",
        "persist.sys.locale": locale,
        "persist.sys.timezone": "UTC",
        "ro.adb.secure": "0" if phone.build.serial.startswith("emulator") else "1",
        "ro.boot.qemu": "0",
        "ro.build.characteristics": "default",
        "ro.build.fingerprint": "mimic/mimic_phone/mimic:14/UQ1A.240105.002/1:user/release-keys",
        "ro.build.id": "UQ1A.240105.002",
        "ro.build.type": "user",
        "ro.build.version.release": "14",
        "ro.build.version.sdk": "34",
        "ro.build.version.security_patch": "2024-01-05",
        "ro.debuggable": "0",
        "ro.hardware": "mimic",
        "ro.product.brand": "mimic",
        "ro.product.cpu.abi": "arm64-v8a",
        "ro.product.locale": "en-US",
        "ro.product.manufacturer": "Mimic",
        "ro.secure": "1",
        "ro.serialno": phone.build.serial,
        "ro.sf.lcd_density": str(phone.build.density),
        "sys.boot_completed": "1",
        "sys.usb.state": "adb",
    }


def getprop(phone: Phone, process: Process) -> int:
    """One property, or all."""
    with phone.lock:
        known = properties(phone)
    if not process.arguments:
        for name in sorted(known):
            process.say(f"[{name}]: [{known[name]}]")
        return 0
    default = process.arguments[1] if len(process.arguments) > 1 else ""
    process.say(known.get(process.arguments[0], default))
    return 0


def settings(phone: Phone, process: Process) -> int:
    """`settings get|put|delete|list NAMESPACE …`."""
    words = (
        [word for word in process.arguments if word not in ("--user", "0", "current")]
        if "--user" in process.arguments
        else list(process.arguments)
    )
    verb = words[0] if words else ""
    table = words[1] if len(words) > 1 else ""
    if verb not in ("get", "put", "delete", "list") or table not in NAMESPACES:
        why = f"Invalid namespace '{table}'" if verb in ("get", "put", "delete", "list") else f"Invalid command: {verb}"
        process.complain(why)
        return FAILED
    with phone.lock:
        held = phone.settings.tables[table]
        if verb == "list":
            for name in sorted(held):
                process.say(f"{name}={held[name]}")
        elif len(words) < 3 or (verb == "put" and len(words) < 4):
            process.complain("Bad arguments")
            return FAILED
        elif verb == "get":
            process.say(held.get(words[2], "null"))
        elif verb == "delete":
            process.say(f"Deleted {int(held.pop(words[2], None) is not None)} rows")
        else:
            held[words[2]] = words[3]
        phone.changed()
    return 0


def svc(phone: Phone, process: Process) -> int:
    """`svc wifi|data|bluetooth|power …`."""
    words = process.arguments
    names = {"wifi": "wifi_on", "data": "mobile_data", "bluetooth": "bluetooth_on"}
    if len(words) < 2 or words[0] not in (*names, "power", "nfc"):
        process.complain(
            "Available commands:\n    help     Show information about the subcommands\n    power\n    data\n    wifi\n    bluetooth"
        )
        return 1
    if words[0] in names:
        if words[1] not in ("enable", "disable"):
            process.complain(f"Invalid argument: {words[1]}")
            return 1
        with phone.lock:
            on = words[1] == "enable"
            if phone.settings.on("global", names[words[0]]) != on:
                set_switch(phone, "global", names[words[0]])
    return 0


def date(phone: Phone, process: Process) -> int:
    """The phone's time, by a format where one is given."""
    with phone.lock:
        now = time.gmtime(phone.now())
        seconds = phone.now()
    layout = next((word[1:] for word in process.arguments if word.startswith("+")), "%a %b %e %H:%M:%S UTC %Y")
    layout = re.sub(r"%(\d*)N", lambda found: f"{seconds % 1:.9f}"[2 : 2 + int(found.group(1) or 9)], layout)
    process.say(time.strftime(layout.replace("%s", str(int(seconds))), now))
    return 0


def identity(phone: Phone, process: Process) -> int:
    """`id` and `whoami`."""
    if process.name == "whoami":
        process.say("shell")
    elif "-u" in process.arguments:
        process.say("shell" if "-n" in process.arguments else "2000")
    else:
        process.say("uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log),1011(adb),1015(sdcard_rw),"
                    "1028(sdcard_r),3003(inet) context=u:r:shell:s0")  # fmt: skip
    return 0


def uname(phone: Phone, process: Process) -> int:
    process.say(
        "Linux localhost 6.1.43-android14 #1 SMP PREEMPT aarch64 Toybox" if "-a" in process.arguments else "Linux"
    )
    return 0


def uptime(phone: Phone, process: Process) -> int:
    with phone.lock:
        seconds = int(phone.uptime)
        clock = time.strftime("%H:%M:%S", time.gmtime(phone.now()))
    process.say(f" {clock} up {seconds // 60} min,  0 users,  load average: 0.10, 0.08, 0.05")
    return 0


def _processes(phone: Phone) -> list[tuple[str, int, str]]:
    return [(f"u0_a{100 + task.number}", 4000 + task.number, task.app.package) for task in phone.tasks]


def ps(phone: Phone, process: Process) -> int:
    with phone.lock:
        running = _processes(phone)
    process.say("USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME")
    for user, pid, name in [("root", 1, "init"), ("system", 1210, "system_server"), *running]:
        process.say(f"{user:<12} {pid:>5}   512 1412345  98120 0                   0 S {name}")
    return 0


def pidof(phone: Phone, process: Process) -> int:
    with phone.lock:
        found = [str(pid) for _, pid, name in _processes(phone) if name in process.arguments]
    process.say(" ".join(found), "\n" if found else "")
    return int(not found)


__all__ = [
    "date",
    "exception",
    "getprop",
    "identity",
    "pidof",
    "properties",
    "ps",
    "settings",
    "svc",
    "uname",
    "uptime",
]
