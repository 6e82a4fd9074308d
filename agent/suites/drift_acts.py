"""The programs of the drift matrix, with what a person does in each: made-up ones and real applications."""

from __future__ import annotations

from agent.suites.drift_applications import Application, file_text, names_in, shown
from agent.suites.drift_made_up import Page, Pane
from agent.suites.drift_programs import Touch
from agent.suites.drift_stage import Act

PAPERS = {f"papers/{name}.txt": name for name in ("alpha", "beta", "draft", "gamma", "notes")}
MORE = {f"papers/{name}.txt": name for name in ("accounts", "Beta 2", "bills", "chapter", "drafts", "epsilon")}


def _keys(names: str) -> tuple[Touch, ...]:
    return tuple(Touch("click", name, role="button") for name in names.split())


def acts() -> tuple[Act, ...]:
    """All programs of the matrix."""
    text = "The red boat leaves at nine"
    return (
        Page("orders"), Page("library"), Pane("orders"), Pane("library"),
        Application(("galculator",), "gtk3", _keys("7 8 * 4 ( 9 + 6 ) ="), shown),
        Application(("kcalc",), "qt", _keys("9 × 7 − 2 5 + 3 ="), shown),
        Application(("mousepad", "{home}/note.txt"), "gtk3", (
            Touch("input", "", text), Touch("click", "Edit", role="menu", opens=True), Touch("click", "Select All"),
            Touch("click", "Edit", role="menu", opens=True), Touch("click", "Convert", opens=True),
            Touch("click", "To Uppercase"),
            Touch("click", "File", role="menu", opens=True), Touch("click", "Save"),
        ), file_text("note.txt"), {"note.txt": ""}),
        Application(("featherpad", "{home}/note.txt"), "qt", (
            Touch("input", "", text), Touch("click", "Undo"), Touch("click", "Redo"),
            Touch("click", "Edit", opens=True),
            Touch("click", "Select All"), Touch("press", "", "ctrl+c"), Touch("press", "", "end"),
            Touch("press", "", "ctrl+v"), Touch("click", "Save", role="button"),
        ), file_text("note.txt"), {"note.txt": ""}, notice="Root Instance"),
        Application(("pcmanfm", "{home}/papers"), "gtk2", (
            Touch("click", "draft.txt"), Touch("click", "Edit", opens=True), Touch("click", "Rename..."),
            Touch("press", "", "ctrl+a"), Touch("input", "", "letter.txt"), Touch("click", "OK"),
            Touch("press", "", "ctrl+shift+n"), Touch("input", "", "Archive"), Touch("press", "", "enter"),
        ), names_in("papers"), PAPERS, more=MORE),
        Application(("pcmanfm", "{home}/papers"), "gtk2", (
            Touch("click", "beta.txt"), Touch("press", "", "shift+delete"), Touch("click", "Yes"),
        ), names_in("papers"), PAPERS, name="pcmanfm (delete)", more=MORE),
    )  # fmt: skip
