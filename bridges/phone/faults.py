"""What can go wrong on purpose."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Faults:
    """Switches; zero, empty and False mean a phone in good order."""

    slow_frames: float = 0.0
    """Seconds that each screencap takes longer."""
    offline_after: int = 0
    """Cut the connection in the middle of the n-th command from now."""
    offline_seconds: float = 3.0
    """How long it stays away then."""
    unauthorised: bool = False
    """No key is accepted and nothing is asked."""
    unauthorised_after: int = 0
    """Somebody revokes the authorisations in the middle of the n-th command from now."""
    unauthorised_seconds: float = 0.0
    """After how long they are given again then; 0 for never."""
    ime_late: float = 0.0
    """Seconds between `ime set` and the keyboard really being there."""
    ime_denied: bool = False
    """`ime enable` and `ime set` are refused, as by a device's policy."""
    stale_tree: float = 0.0
    """uiautomator shows what was on the screen that many seconds ago."""
    no_idle: int = 0
    """The next n dumps fail with "could not get idle state"."""
    modal_after: int = 0
    """A system dialog comes up at the n-th touch or key from now."""
    secure: bool = False
    """Every page has FLAG_SECURE."""
    crash_after: int = 0
    """The application in front crashes at the n-th touch or key from now."""

    def change(self, values: dict[str, Any]) -> None:
        """Set switches by name. ValueError for an unknown name or a value of the wrong kind."""
        known = {one.name: type(getattr(self, one.name)) for one in fields(self)}
        for name, value in values.items():
            kind = known.get(name)
            if kind is None:
                raise ValueError(f"no fault is called {name!r}; there are: {', '.join(known)}")
            if kind is bool and not isinstance(value, bool):
                raise ValueError(f"the fault {name!r} is on or off, not {value!r}")
            try:
                setattr(self, name, kind(value))
            except TypeError as error:
                raise ValueError(f"the fault {name!r} takes a number, not {value!r}") from error
