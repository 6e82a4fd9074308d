"""Part “fidelity”: ten sessions of a hand's input, each event of which the recorder has to hear, in order and in time.

Every session has a keyboard layout and a text that needs it, accents by dead keys and letters by AltGr included. What
the hand did is what it sent to the X server; that the text is the one that was meant, an editor shows besides.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from agent.macros.recording.meaning import WHEEL
from agent.macros.recording.recorder import Recorder
from agent.macros.recording.watching import Watch
from agent.suites.base import Score, first_fault
from agent.suites.hand import Done, Hand
from bridges.coordinates import Size
from bridges.desktop import Desktop
from bridges.recorder import Heard
from bridges.recorder_x11 import X11Ears
from bridges.virtual import PrivateDisplay

SEED = 20
IN_ORDER, TIMING_MS = 0.99, 15.0
READY_S = 30.0
FREE = (10, 10, 290, 780)
"""Part of the screen where there is no window."""
DEEDS = 24


@dataclass(frozen=True, slots=True)
class Session:
    """A keyboard layout, and a text to type with it."""

    id: str
    layout: tuple[str, ...]
    """Arguments of setxkbmap."""
    text: str


SESSIONS = (
    Session("american", ("us",), "The quick brown fox; 42 (jumps) over <lazy> dogs? #1 & 100% ~ {x}"),
    Session(
        "german", ("de",), "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich, 50 € für à côté @ {x}"
    ),
    Session("french", ("fr",), "Voilà l'été : où est le garçon naïf, la forêt, déjà 5 € ?"),
    Session("spanish", ("es",), "¿Qué tal, señor Muñoz? ¡Adiós! Un pingüino."),
    Session("czech", ("cz",), "Příliš žluťoučký kůň úpěl ďábelské ódy."),
    Session("polish", ("pl",), "Zażółć gęślą jaźń. ŁÓDŹ"),
    Session(
        "russian",
        ("us,ru", "-option", "grp:alt_shift_toggle"),
        "Съешь же ещё этих мягких французских булок, да выпей чаю.",
    ),
    Session("greek", ("us,gr", "-option", "grp:alt_shift_toggle"), "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία."),
    Session("international", ("us", "intl"), "naïve café, ÉCOLE, ñandú, ¿sí? £5 ß"),
    Session("turkish", ("tr",), "Pijamalı hasta yağız şoföre çabucak güvendi, İstanbul."),
)


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:  # noqa: ARG001 - as each suite
    """One score for each session, ``rounds`` times."""
    for number in range(rounds):
        for session in SESSIONS:
            name = f"fidelity/{session.id}" + (f"#{number + 1}" if number else "")
            if not only or {session.id, name} & set(only):
                yield _score(name, session, random.Random(f"{SEED}-{session.id}-{number}"))


def _score(name: str, session: Session, chance: random.Random) -> Score:
    began = time.monotonic()
    with ExitStack() as stack:
        display = stack.enter_context(PrivateDisplay(Size(1280, 800)))
        subprocess.run(["setxkbmap", "-display", display.name, *session.layout], env=display.environment, check=True)
        display.start(["mousepad"])
        desktop = Desktop(display.name, environment=display.environment)
        stack.callback(desktop.close)
        _await_window(desktop)
        ears = stack.enter_context(X11Ears(display.name, display.environment))
        watch = stack.enter_context(Watch(desktop))
        hand = stack.enter_context(Hand(display, letter_s=0.03))
        recorder = Recorder(ears, watch, ())
        _wander(hand, chance)
        if "," in session.layout[0]:
            hand.tap("Alt_L", "Shift_L")
            hand.group = 1
        hand.type(session.text)
        time.sleep(0.5)
        sent = list(hand.done)
        until = time.monotonic() + READY_S
        while len(recorder.heard) < len(sent) and time.monotonic() < until:
            recorder.listen()
            time.sleep(0.05)
        time.sleep(0.3)
        recorder.listen()
        shown = _text_of(display, hand)
    told = "".join(one.text for one in recorder.meant if one.kind == "input")
    matched, errors = compared(sent, recorder.heard)
    share = len(matched) / max(len(sent), len(recorder.heard))
    worst = max(errors, default=float("inf"))
    why = first_fault(
        (f"the editor shows {shown!r}: the hand typed something else", shown != session.text),
        (f"recorded {told!r}, not {session.text!r}", told != session.text),
        (f"{share:.1%} of {len(sent)} events in order, {len(recorder.heard)} heard", share < IN_ORDER),
        (f"an event is {worst:.1f} ms off", worst > TIMING_MS),
        (
            "the hand's input was taken for a program's",
            any(one.imitated for one in recorder.heard if one.detail not in WHEEL),
        ),
    )
    figures = {"events": float(len(sent)), "in order, %": share * 100}
    seconds = time.monotonic() - began
    return Score(name, not why, len(sent), why, ms={"timing": worst}, figures=figures, seconds=seconds)


def compared(sent: Sequence[Done], heard: Sequence[Heard]) -> tuple[list[tuple[int, int]], list[float]]:
    """The events that were heard as they were sent, in order, and by how many milliseconds each is off."""
    one = [(event.kind, event.detail, event.point) for event in sent]
    other = [(event.kind, event.detail, (round(event.point.x), round(event.point.y))) for event in heard]
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    pairs = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    errors = [max(sent[a].began - heard[b].at, heard[b].at - sent[a].ended, 0.0) * 1e3 for a, b in pairs]
    return pairs, errors


def _wander(hand: Hand, chance: random.Random) -> None:
    """What a hand does with a mouse and keys that type nothing, each a number of times."""
    for _ in range(DEEDS):
        x, y = chance.randrange(FREE[0], FREE[2]), chance.randrange(FREE[1], FREE[3])
        hand.glide(x, y, chance.uniform(0.05, 0.3), chance.randrange(4, 20))
        match chance.randrange(5):
            case 0:
                hand.click(chance.choice((1, 2, 3)))
            case 1:
                hand.click()
                time.sleep(chance.uniform(0.05, 0.2))
                hand.click()
            case 2:
                hand.press()
                hand.glide(chance.randrange(FREE[0], FREE[2]), y, chance.uniform(0.1, 0.4))
                hand.release()
            case 3:
                hand.wheel(chance.choice(("up", "down")), chance.randrange(1, 6), chance.uniform(0.01, 0.1))
            case _:
                hand.tap(*chance.choice((("Shift_L",), ("Control_L",), ("Left",), ("Home",), ("Control_L", "End"))))
        time.sleep(chance.uniform(0.0, 0.1))


def _await_window(desktop: Desktop) -> None:
    until = time.monotonic() + READY_S
    while "mousepad" not in desktop.glance().application.lower():
        if time.monotonic() > until:
            raise TimeoutError("the editor did not come up")
        time.sleep(0.05)
    desktop.observe()


def _text_of(display: PrivateDisplay, hand: Hand) -> str:
    """All that the editor holds, by way of the clipboard."""
    hand.tap("Control_L", "a")
    time.sleep(0.2)
    hand.tap("Control_L", "c")
    time.sleep(0.3)
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env=display.environment,
        capture_output=True,
        timeout=10,
        check=False,
    )
    return done.stdout.decode()
