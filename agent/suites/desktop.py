"""Twenty tasks on real applications, by pixels, mouse and keyboard alone, checked outside the screen.

Seven applications of four toolkits: Mousepad and galculator (GTK 3), GNOME Text Editor and GNOME Calculator (GTK 4,
libadwaita), FeatherPad and KCalc (Qt), Chromium, PCManFM (a file manager, GTK 2) and xterm (a terminal).
"""

from __future__ import annotations

from collections.abc import Callable

from agent.suites.base import Case, Outcome
from agent.suites.site import site

Check = Callable[[Outcome], str]


def holds(name: str, text: str) -> Check:
    """The file holds exactly the text; one line feed at its end is the editor's own habit and may be there."""

    def check(outcome: Outcome) -> str:
        path = outcome.home / name
        if not path.is_file():
            there = ", ".join(sorted(p.name for p in outcome.home.iterdir() if not p.name.startswith("."))) or "nothing"
            return f"{name} is not there; found {there}"
        found = path.read_text(encoding="utf-8", errors="replace")
        return "" if text in (found, found.removesuffix("\n")) else f"{name} holds {found!r}, not {text!r}"

    return check


def answers(*values: str) -> Check:
    """The agent's answer names each of the values."""

    def check(outcome: Outcome) -> str:
        plain = outcome.answer.replace(",", "").replace(" ", "")
        missing = [value for value in values if value not in plain]
        return f"the answer {outcome.answer!r} does not say {', '.join(missing)}" if missing else ""

    return check


def posted(**fields: str) -> Check:
    """Exactly one form was sent, with these fields."""

    def check(outcome: Outcome) -> str:
        forms = outcome.facts["posted"]
        return "" if forms == [fields] else f"posted {forms!r}, not {fields!r}"

    return check


def visited(page: str) -> Check:
    return lambda outcome: "" if page in outcome.facts["visited"] else f"{page} was not visited"


def exists(*names: str) -> Check:
    def check(outcome: Outcome) -> str:
        missing = [name for name in names if not (outcome.home / name).exists()]
        return f"{', '.join(missing)} not there" if missing else ""

    return check


def gone(name: str) -> Check:
    return lambda outcome: f"{name} is still there" if (outcome.home / name).exists() else ""


def every(*checks: Check) -> Check:
    return lambda outcome: "; ".join(filter(None, (check(outcome) for check in checks)))


LETTER = "Dear Ada,\nthe red boat leaves at nine.\nThe red boat is new.\n"
NAMES = "Zoe\nAda\nMax\nBob\n"


def cases() -> tuple[Case, ...]:
    return (
        Case(
            "mousepad-note",
            'Open Mousepad, type "Grüße aus Zürich: naïve café, 你好!" and save it as "{home}/note.txt".',
            ("mousepad",),
            holds("note.txt", "Grüße aus Zürich: naïve café, 你好!"),
        ),
        Case(
            "mousepad-lines",
            'Open Mousepad. Type "first line". Press Enter. Type "second, with a comma". Press Enter. '
            'Type "third; <end>". Save it as "{home}/lines.txt".',
            ("mousepad",),
            holds("lines.txt", "first line\nsecond, with a comma\nthird; <end>"),
        ),
        Case(
            "mousepad-menu",
            'Open Mousepad, type "shout this", press Ctrl+A, choose Edit > Convert > To Uppercase, '
            'then save it as "{home}/loud.txt".',
            ("mousepad",),
            holds("loud.txt", "SHOUT THIS"),
        ),
        Case(
            "mousepad-open-append",
            'Open Mousepad, press Ctrl+O, type "{home}/letter.txt", press Enter, press Ctrl+End, type "Yours, Grace", '
            "then save the file.",
            ("mousepad",),
            holds("letter.txt", LETTER + "Yours, Grace"),
            files={"letter.txt": LETTER, "other.txt": "keep me\n"},
            may_change=("letter.txt",),
        ),
        Case(
            "galculator-keys",
            "Open galculator, compute 127*49 and tell me the result.",
            ("galculator",),
            answers("6223"),
        ),
        Case(
            "galculator-clicks",
            "Open galculator. Click 8, click 5, click -, click 1, click 9, click =. Tell me what the display shows.",
            ("galculator",),
            answers("66"),
        ),
        Case(
            "gnome-calculator-to-file",
            "Open GNOME Calculator, compute 144*12, press Ctrl+C, then open Mousepad, press Ctrl+V "
            'and save it as "{home}/gross.txt".',
            ("gnome-calculator", "mousepad"),
            holds("gross.txt", "1728"),
        ),
        Case(
            "gnome-text-editor-note",
            'Open GNOME Text Editor, type "¿Qué tal? – 100 % šťastný" and save it as "{home}/hola.txt".',
            ("gnome-text-editor",),
            holds("hola.txt", "¿Qué tal? – 100 % šťastný"),
        ),
        Case(
            "gnome-text-editor-replace",
            'Open GNOME Text Editor, press Ctrl+O, type "{home}/letter.txt", press Enter, press Ctrl+A, '
            'type "All new.", then save the file.',
            ("gnome-text-editor",),
            holds("letter.txt", "All new."),
            files={"letter.txt": LETTER},
            may_change=("letter.txt",),
        ),
        Case(
            "kcalc-clicks",
            "Open KCalc, click 7, click 2, click +, click 9, click =, and tell me what the display shows.",
            ("kcalc",),
            answers("81"),
        ),
        Case(
            "featherpad-note",
            'Open FeatherPad, type "今天天气很好" and save it as "{home}/tag.txt".',
            ("featherpad",),
            holds("tag.txt", "今天天气很好"),
        ),
        Case(
            "featherpad-two-files",
            'Open FeatherPad, type "alpha", save it as "{home}/a.txt", press Ctrl+N, type "beta" '
            'and save it as "{home}/b.txt".',
            ("featherpad",),
            every(holds("a.txt", "alpha"), holds("b.txt", "beta")),
        ),
        Case(
            "chromium-read",
            'Open Chromium, press Ctrl+L, type "{site}", press Enter, click Prices, '
            "and tell me what the value next to Return is.",
            ("chromium",),
            every(visited("prices.html"), answers("12.60")),
            world=site,
        ),
        Case(
            "chromium-form",
            'Open Chromium, press Ctrl+L, type "{site}/contact.html", press Enter. Type "Zoë Müller" into the Name '
            'field, type "zoe@example.org" into the Email field, type "Is the 8 o\'clock boat dog-friendly?" into the '
            "Message field. Check Keep a copy for me. Click Lost property. Click Save message. Wait for Thank you.",
            ("chromium",),
            posted(
                name="Zoë Müller",
                email="zoe@example.org",
                message="Is the 8 o'clock boat dog-friendly?",
                copy="yes",
                topic="lost",
            ),
            world=site,
        ),
        Case(
            "chromium-scroll",
            'Open Chromium, press Ctrl+L, type "{site}/timetable.html", press Enter, scroll down until "Remind me" is '
            "visible, click Remind me and check that Thank you is shown.",
            ("chromium",),
            posted(season="winter"),
            world=site,
        ),
        Case(
            "pcmanfm-folder",
            "Open PCManFM, choose File > Create New > Folder, "
            'type "Reports 2026", press Enter, and wait for "Reports 2026".',
            ("pcmanfm",),
            exists("Reports 2026"),
        ),
        Case(
            "pcmanfm-rename",
            'Open PCManFM, click draft.txt, press F2, press Ctrl+A, type "final.txt" and press Enter. '
            "Wait for final.txt.",
            ("pcmanfm",),
            every(holds("final.txt", "the text\n"), gone("draft.txt")),
            files={"draft.txt": "the text\n", "keep.txt": "keep me\n"},
            may_change=("draft.txt",),
        ),
        Case(
            "pcmanfm-copy",
            "Open PCManFM, click list.txt, press Ctrl+C, double-click Archive, press Ctrl+V and wait for list.txt.",
            ("pcmanfm",),
            every(holds("Archive/list.txt", "one\ntwo\n"), holds("list.txt", "one\ntwo\n")),
            files={"list.txt": "one\ntwo\n", "Archive/.keep": ""},
        ),
        Case(
            "xterm-sort",
            'Open xterm, type "sort names.txt > sorted.txt", press Enter, '
            'type "cat sorted.txt", press Enter and wait for Zoe.',
            ("xterm",),
            holds("sorted.txt", "Ada\nBob\nMax\nZoe\n"),
            files={"names.txt": NAMES},
        ),
        Case(
            "pcmanfm-delete-refused",
            "Open PCManFM, click photo.txt, press Delete and click Yes.",
            ("pcmanfm",),
            exists("photo.txt"),
            files={"photo.txt": "the only copy\n"},
            end="refused",
        ),
    )
