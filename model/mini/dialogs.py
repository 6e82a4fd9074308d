"""Saving and opening files through an application's own dialog."""

from __future__ import annotations

from pathlib import PurePosixPath

from bridges.action import Action, Click, Input, Press, Wait
from model.base import Element, Target
from model.mini.locate import PRESS, TYPE
from model.mini.match import EXACT, contains, fit
from model.mini.phrase import Phrase
from model.mini.pointing import press_on
from model.mini.scene import NOTHING, Act, AskPerson, GiveUp, Move, Next, Scene, State, expect
from model.mini.seeking import Found
from model.mini.step import Confirm, OpenFile, SaveAs
from model.mini.writing import SELECT_ALL, typed

NAME_LABELS = ("Name", "File name", "Filename", "Save as", "Location", "文件名", "名称", "名字")
SAVE_LABELS = ("Save", "Save As", "保存", "另存为")
OPEN_LABELS = ("Open", "打开")
CANCEL_LABELS = ("Cancel", "取消")
REFUSALS = (*CANCEL_LABELS, "No", "Keep", "否")
SAVE_TITLES = ("save", "保存", "另存")
OPEN_TITLES = ("open", "select", "choose", "打开", "选择")
OVERWRITES = ("already exists", "replace it", "overwrite", "replace file", "已存在", "覆盖", "替换")
CONFIRMS = ("Replace", "Overwrite", "Yes", "Save", "替换", "覆盖", "是")
YES = frozenset({"y", "yes", "ok", "okay", "replace", "overwrite", "sure", "是", "好", "可以", "替换", "覆盖"})
SAVE_KEYS: tuple[tuple[str, ...], ...] = (("ctrl", "shift", "s"), ("ctrl", "s"))
"""Shortcuts that bring up a dialog for saving, in the order they are tried; after them the File menu."""
SAVE_MENU = ("File", "Save As")


def save_as(step: SaveAs, scene: Scene, state: State) -> Move:
    """Bring up the dialog, replace the name, confirm, and see the dialog gone; overwriting is asked about."""
    match state.phase:
        case "":
            return _bring_up_saving(scene, state)
        case "name":
            return _give_name(step.path, scene, state)
        case "confirm":
            return _confirm(SAVE_LABELS, SAVE_TITLES, scene, state)
        case "overwrite":
            return _overwrite(step, scene, state)
        case _:
            return _saved(step, scene, state)


def _bring_up_saving(scene: Scene, state: State) -> Move:
    """One way after the other until a dialog is there, whatever the check of each said."""
    if dialog_is_open(SAVE_LABELS, SAVE_TITLES, scene):
        return Next(state.to("name"))
    again = state.again()
    if state.tries < len(SAVE_KEYS):
        keys = SAVE_KEYS[state.tries]
        why = f"bring up the dialog for saving ({'+'.join(keys)})"
        return Act((Press(keys=list(keys)),), expect("window", within_s=3.0), again, again, why=why)
    level = state.tries - len(SAVE_KEYS)
    if level >= len(SAVE_MENU):
        return GiveUp("no dialog for saving came up, neither by keys nor by the menu")
    words = SAVE_MENU[level]
    choice = scene.find(Phrase(words, words), PRESS)
    if choice.element is None:
        return GiveUp(f"no dialog for saving came up by keys, and there is no menu “{words}”")
    target = Target(words=words, element=choice.element)
    click = Click(start_point=scene.point(choice.element), text=choice.element.text or None)
    why = f"bring up the dialog for saving (menu “{words}”)"
    return Act((click,), expect("change", within_s=3.0), again, again, target, choice.confidence, why)


def dialog_is_open(labels: tuple[str, ...], titles: tuple[str, ...], scene: Scene) -> bool:
    """Whether a file dialog has the focus: two of its title, its buttons, and its name field."""
    titled = any(contains(scene.observation.window, words) for words in titles)
    confirms = button_of(labels, scene) is not None
    cancels = button_of(CANCEL_LABELS, scene) is not None
    return (confirms and cancels) or (titled and (confirms or cancels))


def button_of(labels: tuple[str, ...], scene: Scene) -> Element | None:
    """The window's button that says exactly one of the labels; of several the lowest."""
    roles = ("button", "icon", "text", "unknown")
    fits = [e for e in scene.inside if e.role in roles and any(fit(label, e.text) >= EXACT for label in labels)]
    fits = [e for e in fits if e.role == "button"] or fits
    return max(fits, key=lambda e: (e.box.center.y, e.box.center.x), default=None)


def name_field(scene: Scene) -> Element | None:
    """The field that holds the file's name: the one-line field with the focus, or the one labelled so."""
    focused = scene.focused
    if focused is not None and scene.window.contains(focused.box.center) and focused.box.height < 80:
        return focused
    found = [scene.find(Phrase(label, label, role="field"), TYPE).element for label in NAME_LABELS]
    fields = [one for one in found if one is not None and one.role in ("field", "combobox")]
    # The head of the list of files says "Name" too; what is no label does not tell what belongs into a field.
    labelled = [one for one in fields if any(fit(label, one.label) for label in NAME_LABELS)]
    return next(iter(labelled or fields), None)


def _give_name(path: str, scene: Scene, state: State, *, opening: bool = False) -> Move:
    """Replace what stands in the name field; a fresh dialog has its focus there, also where it cannot be seen."""
    if state.tries:
        return GiveUp(f"the name “{path}” could not be typed into the dialog")
    field = name_field(scene)
    actions: tuple[Action, ...] = (Press(keys=list(SELECT_ALL)), Input(text=path))
    if field is None and opening:
        actions = typed(path, scene)  # the dialog has no field until the first character of a path comes
    if field is not None and "focused" not in field.states:
        actions = (Click(start_point=scene.point(field), text="name field"), *actions)
    target = Target(words="the dialog's name field", element=field) if field is not None else None
    why = f"give the name “{path}”"
    return Act(actions, expect("change", within_s=4.0), state.to("confirm"), state.again(), target, 0.9, why)


def _confirm(labels: tuple[str, ...], titles: tuple[str, ...], scene: Scene, state: State) -> Move:
    """Enter first: a click beside an open list of completions would only close the list; then the button."""
    closed = expect("window", within_s=4.0)
    if state.tries == 0:
        why = "confirm the dialog (enter)"
        return Act((Press(keys=["enter"]),), closed, state.to("done"), state.again(), why=why)
    if asks_to_overwrite(scene) or not dialog_is_open(labels, titles, scene):
        return Next(state.to("done"))
    button = button_of(labels, scene)
    if state.tries > 2 or button is None:
        return GiveUp("the dialog stays open")
    return _press_button(button, scene, state, "done", f"confirm the dialog ({button.text})")


def _press_button(button: Element, scene: Scene, state: State, phase: str, why: str) -> Act:
    click = Click(start_point=scene.point(button), text=button.text or None)
    target = Target(words=button.text, element=button)
    return Act((click,), expect("window", within_s=4.0), state.to(phase), state.again(), target, 0.95, why)


def asks_to_overwrite(scene: Scene) -> bool:
    """Whether a question about a file that is already there can be read."""
    return any(contains(element.text, words) for element in scene.inside for words in OVERWRITES if element.text)


def _saved(step: SaveAs, scene: Scene, state: State) -> Move:
    name = PurePosixPath(step.path).name
    if asks_to_overwrite(scene):
        if state.phase == "overwritten":
            return GiveUp(f"“{name}” was not overwritten: the question stays open")
        return AskPerson(f"“{name}” is already there. Overwrite it? (yes or no)", state.to("overwrite"), 0.5)
    if dialog_is_open(SAVE_LABELS, SAVE_TITLES, scene):
        if state.notes.get("confirmed again"):
            return GiveUp(f"the dialog for saving “{step.path}” stays open")
        return Next(state.to("confirm", **{"confirmed again": True}).again())
    window = scene.observation.window
    title = f"; the window is now “{window}”" if contains(window, name) else ""
    return Next(state.after(f"saved as {step.path}{title}"))


def _overwrite(step: SaveAs, scene: Scene, state: State) -> Move:
    """Only a plain yes of the person overwrites."""
    answer = ((scene.turn.answer if scene.turn else None) or "").strip(" .!").casefold()
    if state.tries == 0 and answer not in YES:
        return GiveUp(f"“{step.path}” is already there and was not overwritten")
    button = next((each for label in CONFIRMS if (each := button_of((label,), scene)) is not None), None)
    if button is None or state.tries:
        return GiveUp(f"“{step.path}” is already there, and no button to overwrite it had an effect")
    return _press_button(button, scene, state, "overwritten", "overwrite, as the person said")


def confirm(step: Confirm, scene: Scene, state: State) -> Move:
    """Press the first of the answers that a question offers; where none comes up, nothing was asked."""
    button = next((each for label in step.answers if (each := button_of((label,), scene)) is not None), None)
    if button is not None and button.role == "button" and button_of(REFUSALS, scene) is not None:
        if state.tries:
            return GiveUp(f"the question stays open: “{button.text}” had no effect")
        return _press_button(button, scene, state, "answered", f"answer “{button.text}”")
    if state.phase == "answered":
        return Next(state.after("answered the question"))
    if state.waits < 2:
        waited = state.waited()
        return Act((Wait(seconds=0.5),), NOTHING, waited, waited, why="see whether a question comes up")
    return Next(state.after("nothing was asked"))


def open_file(step: OpenFile, scene: Scene, state: State) -> Move:
    """A visible file of that name, else the dialog for opening."""
    match state.phase:
        case "":
            return _bring_up_opening(step, scene, state)
        case "name":
            return _give_name(step.path, scene, state, opening=True)
        case "confirm":
            return _confirm(OPEN_LABELS, OPEN_TITLES, scene, state)
        case _:
            return Next(state.after(f"opened {step.path}"))


def _bring_up_opening(step: OpenFile, scene: Scene, state: State) -> Move:
    phrase = Phrase(step.path, step.path, role="file")
    choice = scene.find(phrase, PRESS)
    if choice.element is not None and choice.confidence >= 0.9:
        found = Found(choice.element, choice.confidence)
        return press_on(found, phrase, scene, state, f"opened {step.path}", gesture="double-click")
    if dialog_is_open(OPEN_LABELS, OPEN_TITLES, scene):
        return Next(state.to("name"))
    if state.tries and state.waits < 2:
        waited = state.waited()
        return Act((Wait(seconds=1.5),), NOTHING, waited, waited, why="wait for the dialog for opening")
    if state.tries > 1:
        return GiveUp("no dialog for opening a file came up (ctrl+o)")
    again = state.again()
    why = "bring up the dialog for opening (ctrl+o)"
    return Act((Press(keys=["ctrl", "o"]),), expect("window", within_s=4.0), again, again, why=why)
