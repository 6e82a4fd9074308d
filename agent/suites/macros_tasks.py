"""What a person records for the macros' suite: twelve tasks of 8 to 40 steps in nine applications."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from agent.suites.base import Outcome, World
from agent.suites.desktop import every, exists, gone, holds, posted
from agent.suites.person import Person
from agent.suites.site import site

Words = Mapping[str, str]
CONTROL, SHIFT, ALT, ENTER = "Control_L", "Shift_L", "Alt_L", "Return"
LETTER = "Dear Ada,\nthe red boat leaves at nine.\nThe red boat is new.\n"
NAMES = "Zoe\nAda\nMax\nBob\n"


@dataclass(frozen=True, slots=True)
class Recording:
    """A task that a person does while it is recorded."""

    id: str
    application: str
    """Which the recording opens."""
    do: Callable[[Person, Words], None]
    check: Callable[[Outcome], str]
    files: Mapping[str, str] = field(default_factory=dict)
    world: Callable[[], AbstractContextManager[World]] = lambda: nullcontext(World())


def _letter(person: Person, words: Words) -> None:
    person.types("dear ada,")
    person.presses(ENTER)
    person.types("the boat leaves at nine.")
    person.presses(ENTER)
    person.types("yours, grace")
    person.presses(CONTROL, "a")
    person.clicks("Edit")
    person.clicks("Convert")
    person.clicks("To Uppercase")
    person.presses(CONTROL, "s")
    person.types("loud.txt")
    person.presses(ENTER)


def _two_files(person: Person, words: Words) -> None:
    for text, name in (("alpha", "a.txt"), ("beta gamma", "b.txt")):
        person.types(text)
        person.presses(CONTROL, "s")
        person.types(name)
        person.presses(ENTER)
        if name == "a.txt":
            person.presses(CONTROL, "n")


def _session(person: Person, words: Words) -> None:
    for line in (
        "sort names.txt > sorted.txt", "wc -l < sorted.txt > count.txt", "mkdir done", "mv sorted.txt done",
        "cat count.txt", "ls done",
    ):  # fmt: skip
        person.types(line)
        person.presses(ENTER)


def _form(person: Person, words: Words) -> None:
    person.presses(CONTROL, "l")
    person.types(f"{words['site']}/contact.html")
    person.presses(ENTER)
    person.clicks("Name")
    person.types("Grace Hopper")
    person.clicks("Email")
    person.types("grace@example.org")
    person.clicks("Message")
    person.types("Is the eight o'clock boat dog-friendly?")
    person.clicks("Keep a copy for me")
    person.clicks("Lost property")
    person.clicks("Save message")
    person.sees("Thank you")


RECORDINGS = (
    Recording("mousepad-letter", "mousepad", _letter,
              holds("loud.txt", "DEAR ADA,\nTHE BOAT LEAVES AT NINE.\nYOURS, GRACE")),
    Recording("featherpad-two-files", "featherpad", _two_files,
              every(holds("a.txt", "alpha"), holds("b.txt", "beta gamma"))),
    Recording("xterm-session", "xterm", _session,
              every(holds("done/sorted.txt", "Ada\nBob\nMax\nZoe\n"), holds("count.txt", "4\n")),
              {"names.txt": NAMES}),
    Recording("chromium-form", "chromium", _form,
              posted(name="Grace Hopper", email="grace@example.org",
                     message="Is the eight o'clock boat dog-friendly?", copy="yes", topic="lost"),
              world=site),
)  # fmt: skip
_ = (exists, gone)
