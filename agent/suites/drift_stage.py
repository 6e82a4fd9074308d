"""A stage for one replay under drift: a private display, a program on it, and a bridge that sees what is truly hit.

A program is recorded once as it is, by a person of the script's; every replay comes to a fresh display on which
something differs. What was done is told by the program itself (`Act.done`), apart from any picture.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from agent.macros.grounding.describing import node_at
from agent.reading import Reader, plain, words_of
from agent.suites.drift_programs import Touch
from bridges.action import Hover, ScreenAction
from bridges.atspi import AtspiTree
from bridges.base import Node, Observation
from bridges.coordinates import ScreenPoint, Size
from bridges.desktop import Desktop
from bridges.session import connect
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from bridges.windows import Window, Windows

SCREEN = Size(1280, 800)
EVERY = (
    "moved", "resized", "maximised", "dark theme", "other theme", "other font", "scaled", "other resolution",
    "surprise dialog", "slow",
)  # fmt: skip
"""The kinds of drift that any program can be put under."""
COMES_S = 40.0
"""A browser on a busy machine takes some seconds."""
WHOLE_TREE_S = 1.5
UNREAD = "unread"
"""What is hit where the programs do not tell all in time."""


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


class Wholly:
    """The act on a display that tells everything of itself, which is where the person's hand finds things."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self.tree = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._act, name)


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
        hit = ""
        if isinstance(point, ScreenPoint) and not isinstance(action, Hover) and self._nodes is not None and self.asks:
            # Whoever acts has not seen what this look sees.
            known = self._known
            seen = self.glance()
            at = seen.geometry.to_frame(point)
            node = node_at(Observation(seen.frame, seen.geometry, seen.taken_at, tree=self.nodes()), at)
            unread = UNREAD if not self._nodes.complete else "nothing"
            hit = f"{node.role} “{node.name}”" if node else unread
            self._known = known
        super().perform(action)
        if hit:
            self.hit.append(hit)
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
            until(lambda: act.ready() and windows.active_id() != 0, f"{act.name} to come up")
            window = windows.active()
            assert window is not None
            if setting.place is not None:
                _put(windows, window, setting.place(setting.chance, window, setting.screen))
            with Watched(display) as bridge:
                bridge.observe()
                yield Stage(display, bridge, home, act, windows.active() or window)
        finally:
            connection.close()


def awaited(stage: Stage, touch: Touch, reader: Reader | None = None) -> Node | None:
    """What the person acts on, once it is there; None for what has the focus."""
    nodes = stage.bridge.nodes if stage.act.told or reader is None else lambda: _read(stage, touch, reader)
    found: Node | None = until(lambda: named(nodes(), touch), f"“{touch.name}” in {stage.act.name}")
    return found


def _read(stage: Stage, touch: Touch, reader: Reader) -> tuple[Node, ...]:
    """What is read as the touch's name, alone or before its keys."""
    elements = reader.texts(stage.bridge.observe())
    said = [one for one in elements if plain(words_of(one).split("\n")[0]) == plain(touch.name)]
    return tuple(Node(one.role, touch.name, one.box) for one in said)


def named(nodes: tuple[Node, ...], touch: Touch) -> Any:
    """The node that a touch speaks of; True where it speaks of none."""
    if not touch.name:
        return True
    alike = [node for node in nodes if node.name == touch.name and touch.role in node.role and node.box.area > 0]
    return min(alike, key=lambda node: (node.role in ("label", "static"), node.box.area), default=None)


def _put(windows: Windows, window: Window, place: tuple[int, int, int, int] | None) -> None:
    """Ask the window manager to put the window there, and wait until it has gone."""
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
    ends = time.monotonic() + 3.0
    while time.monotonic() < ends:
        now = windows.active()
        if now and (now.left, now.top, now.width, now.height) != before:
            return
        time.sleep(0.02)


def until(condition: Callable[[], Any], what: str) -> Any:
    """What the condition gives once it holds, None where that is only True. Raises TimeoutError."""
    ends = time.monotonic() + COMES_S
    while not (found := condition()):
        if time.monotonic() > ends:
            raise TimeoutError(f"waited {COMES_S:g} s for {what}")
        time.sleep(0.05)
    return None if found is True else found
