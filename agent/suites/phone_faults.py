"""What goes wrong with a phone during a run, one at a time, and how such a run may end."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One switch of the pretend phone, and the errors that may end a run because of it."""

    name: str
    values: Mapping[str, Any]
    errors: frozenset[str]


GIVES_UP = frozenset({"Finished", "StepFailed", "Stuck", "CommandFailed"})


def fault_of(chance: random.Random) -> Fault:
    """One fault of the list, at a random moment."""
    after = chance.randint(2, 6)
    faults = (
        Fault("slow-frames", {"slow_frames": chance.choice((0.2, 0.5))}, GIVES_UP),
        Fault("offline", {"offline_after": chance.randint(4, 60), "offline_seconds": 1.0},
              frozenset({"DeviceLost", "DeviceOffline", "NotTyped"})),
        Fault("ime-late", {"ime_late": chance.uniform(0.3, 1.5)}, frozenset({"NotTyped"})),
        Fault("ime-denied", {"ime_denied": True}, frozenset({"NotTyped"})),
        Fault("stale-tree", {"stale_tree": 2.0}, GIVES_UP),
        Fault("no-idle", {"no_idle": chance.randint(1, 4)}, GIVES_UP),
        Fault("modal", {"modal_after": after}, GIVES_UP),
        Fault("secure", {"secure": True}, GIVES_UP | {"SecureScreen"}),
    )  # fmt: skip
    return chance.choice(faults)
