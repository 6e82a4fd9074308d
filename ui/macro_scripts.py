"""`mimic macro import` and `export`: macros from scripts, and as scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

from agent.macros.file.store import Macros
from agent.macros.scripts.exports import plain, pytest_of
from agent.macros.scripts.reading import macro_of
from bridges.coordinates import Size
from bridges.errors import MacroUnusable
from model.picture import load_picture
from ui.failures import FINISHED


def import_script(script: Path, name: str, screen: str, shown: Path | None) -> int:
    """Make a macro of a pyautogui script; nothing of it is executed."""
    Macros().check_free(name)
    width, _, height = screen.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise MacroUnusable(f"Reading the screen’s size “{screen}”", "it is none", "Such as --screen 1920x1080.")
    macro, pictures = macro_of(script, name, Size(int(width), int(height)), load_picture(shown) if shown else None)
    path = Macros().save(macro, pictures)
    unsure = sum(getattr(step, "unsure", False) for step in macro.steps)
    print(f"{len(macro.steps)} steps in {path}.")
    if unsure:
        print(f"{unsure} of them are bare points. Confirm them: mimic macro confirm {name}")
        print("Or import again with --shown, a picture of the screen that the script was written for.")
    else:
        print(f"Replay them with: mimic replay {name}")
    return FINISHED


def export_macro(name: str, out: Path | None, on: str, *, as_pytest: bool) -> int:
    """Write a macro as a script, to a file or to the terminal."""
    macros = Macros()
    macro = macros.load(name)
    text = pytest_of(macro, on) if as_pytest else plain(macro)
    if out is None:
        print(text, end="")
        return FINISHED
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MacroUnusable(f"Writing {out}", error.strerror or str(error), "Name another file.") from error
    pictures = macros.file(name).parent / "pictures"
    if not as_pytest and pictures.is_dir():
        shutil.copytree(pictures, out.parent / "pictures", dirs_exist_ok=True)
    print(out)
    return FINISHED
