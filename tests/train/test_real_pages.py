# ruff: noqa: E501 - tables and markup read better unbroken
"""Pages that people designed: what they are read as, and that nothing held out is among them."""

import json
import random

import pytest

from model.train.chrome import Chrome
from model.train.held_out import held_out
from model.train.pages import TRUTH
from model.train.real_dress import FALLEN_BACK_ON, ICONS, files
from model.train.real_pages import ELSEWHERE, MARKS, TEMPLATES, foreign, local
from model.train.real_windows import FURTHER, PROGRAMS, name_of

PAGE = """<!doctype html><body style="margin:20px"><a href="#" title="Remove it"><i class="fa fa-trash-alt" style="display:inline-block;width:16px;height:16px"></i></a>
<style>i::before{content:"x"}</style><button disabled>Save</button> <a href="#a">Read more</a> <label><input type="checkbox" checked> Remember me</label>
<input placeholder="Name"> <select><option>One</option></select> <div class="custom-switch"><input type="checkbox" class="custom-switch-input"></div>
<table><tr><th>Day</th></tr><tr><td>Monday</td></tr></table><ul class="nav-tabs"><a class="active" href="#">First</a></ul></body>"""


def test_kinds_states_and_names_are_read_from_a_page(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    with Chrome() as chrome:
        chrome.size(800, 600, 1)
        chrome.navigate(page)
        assert chrome.evaluate(MARKS) > 9
        widgets = [(w[0], w[1], w[7], w[8]) for w in chrome.evaluate(TRUTH)["widgets"]]
    assert ("icon", "", "", "trash") in widgets
    assert ("button", "disabled", "Save", "") in widgets
    assert ("link", "", "Read more", "") in widgets
    assert ("checkbox", "checked", "", "") in widgets
    assert ("tab", "selected", "First", "") in widgets
    assert {"field", "combobox", "switch", "cell"} <= {kind for kind, *_ in widgets}


@pytest.mark.parametrize(
    "link", ['<link href="x/ionicons.css">', '<script src="feather.min.js">', '<link href="/bulma/a.css">']
)
def test_pages_with_something_held_out_are_passed_over(tmp_path, link):
    (tmp_path / "bad.html").write_text(link, encoding="utf-8")
    (tmp_path / "good.html").write_text('<link href="bootstrap.css">the feathers of a bird', encoding="utf-8")
    assert foreign(tmp_path / "bad.html")
    assert not foreign(tmp_path / "good.html")


def test_what_a_page_fetches_comes_from_npm(tmp_path):
    html = '<script src="https://use.fontawesome.com/releases/v6.3.0/js/all.js" crossorigin="anonymous"></script><img src="/a.png">'
    made = local(html, tmp_path, tmp_path / "site")
    assert "https://" not in made
    assert (tmp_path / "node_modules" / ELSEWHERE[0][1]).as_uri() in made
    assert f'src="{tmp_path.as_uri()}/site/a.png"' in made
    assert "crossorigin" not in made


def test_nothing_held_out_is_shown_by_real_programs_and_pages():
    programs = {name_of(command) for command in (*PROGRAMS, *FURTHER)}
    assert not programs & held_out("applications")
    assert not set(ICONS) & held_out("icon_themes")
    assert held_out("icon_themes") <= {*FALLEN_BACK_ON, "hicolor"}
    assert not {package for package, _, _ in TEMPLATES} & held_out("component_libraries")


def test_files_to_open_are_there(tmp_path):
    made = files(tmp_path, random.Random(1))
    assert {"text", "program", "picture", "book", "archive", "folder"} == set(made)
    assert all((tmp_path / name).exists() for name in made.values())
    assert json.dumps(made) == json.dumps(files(_empty(tmp_path / "again"), random.Random(1))).replace("/again", "")


def _empty(folder):
    folder.mkdir()
    return folder
