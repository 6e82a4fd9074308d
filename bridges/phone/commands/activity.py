"""`am` and `monkey`: starting, stopping and telling applications."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bridges.phone.app import App
from bridges.phone.commands.failing import FAILED, exception
from bridges.phone.commands.ime import adb_keyboard
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

MAIN: Final = "android.intent.action.MAIN"
HOME: Final = "android.intent.category.HOME"
VIEW: Final = "android.intent.action.VIEW"
_VALUED: Final = frozenset(
    ("--user", "-f", "--display", "-t", "-i", "-P", "-R", "--windowingMode", "--receiver-permission")
)
_EXTRAS: Final = frozenset(
    ("-e", "--es", "--ei", "--el", "--ez", "--ef", "--eia", "--ela", "--esa", "--efa", "--eu", "--ecn")
)


@dataclass
class Intent:
    """What `am` is asked to send."""

    action: str = ""
    data: str = ""
    categories: list[str] = field(default_factory=list)
    component: str = ""
    package: str = ""
    extras: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        parts = [f"act={self.action}"] if self.action else []
        if self.categories:
            parts.append(f"cat=[{','.join(self.categories)}]")
        if self.data:
            parts.append(f"dat={_hidden(self.data)}")
        if self.package:
            parts.append(f"pkg={self.package}")
        if self.component:
            parts.append(f"cmp={_short(self.component)}")
        if self.extras:
            parts.append("(has extras)")
        return f"Intent {{ {' '.join(parts)} }}"


def _hidden(data: str) -> str:
    """Data as Intent.toString writes it: what may be private is left out."""
    return (
        re.sub(r"^(\w+://[^/]+/).+", r"\1...", data)
        if data.startswith("http")
        else re.sub(r"^(tel|sms|mailto):.*", r"\1:xxx", data)
    )


def _short(component: str) -> str:
    package, _, name = component.partition("/")
    return f"{package}/{name.removeprefix(package) if name.startswith(package + '.') else name}"


def read_intent(words: list[str]) -> Intent:
    """Arguments of `am start` and `am broadcast`. IndexError where a value is missing."""
    intent = Intent()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "-a":
            intent.action = rest.pop(0)
        elif word == "-d":
            intent.data = rest.pop(0)
        elif word == "-c":
            intent.categories.append(rest.pop(0))
        elif word == "-n":
            intent.component = rest.pop(0)
        elif word == "-p":
            intent.package = rest.pop(0)
        elif word in _EXTRAS:
            name = rest.pop(0)
            intent.extras[name] = rest.pop(0)
        elif word in _VALUED:
            rest.pop(0)
        elif word.startswith("-"):
            intent.flags.add(word)
        elif "/" in word and "://" not in word:
            intent.component = word
        elif ":" in word:
            intent.data = word
        else:
            intent.package = word
    return intent


def am(phone: Phone, process: Process) -> int:
    """`am start|broadcast|force-stop|kill|…`."""
    words = process.arguments
    verb, rest = (words[0], words[1:]) if words else ("", [])
    with phone.lock:
        try:
            if verb in ("start", "start-activity"):
                return _start(phone, process, read_intent(rest))
            if verb == "broadcast":
                return _broadcast(phone, process, read_intent(rest))
        except IndexError:
            return exception(process, verb, f'java.lang.IllegalArgumentException: Argument expected after "{rest[-1]}"')
        if verb in ("force-stop", "kill"):
            for package in rest:
                if package in phone.apps:
                    phone.stop_app(package)
            return 0
        if verb == "get-current-user":
            process.say("0")
            return 0
        if verb == "stack" and rest[:1] == ["list"]:
            for task in reversed(phone.tasks):
                process.say(
                    f"  taskId={task.number}: {task.app.package}/{task.app.activity} visible={task is phone.task}"
                )
            return 0
    process.complain(f"Unknown command: {verb}" if verb else "Activity manager (activity) commands:")
    return FAILED


def resolve(phone: Phone, intent: Intent) -> tuple[App, str, dict[str, Any]] | None:
    """The application and page that answer to an intent; LookupError for a component that does not exist."""
    if intent.component:
        package, _, name = intent.component.partition("/")
        app = phone.apps.get(package)
        short = name.removeprefix(package) if name.startswith(f"{package}.") else name
        if app is None or (short != app.activity and short not in app.activities):
            raise LookupError(intent.component)
        return app, app.activities.get(short, ""), {}
    if HOME in intent.categories:
        return phone.apps["com.android.launcher3"], "", {}
    scheme = intent.data.partition(":")[0]
    for app in phone.apps.values():
        if intent.package and app.package != intent.package:
            continue
        if intent.action in app.actions and (not intent.data or not app.hosts or scheme in app.hosts):
            return app, app.actions[intent.action], _arguments(intent)
        if intent.data and scheme in app.hosts and intent.action in (VIEW, ""):
            return app, app.link_page, _arguments(intent)
        if intent.package and intent.action in (MAIN, "") and not intent.data:
            return app, "", {}
    return None


def _arguments(intent: Intent) -> dict[str, Any]:
    found: dict[str, Any] = {"data": intent.data} if intent.data else {}
    return found | {name: value for name, value in intent.extras.items() if name.isidentifier()}


def _start(phone: Phone, process: Process, intent: Intent) -> int:
    if not intent.action and not intent.component and not intent.data and not intent.package:
        return exception(
            process, "start", "java.lang.IllegalArgumentException: Intent must specify a component, action or data"
        )
    if intent.component and not intent.action and not intent.categories:
        shown = intent
    else:
        intent.action = intent.action or (VIEW if intent.data else MAIN if intent.package else "")
        shown = intent
    process.say(f"Starting: {shown}")
    try:
        found = resolve(phone, intent)
    except LookupError:
        process.complain(f"Error type 3\nError: Activity class {{{_long(intent.component)}}} does not exist.")
        return 1
    if found is None:
        process.complain(f"Error: Activity not started, unable to resolve {str(intent)[:-2]} flg=0x10000000 }}")
        return 1
    app, page, arguments = found
    if "-S" in intent.flags:
        phone.stop_app(app.package)
    in_front = phone.task is not None and phone.task.app is app
    go(phone, app, page, arguments)
    if in_front and not page:
        process.complain(
            "Warning: Activity not started, intent has been delivered to currently running top-most instance."
        )
    if "-W" in intent.flags:
        process.say(f"Status: ok\nLaunchState: {'HOT' if in_front else 'COLD'}\nActivity: {app.package}/{app.activity}")
        process.say("TotalTime: 83\nWaitTime: 91\nComplete")
    return 0


def go(phone: Phone, app: App, page: str = "", arguments: dict[str, Any] | None = None) -> None:
    """Show an application; the launcher is home."""
    if app.package == "com.android.launcher3":
        phone.go_home()
    else:
        phone.launch(app.package, page, arguments)


def _long(component: str) -> str:
    package, _, name = component.partition("/")
    return f"{package}/{package}{name}" if name.startswith(".") else component


def _broadcast(phone: Phone, process: Process, intent: Intent) -> int:
    process.say(
        f"Broadcasting: {str(intent).replace(' (has extras)', '')[:-2]} flg=0x400000{' (has extras)' if intent.extras else ''} }}"
    )
    if intent.action.startswith("ADB_"):
        adb_keyboard(phone, intent.action, intent.extras)
    phone.log("broadcast", action=intent.action)
    process.say("Broadcast completed: result=0")
    return 0


def monkey(phone: Phone, process: Process) -> int:
    """`monkey -p PACKAGE [-c CATEGORY] 1`, which clients use to start an application."""
    words = list(process.arguments)
    package, count = "", ""
    while words:
        word = words.pop(0)
        if word in ("-p", "-c", "-s", "--throttle") and words:
            value = words.pop(0)
            package = value if word == "-p" else package
        elif word.startswith("--pct") and words:
            words.pop(0)
        elif word.isdigit():
            count = word
    if not count:
        process.complain("** Error: Count not specified")
        return FAILED
    process.say(f"  bash arg: -p\n  bash arg: {package}\n  bash arg: {count}")
    with phone.lock:
        app = phone.apps.get(package)
        if app is None or not app.listed:
            process.complain("** No activities found to run, monkey aborted.")
            return 252
        go(phone, app)
    process.say(
        f"Events injected: {count}\n## Network stats: elapsed time=12ms (0ms mobile, 0ms wifi, 12ms not connected)"
    )
    return 0
