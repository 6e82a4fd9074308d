"""Applications by what people call them, and started as their desktop entries say."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from conftest import wait_until

from bridges import launching
from bridges.action import Open
from bridges.applications import Application, find, installed
from bridges.desktop import Desktop
from bridges.errors import ApplicationMissing, BridgeError
from bridges.launching import adjustments, arguments, launch
from bridges.supervisor import MARK
from bridges.virtual import PrivateDisplay

ENTRIES = {
    "org.xfce.mousepad": "Name=Mousepad\nName[de]=Mausblock\nGenericName=Text Editor\nGenericName[de]=Texteditor\n"
    "Exec=mousepad %U\nCategories=Utility;TextEditor;GTK;",
    "vim": "Name=Vim\nGenericName=Text Editor\nExec=vim %F\nTerminal=true\nCategories=TextEditor;",
    "zedit": "Name=Zedit\nExec=zedit\nCategories=TextEditor;\nKeywords=notes;write;",
    "galculator": "Name=Galculator\nExec=galculator\nCategories=Utility;",
    "pcmanfm": "Name=File Manager PCManFM\nGenericName=File Manager\nExec=pcmanfm %U\nCategories=System;FileManager;",
    "chromium": "Name=Chromium Web Browser\nExec=/usr/bin/chromium %U\nCategories=Network;WebBrowser;",
    "hidden": "Name=Secret Tool\nExec=secret\nNoDisplay=true",
    "gone": "Name=Uninstalled\nExec=gone\nTryExec=/no/such/program",
    "broken": "Name=Broken",
    "notes": "Name=My Notes\nExec=notes",
}


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "share" / "applications"
    folder.mkdir(parents=True)
    for name, keys in ENTRIES.items():
        text = f"# made\n[Desktop Entry]\nType=Application\n{keys}\n\n[Desktop Action new]\nName=Other\nExec=other\n"
        (folder / f"{name}.desktop").write_text(text, encoding="utf-8")
    (folder / "deep").mkdir()
    (folder / "deep" / "tool.desktop").write_text("[Desktop Entry]\nType=Application\nName=Deep Tool\nExec=deep\n")
    (folder / "link.desktop").write_text("[Desktop Entry]\nType=Link\nName=Link\nURL=http://localhost\n")
    return {
        "HOME": str(tmp_path / "home"),
        "PATH": os.environ["PATH"],
        "XDG_DATA_HOME": str(tmp_path / "own"),
        "XDG_DATA_DIRS": str(tmp_path / "share"),
    }


def test_only_what_a_menu_would_show_is_listed(surroundings: dict[str, str]) -> None:
    assert [one.id for one in installed(surroundings)] == [
        "chromium", "deep-tool", "galculator", "notes", "org.xfce.mousepad", "pcmanfm", "vim", "zedit",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mousepad", "org.xfce.mousepad"),
        ("Mousepad", "org.xfce.mousepad"),
        ("the Mousepad app", "org.xfce.mousepad"),
        ("mouse pad", "org.xfce.mousepad"),
        ("org.xfce.mousepad", "org.xfce.mousepad"),
        ("Mausblock", "org.xfce.mousepad"),
        ("Texteditor", "org.xfce.mousepad"),
        ("text editor", "org.xfce.mousepad"),
        ("editor", "org.xfce.mousepad"),
        ("Vim", "vim"),
        ("calculator", "galculator"),
        ("the calculator", "galculator"),
        ("files", "pcmanfm"),
        ("file manager", "pcmanfm"),
        ("PCManFM", "pcmanfm"),
        ("a web browser", "chromium"),
        ("Chromium", "chromium"),
        ("write", "zedit"),
        ("my notes", "notes"),
    ],
)
def test_an_application_is_found_by_what_people_say(surroundings: dict[str, str], said: str, meant: str) -> None:
    assert find(said, surroundings).id == meant


def test_the_chosen_default_comes_first(surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "home" / ".config").mkdir(parents=True)
    chosen = "[Added Associations]\ntext/plain=vim.desktop\n\n[Default Applications]\ntext/plain=zedit.desktop;\n"
    (tmp_path / "home" / ".config" / "mimeapps.list").write_text(chosen)
    assert find("text editor", surroundings).id == "zedit"
    assert find("mousepad", surroundings).id == "org.xfce.mousepad"


def test_a_person_s_own_entry_hides_the_system_s(surroundings: dict[str, str], tmp_path: Path) -> None:
    own = tmp_path / "own" / "applications"
    own.mkdir(parents=True)
    (own / "zedit.desktop").write_text("[Desktop Entry]\nType=Application\nName=Zedit\nExec=zedit --mine\n")
    (own / "vim.desktop").write_text("[Desktop Entry]\nType=Application\nName=Vim\nExec=vim\nHidden=true\n")
    assert arguments(find("zedit", surroundings)) == ["zedit", "--mine"]
    assert "vim" not in [one.id for one in installed(surroundings)]


def test_a_program_with_windows_is_found_by_its_exact_name_only(surroundings: dict[str, str]) -> None:
    assert arguments(find("xterm", surroundings))[0].endswith("/xterm")
    for said in ("xter", "reboot", "sh", "python3", "../bin/xterm", "xterm; true", "xterm -e true"):
        with pytest.raises(ApplicationMissing):
            find(said, surroundings)


def test_what_is_missing_names_what_comes_close(surroundings: dict[str, str]) -> None:
    with pytest.raises(ApplicationMissing, match="“Mousepad”"):
        find("mouse trap", surroundings)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("app %U", ["app"]),
        ("app --open=%f --n=50%% %u", ["app", "--open=", "--n=50%"]),
        ('"/opt/my app/run" "a \\"b\\" \\$c \\\\d" e', ["/opt/my app/run", 'a "b" $c \\d', "e"]),
        ("app %i --title %c %k", ["app", "--icon", "sign", "--title", "App", "/x/app.desktop"]),
        ("app $(reboot) ; `ls` | cat", ["app", "$(reboot)", ";", "`ls`", "|", "cat"]),
        ('app ""', ["app", ""]),
    ],
)
def test_the_command_of_an_entry_is_read_by_the_specification(line: str, command: list[str]) -> None:
    one = Application(id="app", name="App", command=line, path=Path("/x/app.desktop"), icon="sign")
    assert arguments(one) == command


def test_a_program_for_a_terminal_gets_one() -> None:
    assert arguments(Application(id="vim", name="Vim", command="vim %F", terminal=True))[1:] == ["-e", "vim"]


def test_chromium_gets_a_fresh_profile_on_a_private_display_only() -> None:
    chromium = Application(id="chromium", name="Chromium", command="/usr/bin/chromium %U")
    private = adjustments(chromium, {MARK: "1", "XDG_RUNTIME_DIR": "/run/private"})
    assert "--user-data-dir=/run/private/chromium" in private
    on_the_screen = adjustments(chromium, {"XDG_RUNTIME_DIR": "/run/user/0"})
    assert not any("user-data-dir" in argument for argument in on_the_screen)
    assert ("--no-sandbox" in on_the_screen) == (os.geteuid() == 0)
    assert adjustments(Application(id="a", name="A", command="mousepad"), {MARK: "1", "XDG_RUNTIME_DIR": "/r"}) == []


def script(tmp_path: Path, text: str) -> Application:
    path = tmp_path / "program.py"
    path.write_text(text)
    return Application(id="made", name="Made", command=f'{sys.executable} "{path}"', folder=str(tmp_path))


def test_it_runs_detached_in_its_folder_with_its_environment(tmp_path: Path) -> None:
    told = "os.getcwd(), os.environ['TINT'], os.getsid(0)"
    program = script(tmp_path, f"import os; print({told}, file=open('done', 'w'))")
    with launch(program, {**os.environ, "TINT": "green"}) as started:
        wait_until(lambda: started.process.poll() == 0, "the program to end")
    folder, tint, session = (tmp_path / "done").read_text().split()
    assert (folder, tint) == (str(tmp_path), "green")
    assert int(session) == started.process.pid


def test_what_cannot_be_started_is_an_error() -> None:
    with pytest.raises(BridgeError, match="No such file"):
        launch(Application(id="x", name="X", command="/no/such/program"))


def write_entry(display: PrivateDisplay, tmp_path: Path, name: str, code: str) -> dict[str, str]:
    script(tmp_path, code)
    folder = tmp_path / "share" / "applications"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.desktop").write_text(
        f'[Desktop Entry]\nType=Application\nName={name}\nExec={sys.executable} "{tmp_path / "program.py"}"\n'
    )
    return {**display.environment, "XDG_DATA_DIRS": str(tmp_path / "share")}


def test_an_application_that_fails_says_why_and_soon(private_display: PrivateDisplay, tmp_path: Path) -> None:
    code = "import sys; print('no colour left', file=sys.stderr); sys.exit(3)"
    environment = write_entry(private_display, tmp_path, "Failing", code)
    with Desktop(private_display.name, environment=environment) as bridge:
        started = time.monotonic()
        with pytest.raises(BridgeError, match="exit code 3; it said: no colour left"):
            bridge.perform(Open(app="failing"))
        assert time.monotonic() - started < 2


def test_an_application_without_a_window_is_given_up(
    private_display: PrivateDisplay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launching, "WINDOW_S", 0.5)
    environment = write_entry(private_display, tmp_path, "Silent", "import time; time.sleep(3)")
    with (
        Desktop(private_display.name, environment=environment) as bridge,
        pytest.raises(BridgeError, match=r"no window appeared within 0.5 s"),
    ):
        bridge.perform(Open(app="silent"))


def test_an_application_that_hands_over_to_a_running_one_brings_that_forward(
    private_display: PrivateDisplay, tmp_path: Path
) -> None:
    environment = write_entry(private_display, tmp_path, "Handing", "")
    private_display.start(["xterm", "-T", "Handing over", "-e", "sleep", "60"])
    with Desktop(private_display.name, environment=environment) as bridge:
        wait_until(lambda: bridge.observe().window == "Handing over", "xterm")
        private_display.start(["xterm", "-T", "Front", "-e", "sleep", "60"])
        wait_until(lambda: bridge.observe().window == "Front", "the other xterm")
        bridge.perform(Open(app="handing"))
        assert bridge.observe().window == "Handing over"
