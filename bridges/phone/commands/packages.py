"""`pm`: what is installed and what it may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bridges.phone.app import App
from bridges.phone.commands.failing import FAILED, exception
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

_SERVICES: Final = ("com.android.inputmethod.latin", "com.android.permissioncontroller", "com.android.systemui")


def installed(phone: Phone) -> list[tuple[str, bool]]:
    """Names of all packages, with whether each belongs to the system."""
    found = [(app.package, app.system) for app in phone.apps.values()]
    found += [(name, True) for name in ("android", *_SERVICES)]
    if any(name.startswith("com.android.adbkeyboard/") for name in phone.input_methods.installed):
        found.append(("com.android.adbkeyboard", False))
    return sorted(dict.fromkeys(found))


def path_of(package: str, system: bool) -> str:
    """Where its APK lies."""
    if package == "android":
        return "/system/framework/framework-res.apk"
    name = package.rpartition(".")[2].capitalize()
    return f"/system/app/{name}/{name}.apk" if system else f"/data/app/~~Qm9vbXM=/{package}-MTIz/base.apk"


def pm(phone: Phone, process: Process) -> int:
    """`pm list|path|grant|revoke|clear|install|uninstall|…`."""
    words = process.arguments
    verb, rest = (words[0], words[1:]) if words else ("", [])
    act = _VERBS.get(verb)
    if act is None:
        process.complain(f"Unknown command: {verb}" if verb else "Package manager (package) commands:")
        return FAILED
    with phone.lock:
        return act(phone, process, rest)


def _list(phone: Phone, process: Process, words: list[str]) -> int:
    what = words[0] if words else ""
    if what == "users":
        process.say("Users:\n\tUserInfo{0:Owner:c13} running")
        return 0
    if what == "features":
        process.say("feature:android.hardware.touchscreen\nfeature:android.hardware.wifi")
        return 0
    if what not in ("packages", "package"):
        process.complain(f"Error: unknown list type '{what}'")
        return FAILED
    options = [word for word in words[1:] if word.startswith("-")]
    wanted = next((word for word in words[1:] if not word.startswith("-") and word != "0"), "")
    for name, system in installed(phone):
        if wanted not in name or ("-3" in options and system) or ("-s" in options and not system) or "-d" in options:
            continue
        process.say(f"package:{path_of(name, system)}={name}" if "-f" in options else f"package:{name}")
    return 0


def _path(phone: Phone, process: Process, words: list[str]) -> int:
    for name, system in installed(phone):
        if words and name == words[-1]:
            process.say(f"package:{path_of(name, system)}")
            return 0
    return 1


def _permit(phone: Phone, process: Process, words: list[str], grant: bool) -> int:
    verb = "grant" if grant else "revoke"
    names = [word for word in words if not word.startswith("-") and word != "0"]
    if len(names) < 2:
        return exception(process, verb, "java.lang.IllegalArgumentException: no permission specified")
    package, permission = names[0], names[1]
    app = phone.apps.get(package)
    if app is None:
        return exception(process, verb, f"java.lang.IllegalArgumentException: Unknown package: {package}")
    if permission not in app.permissions:
        return exception(
            process, verb,
            f"java.lang.SecurityException: Package {package} has not requested permission {permission}",
        )  # fmt: skip
    granted = phone.granted.setdefault(package, set())
    if grant:
        granted.add(permission)
    else:
        granted.discard(permission)
    phone.denied.setdefault(package, set()).discard(permission)
    phone.log(verb, package=package, permission=permission)
    return 0


def _clear(phone: Phone, process: Process, words: list[str]) -> int:
    app = phone.apps.get(words[-1]) if words else None
    if app is None:
        process.say("Failed")
        return 1
    phone.stop_app(app.package)
    for table in (phone.granted, phone.denied):
        table.pop(app.package, None)
    if app.root:
        app.root(phone)
    phone.log("cleared", package=app.package)
    process.say("Success")
    return 0


def _uninstall(phone: Phone, process: Process, words: list[str]) -> int:
    package = words[-1] if words else ""
    app = phone.apps.get(package)
    if package == "com.android.adbkeyboard" and (package, False) in installed(phone):
        phone.input_methods.uninstall(package)
    elif app is not None and not app.system:
        phone.stop_app(package)
        del phone.apps[package]
    else:
        process.say("Failure [DELETE_FAILED_INTERNAL_ERROR]")
        return 1
    phone.log("uninstalled", package=package)
    process.say("Success")
    return 0


def _install(phone: Phone, process: Process, words: list[str]) -> int:
    process.stdin.read()
    process.say("Failure [INSTALL_PARSE_FAILED_NOT_APK: Failed to parse: this phone installs nothing]")
    return 1


def main_activity(phone: Phone, package: str) -> App | None:
    """The application with an icon in the launcher."""
    app = phone.apps.get(package)
    return app if app is not None and app.listed else None


def _resolve(phone: Phone, process: Process, words: list[str]) -> int:
    """`cmd package resolve-activity --brief PACKAGE`."""
    package = next((word for word in reversed(words) if "." in word and not word.startswith("android.intent")), "")
    app = main_activity(phone, package)
    if app is None:
        process.say("No activity found")
        return 0
    if "--brief" in words:
        process.say("priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true")
        process.say(f"{app.package}/{app.activity}")
    else:
        process.say(f"priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true\nActivityInfo:\n"
                    f"  name={app.package}{app.activity}\n  packageName={app.package}")  # fmt: skip
    return 0


def _query(phone: Phone, process: Process, words: list[str]) -> int:
    found = [app for app in phone.apps.values() if app.listed]
    process.say(f"{len(found)} activities found:")
    for number, app in enumerate(found):
        process.say(
            f"  Activity #{number}:\n    priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true"
        )
        process.say(f"    {app.package}/{app.activity}")
    return 0


_VERBS: Final[dict[str, Callable[[Phone, Process, list[str]], int]]] = {
    "list": _list,
    "path": _path,
    "grant": lambda phone, process, words: _permit(phone, process, words, True),
    "revoke": lambda phone, process, words: _permit(phone, process, words, False),
    "clear": _clear,
    "install": _install,
    "uninstall": _uninstall,
    "resolve-activity": _resolve,
    "query-activities": _query,
}
