"""Roles, states and labels of what stands on real screens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.base import Element, Role
from model.parse import ScreenParser
from model.parse.captions import name_captions
from model.parse.ocr import Pixels
from model.parse.spans import Span
from model.parse.widgets import WidgetLayer
from model.picture import load_picture

SCREENS = Path(__file__).parent / "screens"


@pytest.fixture(scope="module")
def on() -> dict[str, tuple[Element, ...]]:
    names = ("chromium_form", "featherpad_prefs", "kcalc_featherpad", "chromium_settings", "texteditor_save")
    return {name: ScreenParser().parse(load_picture(SCREENS / f"{name}.png")).elements for name in names}


def the(elements: tuple[Element, ...], role: Role, name: str) -> Element:
    found = [element for element in elements if element.role == role and name in (element.text, element.label)]
    assert len(found) == 1, (role, name, found)
    return found[0]


def test_form_in_a_browser(on: dict[str, tuple[Element, ...]]) -> None:
    form = on["chromium_form"]
    assert the(form, "field", "First name").value == "Zoë"
    assert the(form, "field", "Last name").value == ""
    assert the(form, "field", "Message").value.endswith("auf die Straße.")
    assert the(form, "combobox", "Country").value == "Switzerland"
    assert the(form, "checkbox", "Yes, please").states == {"checked"}
    assert the(form, "checkbox", "Late checkout").states == frozenset()
    assert the(form, "radio", "Single").states == {"checked"}
    assert the(form, "radio", "Suite").states == frozenset()
    assert the(form, "button", "Book now").box.width > 80
    assert the(form, "cell", "€ 7.80")


def test_check_boxes_of_a_dialog(on: dict[str, tuple[Element, ...]]) -> None:
    dialog = on["featherpad_prefs"]
    boxes = {element.text: "checked" in element.states for element in dialog if element.role == "checkbox"}
    assert boxes == {
        "Remember window size on closing": True,
        "Remember window position on closing": False,
        "Start with side-pane mode": False,
        "Remember splitter position": True,
        "Do not show toolbar": False,
        "Do not show menubar": False,
        "Disable menubar accelerators": False,
        "Use system icons where possible": False,
        "Hide search bar by default": False,
        "Use a shared search history": False,
        "Always show status bar": True,
        "Show cursor position on status bar": False,
    }


def test_signs_on_calculator_buttons(on: dict[str, tuple[Element, ...]]) -> None:
    buttons = [element.text for element in on["kcalc_featherpad"] if element.role == "button" and element.text]
    expected = [
        "%",
        "÷",
        "×",
        "-",
        "C",
        "7",
        "8",
        "9",
        "AC",
        "+",
        "4",
        "5",
        "6",
        "(",
        "1",
        "2",
        "3",
        ")",
        "=",
        "0",
        ".",
    ]
    assert [sign for sign in expected if sign not in buttons] == []


def test_buttons_of_a_title_bar(on: dict[str, tuple[Element, ...]]) -> None:
    labels = [element.label for element in on["kcalc_featherpad"] if element.label.endswith("window")]
    assert labels == ["minimize window", "maximize window", "close window"] * 2


def test_switches_and_combo_boxes_of_a_settings_page(on: dict[str, tuple[Element, ...]]) -> None:
    page = on["chromium_settings"]
    assert the(page, "switch", "Show tab search button").states == {"checked"}
    assert the(page, "switch", "Use system title bar and borders").states == frozenset()
    assert the(page, "combobox", "Tab position").value == "Horizontal"


def test_save_dialog(on: dict[str, tuple[Element, ...]]) -> None:
    dialog = on["texteditor_save"]
    assert the(dialog, "field", "Name:").value == "note.txt"
    assert the(dialog, "button", "Save").box.center.x > the(dialog, "button", "Cancel").box.center.x


def test_an_empty_text_area_with_its_grip_is_a_field() -> None:
    frame = np.full((240, 600, 3), 255, np.uint8)
    frame[60:151, 40:421] = 140
    frame[61:150, 41:420] = 255
    for step in range(0, 9, 3):
        for along in range(9 - step):
            frame[147 - along, 409 + step + along] = 110
    (field,) = [widget for widget in WidgetLayer(frame).widgets([]) if widget.role == "field"]
    assert field.span.left <= 42
    assert field.span.right >= 418
    assert field.span.height >= 85


def bar(*drawings: str) -> tuple[Pixels, list[Span]]:
    """A bar with small drawings in it, and where they are."""
    frame = np.full((40, 200, 3), 230, np.uint8)
    spans = []
    for at, drawing in enumerate(drawings):
        left = 80 + 30 * at
        spans.append(Span(left, 10, left + 20, 30))
        ink = frame[15:25, left + 5 : left + 15]
        for step in range(10):
            if drawing == "cross":
                ink[step, [step, 9 - step]] = ink[step, [max(0, step - 1), min(9, 10 - step)]] = 20
            elif drawing == "frame":
                ink[[0, 9], step] = ink[step, [0, 9]] = 20
            elif drawing == "stroke":
                ink[7:9, step] = 20
            elif drawing == "bell":
                ink[step, max(0, 4 - step) : min(10, 6 + step)] = 20
    return frame, spans


def named(*drawings: str) -> list[str]:
    frame, spans = bar(*drawings)
    found = name_captions(frame, spans)
    return [found.get(span, "") for span in spans]


def test_the_buttons_of_a_title_bar_are_known_by_what_they_show() -> None:
    assert named("stroke", "frame", "cross") == ["minimize window", "maximize window", "close window"]
    assert named("frame", "cross") == ["maximize window", "close window"]
    assert named("stroke", "cross") == ["minimize window", "close window"]


def test_tools_beside_a_cross_are_no_buttons_of_a_title_bar() -> None:
    assert named("bell", "bell", "cross") == ["", "", "close"]
    assert named("stroke", "bell", "bell", "cross") == ["", "", "", "close"]


def test_a_circle_drawn_with_a_line_is_one_picture_with_its_middle_in_the_middle() -> None:
    import cv2

    frame = np.full((300, 300, 3), 255, np.uint8)
    cv2.circle(frame, (140, 150), 60, (0, 0, 0), 2, cv2.LINE_AA)
    (circle,) = [one for one in WidgetLayer(frame).widgets([]) if one.label == "circle"]
    assert circle.role == "image"
    assert abs((circle.span.left + circle.span.right) / 2 - 140.5) <= 0.5
    assert abs((circle.span.top + circle.span.bottom) / 2 - 150.5) <= 0.5
    cv2.circle(frame, (60, 40), 12, (0, 0, 0), 2, cv2.LINE_AA)
    cv2.rectangle(frame, (20, 220), (140, 280), (0, 0, 0), 2)
    assert sum(one.label == "circle" for one in WidgetLayer(frame).widgets([])) == 1
