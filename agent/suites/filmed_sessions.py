"""Sessions to be filmed that share neither programs nor kinds of steps with those that the reading of films began with.

Each has its own screen, recorder and keyboard. The person finds things by reading the screen, as in the macros' tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

from agent.suites.drift_acts import PAPERS
from agent.suites.drift_made_up import CHROMIUM
from agent.suites.filming import Doing, Filming
from bridges.coordinates import Size
from bridges.virtual import PrivateDisplay

PAGES = files("agent.suites").joinpath("data/video")
USUAL = Size(1280, 800)


@dataclass(frozen=True, slots=True)
class Session:
    """What a person does on one screen while it is filmed."""

    name: str
    command: tuple[str, ...]
    """A page's name with ".html", or the program with its arguments; ``{home}`` stands for its home folder."""
    do: Callable[[Doing], None]
    filming: Filming = field(default_factory=Filming)
    screen: Size = USUAL
    scale: float = 1.0
    layout: str = ""
    """Of the keyboard, by its name to setxkbmap; empty for what there is."""
    pointer_px: int = 0
    """Size of the pointer, 0 for the usual one."""
    early: bool = False
    """Whether the film begins before the first window is there."""
    files: Mapping[str, str] = field(default_factory=dict)

    def start(self, display: PrivateDisplay, home: Path) -> None:
        """Start the program on a display, in its home folder."""
        for name, text in self.files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        if self.pointer_px:
            own["XCURSOR_SIZE"] = str(self.pointer_px)
        if self.scale != 1:
            own |= {"QT_SCALE_FACTOR": f"{self.scale:g}", "GDK_DPI_SCALE": f"{self.scale:g}"}
        display.start([part.format(home=home) for part in self._whole(home)], {**display.environment, **own})

    def _whole(self, home: Path) -> tuple[str, ...]:
        if not self.command[0].endswith(".html"):
            return self.command
        page = home / self.command[0]
        with as_file(PAGES / self.command[0]) as path:
            page.write_bytes(path.read_bytes())
        scale = (f"--force-device-scale-factor={self.scale:g}",) if self.scale != 1 else ()
        return (*CHROMIUM, *scale, "--user-data-dir={home}/chromium", f"--app={page.as_uri()}")


def _form(person: Doing) -> None:
    person.clicks("Full name", right=200)
    person.types("Grace Hopper")
    person.clicks("Street", right=200)
    person.types("Rue du Lac 12")
    person.clicks("Message", right=200)
    person.types("please call me\nin the evening")
    person.clicks("Paper invoice")
    person.clicks("Yearly")
    person.clicks("Join now")
    person.clicks("Start over")


def _reading(person: Doing) -> None:
    person.scrolls("down", 3, "The first walk")
    person.clicks("Instruments")
    person.scrolls("down", 6, "Instruments")
    person.scrolls("up", 1, "Go on to the second walk")
    person.clicks("Go on to the second walk")
    person.scrolls("down", 5, "The second walk")


def _board(person: Doing) -> None:
    person.clicks_twice("Bruno")
    person.drags("Order bricks", "Finished")
    person.clicks_right("Mend the gate")
    person.clicks("Make a copy")
    person.drags("Loudness", right=108, by=120)
    person.clicks_right("Clara")
    person.clicks("Throw away")
    person.drags("Paint the fence", "Finished")


def _folder(person: Doing) -> None:
    person.clicks_twice("papers")
    person.clicks("draft.txt")
    person.clicks_right("beta.txt")
    person.clicks("Rename...")
    person.types("letter")
    person.enters()
    person.clicks("View")
    person.clicks("Show Hidden")


def _three_lines(person: Doing) -> None:
    person.types("Schöne Grüße")
    person.clicks("Edit")
    person.clicks("Paste Date and Time")
    person.clicks("Search...")
    person.types("schön")
    person.enters()


def _sum(person: Doing) -> None:
    for key in ("7", "5", "8", "4", "1"):
        person.clicks(key)
    person.clicks("Undo")


def _settings(person: Doing) -> None:
    person.clicks("Nickname", right=200)
    person.types("Ziggy 47")
    person.clicks("Hometown", right=200)
    person.types("New Orleans")
    person.clicks("Save profile")
    person.clicks("Sounds")
    person.clicks("Key clicks")
    person.clicks("Announcements")
    person.clicks("Places")
    person.scrolls("down", 2, "Bergen")
    person.clicks("Jena")
    person.clicks_twice("Krakow")
    person.clicks_right("Krakow (home)")
    person.clicks("Forget place")


def _writing(person: Doing) -> None:
    person.types("Milk, bread and eggs")
    person.enters()
    person.types("Call the plumber")
    person.clicks_twice("Milk, bread and eggs")
    person.clicks_right("Call the plumber")
    person.clicks("Select All")


def _moving(person: Doing) -> None:
    person.clicks_twice("papers")
    person.drags("alpha.txt", "archive")
    person.clicks("gamma.txt")
    person.clicks_right("draft.txt")
    person.clicks("Properties")
    person.clicks("Permissions")


def _calculating(person: Doing) -> None:
    for key in ("9", "8", "5", "4", "2"):
        person.clicks(key)
    person.clicks("View")


OTHERS = (
    Session("form", ("form.html",), _form, Filming(24, 28)),
    Session("reading", ("reading.html",), _reading, scale=1.5),
    Session("board", ("board.html",), _board, Filming(60)),
    Session(
        "folder", ("pcmanfm", "{home}"), _folder, Filming(24), files=PAPERS
    ),
    Session(
        "lines", ("featherpad", "{home}/note.txt"), _three_lines, Filming(24, 28), Size(1920, 1080), layout="de",
        files={"note.txt": ""},
    ),
    Session("sums", ("gnome-calculator",), _sum, Filming(pointer=False)),
    Session("settings", ("settings.html",), _settings, Filming(60, 28), Size(1024, 768)),
    Session("writing", ("gnome-text-editor", "-s"), _writing, Filming(24), early=True),
    Session("moving", ("pcmanfm", "{home}"), _moving, Filming(10, 28), pointer_px=48,
            files={**PAPERS, "papers/archive/old.txt": "old"}),
    Session("calculating", ("galculator",), _calculating, Filming(24), Size(1600, 900), pointer_px=48, scale=1.5),
)  # fmt: skip
