"""A run made by hand, in the form that the agent writes: drawn screens, every kind of event, hostile words."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from agent.base import (
    Answered,
    Asked,
    Consequence,
    Event,
    Failed,
    Finished,
    Healed,
    Performed,
    Planned,
    Refused,
    Started,
    Verified,
)
from bridges.action import Click, Drag, Input, Open
from bridges.base import Frame
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from model.base import Decision, Element, Target

SIZE = Size(1280, 800)
HOSTILE = """<script>document.title="pwned"</script>"><img src=x onerror="document.title='pwned'"> \x1b[31m{{ 7*7 }}"""
SAVE = Box(820, 560, 920, 596)


def drawn(text: str, *, dialog: bool = False) -> Frame:
    """A screen with an editor window that holds ``text``, with a dialog over it."""
    picture = Image.new("RGB", (SIZE.width, SIZE.height), (58, 68, 84))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(22)
    draw.rounded_rectangle((140, 90, 1140, 700), 10, fill=(250, 250, 250))
    draw.rounded_rectangle((140, 90, 1140, 132), 10, fill=(222, 222, 226))
    draw.text((560, 98), "Notes", fill=(40, 40, 40), font=font)
    draw.text((170, 160), text, fill=(20, 20, 20), font=font)
    if dialog:
        draw.rounded_rectangle((360, 300, 960, 620), 12, fill=(240, 240, 244), outline=(120, 120, 130), width=2)
        draw.text((400, 330), "Save as", fill=(20, 20, 20), font=font)
        draw.rounded_rectangle(
            (SAVE.left, SAVE.top, SAVE.right, SAVE.bottom), 6, fill=(70, 110, 220), outline=(40, 70, 160)
        )
        draw.text((SAVE.left + 24, SAVE.top + 4), "Save", fill=(255, 255, 255), font=font)
    return np.asarray(picture)


def planned(step: int, decision: Decision, **more: object) -> Planned:
    shares: dict[str, object] = {
        "ms": {"capture": 61.0, "parse": 412.0, "decide": 3.5, "guard": 0.4},
        "consequence": Consequence.EDITS,
        "frame": f"{step:04}-before",
    }
    return Planned(step=step, decision=decision, geometry=Geometry(SIZE), **(shares | more))


def decided(
    action: object, reason: str, target: str = "", box: Box | None = None, confidence: float = 0.97
) -> Decision:
    element = Element(box=box, role="button", text=target) if box else None
    return Decision(
        actions=(action,),
        image=SIZE,
        reason=reason,
        target=Target(words=target, element=element) if target else None,
        confidence=confidence,
        model="mini",
    )


def hostile_events() -> list[Event]:
    """A whole run that succeeds, in which everything that can hold foreign words holds hostile ones."""
    at = ImagePoint(SAVE.center.x, SAVE.center.y)
    field = Box(160, 150, 1120, 200)
    return [
        Started(task=f"write {HOSTILE}", device="private desktop 1280×800", model="mini"),
        planned(1, decided(Open(app="text editor"), "step 1 of 4: open the text editor"), pixels=drawn("")),
        Performed(step=1, summary="open text editor", ms={"act": 220.0}),
        Verified(step=1, ok=True, note=f"a window titled {HOSTILE} opened", frame="0001-after", pixels=drawn("")),
        planned(
            2,
            decided(
                Input(text=HOSTILE, start_point=ImagePoint(300, 175)), "step 2 of 4: type the text", HOSTILE, field
            ),
            points=(FramePoint(300, 175),),
            target=field,
            pixels=drawn(""),
        ),
        Performed(step=2, summary=f"type {HOSTILE}", ms={"act": 80.0}),
        Verified(
            step=2,
            ok=True,
            note=f"{HOSTILE} can be read",
            changed=field,
            ms={"verify": 130.0},
            frame="0002-after",
            pixels=drawn("Greetings from the lake"),
        ),
        planned(
            3,
            decided(Click(start_point=at), "step 3 of 4: click Save", HOSTILE, SAVE, 0.62),
            consequence=Consequence.DESTROYS,
            points=(SAVE.center,),
            target=SAVE,
            pixels=drawn("Greetings from the lake", dialog=True),
        ),
        Asked(step=3, question=f"Really save over {HOSTILE}?", kind="approve", consequence=Consequence.DESTROYS),
        Answered(step=3, approved=True),
        Healed(step=3, was=f"click {HOSTILE}", now="press Enter"),
        Performed(step=3, summary="click “Save” at (870, 578)", ms={"act": 12.0}),
        Verified(
            step=3,
            ok=False,
            note=f"{HOSTILE} is still there",
            changed=SAVE,
            ms={"verify": 900.0},
            frame="0003-after",
            pixels=drawn("Greetings from the lake", dialog=True),
        ),
        planned(
            4,
            decided(Drag(start_point=at, end_point=ImagePoint(500, 250)), "step 4 of 4: drag it", "the slider"),
            points=(SAVE.center, FramePoint(500, 250)),
            pixels=drawn("Greetings from the lake", dialog=True),
        ),
        Refused(step=4, why=f"the window {HOSTILE} may not be used", by="guard"),
        Finished(step=5, status="success", answer=f"6223\n{HOSTILE}", evidence=(f"{HOSTILE} is written there",)),
    ]


def refused_events() -> list[Event]:
    return [
        *hostile_events()[:-1],
        Failed(error="Refused", why="the step may delete files", remedy="Run it with --confirm on a terminal."),
    ]
