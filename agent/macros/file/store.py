"""Where macros lie: one folder each, with `macro.yaml` and its pictures, under the platform's data folder."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import platformdirs

from agent.macros.file.document import checked, dumped, parsed, written
from agent.macros.file.migration import lifted
from agent.macros.file.schema import Macro
from bridges.base import Frame
from bridges.errors import MacroUnusable

FILE = "macro.yaml"
PICTURES = "pictures"
Kept: TypeAlias = Mapping[Path, bytes]
"""The files of a macro that was deleted, by where they lay in its folder."""


def default_macros() -> Path:
    return platformdirs.user_data_path("mimic", appauthor=False) / "macros"


class Macros:
    """All macros under one folder."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or default_macros()

    def names(self) -> tuple[str, ...]:
        """Names in alphabetical order, whether they can be read or not."""
        found = (path.parent.name for path in self.root.glob(f"*/{FILE}"))
        # One that is still being written lies in a hidden folder.
        return tuple(sorted(name for name in found if not name.startswith(".")))

    def folder(self, name: str) -> Path:
        """The folder that a macro of this name has or would have. Raises MacroUnusable for no possible name."""
        if not re.fullmatch(r"[\w-]{1,64}", name):
            raise MacroUnusable(
                f"Using the macro “{name}”", "that is no name", "A name has letters, digits, “-” and “_”, 64 at most."
            )
        return self.root / name

    def check_free(self, name: str) -> None:
        """Raise MacroUnusable where there is a macro of this name already, or none can have it."""
        if self.folder(name).exists():
            raise MacroUnusable(
                f"Making the macro “{name}”", "there is one of that name",
                f"Choose another name, or: mimic macro delete {name}",
            )  # fmt: skip

    def file(self, name: str) -> Path:
        """The file of a macro that is there. Raises MacroUnusable and names those that are."""
        path = self.folder(name) / FILE
        if not path.is_file():
            raise MacroUnusable(f"Looking for the macro “{name}”", f"there is none in {self.root}", self._others(name))
        return path

    def text(self, name: str) -> str:
        """What stands in a macro's file. Raises MacroUnusable."""
        return _text(self.file(name))

    def _others(self, name: str) -> str:
        """What may have been meant by a name that there is not."""
        names = self.names()
        if not names:
            return "There are none yet. Make one with: mimic record NAME"
        close = difflib.get_close_matches(name, names, n=1)
        more = f", and {len(names) - 12} more" if len(names) > 12 else ""
        return f"{f'Did you mean {close[0]}? ' if close else ''}There are: {', '.join(names[:12])}{more}."

    def load(self, name: str) -> Macro:
        """A macro; one of an older schema is lifted first, its original kept. Raises MacroUnusable."""
        path = self.file(name)
        macro = read(path)
        if macro.name != name:
            raise MacroUnusable(
                f"Reading {path}",
                f"its name is “{macro.name}”, and its folder “{name}”",
                f"Write “name: {name}” there.",
            )
        return macro

    def save(
        self,
        macro: Macro,
        pictures: Mapping[str, Frame] | None = None,
        texts: Mapping[str, str] | None = None,
        *,
        replace: bool = False,
    ) -> Path:
        """Write a new macro with the files beside it; the path of its file.

        Raises MacroUnusable where one is there already.
        """
        folder = self.folder(macro.name)
        if not replace:
            self.check_free(macro.name)
        part = folder.with_name(f".{macro.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        try:
            (part / PICTURES).mkdir(parents=True)
            for file, picture in (pictures or {}).items():
                store_picture(part / file, picture)
            for file, text in (texts or {}).items():
                (part / file).write_text(text, encoding="utf-8")
            (part / FILE).write_text(written(macro), encoding="utf-8")
            if folder.exists():
                shutil.rmtree(folder)
            part.rename(folder)
        except OSError as error:
            raise MacroUnusable(f"Saving the macro “{macro.name}”", error.strerror or str(error)) from error
        return folder / FILE

    def rename(self, old: str, new: str) -> None:
        """Raises MacroUnusable."""
        self._doubled(old, new, "Renaming")
        shutil.rmtree(self.file(old).parent)

    def copy(self, name: str, new: str) -> None:
        """Make a second macro of another name, its pictures along. Raises MacroUnusable."""
        self._doubled(name, new, "Copying")

    def _doubled(self, name: str, new: str, doing: str) -> None:
        """Make a second folder that holds the macro under another name."""
        tried, path, target = f"{doing} “{name}” to “{new}”", self.file(name), self.folder(new)
        if target.exists():
            raise MacroUnusable(tried, "there is a macro of that name", "Choose another.")
        document = parsed(_text(path), str(path))
        document["name"] = new
        part = target.with_name(f".{new}.part")
        shutil.rmtree(part, ignore_errors=True)
        try:
            shutil.copytree(path.parent, part)
            rewritten(part / FILE, dumped(document))
            part.rename(target)
        except OSError as error:
            raise MacroUnusable(tried, error.strerror or str(error)) from error

    def delete(self, name: str) -> Kept:
        """Delete a macro; what `put_back` needs to have it again. Raises MacroUnusable."""
        folder = self.file(name).parent
        try:
            kept = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            shutil.rmtree(folder)
        except OSError as error:
            raise MacroUnusable(f"Deleting the macro “{name}”", error.strerror or str(error)) from error
        return kept

    def put_back(self, name: str, kept: Kept) -> None:
        """Undo a deletion. Raises MacroUnusable where another macro has the name by now."""
        self.check_free(name)
        try:
            for file, data in kept.items():
                path = self.folder(name) / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except OSError as error:
            raise MacroUnusable(f"Bringing “{name}” back", error.strerror or str(error)) from error


def read(path: Path) -> Macro:
    """The macro in a file; an older schema is lifted, the original kept as macro.yaml.v1. Raises MacroUnusable."""
    document = parsed(_text(path), str(path))
    version = document.get("version")
    if not lifted(document, str(path)):
        return checked(document, str(path))
    macro = checked(document, str(path))
    kept = path.with_name(f"{path.name}.v{version}")
    if not kept.exists():
        shutil.copy2(path, kept)
    rewritten(path, dumped(document))
    return macro


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise MacroUnusable(f"Reading {path}", "it is no text in UTF-8", "Save it as UTF-8.") from error
    except OSError as error:
        raise MacroUnusable(f"Reading {path}", error.strerror or str(error)) from error


def rewritten(path: Path, text: str) -> None:
    """Write beside, then rename: the file is there in full or as it was."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def store_picture(path: Path, picture: Frame) -> None:
    """An RGB picture as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _, data = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    path.write_bytes(data.tobytes())


def picture(folder: Path, file: str) -> Frame | None:
    """A picture of a macro, RGB; None where it is missing or lies outside its folder."""
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    found = cv2.imread(str(path), cv2.IMREAD_COLOR)
    return None if found is None else np.ascontiguousarray(found[:, :, ::-1], dtype=np.uint8)
