"""Scripts become macros without being executed, and macros become scripts."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from agent.macros.file.filling import steps_within
from agent.macros.file.schema import (
    STEP,
    Dragging,
    ForEach,
    Going,
    IfShown,
    Macro,
    Parameter,
    Pointing,
    Pressing,
    Scrolling,
    Typing,
    Waiting,
)
from agent.macros.file.store import Macros
from agent.macros.scripts.exports import plain, pytest_of
from agent.macros.scripts.reading import macro_of
from bridges.coordinates import Size
from bridges.errors import MacroUnusable

SCREEN = Size(800, 600)
GOOD = """\
import time
import pyautogui as pg
from pyautogui import hotkey as chord

pg.PAUSE = 0.5
left = 100
names = ['Ada', 'Max']
pg.click(left + 20, 40)
for name in names:
    pg.write('Hello ' + name)
    pg.press('return')
for n in range(0, 4, 2):
    pg.doubleClick(10 + n, 50)
pg.moveTo(30, 30)
pg.dragTo(200, 300, duration=1)
pg.scroll(-3)
chord('ctrlleft', 's')
pg.press(['tab', 'A'], presses=2)
time.sleep(0.5)
pg.click('save.png')
pg.click(5, 5, button='right')
"""


def script(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "script.py"
    path.write_text(text, encoding="utf-8")
    return path


def save_picture(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (20, 60, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "save.png")


def test_a_script_is_taken_over_step_by_step(tmp_path: Path) -> None:
    save_picture(tmp_path)
    macro, pictures = macro_of(script(tmp_path, GOOD), "form", SCREEN)
    said = [(step.do, getattr(step, "text", None) or getattr(step, "keys", None)) for step in macro.steps]
    assert said[:5] == [
        ("click", None), ("input", "Hello Ada"), ("press", ("enter",)), ("input", "Hello Max"), ("press", ("enter",)),
    ]  # fmt: skip
    assert [do for do, _ in said[5:9]] == ["doubleclick", "doubleclick", "hover", "drag"]
    assert said[10] == ("press", ("ctrl", "s"))
    assert said[11:15] == [("press", ("tab",)), ("press", ("A",))] * 2
    assert said[-1][0] == "rightclick"
    first, scrolled, pictured = macro.steps[0], macro.steps[9], macro.steps[-2]
    assert isinstance(first, Pointing)
    assert first.target.place
    assert first.target.place.box.center.x == 120
    assert first.unsure
    assert (scrolled.do, scrolled.direction) == ("scroll", "down")
    assert isinstance(pictured, Pointing)
    assert not pictured.unsure
    assert pictured.target.looks
    assert pictures[pictured.target.looks.picture].shape == (20, 60, 3)
    stored = Macros(tmp_path / "macros")
    stored.save(macro, pictures)
    read = stored.load("form")
    assert [(step.do, step.unsure) for step in read.steps] == [(step.do, step.unsure) for step in macro.steps]


def test_with_the_screen_that_it_was_written_for_points_are_recognisable(tmp_path: Path) -> None:
    shown = np.random.default_rng(2).integers(0, 255, (600, 800, 3), dtype=np.uint8)
    macro, pictures = macro_of(script(tmp_path, "import pyautogui\npyautogui.click(100, 60)"), "one", SCREEN, shown)
    step = macro.steps[0]
    assert isinstance(step, Pointing)
    assert not step.unsure
    assert step.target.looks
    box, portrait = step.target.looks.box, pictures[step.target.looks.picture]
    inner = portrait[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    assert np.array_equal(inner, shown[46:74, 86:114])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import os\nos.remove('{canary}')", "line 2.*calls os.remove"),
        ("import shutil", "line 1.*imports shutil"),
        ("import os\nos.environ.clear()", "line 2.*calls os.environ.clear"),
        ("import subprocess\nsubprocess.run(['rm', '{canary}'])", "line 2.*calls subprocess.run"),
        ("import pyautogui\n__import__('os').remove('{canary}')", "line 2.*calls"),
        ("import pyautogui\npyautogui.click(open('{canary}', 'w'), 1)", "line 2.*no constant"),
        ("import pyautogui\nif True:\n    pyautogui.click(1, 1)", "line 2.*cannot be told"),
        ("import pyautogui\nwhile True: pyautogui.click(1, 1)", "line 2.*cannot be told"),
        ("import pyautogui\nfor n in range(10**9): pyautogui.click(1, 1)", "line 2"),
        ("import pyautogui\nx = 'a' * 10**9", "line 2.*no constant"),
        ("import pyautogui\npyautogui.click(9000, 1)", r"line 2.*outside the screen of 800×600"),
        ("import pyautogui\npyautogui.dragTo(10, 10)", "line 2.*happens to be"),
        ("import pyautogui\npyautogui.alert('x')", "line 2.*alert cannot be taken over"),
        ("import pyautogui\npyautogui.click('missing.png')", "line 2.*missing.png cannot be used"),
        ("import pyautogui\npyautogui.click(*[1, 2])", "line 2"),
        ("import pyautogui\npyautogui.scroll()", "line 2.*arguments of scroll"),
        ("import pyautogui", "calls nothing"),
        ("import pyautogui\npyautogui.click(", "no Python"),
    ],
)
def test_what_cannot_be_taken_over_is_named_with_its_line_and_nothing_is_executed(
    tmp_path: Path, text: str, found: str
) -> None:
    canary = tmp_path / "canary"
    canary.write_text("alive")
    with pytest.raises(MacroUnusable, match=f"(?s){found}"):
        macro_of(script(tmp_path, text.replace("{canary}", str(canary))), "bad", SCREEN)
    assert canary.read_text() == "alive"


BUSY = """\
import os
import subprocess
import time
import pyautogui

USER = 'Ada'

def log_in(name, times=1):
    pyautogui.write(f'{name} no. {times}')
    pyautogui.press('tab')
    pyautogui.write(os.environ['PIN'])

def main():
    subprocess.Popen(['/usr/bin/mousepad', '--tab'])
    while pyautogui.locateOnScreen('save.png', confidence=0.9) is None:
        time.sleep(0.5)
    spot = pyautogui.locateCenterOnScreen('save.png')
    if spot:
        pyautogui.click(spot)
    else:
        pyautogui.press('esc')
    x, y = pyautogui.locateCenterOnScreen('save.png')
    pyautogui.doubleClick(x, y, duration=0.2, tween=pyautogui.easeInQuad)
    pyautogui.click(spot[0], spot.y)
    log_in(USER, times=2)
    width, height = pyautogui.size()
    pyautogui.moveTo(width / 2, height // 2)
    pyautogui.mouseDown()
    pyautogui.moveTo(10, 20)
    pyautogui.mouseUp()
    pyautogui.moveTo(50, 50)
    pyautogui.dragRel(30, 0, button='left')
    with pyautogui.hold('shift'):
        pyautogui.press(['left', 'left'])
    pyautogui.keyDown('ctrl')
    pyautogui.press('s')
    pyautogui.keyUp('ctrl')
    pyautogui.scroll(-2, 100, 200)
    print('done')

if __name__ == '__main__':
    main()
"""


def test_what_scripts_often_do_is_taken_over(tmp_path: Path) -> None:
    save_picture(tmp_path)
    macro, pictures = macro_of(script(tmp_path, BUSY), "busy", SCREEN)
    assert [step.do for step in macro.steps] == [
        "open", "wait", "if shown", "doubleclick", "click", "input", "press", "input", "hover", "drag", "hover",
        "drag", "press", "press", "press", "scroll",
    ]  # fmt: skip
    opened, waited, asked = macro.steps[:3]
    assert isinstance(opened, Going)
    assert isinstance(waited, Waiting)
    assert isinstance(asked, IfShown)
    assert opened.app == "mousepad"
    assert waited.shown
    assert waited.shown.looks
    assert waited.shown.looks.picture in pictures
    assert [step.do for step in (*asked.steps, *asked.otherwise)] == ["click", "press"]
    texts = [step.text for step in macro.steps if isinstance(step, Typing)]
    assert texts == ["Ada no. 2", "{{secret:PIN}}"]
    keys = [step.keys for step in macro.steps if isinstance(step, Pressing)]
    assert keys == [("tab",), ("shift", "left"), ("shift", "left"), ("ctrl", "s")]
    drags = [step for step in macro.steps if isinstance(step, Dragging)]
    ways = [
        (one.target.place.box.center, one.to.place.box.center)
        for one in drags
        if one.to and one.target.place and one.to.place
    ]
    assert [(start.x, start.y, end.x, end.y) for start, end in ways] == [(400, 300, 12, 20), (50, 50, 80, 50)]
    turned = macro.steps[-1]
    assert isinstance(turned, Scrolling)
    assert turned.target
    assert len({step.id for step in steps_within(macro.steps)}) == len(list(steps_within(macro.steps)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("while pyautogui.locateOnScreen('save.png') is None:\n    pyautogui.press('f5')", "line 2.*acts until"),
        ("x, y = pyautogui.locateCenterOnScreen('save.png')\npyautogui.click(x + 5, y)", "line 3.*no constant"),
        ("x, y = pyautogui.locateCenterOnScreen('save.png')\npyautogui.click(x, 5)", "line 3.*points beside"),
        ("def f():\n    f()\nf()", "called each other"),
        ("def f(a):\n    pyautogui.write(a)\nf()", "line 4.*f takes a"),
        ("pyautogui.keyUp('shift')", "line 2.*does not hold"),
        ("pyautogui.mouseUp(10, 10)", "line 2.*happens to be"),
        ("pyautogui.hotkey()", "line 2"),
        ("a, b, c = 1, 2", "line 2.*not 3 values"),
        ("pyautogui.write(5)", "line 2.*something else than a text"),
        ("if pyautogui.pixel(1, 2) == (0, 0, 0):\n    pyautogui.press('a')", "line 2.*cannot be told"),
    ],
)
def test_what_of_it_cannot_be_told_is_named_with_its_line(tmp_path: Path, text: str, found: str) -> None:
    save_picture(tmp_path)
    with pytest.raises(MacroUnusable, match=f"(?s){found}"):
        macro_of(script(tmp_path, f"import pyautogui\n{text}"), "bad", SCREEN)


def exported() -> Macro:
    steps = [
        {"id": "s1", "do": "click", "target": {"words": "Name", "place": {
            "box": [10, 20, 50, 40], "within": (400, 300), "corner": (100, 200)}}},
        {"id": "s2", "do": "input", "text": "Dear {who}, {{secret:pin}} {not one}"},
        {"id": "s3", "do": "for each", "item": "fruit", "among": ["fig", "pear"],
         "steps": [{"id": "s4", "do": "input", "text": "{fruit}"}, {"id": "s5", "do": "press", "keys": ["enter"]}]},
    ]  # fmt: skip
    made = tuple(STEP.validate_python(step) for step in steps)
    return Macro(name="letter", parameters={"who": Parameter(default="Ada")}, steps=made)


def test_a_plain_script_does_what_the_macro_says(tmp_path: Path) -> None:
    text = plain(exported())
    compile(text, "letter.py", "exec")
    # A stand-in for the library writes down what is called; the script is ours and holds no text of a model.
    (tmp_path / "pyautogui.py").write_text(
        "def __getattr__(name):\n    return lambda *given, **more: print(name, *given, sep='|')\n"
    )
    (tmp_path / "letter.py").write_text(text)
    done = subprocess.run(
        [sys.executable, "letter.py"], cwd=tmp_path, env={"pin": "1234", "PATH": ""}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "click|130|230", "write|Dear Ada, 1234 {not one}", "write|fig",
        "hotkey|enter", "write|pear", "hotkey|enter",
    ]  # fmt: skip


def test_a_plain_script_goes_on_where_a_picture_does_not_show(tmp_path: Path) -> None:
    looks = {"looks": {"picture": "pictures/a.png", "box": [0, 0, 9, 9]}}
    steps = [
        {"do": "if shown", "shown": looks, "steps": [{"do": "press", "keys": ["a"]}],
         "otherwise": [{"do": "press", "keys": ["b"]}]},
        {"do": "while shown", "shown": looks, "steps": [{"do": "press", "keys": ["c"]}]},
        {"do": "wait", "shown": looks},
    ]  # fmt: skip
    text = plain(Macro(name="asks", steps=tuple(STEP.validate_python(step) for step in steps)))
    # As the library does: it raises where nothing is found, unless it was told not to; the third time it shows.
    (tmp_path / "pyautogui.py").write_text(
        "times, raising = [], True\n"
        "def useImageNotFoundException(on):\n    global raising\n    raising = on\n"
        "def locateOnScreen(*given, **more):\n    times.append(1)\n"
        "    if len(times) > 3: return (1, 1)\n    if raising: raise RuntimeError\n"
        "def hotkey(*keys): print(*keys)\n"
    )
    (tmp_path / "asks.py").write_text(text)
    done = subprocess.run([sys.executable, "asks.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["b"]


def test_a_plain_script_stays_in_the_folder_where_it_was_started_unless_it_needs_pictures() -> None:
    switch = {"do": "appswitch", "app": "Mousepad"}
    text = plain(Macro(name="two", steps=tuple(STEP.validate_python(step) for step in (switch, switch))))
    assert "chdir" not in text
    assert text.count("Popen") == 1
    assert "hotkey('alt', 'tab')  # to Mousepad" in text


def test_a_plain_script_holds_what_is_pressed_long_and_calls_keys_as_the_library_does() -> None:
    place = {"box": [10, 20, 50, 40], "within": (400, 300)}
    steps = ({"do": "longpress", "target": {"place": place}}, {"do": "press", "keys": "Control+PgDn"})
    text = plain(Macro(name="long", steps=tuple(STEP.validate_python(step) for step in steps)))
    assert "mouseDown()\ntime.sleep(1)\npyautogui.mouseUp()" in text
    assert "hotkey('ctrl', 'pagedown')" in text
    with pytest.raises(MacroUnusable, match="presses “strg”"):
        plain(Macro(name="bad", steps=(STEP.validate_python({"do": "press", "keys": "strg+c"}),)))


def test_a_plain_script_is_read_back_as_the_same_steps(tmp_path: Path) -> None:
    steps = tuple(
        STEP.validate_python(step)
        for step in (
            {"do": "input", "text": 'it\'s "both"\n'},
            {"do": "press", "keys": ["ctrl", "s"]},
            {"do": "scroll", "direction": "up", "distance": 106},
        )
    )
    text = plain(Macro(name="back", steps=steps))
    macro, _ = macro_of(script(tmp_path, text), "back", SCREEN)
    assert [(step.do, getattr(step, "text", getattr(step, "keys", None))) for step in macro.steps] == [
        ("input", "it's \"both\"\n"), ("press", ("ctrl", "s")), ("scroll", None),
    ]  # fmt: skip


def test_a_test_replays_the_macro(tmp_path: Path) -> None:
    text = pytest_of(exported(), "virtual")
    assert "def test_letter()" in text
    ast.parse(text)
    (tmp_path / "test_letter.py").write_text(text)
    program = tmp_path / "mimic"
    program.write_text(
        f"#!{sys.executable}\nimport sys, json\nprint(json.dumps(sys.argv[1:]))\nsys.exit(int(open('code').read()))\n"
    )
    program.chmod(0o755)
    for code, outcome in (("0", 0), ("1", 1)):
        (tmp_path / "code").write_text(code)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_letter.py"], cwd=tmp_path,
            env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == outcome, done.stdout


def test_what_has_no_counterpart_is_named() -> None:
    step = STEP.validate_python({"id": "s9", "do": "macro", "macro": "other"})
    with pytest.raises(MacroUnusable, match=r"s9 \(macro\).*--pytest"):
        plain(Macro(name="calls", steps=(step,)))
    assert isinstance(exported().steps[2], ForEach)
    assert isinstance(exported().steps[1], Typing)
