"""A person at a private desktop, for recordings: looks for words on the screen, and uses mouse and keys at their pace.

The person's hand is `agent.suites.hand`, whose input the recorder hears as that of a real mouse and keyboard.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Self

from agent.reading import Reader, plain, words_of
from agent.session import ParsedTexts
from agent.suites.hand import Hand
from bridges.coordinates import Point
from bridges.desktop import Desktop
from bridges.virtual import PrivateDisplay
from model.base import Element
from model.registry import model_named

PACE_S = 1.2
"""From the beginning of one deed to that of the next, at least: about what a person takes who knows what to do."""
LETTER_S = 0.09
"""A practised typist's 130 words a minute of keys; a slower one would make recordings longer."""
REST_S = 0.35
"""After a text, before the next deed."""
GLIDE_S = 0.25
SWITCHES, SWITCH_S = 6, 0.5
SEEN_S = 30.0
"""How long the person looks for something."""


class LostPerson(AssertionError):
    """What the person looked for was not on the screen."""


class Person:
    """Works on a private display; a context manager."""

    def __init__(self, display: PrivateDisplay, reader: Reader | None = None, pace_s: float = PACE_S) -> None:
        self._desktop = Desktop(display.name, environment=display.environment)
        self.hand = Hand(display, letter_s=LETTER_S)
        self._reader = reader or ParsedTexts(model_named("mini"))
        self._pace_s = pace_s
        self._free_at = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.hand.__exit__()
        self._desktop.close()

    # Looking

    def sees(self, words: str, nth: int = 0) -> Element:
        """Wait until the words stand on the screen. Raises LostPerson."""
        until = time.monotonic() + SEEN_S
        while True:
            elements = self._reader.texts(self._desktop.observe())
            found = _best(words, elements)
            if len(found) > nth:
                return found[nth]
            if time.monotonic() > until:
                there = " | ".join(words_of(one) for one in elements if words_of(one))
                raise LostPerson(f"“{words}” is not on the screen; there is: {there[:600]}")
            time.sleep(0.1)

    def stands_before(self, window: str) -> None:
        """Wait until a window of that title has the focus. Raises LostPerson."""
        until = time.monotonic() + SEEN_S
        while plain(window) not in plain((seen := self._desktop.glance()).window + " " + seen.application):
            if time.monotonic() > until:
                raise LostPerson(f"the window “{window}” does not get the focus; “{seen.window}” has it")
            time.sleep(0.05)

    # Doing

    def clicks(self, words: str, *, nth: int = 0, right: float = 0.0, down: float = 0.0, button: int = 1) -> None:
        """Click what the words stand on, or so many pixels from its middle."""
        self._goes_to(words, nth, right, down)
        self.hand.click(button)
        self._done()

    def clicks_twice(self, words: str) -> None:
        self._goes_to(words, 0, 0, 0)
        self.hand.click()
        time.sleep(0.12)
        self.hand.click()
        self._done()

    def drags(self, words: str, onto: str) -> None:
        """Drag one thing onto another."""
        end = self.sees(onto).box.center
        self._goes_to(words, 0, 0, 0)
        self.hand.press()
        time.sleep(0.2)
        self.hand.glide(round(end.x), round(end.y), 0.6, 24)
        time.sleep(0.3)
        self.hand.release()
        self._done()

    def turns(self, clicks: int, over: str) -> None:
        """Turn the wheel down, over something."""
        self._goes_to(over, 0, 0, 0)
        self.hand.wheel("down", clicks, 0.12)
        self._done()

    def types(self, text: str) -> None:
        self._waits()
        self.hand.type(text)
        self._done(REST_S)

    def presses(self, *keys: str) -> None:
        """Press keys together, by the names that X gives them."""
        self._waits()
        self.hand.tap(*keys)
        self._done()

    def rests(self) -> None:
        """Wait until what was done last has come to its end."""
        self._waits()

    def _goes_to(self, words: str, nth: int, right: float, down: float) -> None:
        center: Point = self.sees(words, nth).box.center
        self._waits()
        self.hand.glide(round(center.x + right), round(center.y + down), GLIDE_S)
        time.sleep(0.08)

    def switches_to(self, window: str) -> None:
        """Alt+Tab until that window has the focus. Raises LostPerson."""
        self._waits()
        for further in range(1, SWITCHES + 1):
            # One tap goes back and forth between the last two windows: those behind need Alt held.
            self.hand.down("Alt_L")
            for _ in range(further):
                self.hand.tap("Tab")
                time.sleep(SWITCH_S / 5)
            self.hand.up("Alt_L")
            time.sleep(SWITCH_S)
            seen = self._desktop.glance()
            if plain(window) in plain(seen.window + " " + seen.application):
                self._done()
                return
        raise LostPerson(f"Alt+Tab does not lead to “{window}”; “{seen.window}” has the focus")

    def _waits(self) -> None:
        """Until it is time for the next deed, and the screen is still, as a person waits for what they have done."""
        self._desktop.observe()
        time.sleep(max(0.0, self._free_at - time.monotonic()))
        self._began = time.monotonic()

    def _done(self, rest_s: float = 0.0) -> None:
        self._free_at = max(self._began + self._pace_s, time.monotonic() + rest_s)


def _best(words: str, elements: Sequence[Element]) -> list[Element]:
    """The elements that say just this, else those that begin with it; in reading order."""
    wanted = plain(words)
    same = [one for one in elements if plain(words_of(one)) == wanted]
    return same or [one for one in elements if len(wanted) > 3 and plain(words_of(one)).startswith(wanted)]
