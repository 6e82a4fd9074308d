"""The embedded policy: from one call to the next it goes through the program, checks, asks, and ends honestly."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from bridges.action import (
    Action,
    AppSwitch,
    Ask,
    Click,
    DoubleClick,
    Drag,
    Finished,
    Hover,
    Input,
    Open,
    Press,
    Scroll,
    Wait,
)
from bridges.base import Frame, Node, Observation
from bridges.coordinates import Box, Geometry, ImagePoint, Size
from bridges.errors import NotAnImage, UnreadableTask
from model.base import Decision, Element, Model, Role, Task, Turn
from model.mini import Mini
from model.parse import Screen, ScreenParser

SIZE = Size(1280, 800)
FRAME: Frame = np.zeros((SIZE.height, SIZE.width, 3), np.uint8)


def at(x: float, y: float, text: str = "", role: Role = "button", **more: Any) -> Element:
    width, height = more.pop("width", 80), more.pop("height", 24)
    return Element(box=Box(x, y, x + width, y + height), role=role, text=text, **more)


class KnownScreens(ScreenParser):
    """A parser whose screens are given by hand, so that what is there is known."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: tuple[Element, ...] = ()

    def parse(self, frame: Frame, tree: tuple[Node, ...] | None = None) -> Screen:
        return Screen(self.elements, SIZE)


class Talk:
    """A task carried on call by call, the screen and each outcome given by the test."""

    def __init__(self, task: str) -> None:
        self.eyes = KnownScreens()
        self.task = Task(text=task)
        self.turns: tuple[Turn, ...] = ()
        self.seen: dict[str, Any] = {}

    def look(self, *elements: Element, **seen: Any) -> Talk:
        """What the screen shows from now on."""
        self.eyes.elements = elements
        self.seen = seen
        return self

    def next(self, *, ok: bool = True, note: str = "", answer: str | None = None) -> Decision:
        """The next decision, after the last one went so. A new Mini each time: it must keep nothing itself."""
        if self.turns:
            last = self.turns[-1]
            self.turns = (*self.turns[:-1], last.model_copy(update={"verified": ok, "note": note, "answer": answer}))
        observation = Observation(FRAME, Geometry(SIZE), time.time(), **self.seen)
        decision = Mini(self.eyes).decide(self.task, observation, self.turns)
        decision = Decision.model_validate_json(decision.model_dump_json())
        self.turns = (*self.turns, Turn(decision=decision, verified=True))
        return decision

    def acts(self, **outcome: Any) -> tuple[Action, ...]:
        return self.next(**outcome).actions


def middle(element: Element) -> ImagePoint:
    return ImagePoint(element.box.center.x, element.box.center.y)


def ends(decision: Decision, status: str) -> Finished:
    (action,) = decision.actions
    assert isinstance(action, Finished)
    assert action.status == status
    return action


def test_it_is_a_model() -> None:
    assert isinstance(Mini(), Model)


def test_it_goes_through_the_steps_and_says_what_was_done() -> None:
    save, field = at(10, 10, "Save"), at(10, 100, role="field", label="Name", width=300)
    talk = Talk('Type "Ada Lovelace" into the Name field, click Save, press Ctrl+Q').look(save, field)
    typing = talk.next()
    assert typing.actions == (Input(text="Ada Lovelace", start_point=middle(field)),)
    assert typing.reason == "step 1 of 3: type “Ada Lovelace” into “the Name field”"
    assert (typing.expect.kind, typing.expect.text, typing.expect.near) == ("text", "Ada Lovelace", field.box)
    assert typing.target is not None
    assert typing.target.element == field
    clicking = talk.next()
    assert clicking.actions == (Click(start_point=middle(save), text="Save"),)
    assert clicking.expect.kind == "change"
    assert clicking.confidence > 0.9
    assert talk.acts() == (Press(keys=["ctrl", "q"]),)
    end = talk.next()
    ends(end, "success")
    assert end.evidence == ("typed “Ada Lovelace” into the Name field", "click on Save", "pressed ctrl+q")


def test_its_memory_is_plain_json() -> None:
    talk = Talk("click Save, click Save").look(at(10, 10, "Save"))
    memory = talk.next().memory
    assert json.loads(json.dumps(memory)) == memory


def test_another_task_begins_at_the_beginning() -> None:
    talk = Talk("click Save, click Open").look(at(10, 10, "Save"), at(10, 60, "Open"))
    talk.next()
    talk.task = Task(text="click Open, click Save")
    assert talk.next().reason.startswith("step 1 of 2: click on “Open”")


def test_opening_waits_for_a_window_that_is_blank() -> None:
    talk = Talk("open the calculator, press 1").look(at(10, 5, "Desktop", "text"))
    opening = talk.next()
    assert opening.actions == (Open(app="calculator"),)
    assert opening.expect.kind == "window"
    talk.look(at(10, 5, "Calculator", "text"), window_box=Box(0, 0, 400, 500))
    assert isinstance(talk.acts()[0], Wait)
    talk.look(at(10, 5, "Calculator", "text"), at(10, 100, "7"), window_box=Box(0, 0, 400, 500))
    assert talk.acts() == (Press(keys=["1"]),)


def test_what_no_application_answers_to_may_be_a_control() -> None:
    talk = Talk("open Downloads").look(at(10, 100, "Downloads", "listitem"))
    talk.next()
    (click,) = talk.acts(ok=False, note="no application answers to that name")
    assert isinstance(click, Click)
    other = Talk("open Downloads").look(at(10, 100, "Uploads", "listitem"))
    other.next()
    assert "no application" in (ends(other.next(ok=False, note="no application"), "failure").answer or "")


def test_a_target_that_is_not_there_is_waited_for_then_given_up() -> None:
    talk = Talk("click Save").look(at(10, 10, "Help"))
    seen: list[str] = []
    while not isinstance((decision := talk.next()).actions[0], Finished):
        seen += [action.action for action in decision.actions]
        assert len(seen) < 10
    assert seen == ["wait", "hover", "wait", "wait"]
    assert "“Save” cannot be seen" in (ends(decision, "failure").answer or "")
    assert decision.evidence


def test_a_target_that_appears_while_waiting_is_used() -> None:
    talk = Talk("click Save").look()
    assert isinstance(talk.acts()[0], Wait)
    assert talk.look(at(10, 10, "Save")).acts() == (Click(start_point=ImagePoint(50, 22), text="Save"),)


def test_a_view_with_a_scrollbar_is_scrolled_for_the_target() -> None:
    bar = at(1260, 0, "", "scrollbar", width=16, height=800)
    talk = Talk("click Save").look(bar)
    while not isinstance((scroll := talk.acts()[0]), Scroll):
        assert len(talk.turns) < 10
    assert scroll.direction == "down"
    save = at(10, 700, "Save")
    assert talk.look(bar, save).acts() == (Click(start_point=middle(save), text="Save"),)


def test_twins_are_asked_about_and_the_answer_decides() -> None:
    first, second = at(10, 10, "Delete"), at(1100, 700, "Delete")
    talk = Talk("click Delete, press Tab").look(first, second)
    (question,) = talk.acts()
    assert isinstance(question, Ask)
    assert "at the top left" in question.question
    assert "at the bottom right" in question.question
    assert talk.acts(answer="2") == (Click(start_point=middle(second), text="Delete"),)
    assert talk.acts() == (Press(keys=["tab"]),)


@pytest.mark.parametrize("answer", [None, "none of them"])
def test_without_a_usable_answer_nothing_is_clicked(answer: str | None) -> None:
    talk = Talk("click Delete").look(at(10, 10, "Delete"), at(1100, 700, "Delete"))
    talk.next()
    ends(talk.next(ok=answer is not None, answer=answer), "failure")


def test_a_click_without_effect_is_tried_once_more_then_given_up() -> None:
    talk = Talk("click Next").look(at(10, 10, "Next"))
    talk.next()
    assert isinstance(talk.acts(ok=False)[0], Click)
    assert "no visible effect: nothing changed" in str(ends(talk.next(ok=False, note="nothing changed"), "failure"))


@pytest.mark.parametrize("words", ["Send", "Delete", "Place order", "Pay now", "提交"])
def test_what_must_not_happen_twice_is_not_clicked_twice(words: str) -> None:
    talk = Talk(f'click "{words}"').look(at(10, 10, words))
    talk.next()
    ends(talk.next(ok=False), "failure")


def test_text_is_never_typed_twice() -> None:
    talk = Talk('type "hello world"').look(at(10, 10, "Untitled", "text"))
    assert talk.acts() == (Input(text="hello world"),)
    talk.look(at(10, 100, "hello wor1d", "text"))
    end = talk.next(ok=False)
    assert end.evidence == ("typed “hello world”",)
    ends(end, "success")
    lost = Talk('type "hello world"').look(at(10, 10, "Untitled", "text"))
    lost.next()
    assert isinstance(lost.acts(ok=False)[0], Wait)
    assert "cannot be seen" in str(ends(lost.next(), "failure").answer)


def test_a_secret_is_typed_as_its_name_and_its_text_is_not_expected_on_the_screen() -> None:
    field = at(10, 10, role="field", label="Password", states=frozenset({"password"}))
    decision = Talk("type {{secret:bank}} into Password").look(field).next()
    assert decision.actions == (Input(text="{{secret:bank}}", start_point=middle(field)),)
    assert (decision.expect.kind, decision.expect.text) == ("change", "")


def test_checking_looks_at_the_state_first() -> None:
    checked = at(10, 10, "Wrap lines", "checkbox", states=frozenset({"checked"}))
    unchecked = at(10, 60, "Spell check", "checkbox")
    talk = Talk("check Wrap lines, uncheck Spell check, check Spell check").look(checked, unchecked)
    decision = talk.next()
    assert decision.actions == (Click(start_point=middle(unchecked), text="Spell check"),)
    assert decision.reason.startswith("step 3 of 3")
    assert ends(talk.next(), "success").answer is None


def test_replacing_selects_what_is_there() -> None:
    field = at(10, 10, role="field", label="City", value="Bern")
    keys = Talk('set City to "Basel"').look(field).acts()
    assert [action.action for action in keys] == ["click", "press", "press", "input"]


def test_a_menu_is_opened_level_by_level() -> None:
    file, edit, again = at(10, 20, "File", "menu"), at(100, 20, "Edit", "menu"), at(10, 60, "File", "menuitem")
    talk = Talk("choose File > File").look(file, edit)
    assert talk.acts() == (Click(start_point=middle(file), text="File"),)
    assert talk.look(file, edit, again).acts() == (Click(start_point=middle(again), text="File"),)
    ends(talk.next(), "success")


def test_a_drop_down_is_opened_and_its_entry_chosen() -> None:
    box = at(10, 10, role="combobox", label="Colour", value="Red", width=200)
    blue = at(10, 60, "Blue", "listitem", width=200)
    talk = Talk('select "Blue" from the Colour drop-down').look(box)
    assert talk.acts() == (Click(start_point=middle(box)),)
    assert talk.look(box, at(10, 40, "Red", "listitem"), blue).acts() == (Click(start_point=middle(blue), text="Blue"),)
    chosen = Talk('select "Red" from the Colour drop-down').look(box)
    ends(chosen.next(), "success")


def test_an_entry_that_cannot_be_seen_is_typed() -> None:
    box = at(10, 10, role="combobox", label="Colour", value="Red", width=200)
    talk = Talk('select "Blue" from the Colour drop-down').look(box)
    talk.next()
    assert talk.acts() == (Input(text="Blue"), Press(keys=["enter"]))


def test_scrolling_until_something_shows() -> None:
    talk = Talk('scroll down until "Total" is visible').look(at(10, 10, "Item 1", "text"))
    for _ in range(3):
        assert isinstance(talk.acts()[0], Scroll)
    end = talk.look(at(10, 10, "Total: 42", "text")).next()
    ends(end, "success")
    stuck = Talk('scroll down until "Total" is visible').look(at(10, 10, "Item 1", "text"))
    stuck.next()
    ends(stuck.next(ok=False), "failure")


def test_dragging_to_a_thing_and_by_a_distance() -> None:
    paper, bin_ = at(10, 10, "a.txt", "icon"), at(900, 600, "Trash", "icon")
    talk = Talk("drag a.txt to the Trash, drag a.txt right by 30 pixels, drag a.txt left by 300 pixels")
    talk.look(paper, bin_)
    assert talk.acts() == (Drag(start_point=middle(paper), end_point=middle(bin_)),)
    assert talk.acts() == (Drag(start_point=middle(paper), end_point=ImagePoint(80, 22)),)
    assert "leave the screen" in str(ends(talk.next(), "failure").answer)


def test_waiting_for_something_has_an_end() -> None:
    talk = Talk("wait for Done for up to 4 seconds").look(at(10, 10, "Working", "text"))
    waited = 0.0
    while isinstance((wait := talk.acts()[0]), Wait):
        waited += wait.seconds
    assert waited == pytest.approx(4)
    assert isinstance(wait, Finished)
    assert wait.status == "failure"
    gone = Talk("wait until Working disappears").look(at(10, 10, "Working", "text"))
    assert isinstance(gone.acts()[0], Wait)
    ends(gone.look().next(), "success")


def test_a_check_that_fails_fails_the_task() -> None:
    talk = Talk("verify that Total is 42, press Enter").look(at(10, 10, "Total", "text"), at(120, 10, "41", "text"))
    while isinstance((decision := talk.next()).actions[0], Wait):
        assert len(talk.turns) < 5
    assert "Total shows “41”, not “42”" in str(ends(decision, "failure").answer)
    right = Talk("verify that Total is 42").look(at(10, 10, "Total", "text"), at(120, 10, "42.", "text"))
    ends(right.next(), "success")


def test_what_is_asked_for_becomes_the_answer() -> None:
    talk = Talk("tell me the value next to Total, tell me the window title, tell me what the Name field shows")
    name = at(10, 100, role="field", label="Name", value="Ada")
    talk.look(at(10, 10, "Total", "text"), at(120, 12, "42.50", "text"), name, window="Orders")
    assert ends(talk.next(), "success").answer == "42.50\nOrders\nAda"


@pytest.mark.parametrize(
    "task",
    ["tell me the value in the Storage row", "What does it say next to Storage?", "report what the row Storage says"],
)
def test_the_value_of_a_row_is_beside_its_name_or_right_below_it(task: str) -> None:
    name, other = at(40, 100, "Storage", "text"), at(40, 180, "Battery", "text")
    beside = at(1100, 102, "45 GB", "text")
    talk = Talk(task).look(name, beside, other, at(1100, 182, "80 %", "text"))
    assert ends(talk.next(), "success").answer == "45 GB"
    subtitle = at(40, 128, "45 % used", "text", width=120)
    talk = Talk(task).look(name, subtitle, other, at(40, 208, "80 %", "text"))
    assert ends(talk.next(), "success").answer == "45 % used"


def test_a_place_said_first_is_an_application_to_be_in() -> None:
    display = at(40, 100, "Display", "listitem")
    talk = Talk("In Settings, tap Display").look(display, window="Settings", windows=("Settings",))
    assert talk.acts() == (Click(start_point=middle(display), text="Display"),)
    elsewhere = Talk("In Settings, tap Display").look(window="Notes", windows=("Notes", "Settings"))
    assert elsewhere.acts() == (AppSwitch(app="Settings"),)
    closed = Talk("In Settings, tap Display").look(window="Notes", windows=("Notes",))
    assert closed.acts() == (Open(app="Settings"),)


def test_capitals_are_looked_for_in_the_menus_and_typed_where_there_are_none() -> None:
    edit, convert = at(60, 20, "Edit", "menu"), at(60, 200, "Convert", "menuitem")
    upper = at(200, 210, "To Uppercase", "menuitem", width=120)
    talk = Talk('type "quiet", then turn it into capitals').look(edit)
    assert talk.acts() == (Input(text="quiet"),)
    assert talk.acts() == (Press(keys=["ctrl", "a"]),)
    assert talk.acts() == (Click(start_point=middle(edit), text="Edit"),)
    assert talk.look(edit, convert).acts() == (Click(start_point=middle(convert), text="Convert"),)
    assert talk.look(edit, convert, upper).acts() == (Click(start_point=middle(upper), text="To Uppercase"),)
    ends(talk.next(), "success")
    bare = Talk('type "quiet", then turn it into capitals').look(at(10, 400, "quiet", "text"))
    assert bare.acts() == (Input(text="quiet"),)
    assert bare.acts() == (Press(keys=["ctrl", "a"]),)
    assert bare.acts() == (Press(keys=["ctrl", "a"]), Input(text="QUIET"))


def test_a_menu_path_in_other_words_than_the_menus_have_leads_to_what_it_means() -> None:
    edit, convert = at(60, 20, "Edit", "menu"), at(60, 200, "Convert", "menuitem")
    upper = at(200, 210, "To Uppercase", "menuitem", width=120)
    talk = Talk("choose Edit > upper case").look(edit)
    assert talk.acts() == (Click(start_point=middle(edit), text="Edit"),)
    talk.look(edit, convert)
    while (actions := talk.acts()) and not isinstance(actions[0], Click):
        pass  # it waits for what may still be coming
    assert actions == (Click(start_point=middle(convert), text="Convert"),)
    assert talk.look(edit, convert, upper).acts() == (Click(start_point=middle(upper), text="To Uppercase"),)


def test_a_question_that_comes_up_is_agreed_to_and_none_is_waited_for_in_vain() -> None:
    file = at(10, 100, "junk.txt", "icon")
    talk = Talk("delete junk.txt and confirm it").look(file)
    assert talk.acts() == (Click(start_point=middle(file), text="junk.txt"),)
    assert talk.acts() == (Press(keys=["delete"]),)
    yes, no = at(500, 400, "Yes"), at(700, 400, "No")
    talk.look(file, yes, no)
    assert talk.acts() == (Click(start_point=middle(yes), text="Yes"),)
    ends(talk.look(file).next(), "success")


def test_calculating_types_and_reads_the_display() -> None:
    display = at(10, 10, role="field", value="7", width=300, height=40)
    keys = [
        at(10 + 50 * column, 100 + 50 * row, str(3 * row + column + 1), width=40)
        for row in range(3)
        for column in range(3)
    ]
    talk = Talk("compute 12 times 3 and tell me the result").look(display, *keys)
    assert talk.acts() == (Press(keys=["escape"]),)
    assert talk.acts() == (Input(text="12*3"),)
    assert talk.acts() == (Press(keys=["enter"]),)
    talk.look(display.model_copy(update={"value": "36"}), *keys)
    assert ends(talk.next(), "success").answer == "36"


def test_a_display_that_has_not_changed_yet_is_no_result() -> None:
    typed = at(10, 10, role="field", value="12", width=300, height=40)
    talk = Talk("compute 12*12 and tell me the result").look(typed.model_copy(update={"value": "0"}))
    assert talk.acts() == (Input(text="12*12"),)
    talk.look(typed)
    assert talk.acts() == (Press(keys=["enter"]),)
    assert talk.acts() == (Wait(seconds=0.3),), "only the key looks pressed"
    talk.look(typed.model_copy(update={"value": "144"}))
    assert ends(talk.next(), "success").answer == "144"


def test_the_named_calculator_is_brought_up_first() -> None:
    talk = Talk("compute 1+1 in the calculator").look(at(10, 100, "hello", "text"), window="Notes", windows=("Notes",))
    assert talk.acts() == (Open(app="calculator"),)
    running = Talk("compute 1+1 in the calculator").look(window="Notes", windows=("Notes", "Calculator"))
    assert running.acts() == (AppSwitch(app="calculator"),)


def save_dialog() -> Sequence[Element]:
    return (
        at(400, 300, role="field", label="Name", value="Untitled", width=300),
        at(700, 500, "Cancel"),
        at(800, 500, "Save"),
    )


def test_saving_goes_through_the_dialog() -> None:
    talk = Talk("save it as /tmp/a.txt").look(at(10, 60, "hello", "text"), window="Untitled")
    assert talk.acts() == (Press(keys=["ctrl", "shift", "s"]),)
    assert talk.acts(ok=False) == (Press(keys=["ctrl", "s"]),)
    dialog = save_dialog()
    talk.look(*dialog, window="Save As")
    click, select, name = talk.acts()
    assert click == Click(start_point=middle(dialog[0]), text="name field")
    assert (select, name) == (Press(keys=["ctrl", "a"]), Input(text="/tmp/a.txt"))
    assert talk.acts() == (Press(keys=["enter"]),)
    assert talk.acts(ok=False) == (Click(start_point=middle(dialog[2]), text="Save"),)
    end = talk.look(at(10, 60, "hello", "text"), window="a.txt - Editor").next()
    ends(end, "success")
    assert end.evidence == ("saved as /tmp/a.txt; the window is now “a.txt - Editor”",)


def test_the_name_goes_into_the_field_and_not_to_the_head_of_the_list_that_says_name() -> None:
    head = at(430, 220, "Computer", role="combobox", value="Name", width=250)
    field = at(420, 530, role="field", label="File name:", value="Untitled", width=430)
    talk = Talk("save it as /tmp/a.txt").look(at(10, 60, "hello", "text"), window="Untitled")
    talk.next()
    talk.look(head, field, at(860, 530, "Save"), at(860, 560, "Cancel"), window="Save as...")
    assert talk.acts()[0] == Click(start_point=middle(field), text="name field")


@pytest.mark.parametrize(("answer", "overwritten"), [("yes", True), ("no", False), ("perhaps", False), (None, False)])
def test_overwriting_is_only_done_after_a_yes(answer: str | None, overwritten: bool) -> None:
    question = at(400, 300, "A file named “a.txt” already exists. Do you want to replace it?", "text", width=400)
    replace = at(800, 500, "Replace")
    talk = Talk("save it as /tmp/a.txt").look(*save_dialog(), window="Save As")
    talk.next()
    talk.next()
    talk.look(question, at(700, 500, "Cancel"), replace, window="Question")
    (asked,) = talk.acts()
    assert isinstance(asked, Ask)
    decision = talk.next(ok=answer is not None, answer=answer)
    if overwritten:
        assert decision.actions == (Click(start_point=middle(replace), text="Replace"),)
        ends(talk.look(at(10, 60, "hello", "text"), window="a.txt").next(), "success")
    else:
        assert "was not overwritten" in str(ends(decision, "failure").answer)


def test_without_any_dialog_saving_fails() -> None:
    talk = Talk("save it as /tmp/a.txt").look(at(10, 60, "hello", "text"))
    while not isinstance((action := talk.acts(ok=False)[0]), Finished):
        assert len(talk.turns) < 10
    assert action.status == "failure"


def test_a_command_prefers_its_control_and_falls_back_to_its_keys() -> None:
    talk = Talk("undo, redo").look(at(10, 10, "Undo"), at(100, 100, "Undo everything", "text"))
    assert talk.acts() == (Click(start_point=ImagePoint(50, 22), text="Undo"),)
    assert talk.acts(ok=False) == (Press(keys=["ctrl", "z"]),)
    assert talk.acts() == (Press(keys=["ctrl", "shift", "z"]),)


INTERRUPTED = "the run was interrupted here; it is unknown whether this step was done"


def test_an_interrupted_step_is_done_again_where_that_is_safe() -> None:
    talk = Talk('open the editor, type "hello world", click Send')
    talk.look(at(10, 5, "Desktop", "text"))
    talk.next()
    assert talk.acts(ok=False, note=INTERRUPTED) == (Open(app="editor"),)
    assert talk.look(at(10, 60, "Untitled", "text"), at(500, 60, "Send")).acts() == (Input(text="hello world"),)
    assert talk.acts(ok=False, note=INTERRUPTED) == (Input(text="hello world"),)
    talk.look(at(10, 60, "hello world", "text"), at(500, 60, "Send"))
    assert isinstance(talk.acts(ok=False, note=INTERRUPTED)[0], Click)
    assert "may have been done" in str(ends(talk.next(ok=False, note=INTERRUPTED), "failure").answer)


def test_a_step_that_was_refused_ends_the_task() -> None:
    talk = Talk("click Delete, click OK").look(at(10, 10, "Delete"), at(10, 60, "OK"))
    talk.next()
    end = talk.next(ok=False, note="refused by the person: no")
    assert "refused by the person" in str(ends(end, "failure").answer)


def test_gestures() -> None:
    talk = Talk("double-click a.txt, hover over a.txt, click a.txt twice").look(at(10, 10, "a.txt", "icon"))
    assert isinstance(talk.acts()[0], DoubleClick)
    hover = talk.next()
    assert isinstance(hover.actions[0], Hover)
    assert hover.expect.kind == "none"
    assert len(talk.acts()) == 2


def test_an_unreadable_task_is_refused_where_nothing_answers_to_it() -> None:
    observation = Observation(FRAME, Geometry(SIZE), 0.0)
    with pytest.raises(UnreadableTask, match="juggle"):
        Mini().decide(Task(text="juggle"), observation, ())


def drawn() -> Frame:
    """A picture with two labelled buttons, read by the real parser."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (480, 200), "#f0f0f0")
    draw = ImageDraw.Draw(picture)
    for x, text in ((40, "Cancel"), (300, "Submit")):
        draw.rectangle((x, 120, x + 120, 160), fill="#ffffff", outline="#808080")
        draw.text((x + 60, 140), text, fill="black", anchor="mm", font=ImageFont.load_default(18))
    return np.array(picture)


def test_grounding_on_a_picture() -> None:
    mini, picture = Mini(), drawn()
    for instruction in ("Submit", "the Submit button", "click on Submit", "the button to the right of Cancel"):
        found = mini.ground(picture, instruction)
        assert found.point is not None, (instruction, found.why)
        assert 300 <= found.point.x <= 420
        assert 120 <= found.point.y <= 160
        assert found.confidence > 0.6
        assert found.box is not None
        assert {"parse", "locate"} <= found.ms.keys()
    missing = mini.ground(picture, "the Print button")
    assert (missing.point, missing.box) == (None, None)
    assert "cannot be seen" in missing.why


@pytest.mark.parametrize(
    "instruction",
    [
        'press "Submit" now',
        'the "Submit" button, please',
        'go for "Submit"',
        'Submit, the 5" one',
        "Submit, the big one",
    ],
)
def test_grounding_leaves_to_the_pointer_what_quotes_and_other_words_say_together(instruction: str) -> None:
    found = Mini().ground(drawn(), instruction)
    assert found.point is not None, found.why
    assert 300 <= found.point.x <= 420


def test_grounding_refuses_what_is_no_picture_or_no_instruction() -> None:
    with pytest.raises(NotAnImage):
        Mini().ground(np.zeros((10, 10), np.uint8), "Save")  # type: ignore[arg-type]
    with pytest.raises(NotAnImage):
        Mini().ground(np.zeros((0, 10, 3), np.uint8), "Save")
    with pytest.raises(UnreadableTask, match="empty"):
        Mini().ground(FRAME, "  ")


@pytest.mark.parametrize(
    "task",
    [
        "Open Settings, tap Connected devices and turn off Use Bluetooth.",
        "Open Settings, tap Location and turn off Use location.",
        "Open Contacts, tap Grace Hopper, tap Remove from favorites.",
    ],
)
def test_a_control_s_name_with_use_or_from_in_it_names_no_application(task: str) -> None:
    from model.mini.instruction import read_task
    from model.mini.step import BeIn

    assert not [stage.step for stage in read_task(task) if isinstance(stage.step, BeIn)]
