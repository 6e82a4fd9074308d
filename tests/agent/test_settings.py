"""Where settings come from, and what bad ones say."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.chords import DENIED_CHORDS
from agent.settings import Settings, default_file, load
from bridges.errors import SettingsUnreadable


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    return path


def test_defaults() -> None:
    loaded = load()
    assert loaded.settings.confirm == "risky"
    assert loaded.settings.denied_chords == DENIED_CHORDS
    assert set(loaded.origins.values()) == {"default"}
    assert {"confirm", "limits.steps", "runs"} <= loaded.origins.keys()


def test_every_setting_has_one_sentence() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name


def test_flags_win_over_the_environment_which_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, 'confirm = "always"\nmodel = "a"\ndevice = "virtual"\n[limits]\nsteps = 5\nseconds = 9\n')
    monkeypatch.setenv("MIMIC_MODEL", "b")
    monkeypatch.setenv("MIMIC_DEVICE", "desktop")
    monkeypatch.setenv("MIMIC_LIMITS__SECONDS", "20")
    loaded = load({"device": "virtual:800x600", "tree": None, "limits": {"steps": None}}, file)
    settings = loaded.settings
    assert (settings.confirm, settings.model, settings.device) == ("always", "b", "virtual:800x600")
    assert (settings.limits.steps, settings.limits.seconds) == (5, 20)
    wanted = {"confirm": "file", "model": "environment", "device": "flag", "tree": "default"}
    wanted |= {"limits.steps": "file", "limits.seconds": "environment", "limits.repeats": "default"}
    assert {key: loaded.origins[key] for key in wanted} == wanted


def test_lists_come_as_lists_and_with_commas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, 'allow_applications = ["a", "b"]\n')
    monkeypatch.setenv("MIMIC_DENY_APPLICATIONS", "bank, mail ,")
    settings = load({}, file).settings
    assert settings.allow_applications == ("a", "b")
    assert settings.deny_applications == ("bank", "mail")


def test_constructing_settings_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIMIC_CONFIRM", "never")
    assert Settings().confirm == "risky"
    assert load().settings.confirm == "never"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('model = "x"\nconfirm = "sometimes"\n', ["confirm", "line 2", "never"]),
        ('modle = "x"\n', ["modle", "line 1", "Known keys"]),
        ("[limits]\nsteps = 0\n", ["limits.steps", "line 2"]),
        ("[limits]\nstep = 3\n", ["limits.step", "line 2"]),
        ("limits = 3\n", ["limits", "line 1"]),
        ("confirm = \n", ["line 1"]),
        ('a = 1\nconfirm = "x\n', ["line 2"]),
        ("allow_applications = 3\n", ["allow_applications", "line 1"]),
    ],
)
def test_a_bad_file_is_named_with_key_and_line_and_left_as_it_is(tmp_path: Path, text: str, says: list[str]) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsUnreadable) as caught:
        load({}, file)
    for words in (*says, "config.toml"):
        assert words in str(caught.value)
    assert file.read_text("utf-8") == text


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsUnreadable, match=r"config\.toml"):
        load({}, file)
    with pytest.raises(SettingsUnreadable, match="no such file"):
        load({}, tmp_path / "none.toml")


def test_a_bad_variable_and_a_bad_flag_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsUnreadable, match="flag for confirm"):
        load({"confirm": "x"})
    monkeypatch.setenv("MIMIC_LIMITS__STEPS", "many")
    with pytest.raises(SettingsUnreadable, match="MIMIC_LIMITS__STEPS"):
        load()
    monkeypatch.setenv("MIMIC_LIMITS", "{broken")
    with pytest.raises(SettingsUnreadable, match="MIMIC_"):
        load()


def test_the_file_stands_in_the_platforms_folder() -> None:
    assert default_file().parts[-2:] == ("mimic", "config.toml")
