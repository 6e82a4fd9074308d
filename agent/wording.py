"""Steps in words, for the person: “click “Save” at (412, 310)”. Secrets stay placeholders."""

from __future__ import annotations

from bridges.action import Action, AppSwitch, Ask, Drag, Finished, Input, Open, Press, Scroll, Select, Wait
from bridges.coordinates import FramePoint
from model.base import Target

LONGEST = 60


def summary(action: Action, target: Target | None = None, points: tuple[FramePoint, ...] = ()) -> str:
    """One line on what an action does; ``points`` are its points in frame pixels."""
    where = "".join(f" at ({p.x:.0f}, {p.y:.0f})" for p in points[:1])
    called = f" “{shortened(target.words)}”" if target and target.words else ""
    match action:
        case Input():
            return f"type “{shortened(action.text)}”{f' into{called}' if called else ''}{where}"
        case Select():
            return f"select “{shortened(action.text)}”{f' in{called}' if called else ''}{where}"
        case Press():
            return f"press {'+'.join(action.keys)}"
        case Open():
            return f"open {action.app}"
        case AppSwitch():
            return f"switch to {action.app}"
        case Wait():
            return f"wait {action.seconds:g} s"
        case Scroll():
            return f"scroll {action.direction}{called}{where}"
        case Drag():
            return f"drag{called}" + " to".join(f" ({p.x:.0f}, {p.y:.0f})" for p in points)
        case Finished():
            return f"finish with {action.status}"
        case Ask():
            return f"ask “{shortened(action.question)}”"
        case _:
            return f"{action.action}{called}{where}"


def shortened(text: str, limit: int = LONGEST) -> str:
    """The text on one line, cut at the limit."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"
