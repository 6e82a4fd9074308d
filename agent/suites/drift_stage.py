"""A stage for one replay under drift: a private display, a program on it, and a bridge that sees what is truly hit.

A program is recorded once as it is, by a person of the script's; every replay comes to a fresh display on which
something differs. What was done is told by the program itself (`Act.done`), apart from any picture.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import psutil

from agent.base import Event, Failed, Finished, Nobody
from agent.macros.classing import classed
from agent.macros.describing import node_at
from agent.macros.filling import values_of
from agent.macros.recorded import Deedlet, assembled
from agent.macros.schema import Macro, Recorded
from agent.macros.session import Account, Desk
from agent.macros.store import Macros
from agent.reading import Reader, plain, words_of
from agent.settings import Settings
from agent.suites.drift_programs import Touch
from bridges.action import ACTION, Action, AppSwitch, ScreenAction
from bridges.atspi import AtspiTree
from bridges.base import Node, Observation
from bridges.coordinates import FramePoint, ScreenPoint, Size
from bridges.desktop import Desktop
from bridges.session import connect
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from bridges.windows import Window, Windows
from model.base import Expectation

SCREEN = Size(1280, 800)
COMES_S = 40.0
"""A browser on a busy machine takes some seconds."""
SLOW_S = 2.0
WHOLE_TREE_S = 1.5
UNREAD = "unread"
"""What is hit where the programs do not tell all in time."""
TELLS_S, PAINTS_S = 2.0, 0.3
"""How long a program may take to tell of a deed, and to paint what came of it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the desktop is at one replay."""

    kind: str = "as recorded"
    seed: int = 0
    screen: Size = SCREEN
    scale: float = 1.0
    place: Callable[[random.Random, Window, Size], tuple[int, int, int, int] | None] | None = None
    """Where the window goes after it has come: left, top, width, height; None for maximised."""

    @property
    def chance(self) -> random.Random:
        return random.Random(self.seed)


class Act(Protocol):
    """One program with what a person does in it."""

    name: str
    touches: tuple[Touch, ...]
    told: bool
    """Whether it tells of what is in its window; else the person's hand goes by what can be read there."""
    notice: str
    """What shows when it comes up, and goes by itself; a person waits for that before the recording."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of drift that it can be put under."""

    @property
    def tree(self) -> bool:
        """Whether the replay's display has an accessibility bus, which `done` asks."""

    def start(self, display: PrivateDisplay, setting: Setting, home: Path, /) -> None:
        """Start it so."""

    def ready(self) -> bool:
        """Whether it has come up, as far as it tells itself."""

    def done(self, stage: Stage, /) -> list[str]:
        """What was done so far, one line each; the last may tell how things stand."""

    def harmless(self, line: str, /) -> bool:
        """Whether a line may stand there though it was not recorded: a surprise that was sent away."""


class Watched(Desktop):
    """A desktop that notes what is hit, and lets things happen at the moment of an action."""

    def __init__(self, display: PrivateDisplay, stop: Stop | None = None) -> None:
        super().__init__(display.name, stop, environment=display.environment)
        self._nodes = AtspiTree(display.name, display.environment, WHOLE_TREE_S, WHOLE_TREE_S) if display.tree else None
        self.hit: list[str] = []
        self.before: Callable[[int], None] = lambda _: None
        self.after: Callable[[], None] = lambda: None
        self.asks = True
        """Whether the programs are asked at each press what is there."""
        self._count = 0

    def close(self) -> None:
        if self._nodes is not None:
            self._nodes.close()
        super().close()

    def nodes(self) -> tuple[Node, ...]:
        """What the programs tell of themselves."""
        if self._nodes is None:
            return ()
        seen = self.glance()
        return self._nodes.read(seen.geometry) or ()

    def perform(self, action: ScreenAction) -> None:
        self._count += 1
        self.before(self._count)
        point = getattr(action, "start_point", None)
        if isinstance(point, ScreenPoint) and self._nodes is not None and self.asks:
            seen = self.glance()
            at = seen.geometry.to_frame(point)
            node = node_at(Observation(seen.frame, seen.geometry, seen.taken_at, tree=self.nodes()), at)
            unread = UNREAD if not self._nodes.complete else "nothing"
            self.hit.append(f"{node.role} “{node.name}”" if node else unread)
        super().perform(action)
        self.after()


@dataclass(slots=True)
class Stage:
    """A program that is up, with the bridge to it."""

    display: PrivateDisplay
    bridge: Watched
    home: Path
    act: Act
    window: Window


@contextmanager
def staged(act: Act, setting: Setting, home: Path) -> Iterator[Stage]:
    """The program on a display of its own, its window where the setting wants it."""
    with PrivateDisplay(setting.screen, tree=act.tree, compositor=False) as display:
        connection = connect(display.name, display.environment)
        try:
            windows = Windows(connection)
            # Away from where windows come up: what the pointer rests on may explain itself over what is pressed first.
            connection.screen().root.warp_pointer(4, setting.screen.height // 2)
            act.start(display, setting, home)
            _until(lambda: act.ready() and windows.active_id() != 0, f"{act.name} to come up")
            window = windows.active()
            assert window is not None
            if setting.place is not None:
                _put(windows, window, setting.place(setting.chance, window, setting.screen))
            with Watched(display) as bridge:
                bridge.observe()
                yield Stage(display, bridge, home, act, windows.active() or window)
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Done:
    """A recording: the macro, what the program says was done, and how it stood after each deed."""

    macro: Macro
    meant: list[str]
    states: frozenset[str]


def record(act: Act, home: Path, name: str, macros: Macros) -> Done:
    """Do once what the act's person does."""
    recording = Wholly(act)
    with staged(recording, Setting(), home) as stage:
        desk = Desk(stage.bridge, Settings(confirm="never"), Nobody(), macros)
        _until(lambda: not act.notice or _named(stage.bridge.nodes(), Touch("click", act.notice)) is None, "the notice")
        first = stage.bridge.observe()
        expect = Expectation(kind="window", text=first.window)
        deeds = [Deedlet(AppSwitch(app=first.application or first.window), (), first, first, expect=expect)]
        done = act.done(stage)
        states = set(done[-1:])
        for touch in act.touches:
            node = awaited(stage, touch, desk.reader)
            seen = stage.bridge.observe()
            elements = desk.reader.texts(seen) if node else ()
            point = FramePoint(round(node.box.center.x), round(node.box.center.y)) if node else None
            action = _action(touch, point)
            shift = seen.geometry.to_screen(point) if point else None
            stage.bridge.perform(_on_screen(touch, shift))
            after = _come_of(stage, len(done))
            done = act.done(stage)
            deeds.append(Deedlet(action, (point,) if point else (), seen, after, elements))
            states |= set(done[-1:])
        height, width = first.frame.shape[:2]
        recorded = Recorded(device=stage.bridge.name, screen=Size(width, height), source="hand")
        graded = [deeds[0], *classed(deeds[1:], desk.reader)]
        return Done(assembled(name, act.name, graded, recorded, macros), done, frozenset(states))


def _come_of(stage: Stage, before: int) -> Observation:
    """What the screen shows once the program has told of a deed, as far as it does, and nothing moves any more."""
    until = time.monotonic() + TELLS_S
    while len(stage.act.done(stage)) <= before and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(PAINTS_S)
    return stage.bridge.observe()


def awaited(stage: Stage, touch: Touch, reader: Reader | None = None) -> Node | None:
    """What the person acts on, once it is there; None for what has the focus."""
    nodes = stage.bridge.nodes if stage.act.told or reader is None else lambda: _read(stage, touch, reader)
    found: Node | None = _until(lambda: _named(nodes(), touch), f"“{touch.name}” in {stage.act.name}")
    return found


def _read(stage: Stage, touch: Touch, reader: Reader) -> tuple[Node, ...]:
    """What is read as the touch's name, alone or before its keys."""
    elements = reader.texts(stage.bridge.observe())
    named = [one for one in elements if plain(words_of(one).split("\n")[0]) == plain(touch.name)]
    return tuple(Node(one.role, touch.name, one.box) for one in named)


@dataclass(slots=True)
class Replayed:
    """How a replay under drift went."""

    finished: bool
    why: str
    done: list[str]
    account: Account
    events: list[Event] = field(default_factory=list)


def replay(
    act: Act, setting: Setting, home: Path, macro: Macro, macros: Macros, surprise: Callable[[Stage], None] | None
) -> Replayed:
    """Replay the macro where things are as the setting has them."""
    account = Account()
    with staged(act, setting, home) as stage:
        desk = Desk(stage.bridge, Settings(confirm="never"), Nobody(), macros)
        stage.bridge.asks = setting.kind != "slow"
        if surprise is not None:
            at = setting.chance.randint(2, max(2, len(macro.steps) - 1))

            def before(number: int) -> None:
                if number == at:
                    surprise(stage)

            stage.bridge.before = before
        if setting.kind == "slow" and not hasattr(act, "spec"):
            stage.bridge.after = lambda: _hold(stage)
        events = list(desk.replayed(macro, values_of(macro, {}), account))
        last = events[-1]
        if setting.kind == "slow":
            time.sleep(SLOW_S)
        done = act.done(stage)
    finished = isinstance(last, Finished) and last.status == "success"
    return Replayed(finished, last.why if isinstance(last, Failed) else "", done, account, events)


class Wholly:
    """The act on a display that tells everything of itself, which is where the person's hand finds things."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self.tree = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._act, name)


def _named(nodes: tuple[Node, ...], touch: Touch) -> Any:
    """The node that a touch speaks of; True where it speaks of none."""
    if not touch.name:
        return True
    alike = [node for node in nodes if node.name == touch.name and touch.role in node.role and node.box.area > 0]
    return min(alike, key=lambda node: (node.role in ("label", "static"), node.box.area), default=None)


def _action(touch: Touch, point: FramePoint | None) -> Action:
    return ACTION.validate_python(_fields(touch, (point.x, point.y) if point else None))


def _on_screen(touch: Touch, point: ScreenPoint | None) -> Any:
    from bridges.action import SCREEN_ACTION

    return SCREEN_ACTION.validate_python(_fields(touch, (point.x, point.y) if point else None))


def _fields(touch: Touch, point: tuple[float, float] | None) -> Mapping[str, Any]:
    fields: dict[str, Any] = {"action": touch.do}
    if point is not None:
        fields["start_point"] = list(point)
    if touch.do == "input":
        fields["text"] = touch.text
    if touch.do == "press":
        fields["keys"] = touch.text.split("+")
    return fields


def _hold(stage: Stage) -> None:
    """The program answers two seconds late: it stands still as long."""
    running = [one.pid for one in _family(stage.window.pid)]
    for pid in running:
        _send(pid, signal.SIGSTOP)

    def go_on() -> None:
        for pid in running:
            _send(pid, signal.SIGCONT)

    threading.Timer(SLOW_S, go_on).start()


def _family(pid: int | None) -> list[psutil.Process]:
    if pid is None:
        return []
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _send(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _put(windows: Windows, window: Window, place: tuple[int, int, int, int] | None) -> None:
    from Xlib import X
    from Xlib.protocol.event import ClientMessage

    root, target = windows._root, windows._window(window.id)
    atom = windows._connection.intern_atom
    if place is None:
        both = (atom("_NET_WM_STATE_MAXIMIZED_HORZ"), atom("_NET_WM_STATE_MAXIMIZED_VERT"))
        message, data = "_NET_WM_STATE", (1, *both, 2, 0)
    else:
        # Gravity 1: the frame's corner goes there. A size of 0 stays as it is.
        given = 0b11 if not any(place[2:]) else 0b1111
        message, data = "_NET_MOVERESIZE_WINDOW", (1 | given << 8 | 2 << 12, *place)
    event = ClientMessage(window=target, client_type=atom(message), data=(32, data))
    root.send_event(event, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    windows._connection.sync()
    before = (window.left, window.top, window.width, window.height)
    until = time.monotonic() + 3.0
    while time.monotonic() < until:
        now = windows.active()
        if now and (now.left, now.top, now.width, now.height) != before:
            return
        time.sleep(0.02)


def _until(condition: Callable[[], Any], what: str) -> Any:
    until = time.monotonic() + COMES_S
    while not (found := condition()):
        if time.monotonic() > until:
            raise TimeoutError(f"waited {COMES_S:g} s for {what}")
        time.sleep(0.05)
    return None if found is True else found
