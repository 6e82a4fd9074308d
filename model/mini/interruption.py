"""What comes up over an application without having been asked for: an offer of the system, or word of a crash.

An offer is put off, and the step that it came into goes on. After a crash the application is opened again and what was
done in it is done again, unless something was pressed that may have had its effect already.
"""

from __future__ import annotations

from collections.abc import Sequence

from bridges.action import Click
from model.base import Element
from model.mini.instruction import Stage
from model.mini.match import normal
from model.mini.pointing import FINAL_WORDS
from model.mini.scene import Act, GiveUp, Move, Next, Scene, State, expect
from model.mini.step import OpenApp, Point, PressKeys, Read, SetState, SwitchTo

CRASHED = ("Application Error", "Application Not Responding")
"""How Android titles these windows."""
PUT_OFF = (
    "not now", "later", "maybe later", "remind me later", "no thanks", "no, thanks", "skip", "dismiss", "close app",
    "close", "cancel", "no", "以后再说", "稍后", "稍后提醒我", "暂不", "不用了", "跳过", "关闭应用", "关闭", "取消",
)  # fmt: skip
"""What an offer is put off with, and word of a crash taken away, the mildest first."""
EFFECTS = (*FINAL_WORDS, "save", "done", "dial", "call", "start", "add to", "保存", "完成", "拨打", "开始", "添加到")
"""On a control with such a word a press may have done what it says before the application went."""
LEAVING = frozenset({"home", "back", "exit", "quit", "close", "leave", "主屏幕", "返回", "退出", "关闭"})
"""A control with such a word may lead out of an application."""
MOST = 2
"""How often an application that crashes is opened again."""
GONE = "stopped working and was opened again"


def interruption(program: Sequence[Stage], scene: Scene, state: State) -> Move | None:
    """The move that an interruption asks for; None where there is none, or the task itself speaks of it."""
    title = scene.observation.interruption
    if not title and _fell_home(program, scene, state):
        then = _from_the_start(program, state)
        return Next(then) if isinstance(then, State) else None
    crashed = title.startswith(CRASHED)
    if not title or (state.step >= len(program) and not crashed):
        return None
    away = _put_off(scene)
    if away is None or _spoken_of(program, scene, state):
        return None
    if crashed:
        then = _from_the_start(program, state)
        if isinstance(then, GiveUp):
            return then
    else:
        then = _checked_again(program, state)
    click = Click(start_point=scene.point(away), text=away.text or None)
    return Act((click,), expect("change", within_s=4.0), then, state, why=f"put “{title}” away")


def _fell_home(program: Sequence[Stage], scene: Scene, state: State) -> bool:
    """Whether a phone shows its launcher though the step before was in an application: it went without a word."""
    before = program[state.step - 1].step if 0 < state.step <= len(program) and not state.phase else None
    if "launcher" not in scene.observation.application or scene.observation.windows:
        return False
    if not isinstance(before, Point | SetState):
        return False
    opened = max((at for at in range(state.step) if isinstance(program[at].step, OpenApp | SwitchTo)), default=0)
    keys = (stage.step.keys for stage in program[opened : state.step] if isinstance(stage.step, PressKeys))
    if any("home" in chord for chord in keys):
        return False
    return not set(normal(before.target.words).split()) & LEAVING


def _put_off(scene: Scene) -> Element | None:
    # Of things with the same words, such as a row and the button in it, the smallest takes the press.
    sized = sorted(scene.elements, key=lambda element: -element.box.area)
    named = {normal(element.text or element.label): element for element in sized}
    return next((named[word] for word in PUT_OFF if word in named), None)


def _spoken_of(program: Sequence[Stage], scene: Scene, state: State) -> bool:
    """Whether the step names something that the interruption itself offers."""
    step = program[state.step].step if state.step < len(program) else None
    if not isinstance(step, Point):
        return False
    wanted = normal(step.target.words)
    return any(normal(element.text) == wanted for element in scene.inside if element.text)


def _checked_again(program: Sequence[Stage], state: State) -> State:
    """A state that was just set is looked at once more: the touch may have gone elsewhere."""
    before = state.step - 1
    if before >= 0 and not state.phase and isinstance(program[before].step, SetState):
        return state.model_copy(update={"step": before, "tries": 0, "done": state.done[:-1]})
    return state.model_copy(update={"tries": 0})


def _from_the_start(program: Sequence[Stage], state: State) -> State | GiveUp:
    """The step that opened the application; or why what came after it may not be done twice."""
    opened = next(
        (
            at
            for at in range(min(state.step, len(program) - 1), -1, -1)
            if isinstance(program[at].step, OpenApp | SwitchTo)
        ),
        None,
    )
    if opened is None:
        return GiveUp("the application has stopped working, and the task does not say how it is opened")
    # The step that is going on belongs to it once something was done for it.
    acted = state.step + (1 if state.tries or state.phase else 0)
    again = program[opened:acted]
    app = program[opened].step
    name = app.app if isinstance(app, OpenApp | SwitchTo) else ""
    done = next((stage for stage in reversed(again) if _has_effect(stage)), None)
    if done is not None:
        return GiveUp(f"{name} stopped working at “{done.said}”, which may have been done; it is not done twice")
    if sum(GONE in one for one in state.done) >= MOST:
        return GiveUp(f"{name} stops working again and again")
    told = any(isinstance(stage.step, Read) for stage in again)
    return State(step=opened, answers=() if told else state.answers, done=(*state.done, f"{name} {GONE}"))


def _has_effect(stage: Stage) -> bool:
    step = stage.step
    if isinstance(step, Point):
        said = f" {normal(step.target.words)} "
        return any(f" {word} " in said or (not word.isascii() and word in said) for word in EFFECTS)
    return isinstance(step, PressKeys) and "enter" in step.keys
