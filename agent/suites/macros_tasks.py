"""What a person records for the macros' suite: twelve tasks of 8 to 40 steps in nine applications."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from agent.suites.base import Outcome, World
from agent.suites.desktop import every, exists, gone, holds, posted, visited
from agent.suites.person import Person
from agent.suites.site import site

Words = Mapping[str, str]
CONTROL, SHIFT, ALT, ENTER = "Control_L", "Shift_L", "Alt_L", "Return"
LETTER = "Dear Ada,\nthe red boat leaves at nine.\nThe red boat is new.\n"
NAMES = "Zoe\nAda\nMax\nBob\n"


def copied(value: str) -> Callable[[Outcome], str]:
    """The clipboard holds this at the end."""

    def check(outcome: Outcome) -> str:
        found = str(outcome.facts.get("clipboard", "")).replace(",", "").strip()
        return "" if found == value else f"the clipboard holds {found!r}, not {value!r}"

    return check


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


def _letter(person: Person, _: Words) -> None:
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


def _replacing(person: Person, _: Words) -> None:
    person.presses(CONTROL, "o")
    person.types("~/letter.txt")
    person.presses(ENTER)
    person.sees("Dear Ada")
    person.clicks("Search")
    person.clicks("Find and Replace")
    person.stands_before("Find and Replace")
    person.types("red")
    person.clicks("Replace with:", right=200)
    person.types("blue")
    person.clicks("Replace all in:")
    person.clicks("Replace", nth=-1)
    person.clicks("Close")
    person.presses(CONTROL, "s")


def _two_files(person: Person, _: Words) -> None:
    for text, name in (("alpha", "a.txt"), ("beta gamma", "b.txt")):
        person.types(text)
        person.presses(CONTROL, "s")
        person.types(name)
        person.presses(ENTER)
        if name == "a.txt":
            person.presses(CONTROL, "n")


def _greeting(person: Person, _: Words) -> None:
    person.types("Good morning")
    person.presses(ENTER)
    person.types("to you all")
    person.presses("Home")
    person.presses(SHIFT, "End")
    person.presses(CONTROL, "x")
    person.presses(CONTROL, "Home")
    person.presses(CONTROL, "v")
    person.presses(ENTER)
    person.presses(CONTROL, "s")
    person.types("hello")
    person.presses(ENTER)


def _session(person: Person, _: Words) -> None:
    for line in (
        "sort names.txt > sorted.txt", "wc -l < sorted.txt > count.txt", "mkdir done", "mv sorted.txt done",
        "cat count.txt", "ls done",
    ):  # fmt: skip
        person.types(line)
        person.presses(ENTER)


def _sum_by_clicks(person: Person, _: Words) -> None:
    for key in ("7", "8", "+", "1", "5", "9"):
        person.clicks(key)
    # The eyes take the signs "=" and "/" for each other: it stands two columns on the right of the 3.
    person.clicks("3", right=130)
    person.presses(CONTROL, "c")


def _gross(person: Person, _: Words) -> None:
    person.types("mousepad &")
    person.presses(ENTER)
    person.stands_before("Mousepad")
    person.switches_to("xterm")
    person.types("gnome-calculator &")
    person.presses(ENTER)
    person.stands_before("Calculator")
    person.types("144*12")
    person.presses(ENTER)
    person.presses(CONTROL, "c")
    person.switches_to("Mousepad")
    person.presses(CONTROL, "v")
    person.presses(CONTROL, "s")
    person.types("gross.txt")
    person.presses(ENTER)


def _folders(person: Person, _: Words) -> None:
    person.clicks("draft.txt")
    person.presses("F2")
    person.presses(CONTROL, "a")
    person.types("final.txt")
    person.presses(ENTER)
    person.presses(CONTROL, SHIFT, "n")
    person.types("Old")
    person.presses(ENTER)
    person.clicks("notes.txt")
    person.presses(CONTROL, "x")
    person.clicks_twice("Archive")
    person.presses(CONTROL, "v")
    person.sees("notes.txt")


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


def _reminder(person: Person, words: Words) -> None:
    person.presses(CONTROL, "l")
    person.types(words["site"])
    person.presses(ENTER)
    person.clicks("Prices")
    person.sees("Return")
    person.presses(ALT, "Left")
    person.clicks("Timetable")
    person.turns(12, "Spring")
    person.clicks("Remind me")
    person.sees("Thank you")


def _two_sums(person: Person, _: Words) -> None:
    for keys in ("12+30", "5*9"):
        person.types(keys)
        person.presses(ENTER)
    person.presses(CONTROL, "c")
    person.presses("Escape")
    person.types("6*7")
    person.presses(ENTER)
    person.presses(CONTROL, "c")


def _list(person: Person, _: Words) -> None:
    person.presses(CONTROL, "o")
    person.types("names.txt")
    person.presses(ENTER)
    person.sees("Zoe")
    person.presses(CONTROL, "End")
    person.types("Eve")
    person.presses(ENTER)
    person.types("Ida")
    person.presses(ENTER)
    person.presses(CONTROL, "s")
    person.presses(CONTROL, "w")


MOVED = LETTER.replace("red", "blue")
RECORDINGS = (
    Recording("mousepad-letter", "mousepad", _letter,
              holds("loud.txt", "DEAR ADA,\nTHE BOAT LEAVES AT NINE.\nYOURS, GRACE")),
    Recording("mousepad-replace", "mousepad", _replacing, holds("letter.txt", MOVED), {"letter.txt": LETTER}),
    Recording("featherpad-two-files", "featherpad", _two_files,
              every(holds("a.txt", "alpha"), holds("b.txt", "beta gamma"))),
    Recording("featherpad-list", "featherpad", _list, holds("names.txt", NAMES + "Eve\nIda\n"), {"names.txt": NAMES}),
    Recording("gnome-text-editor-greeting", "gnome-text-editor", _greeting,
              holds("hello.txt", "to you all\nGood morning\n")),
    Recording("xterm-session", "xterm", _session,
              every(holds("done/sorted.txt", "Ada\nBob\nMax\nZoe\n"), holds("count.txt", "4\n")),
              {"names.txt": NAMES}),
    Recording("xterm-calculator-mousepad", "xterm", _gross, holds("gross.txt", "1728")),
    Recording("galculator-clicks", "galculator", _sum_by_clicks, copied("237")),
    Recording("kcalc-keys", "kcalc", _two_sums, copied("42")),
    Recording("pcmanfm-tidy", "pcmanfm", _folders,
              every(holds("final.txt", "the text\n"), gone("draft.txt"), exists("Old"),
                    holds("Archive/notes.txt", "some notes\n"), gone("notes.txt")),
              {"draft.txt": "the text\n", "notes.txt": "some notes\n", "Archive/.keep": ""}),
    Recording("chromium-form", "chromium", _form,
              posted(name="Grace Hopper", email="grace@example.org",
                     message="Is the eight o'clock boat dog-friendly?", copy="yes", topic="lost"),
              world=site),
    Recording("chromium-reminder", "chromium", _reminder,
              every(visited("prices.html"), posted(season="winter")), world=site),
)  # fmt: skip
