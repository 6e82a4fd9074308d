"""Saving and opening files through an application's own dialog."""

from __future__ import annotations

from pathlib import PurePosixPath

from bridges.action import Action, Click, Input, Press
from model.base import Element, Expectation, Target
from model.mini.locate import PRESS, TYPE
from model.mini.match import EXACT, contains, fit
from model.mini.phrase import Phrase
from model.mini.scene import Act, AskPerson, GiveUp, Move, Next, Scene, State, expect
from model.mini.step import OpenFile, SaveAs
from model.mini.writing import SELECT_ALL

NAME_LABELS = ("Name", "File name", "Filename", "Save as", "Location", "文件名", "名称", "名字")
SAVE_LABELS = ("Save", "Save As", "保存", "另存为")
OPEN_LABELS = ("Open", "打开")
OVERWRITES = (
    "already exists",
    "replace it",
    "overwrite",
    "do you want to replace",
    "replace the file",
    "已存在",
    "覆盖",
    "替换",
)
CONFIRMS = ("Replace", "Overwrite", "Yes", "Save", "替换", "覆盖", "是")
YES = frozenset({"y", "yes", "ok", "okay", "replace", "overwrite", "sure", "do it", "是", "好", "可以", "替换", "覆盖"})

WAYS: tuple[tuple[str, ...], ...] = (("ctrl", "shift", "s"), ("ctrl", "s"))
"""Shortcuts that bring up a dialog for saving, in the order they are tried; after them the File menu."""


def save_as(step: SaveAs, scene: Scene, state: State) -> Move:
    """Bring up the dialog, replace the name, confirm, and see the dialog gone; overwriting is asked about."""
    match state.phase:
        case "":
            return _bring_up(step, scene, state)
        case "menu":
            return _from_menu(step, scene, state)
        case "name":
            return _name(step.path, SAVE_LABELS, scene, state)
        case "confirm":
            return _confirm(SAVE_LABELS, scene, state)
        case "overwrite":
            return _overwrite(step, scene, state)
        case _:
            return _saved(step, scene, state)


def _bring_up(step: SaveAs, scene: Scene, state: State) -> Move:
    if dialog_is_open(SAVE_LABELS, scene):
        return Next(state.to("name", before=scene.observation.window))
    way = state.tries
    if way >= len(WAYS):
        return Next(state.to("menu"))
    waited = state.again()
    keys = WAYS[way]
    why = f"bring up the dialog for saving ({'+'.join(keys)})"
    # With no title known to come, any dialog will do: the next look tells whether it is one for saving.
    return Act((Press(keys=list(keys)),), Expectation(kind="window", within_s=3.0), waited, waited, why=why)


def _from_menu(step: SaveAs, scene: Scene, state: State) -> Move:
    if dialog_is_open(SAVE_LABELS, scene):
        return Next(state.to("name", before=scene.observation.window))
    if state.tries >= 2:
        return GiveUp(
            f"no dialog for saving came up, neither by {' nor by '.join('+'.join(way) for way in WAYS)} nor by the menu"
        )
    words = ("File", "Save As")[state.tries]
    found = scene.find(Phrase(words, words), PRESS)
    if found.element is None:
        return GiveUp(f"no dialog for saving came up by keys, and the menu has no “{words}”")
    click = Click(start_point=scene.point(found.element), text=found.element.text or None)
    target = Target(words=words, element=found.element)
    on = state.again()
    return Act(
        (click,), expect("change", within_s=3.0), on, on, target, found.confidence, why=f"save by the menu: {words}"
    )


def dialog_is_open(labels: tuple[str, ...], scene: Scene) -> bool:
    """Whether a file dialog has the focus: by its title, or by a name field together with its button."""
    title = scene.observation.window
    named = any(
        contains(title, words) for words in ("save", "保存", "另存") if "save" in (l.lower() for l in labels)
    ) or (any(contains(title, words) for words in ("open file", "open document", "select file", "choose file")))
    button = button_of(labels, scene) is not None
    cancel = button_of(("Cancel", "取消"), scene) is not None
    return (named and (button or cancel)) or (
        button and (cancel or name_field(scene) is not None) and name_field(scene) is not None
    )


def button_of(labels: tuple[str, ...], scene: Scene) -> Element | None:
    """The dialog's button that says exactly one of the labels, the lowest where several do."""
    fits = [
        e
        for e in scene.inside
        if e.role in ("button", "text", "icon", "unknown") and any(fit(l, e.text) >= EXACT for l in labels)
    ]
    fits = [e for e in fits if e.role == "button"] or fits
    return max(fits, key=lambda e: (e.box.center.y, e.box.center.x), default=None)


def name_field(scene: Scene) -> Element | None:
    """The field that holds the file's name."""
    focused = scene.focused
    if focused is not None and scene.window.contains(focused.box.center) and focused.box.height < 80:
        return focused
    for label in NAME_LABELS:
        choice = scene.find(Phrase(label, label, role="field"), TYPE)
        if choice.element is not None and choice.element.role in ("field", "combobox"):
            return choice.element
    return None


def _name(path: str, labels: tuple[str, ...], scene: Scene, state: State) -> Move:
    """Replace what stands in the name field; a fresh file dialog has its focus there."""
    if state.tries:
        return GiveUp(f"the name “{path}” could not be typed into the dialog")
    field = name_field(scene)
    click: tuple[Action, ...] = ()
    target = None
    if field is not None:
        target = Target(words="the dialog's name field", element=field)
        click = () if "focused" in field.states else (Click(start_point=scene.point(field), text="name field"),)
    actions = (*click, Press(keys=list(SELECT_ALL)), Input(text=path))
    near = field.box if field is not None else None
    seen = Expectation(kind="change", near=near, within_s=4.0)
    return Act(actions, seen, state.to("confirm"), state.again(), target, 0.9, why=f"give the name “{path}”")


def _confirm(labels: tuple[str, ...], scene: Scene, state: State) -> Move:
    """Enter first: a click beside an open completion list would only close the list; then the dialog's button."""
    gone = Expectation(kind="window", within_s=4.0)
    if state.tries == 0:
        return Act((Press(keys=["enter"]),), gone, state.to("done"), state.again(), why="confirm the dialog (enter)")
    if _asks_to_overwrite(scene) or not dialog_is_open(labels, scene):
        return Next(state.to("done"))
    button = button_of(labels, scene)
    if state.tries > 2 or button is None:
        return GiveUp("the dialog stays open: " + (scene.turn.note if scene.turn else ""))
    click = Click(start_point=scene.point(button), text=button.text)
    target = Target(words=f"the dialog's “{button.text}” button", element=button)
    return Act((click,), gone, state.to("done"), state.again(), target, 0.95, why=f"confirm the dialog ({button.text})")


def _asks_to_overwrite(scene: Scene) -> bool:
    return any(contains(element.text, words) for element in scene.elements for words in OVERWRITES if element.text)


def _saved(step: SaveAs, scene: Scene, state: State) -> Move:
    name = PurePosixPath(step.path).name
    if _asks_to_overwrite(scene):
        question = f"“{name}” is already there. Overwrite it? (yes or no)"
        return AskPerson(question, state.to("overwrite"), 0.5)
    if dialog_is_open(SAVE_LABELS, scene):
        if state.waits < 2:
            again = state.to("confirm").model_copy(update={"tries": 1, "waits": state.waits})
            return Next(again)
        return GiveUp(f"the dialog for saving “{step.path}” stays open")
    title = f"; the window is now “{scene.observation.window}”" if contains(scene.observation.window, name) else ""
    return Next(state.after(f"saved as {step.path}{title}"))


def _overwrite(step: SaveAs, scene: Scene, state: State) -> Move:
    answer = ((scene.turn.answer if scene.turn else None) or "").strip(" .!").casefold()
    if state.tries == 0 and answer not in YES:
        return GiveUp(f"“{step.path}” is already there and was not overwritten")
    button = next((b for label in CONFIRMS if (b := button_of((label,), scene)) is not None), None)
    if button is None or state.tries:
        return GiveUp(f"“{step.path}” is already there, and no button to overwrite it was found")
    click = Click(start_point=scene.point(button), text=button.text)
    target = Target(words=f"“{button.text}”", element=button)
    return Act(
        (click,),
        Expectation(kind="change"),
        state.to("saved"),
        state.again(),
        target,
        0.95,
        why="overwrite, as the person said",
    )


def open_file(step: OpenFile, scene: Scene, state: State) -> Move:
    """A visible file of that name, else the dialog for opening."""
    match state.phase:
        case "":
            found = scene.find(Phrase(step.path, step.path, role="file"), PRESS)
            if found.element is not None and found.confidence >= 0.9 and state.tries == 0:
                from model.mini.pointing import press_on

                return press_on(
                    found.element,
                    found.confidence,
                    Phrase(step.path, step.path),
                    "double-click",
                    scene,
                    state,
                    f"opened {step.path}",
                )
            if state.tries > 1:
                return GiveUp("no dialog for opening a file came up")
            on = state.to("name")
            return Act(
                (Press(keys=["ctrl", "o"]),),
                expect("window", within_s=5.0),
                on,
                state.again(),
                why="bring up the dialog for opening (ctrl+o)",
            )
        case "name":
            return _open_name(step, scene, state)
        case _:
            done = state.after(f"opened {step.path}")
            if state.tries:
                return GiveUp(f"“{step.path}” did not open: {scene.turn.note if scene.turn else ''}")
            return Act(
                (Press(keys=["enter"]),),
                Expectation(kind="window", within_s=5.0),
                done,
                state.again(),
                why="confirm the dialog (enter)",
            )


def _open_name(step: OpenFile, scene: Scene, state: State) -> Move:
    if state.tries:
        return GiveUp(f"the name “{step.path}” could not be typed into the dialog")
    # A file chooser takes a typed path: it begins a location with the first slash.
    field = scene.focused
    start: tuple[Action, ...] = (Press(keys=list(SELECT_ALL)),) if field is not None else ()
    return Act(
        (*start, Input(text=step.path)),
        Expectation(kind="change", within_s=4.0),
        state.to("confirm"),
        state.again(),
        why=f"give the name “{step.path}”",
    )
