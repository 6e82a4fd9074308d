"""What is scheduled already, read from the files of systemd and launchd and from a crontab."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import unescape

from agent.macros.scheduling.schedule import MARK, Scheduler, agents, units


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A macro that is replayed by itself."""

    macro: str
    times: str
    scheduler: Scheduler
    options: tuple[str, ...] = ()
    """Of `mimic replay`, such as "--on", "virtual"."""

    @property
    def target(self) -> str | None:
        """Where it is replayed; None for where it was recorded."""
        return next((value for option, value in self._pairs if option == "--on"), None)

    @property
    def values(self) -> dict[str, str]:
        """Those of its parameters."""
        given = (value.partition("=") for option, value in self._pairs if option == "--set")
        return {name: value for name, _, value in given}

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return list(zip(self.options[::2], self.options[1::2], strict=False))


def scheduled_in(home: Path, crontab: str) -> list[Scheduled]:
    """The jobs that stand in the files of systemd and launchd, and in a crontab."""
    found = []
    files: list[tuple[Scheduler, Path]] = [("systemd", path) for path in sorted(units(home).glob("mimic-*.timer"))]
    files += [("launchd", path) for path in sorted(agents(home).glob("org.mimic.*.plist"))]
    for scheduler, path in files:
        text = path.read_text("utf-8", "replace")
        marked = re.search(rf"{MARK}(.+) ([\w-]+)(?: -->)?$", text, re.MULTILINE)
        if marked:
            command = _started_by(path) if scheduler == "systemd" else _listed(text)
            found.append(Scheduled(marked[2], marked[1], scheduler, _options(command)))
    for line in crontab.splitlines():
        before, mark, macro = line.rpartition(f"# {MARK}")
        if mark and not line.startswith("#"):
            *times, started = before.split(maxsplit=1 if before.startswith("@") else 5)
            command = shlex.split(started.replace("\\%", "%"))
            found.append(Scheduled(macro.strip(), " ".join(times), "cron", _options(command)))
    return found


def _options(command: Sequence[str]) -> tuple[str, ...]:
    if "replay" not in command or "--json" not in command:
        return ()
    return tuple(command[command.index("replay") + 1 : command.index("--json")])


def _started_by(timer: Path) -> list[str]:
    """The command of the unit that a timer starts."""
    service = timer.with_suffix(".service")
    text = service.read_text("utf-8", "replace") if service.is_file() else ""
    line = re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)
    return [part.replace("%%", "%").replace("$$", "$") for part in shlex.split(line[1])] if line else []


def _listed(plist: str) -> list[str]:
    return [unescape(part) for part in re.findall(r"<string>(.*?)</string>", plist, re.DOTALL)]
