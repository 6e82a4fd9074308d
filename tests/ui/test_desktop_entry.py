"""`mimic install-desktop` in a home of its own, and which runs are shown by an overlay."""

from __future__ import annotations

import configparser
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bridges.errors import MimicError
from ui import desktop_entry
from ui.overlay import starting


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path)}


def read(path: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_an_entry_starts_the_program_that_is_installed(home: dict[str, str]) -> None:
    written = desktop_entry.install(autostart=False, environment=home)
    assert all(path.is_relative_to(home["HOME"]) for path in written)
    entry = read(Path(home["HOME"], ".local/share/applications/mimic.desktop"))
    program, *arguments = shlex.split(entry["Exec"])
    assert arguments == ["panel"]
    assert "Mimic" in subprocess.run([program, "--help"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert entry["Name"] == "Mimic"
    assert entry["Comment[zh_CN]"] != entry["Comment"]
    icon = Path(home["HOME"], ".local/share/icons/hicolor/scalable/apps", f"{entry['Icon']}.svg")
    assert ElementTree.parse(icon).getroot().tag.endswith("svg")


def test_what_is_installed_is_removed_and_nothing_else(home: dict[str, str]) -> None:
    applications = Path(home["HOME"], ".local/share/applications")
    applications.mkdir(parents=True)
    (applications / "other.desktop").write_text("[Desktop Entry]\n")
    written = desktop_entry.install(autostart=True, environment=home)
    assert len(written) == 3
    assert set(desktop_entry.uninstall(environment=home)) == set(written)
    assert not any(path.exists() for path in written)
    assert (applications / "other.desktop").exists()
    assert desktop_entry.uninstall(environment=home) == []


def test_installing_without_autostart_takes_an_older_one_away(home: dict[str, str]) -> None:
    autostart = desktop_entry.install(autostart=True, environment=home)[-1]
    desktop_entry.install(autostart=False, environment=home)
    assert not autostart.exists()


def test_xdg_folders_are_used_where_they_are_named(tmp_path: Path) -> None:
    environment = {"HOME": "/nowhere", "XDG_DATA_HOME": str(tmp_path / "d"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    assert all(path.is_relative_to(tmp_path) for path in desktop_entry.install(autostart=True, environment=environment))


@pytest.mark.parametrize("path", ["/opt/a b/mimic", "/opt/$x/mimic", '/opt/"q"/mimic', "/opt/back\\slash/mimic"])
def test_a_program_in_an_odd_folder_is_quoted_as_the_specification_wants(path: str) -> None:
    line = desktop_entry.quoted(path).replace("\\\\", "\\")
    # Quoted arguments follow the shell's rules.
    said = subprocess.run(["sh", "-c", f"printf %s {line}"], capture_output=True, text=True, check=True, timeout=10)
    assert said.stdout == path


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("a file is in the way")
    with pytest.raises(MimicError, match="desktop entry"):
        desktop_entry.install(autostart=False, environment={"HOME": str(tmp_path)})


# Which runs are shown


@pytest.mark.parametrize(
    ("wanted", "device", "display", "shown"),
    [
        (None, "desktop", ":0", True),
        (None, "desktop:2", ":0", True),
        (None, "desktop", "", False),
        (None, "virtual", ":0", False),
        (True, "virtual", "", True),
        (False, "desktop", ":0", False),
    ],
)
def test_a_run_is_shown_where_a_person_sits_or_wants_it(
    monkeypatch: pytest.MonkeyPatch, wanted: bool | None, device: str, display: str, shown: bool
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert (starting.overlay_command(wanted, device) is not None) is shown
    assert starting.unseen_because(wanted, device) == ""


def test_without_qt_one_line_says_what_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(starting, "MODULE", "a_module_that_is_not_there")
    assert starting.overlay_command(None, "desktop") is None
    assert "pip install" in starting.unseen_because(None, "desktop")
    assert "\n" not in starting.unseen_because(None, "desktop")
    assert starting.unseen_because(False, "desktop") == ""
    with pytest.raises(MimicError, match="pip install"):
        starting.overlay_command(True, "virtual")


def test_nothing_of_qt_is_loaded_by_a_run_that_is_not_shown() -> None:
    code = "import sys, ui.do, ui.overlay.starting; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
