"""How each kind of step is carried out, one routine per kind.

A routine sees the scene and the state and answers with one move. It keeps nothing itself: everything it must know on
the next call stands in the state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from model.mini import step as steps
from model.mini.computing import compute
from model.mini.dialogs import confirm, open_file, save_as
from model.mini.menus import choose_entry, menu_path
from model.mini.pointing import drag, point, scroll, set_state
from model.mini.reading import assert_that, read, wait_for
from model.mini.recasing import recase
from model.mini.scene import Move, Scene, State
from model.mini.windows import be_in, do_command, open_app, pause, switch_to
from model.mini.writing import clear_field, find_text, go_to, press_keys, type_text

Routine = Callable[[Any, Scene, State], Move]

ROUTINES: dict[type, Routine] = {
    steps.OpenApp: open_app,
    steps.BeIn: be_in,
    steps.SwitchTo: switch_to,
    steps.GoTo: go_to,
    steps.Point: point,
    steps.SetState: set_state,
    steps.TypeText: type_text,
    steps.ClearField: clear_field,
    steps.PressKeys: press_keys,
    steps.ScrollView: scroll,
    steps.DragTo: drag,
    steps.ChooseEntry: choose_entry,
    steps.MenuPath: menu_path,
    steps.Pause: pause,
    steps.WaitFor: wait_for,
    steps.Assert: assert_that,
    steps.Read: read,
    steps.SaveAs: save_as,
    steps.OpenFile: open_file,
    steps.FindText: find_text,
    steps.Do: do_command,
    steps.Recase: recase,
    steps.Confirm: confirm,
    steps.Compute: compute,
}
"""Every kind of step has its routine."""


def next_move(step: steps.Step, scene: Scene, state: State) -> Move:
    """What to do now for this step."""
    return ROUTINES[type(step)](step, scene, state)
