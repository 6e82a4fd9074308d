"""Real applications on the stage: what was hit is told by the accessibility tree, what came of it by their state."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from agent.suites.drift_programs import Touch
from agent.suites.drift_stage import EVERY, UNREAD, Setting, Stage
from agent.suites.drift_themes import dressed
from bridges.virtual import PrivateDisplay

State: TypeAlias = Callable[[Stage], str]
STATE = "state: "
"""Before the line that tells how things stand."""
SOME = 3
"""Of the files that are there besides."""


class Application:
    """A real application; what was hit is told by its accessibility tree, what came of it by its state."""

    kinds: tuple[str, ...] = EVERY

    def __init__(
        self,
        command: tuple[str, ...],
        toolkit: str,
        touches: tuple[Touch, ...],
        state: State,
        files: Mapping[str, str] | None = None,
        *,
        name: str = "",
        notice: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        """``more``: files of which some are there besides where a list has other rows than it had."""
        self.name, self.notice = name or command[0], notice
        self.touches = touches
        self.tree = self.told = toolkit != "gtk2"
        self.more: Mapping[str, str] = {}
        self._more = more or {}
        self._by_state = False
        self._command, self._toolkit, self._state, self._files = command, toolkit, state, files or {}
        if toolkit == "gtk2":
            self.kinds = tuple(kind for kind in EVERY if kind != "scaled")
        if self._more:
            self.kinds = (*self.kinds, "reordered")

    def start(self, display: PrivateDisplay, setting: Setting, home: Path) -> None:
        some = setting.chance.sample(sorted(self._more), SOME) if setting.kind == "reordered" else []
        self.more = {name: self._more[name] for name in some}
        for name, text in {**self._files, **self.more}.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self._by_state = not self.told or setting.kind in ("scaled", "slow")
        environment, arguments = dressed(self._toolkit, setting, home)
        own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        command = [part.format(home=home) for part in self._command]
        display.start([*command, *arguments], {**display.environment, **own, **environment})

    def ready(self) -> bool:
        return True

    def done(self, stage: Stage) -> list[str]:
        # Under another scale toolkits tell places of their own reckoning, and who stands still tells none: there only
        # the state tells, and of who tells nothing.
        hit = [] if self._by_state else stage.bridge.hit
        return [*hit, f"{STATE}{self._state(stage)}"]

    def harmless(self, line: str) -> bool:
        return line == "push button “Not now”"


def file_text(name: str) -> State:
    """What stands in a file of the home folder."""

    def state(stage: Stage) -> str:
        path = stage.home / name
        return path.read_text("utf-8").rstrip("\n") if path.exists() else f"{name} is not there"

    return state


def names_in(folder: str) -> State:
    """The names in a folder. Files that are there besides are told of only where they are no longer as they were."""

    def state(stage: Stage) -> str:
        here = {str(path.relative_to(stage.home)) for path in (stage.home / folder).rglob("*")}
        more: Mapping[str, str] = getattr(stage.act, "more", {})
        kept = {name for name, text in more.items() if name in here and (stage.home / name).read_text("utf-8") == text}
        lost = [f"{name} is not as it was" for name in sorted(more) if name not in kept]
        return " ".join([*sorted(here - kept), *lost])

    return state


def shown(stage: Stage) -> str:
    """What a calculator shows, as it tells the accessibility bus."""
    until = time.monotonic() + 5.0
    while time.monotonic() < until:
        texts = [one.text or one.name for one in stage.bridge.nodes() if one.role in ("text", "panel")]
        if any(texts):
            return next(text for text in texts if text).strip()
        time.sleep(0.2)
    return UNREAD
