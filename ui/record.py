"""`mimic record`: watch a person do something, list the steps as they come, and keep them as a macro."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType
from typing import TypeAlias

from rich.console import Console

from agent.macros.file.filling import texts_of
from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros
from agent.macros.recording.meaning import Meant
from agent.macros.recording.recorder import Recorder
from agent.macros.recording.watching import Watch
from agent.secrets import names_in
from agent.session import ParsedTexts
from agent.settings import Settings, load
from bridges.action import Open
from bridges.android.ears import PhoneEars
from bridges.android.link import Link
from bridges.android.phone import AndroidPhone
from bridges.atspi import AtspiTree
from bridges.base import Bridge
from bridges.desktop import Desktop
from bridges.errors import BridgeError
from bridges.hotkeys import HotKeys
from bridges.lock import DisplayLock
from bridges.recorder import Ears
from bridges.recorder_x11 import X11Ears
from bridges.registry import open_bridge
from bridges.stop import Stop
from model.registry import model_named
from ui.failures import FINISHED
from ui.macro_words import lines_of
from ui.plain import printable
from ui.recordings import going_on

LISTEN_S = 0.1


def record(name: str, target: str | None, opened: str | None, *, tree: bool, as_json: bool) -> int:
    """Record until the stop hotkey or Ctrl+C. Raises MacroUnusable, BridgeError."""
    settings = load({"device": target}).settings
    macros = Macros()
    macros.check_free(name)
    if settings.device.partition(":")[0] == "virtual":
        raise BridgeError(
            f"Recording on {settings.device}", "your mouse and keyboard do not reach a private desktop",
            "Record on desktop; replay it there or on virtual.",
        )  # fmt: skip
    telling = Telling(as_json=as_json)
    over = threading.Event()
    with ExitStack() as stack:
        began, listening = _listening(stack, settings, opened, over, tree=tree)
        bridge, ears, watch, ending = listening
        recorder = Recorder(ears, watch, settings.stop_hotkey.replace("escape", "esc").split("+"), began)
        _until_stopped(over, recorder)
        stack.enter_context(going_on(name))
        telling.say(f"Recording {bridge.name}. {ending} ends it.", {"recording": bridge.name})
        told = 0
        while not over.wait(LISTEN_S):
            steps = recorder.listen()
            # The last one may still grow: a text that is being typed, a wheel that turns on.
            for step in steps[told : max(told, len(steps) - 1)]:
                telling.step(step, watch)
            told = max(told, len(steps) - 1)
        for step in recorder.listen()[told:]:
            telling.step(step, watch)
        telling.say("Ended. Looking at what was done …")
        reader = ParsedTexts(model_named("mini"))
        macro = recorder.macro(name, macros, reader, bridge.name, opened or "", settings.device)
        unsure = ears.unsure if isinstance(ears, PhoneEars) else 0
    telling.saved(macro, macros.file(name), unsure)
    return FINISHED


class Telling:
    """What the person reads, or a program with ``as_json``. A terminal that has been closed meanwhile stops nothing."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(stderr=as_json, highlight=False)
        self._number = 0
        self._window = ""

    def say(self, line: str, data: Mapping[str, object] | None = None) -> None:
        """One line for people; ``data`` for programs."""
        with suppress(OSError):
            if self._as_json and data is not None:
                print(json.dumps(data, ensure_ascii=False), flush=True)
            self._console.print(line, markup=False, soft_wrap=True)

    def step(self, step: Meant, watch: Watch) -> None:
        """A step as it is heard, below the name of its window where that is another than before."""
        seen = watch.before(step.at)
        window = printable(seen.window or seen.application, 80)
        if window != self._window and not self._as_json:
            self._window = window
            self.say(f"  in {window or 'the bare desktop'}")
        self._number += 1
        words = _words(step)
        with suppress(OSError):
            if self._as_json:
                print(json.dumps({"step": step.kind, "words": words, "window": window}, ensure_ascii=False), flush=True)
            else:
                self._console.print(f"{self._number:>5}  {words}", markup=False, soft_wrap=True)

    def saved(self, macro: Macro, file: Path, unsure: int) -> None:
        """What the recording has become."""
        for line in lines_of(macro):
            self.say(line)
        if unsure:
            self.say(f"{unsure} times a field was left before what was typed last could be read: look at the macro.")
        for secret in dict.fromkeys(names_in(texts_of(macro))):
            self.say(f"A hidden text was not kept. Give it to the keyring: mimic secret set {secret}")
        data = {"macro": macro.name, "steps": len(macro.steps), "file": str(file)}
        self.say(f"{len(macro.steps)} steps in {file}. Replay them with: mimic replay {macro.name}", data)


def _words(step: Meant) -> str:
    where = f" at ({step.points[0].x:.0f}, {step.points[0].y:.0f})" if step.points else ""
    # What is typed may be a password: only its length is shown before the field is known.
    letters = f" {len(step.text)} character{'' if len(step.text) == 1 else 's'}"
    what = letters if step.kind == "input" else " " + "+".join(step.keys) if step.keys else ""
    return printable(f"{step.kind}{what}{where}")


Listening: TypeAlias = tuple[Bridge, Ears, Watch, str]
"""The device, its ears, what is seen of it, and what ends the recording."""


def _listening(
    stack: ExitStack, settings: Settings, opened: str | None, over: threading.Event, *, tree: bool
) -> tuple[float, Listening]:
    """When the recording began, and all that it takes. Raises BridgeError where the device has no ears."""
    bridge = open_bridge(settings.device, Stop(), tree=False)
    if isinstance(bridge, Desktop):
        stack.callback(bridge.close)
        lock = DisplayLock(bridge.display)
        lock.acquire()
        stack.callback(lock.release)
        began = _opened(bridge, opened)
        return began, _to_desktop(stack, bridge, settings, over, tree=tree)
    if isinstance(bridge, AndroidPhone):
        stack.enter_context(bridge)
        began = _opened(bridge, opened)
        return began, _to_phone(stack, bridge, tree=tree)
    raise BridgeError(
        f"Recording on {settings.device}", "there are no ears for this device", "Record on desktop or android."
    )


def _opened(bridge: Bridge, app: str | None) -> float:
    began = time.time()
    if app:
        bridge.perform(Open(app=app))
        bridge.observe()
    return began


def _to_desktop(
    stack: ExitStack, bridge: Desktop, settings: Settings, over: threading.Event, *, tree: bool
) -> Listening:
    environment = bridge.environment
    stack.enter_context(HotKeys(bridge.display, {settings.stop_hotkey: over.set}, environment))
    ears = stack.enter_context(X11Ears(bridge.display, environment))
    # Nobody waits for this tree: it may take its time, as long as it is whole.
    reader = AtspiTree(bridge.display, environment, application_s=1.0, total_s=1.5) if tree else None
    if reader:
        stack.callback(reader.close)
    watch = stack.enter_context(Watch(bridge, (lambda seen: reader.read(seen.geometry)) if reader else None))
    return bridge, ears, watch, f"{settings.stop_hotkey} on {bridge.display}"


def _to_phone(stack: ExitStack, bridge: AndroidPhone, *, tree: bool) -> Listening:
    """Fingers on the phone itself; its tree is read by a bridge of its own, beside the looks."""
    beside = AndroidPhone(Link(bridge.link.serial, bridge.stop), tree=True)
    beside.observe()
    ears = stack.enter_context(PhoneEars(Link(bridge.link.serial, bridge.stop), beside.read_back))
    watch = stack.enter_context(Watch(bridge, (lambda _seen: beside.nodes()) if tree else None))
    return bridge, ears, watch, "Ctrl+C"


CLICKS = {signal.SIGINT: 0, signal.SIGTERM: 0, signal.SIGHUP: 0, signal.SIGUSR1: 1, signal.SIGUSR2: 2}
"""Signals that end a recording -> how many of the person's last clicks did so: the panel's button, its tray menu."""


def _until_stopped(over: threading.Event, recorder: Recorder) -> None:
    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as the signal module calls it
        recorder.end(CLICKS[signal.Signals(number)])
        over.set()

    for number in CLICKS:
        signal.signal(number, stop)
