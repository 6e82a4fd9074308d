"""Reading tasks: from plain words to steps, and errors that name what was not understood."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.errors import UnreadableTask
from bridges.keyboard import key_name
from model.mini.instruction import MAX_TASK, read_task
from model.mini.keys import KEYS
from model.mini.lexicon import COMMANDS
from model.mini.phrase import Phrase
from model.mini.step import (
    Assert,
    BeIn,
    ChooseEntry,
    ClearField,
    Compute,
    Do,
    DragTo,
    FindText,
    GoTo,
    MenuPath,
    OpenApp,
    OpenFile,
    Pause,
    Point,
    PressKeys,
    Read,
    SaveAs,
    ScrollView,
    SetState,
    Step,
    SwitchTo,
    TypeText,
    WaitFor,
)


def steps(task: str) -> list[Step]:
    return [stage.step for stage in read_task(task)]


def step(task: str) -> Step:
    (only,) = steps(task)
    return only


def told(task: str) -> list[str]:
    """The steps in short: what kind each is."""
    return [type(each).__name__ for each in steps(task)]


def target(task: str) -> Phrase:
    only = step(task)
    assert isinstance(only, Point)
    return only.target


def test_the_demonstration_task() -> None:
    task = (
        'Open the text editor, type "Grüße aus Zürich – naïve café, 你好", save it as /home/u/notes/hello.txt, '
        "open the calculator, compute 127*49 and tell me the result."
    )
    assert steps(task) == [
        OpenApp("text editor"),
        TypeText("Grüße aus Zürich – naïve café, 你好"),
        SaveAs("/home/u/notes/hello.txt"),
        OpenApp("calculator"),
        Compute("127*49"),
        Read(None, "result"),
    ]


def test_sentences_keys_and_menus() -> None:
    task = (
        'Open Mousepad. Type "a, then b". Press ctrl+a, press ctrl+c. Choose Find from the Search menu, '
        'type "b" into the search field, press Enter.'
    )
    first, typed, select, copy, menu, search, enter = steps(task)
    assert first == OpenApp("Mousepad")
    assert typed == TypeText("a, then b")
    assert (select, copy, enter) == (PressKeys(("ctrl", "a")), PressKeys(("ctrl", "c")), PressKeys(("enter",)))
    assert isinstance(menu, MenuPath)
    assert [name.words for name in menu.path] == ["Search", "Find"]
    assert isinstance(search, TypeText)
    assert search.into is not None
    assert (search.into.words, search.into.role) == ("search", "field")


@pytest.mark.parametrize(
    "task",
    [
        "open xterm, press Enter, wait 2 seconds",
        "open xterm then press Enter then wait 2 seconds",
        "Open xterm. Press Enter. Wait 2 seconds.",
        "open xterm; press Enter; wait 2 seconds",
        "open xterm\npress Enter\nwait 2 seconds",
        "1. Open xterm\n2. Press Enter\n3. Wait 2 seconds",
        "1) Open xterm 2) Press Enter 3) Wait 2 seconds",
        "- open xterm\n- press Enter\n- wait 2 seconds",
        "Step 1: open xterm\nStep 2: press Enter\nStep 3: wait 2 seconds",
        "First open xterm, after that press Enter, and finally wait 2 seconds",
        "Please open xterm, and then press Enter and wait 2 seconds, thanks",
        "Can you open xterm? Then press Enter. I want you to wait 2 seconds!",
        "Let's open xterm, now press Enter, then please wait 2 seconds",
        "打开xterm，按回车，然后等待2秒。",
        "请打开xterm。按回车键。等待2秒钟。",
    ],
)  # fmt: skip
def test_steps_may_be_strung_together_in_many_ways(task: str) -> None:
    assert steps(task) == [OpenApp("xterm"), PressKeys(("enter",)), Pause(2.0)]


@pytest.mark.parametrize(
    "quoted",
    ['"{}"', "“{}”", "«{}»", "`{}`", "„{}“", "「{}」"],
)
@pytest.mark.parametrize(
    "text",
    [
        "a, then b",
        "press Enter. Click OK; open xterm",
        "don't stop",
        "日本語、中文 and עברית",
        "C:\\new\\table",
        "two\nlines",
        "{{not a secret}} <b> $HOME %s",
        " spaces ",
        "😀 e\u0301",
    ],
)
def test_what_is_quoted_is_literal(quoted: str, text: str) -> None:
    assert steps(f"type {quoted.format(text)} and press Tab") == [TypeText(text), PressKeys(("tab",))]


@settings(deadline=None)  # the first task loads the weights
@given(st.text(st.characters(codec="utf-8", exclude_characters='"'), max_size=60))
def test_any_text_between_quotation_marks_arrives_unchanged(text: str) -> None:
    assert steps(f'type "{text}", then press Enter') == [TypeText(text), PressKeys(("enter",))]


def test_single_quotation_marks_quote_words_and_leave_apostrophes() -> None:
    assert step("type 'it's fine'") == TypeText("it's fine")
    assert step("type don't panic") == TypeText("don't panic")
    assert step("click 'Save'") == Point("click", Phrase("“Save”", "Save"))


def test_a_secret_passes_through_untouched() -> None:
    typed = step("type {{secret:my bank}} into the Password field")
    assert isinstance(typed, TypeText)
    assert typed.text == "{{secret:my bank}}"
    assert typed.into is not None
    assert typed.into.words == "Password"
    assert step('type "{{secret:x}}"') == TypeText("{{secret:x}}")


def test_a_quotation_that_never_ends_is_named() -> None:
    with pytest.raises(UnreadableTask, match=r'begins \'"hello and.* never ends'):
        read_task('type "hello and press Enter')


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("Start GIMP", OpenApp("GIMP")),
        ("launch the calculator app", OpenApp("calculator")),
        ("open 'Text Editor'", OpenApp("Text Editor")),
        ("switch to the terminal", SwitchTo("terminal")),
        ("switch back to Mousepad", SwitchTo("Mousepad")),
        ("bring Firefox to the front", SwitchTo("Firefox")),
        ("go to https://example.org/a?b=c", GoTo("https://example.org/a?b=c")),
        ("open example.org", GoTo("example.org")),
        ('open the page "file:///tmp/x y.html"', GoTo("file:///tmp/x y.html")),
        ("open the file report.txt", OpenFile("report.txt")),
        ("press Ctrl+Shift+S", PressKeys(("ctrl", "shift", "s"))),
        ("hit escape", PressKeys(("escape",))),
        ("press Ctrl and S", PressKeys(("ctrl", "s"))),
        ("press control-c", PressKeys(("ctrl", "c"))),
        ("press the down arrow 3 times", PressKeys(("down",), 3)),
        ("press Tab twice", PressKeys(("tab",), 2)),
        ("press Enter to confirm", PressKeys(("enter",))),
        ("press Ctrl++", PressKeys(("ctrl", "plus"))),
        ("press F11", PressKeys(("f11",))),
        ('press "a"', PressKeys(("a",))),
        ("type hello, world", TypeText("hello, world")),
        ("write the text hello", TypeText("hello")),
        ('Write a note saying "hi there"', TypeText("hi there")),
        ("clear it", ClearField()),
        ("scroll down", ScrollView("down")),
        ("scroll up 3 times", ScrollView("up", times=3)),
        ("scroll down a bit", ScrollView("down", distance=200.0)),
        ("scroll right by 120 pixels", ScrollView("right", distance=120.0)),
        ("scroll to the bottom", ScrollView("down", to_end=True)),
        ("scroll all the way up", ScrollView("up", to_end=True)),
        ("wait 1.5 seconds", Pause(1.5)),
        ("wait for two minutes", Pause(120.0)),
        ("wait a moment", Pause(1.0)),
        ("wait 500 ms", Pause(0.5)),
        ("tell me the result", Read(None, "result")),
        ("report what the result is", Read(None, "result")),
        ("tell me what the display shows", Read(None, "result")),
        ("tell me the window title", Read(None, "window title")),
        ('save it as "my note.txt"', SaveAs("my note.txt")),
        ("save the file as a.txt in the Documents folder", SaveAs("~/Documents/a.txt")),
        ('save as "x.txt" in "/tmp/out/"', SaveAs("/tmp/out/x.txt")),
        ("compute 3 + 4 in the calculator", Compute("3+4", "calculator")),
        ("calculate (2+3) × 4", Compute("(2+3)*4")),
        ("work out 12 divided by 5", Compute("12/5")),
        ("find cats and dogs", FindText("cats and dogs")),
        ('search for "naïve"', FindText("naïve")),
    ],
)
def test_one_step(task: str, expected: Step) -> None:
    assert step(task) == expected


@pytest.mark.parametrize(
    ("task", "gesture", "words", "role"),
    [
        ("click Save", "click", "Save", ""),
        ("click on the Save button", "click", "Save", "button"),
        ("tap 'OK'", "click", "OK", ""),
        ("press the Delete button", "click", "Delete", "button"),
        ("double-click the Reports folder", "double-click", "Reports", "folder"),
        ("double click on report.txt", "double-click", "report.txt", ""),
        ("right-click the desktop", "right-click", "desktop", ""),
        ("long-press the photo icon", "long-press", "photo", "icon"),
        ("hover over Help", "hover", "Help", ""),
        ("move the mouse to the Help menu", "hover", "Help", "menu"),
        ("open the File menu", "click", "File", "menu"),
        ("go to the Advanced tab", "click", "Advanced", "tab"),
        ("click the button labelled Sign in", "click", "Sign in", "button"),
        ("click the checkbox 'I agree'", "click", "I agree", "checkbox"),
        ("click Save and Close", "click", "Save and Close", ""),
        ("click OK to close the dialog", "click", "OK", ""),
        ("toggle Dark mode", "click", "Dark mode", ""),
    ],
)
def test_pointing(task: str, gesture: str, words: str, role: str) -> None:
    only = step(task)
    assert isinstance(only, Point)
    assert (only.gesture, only.target.words, only.target.role) == (gesture, words, role)


def test_a_verb_goes_on_after_then_and_keys_go_on_after_commas() -> None:
    assert steps("click Settings, then Privacy, then Cookies") == [
        Point("click", Phrase(name, name)) for name in ("Settings", "Privacy", "Cookies")
    ]
    assert steps("press Ctrl+A and then Delete, click OK") == [
        PressKeys(("ctrl", "a")),
        PressKeys(("delete",)),
        Point("click", Phrase("OK", "OK")),
    ]


def test_a_command_line_is_typed_and_entered() -> None:
    line = [TypeText("ls -la"), PressKeys(("enter",))]
    assert steps('open the terminal and run "ls -la"') == [OpenApp("terminal"), *line]
    assert steps('run the command "ls -la" in the terminal') == [BeIn("terminal"), *line]


def test_every_key_that_can_be_said_is_a_key_of_this_machine() -> None:
    said = set(KEYS.values()) | {key for command in COMMANDS for key in command.keys}
    assert all(key_name(key) for key in said)


def test_order_place_and_relation() -> None:
    second = target("click the second Delete button next to Alice")
    assert (second.order, second.words, second.role) == (2, "Delete", "button")
    assert second.relation is not None
    assert (second.relation.where, second.relation.anchor.words) == ("near", "Alice")
    assert target("click the last link").order == -1
    assert target("click button number 3").order == 3
    corner = target("click the icon at the top right")
    assert (corner.place, corner.role, corner.words) == (("top", "right"), "icon", "")
    assert target("click the bottom left button").place == ("bottom", "left")
    assert target("click Bold in the toolbar").band == "toolbar"
    assert target("click OK in the dialog").band == "window"
    below = target("click the field below Name").relation
    assert below is not None
    assert (below.where, below.anchor.words) == ("below", "Name")
    row = target("click Edit in the row of Bob").relation
    assert row is not None
    assert (row.where, row.anchor.words) == ("row", "Bob")
    left = target("click the button left of Cancel").relation
    assert left is not None
    assert left.where == "left of"


def test_a_name_that_ends_in_in_is_no_place() -> None:
    pressed = step("click the Log in button")
    assert isinstance(pressed, Point)
    assert (pressed.target.words, pressed.target.role) == ("Log in", "button")


def test_a_phrase_keeps_its_literal_reading() -> None:
    phrase = target("click Show in folder")
    assert phrase.literal is not None
    assert phrase.literal.words == "Show in folder"


def test_states_fields_and_lists() -> None:
    assert steps("check Apples, uncheck Pears and turn Wi-Fi off") == [
        SetState(Phrase("Apples", "Apples"), on=True),
        SetState(Phrase("Pears", "Pears"), on=False),
        SetState(Phrase("Wi-Fi", "Wi-Fi"), on=False),
    ]
    fill = step("fill in Name with Bob")
    assert fill == TypeText("Bob", Phrase("Name", "Name"), replace=True)
    assert told('click "A", "B" and "C"') == ["Point", "Point", "Point"]
    chosen = step('select "Blue" from the Colour drop-down')
    assert isinstance(chosen, ChooseEntry)
    assert (chosen.entry.words, chosen.field.words) == ("Blue", "Colour")
    typed = step("type Bob in the Name field")
    assert isinstance(typed, TypeText)
    assert typed.into is not None
    assert (typed.text, typed.into.words) == ("Bob", "Name")


def test_dragging() -> None:
    onto = step("drag report.txt onto the Trash icon")
    assert isinstance(onto, DragTo)
    assert onto.onto is not None
    assert (onto.source.words, onto.onto.words) == ("report.txt", "Trash")
    by = step("drag the slider left by 40 pixels")
    assert isinstance(by, DragTo)
    assert (by.dx, by.dy) == (-40, 0)


def test_waiting_and_checking() -> None:
    assert step('wait for "Done"') == WaitFor(Phrase("“Done”", "Done"))
    assert step("wait until Loading disappears") == WaitFor(Phrase("Loading", "Loading"), gone=True)
    assert step("wait for Ready to appear for up to 5 seconds") == WaitFor(Phrase("Ready", "Ready"), within_s=5.0)
    assert step("wait for Thank you.") == WaitFor(Phrase("Thank you", "Thank you"))
    assert step("check that Done is shown") == Assert(Phrase("Done", "Done"))
    assert step("verify that Error is not visible") == Assert(Phrase("Error", "Error"), shown=False)
    assert step("verify that Total is 42") == Assert(Phrase("Total", "Total"), says="42")
    assert step("make sure Wrap is checked") == SetState(Phrase("Wrap", "Wrap"), on=True)
    until = step('scroll down until "Total" is visible')
    assert until == ScrollView("down", until=Phrase("“Total”", "Total"))
    assert steps("when the dialog opens, click OK")[0] == WaitFor(read_target("the dialog"))


def read_target(name: str) -> Phrase:
    return target(f"click {name}")


def test_reading_out() -> None:
    total = step("tell me what the Total field shows")
    assert isinstance(total, Read)
    assert total.what is not None
    assert (total.what.words, total.what.role) == ("Total", "field")
    beside = step("tell me the value next to Return")
    assert isinstance(beside, Read)
    assert beside.what is not None
    assert beside.what.relation is not None
    assert beside.what.relation.anchor.words == "Return"


@pytest.mark.parametrize(
    ("task", "path"),
    [
        ("File > Save As…", ["File", "Save As…"]),
        ("choose Edit -> Convert -> To Uppercase", ["Edit", "Convert", "To Uppercase"]),
        ("choose Quit from the File menu", ["File", "Quit"]),
        ("In the Format menu, choose Bold", ["Format", "Bold"]),
        ("click Word Wrap in the View menu", ["View", "Word Wrap"]),
    ],
)
def test_menu_paths(task: str, path: list[str]) -> None:
    only = step(task)
    assert isinstance(only, MenuPath)
    assert [name.words for name in only.path] == path


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("save the file", "save"),
        ("undo", "undo"),
        ("copy it", "copy"),
        ("paste", "paste"),
        ("select all", "select all"),
        ("close the window", "close the window"),
        ("go back", "go back"),
        ("new file", "start a new file"),
        ("maximise the window", "maximise the window"),
        ("reload the page", "reload"),
        ("全选", "select all"),
        ("保存文件", "save"),
    ],
)
def test_commands_of_every_interface(task: str, name: str) -> None:
    only = step(task)
    assert isinstance(only, Do)
    assert only.command.name == name


def test_chinese_with_and_without_quotation_marks() -> None:
    save = "打开文本编辑器，输入“你好，世界”，然后保存为“/tmp/a.txt”。"
    assert steps(save) == [OpenApp("text editor"), TypeText("你好，世界"), SaveAs("/tmp/a.txt")]
    form = steps("在“姓名”中输入“张三”，勾选“同意”，点击提交按钮，向下滚动，等待“完成”出现，告诉我结果")
    assert [type(each).__name__ for each in form] == ["TypeText", "SetState", "Point", "ScrollView", "WaitFor", "Read"]
    assert isinstance(form[0], TypeText)
    assert form[0].into is not None
    assert (form[0].text, form[0].into.words) == ("张三", "姓名")
    assert isinstance(form[2], Point)
    assert (form[2].target.words, form[2].target.role) == ("提交", "button")


@pytest.mark.parametrize(
    ("task", "clause"),
    [
        ("don't click Save", "don't click Save"),
        ("open xterm, then juggle the windows", "juggle"),
        ("click OK. Make it nicer.", "Make it nicer"),
        ("if Save is visible, click it", "if Save is visible"),
        ("click every button except Cancel", "except Cancel"),
        ("Repeat 3 times: click OK", "Repeat 3 times"),
        ("type something", "type something"),
        ("select the text hello", "select the text hello"),
        ("compute the meaning of life", "meaning of life"),
        ("Öffne den Editor", "Öffne den Editor"),
        ("wait for 3 hours", "wait for 3 hours"),
        ('click "Next" until "Finish" appears', "until “Finish”"),
        ("hold shift and click B", "hold shift"),
        ("click Yes when asked", "when asked"),
        ("close the dialog by clicking Cancel", "by clicking Cancel"),
        ("tell me how many files there are", "how many files"),
        ("随便做点什么", "随便做点什么"),
    ],
)
def test_what_is_not_understood_is_named_and_never_skipped(task: str, clause: str) -> None:
    with pytest.raises(UnreadableTask) as caught:
        read_task(task)
    assert clause in str(caught.value)
    assert "for example" in str(caught.value)


@pytest.mark.parametrize("task", ["", "   \n\t", "...", "Please.", "1.", "！"])
def test_an_empty_task_is_named(task: str) -> None:
    with pytest.raises(UnreadableTask):
        read_task(task)


@pytest.mark.parametrize(
    ("task", "script"), [("Открой редактор", "Cyrillic"), ("エディタを開いて", "Katakana"), ("افتح", "Arabic")]
)
def test_a_script_that_is_not_read_is_named(task: str, script: str) -> None:
    with pytest.raises(UnreadableTask, match=script):
        read_task(task)


def test_a_task_too_long_is_refused_and_a_long_one_is_read_in_time() -> None:
    with pytest.raises(UnreadableTask, match="more than"):
        read_task("x" * (MAX_TASK + 1))
    started = time.process_time()
    assert len(steps("click OK, " * 2000 + "press Enter")) == 2001
    assert time.process_time() - started < 5


@settings(deadline=None)  # the first task loads the weights
@given(st.text(max_size=200))
def test_any_text_is_a_program_or_an_error(text: str) -> None:
    with contextlib.suppress(UnreadableTask):
        assert read_task(text)


WORDS = st.sampled_from(
    ["click", "type", "press", "the", "Save", "button", '"a b"', ",", ".", "and", "then", "in", "next to", "second",
     ">", "Ctrl+S", "wait", "for", "until", "scroll", "top left", "menu", "不", "点击", "not", "\n", "1.", "from", "to"]
)  # fmt: skip


@settings(deadline=None)  # the first task loads the weights
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_mixture_of_its_own_words_is_a_program_or_an_error(text: str) -> None:
    with contextlib.suppress(UnreadableTask):
        assert read_task(text)


def test_fields_called_by_their_short_names_are_filled_step_by_step() -> None:
    task = 'Open Notes, tap New note, type "amber one" into Title, tap Save.'
    assert [type(stage.step).__name__ for stage in read_task(task)] == ["OpenApp", "Point", "TypeText", "Point"]
