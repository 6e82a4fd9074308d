"""Which action lies between two frames: told from pixels that a real toolkit could have drawn."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from bridges.action import Click, Input, Press, Scroll, Wait
from bridges.base import Frame
from bridges.coordinates import Box, FramePoint
from model.inverse import Explanation, explain

WIDTH, HEIGHT = 640, 480


def page(lines: list[str], *, scrolled: int = 0, bar: bool = True) -> Frame:
    """A text page with a toolbar that stays and a scrollbar that moves with it."""
    long = Image.new("RGB", (WIDTH, 40 * len(lines) + 40), (250, 250, 250))
    draw = ImageDraw.Draw(long)
    for number, line in enumerate(lines):
        draw.text((20, 40 * number + 10), line, fill=(20, 20, 20), font_size=16)
    picture = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 250))
    picture.paste(long.crop((0, scrolled, WIDTH, scrolled + HEIGHT - 60)), (0, 60))
    ImageDraw.Draw(picture).rectangle((0, 0, WIDTH, 59), fill=(210, 215, 220))
    if bar:
        ImageDraw.Draw(picture).rectangle((630, 60 + scrolled // 4, 638, 120 + scrolled // 4), fill=(120, 120, 120))
    return np.array(picture)


def lines(seed: int) -> list[str]:
    rng = random.Random(seed)
    return [f"{rng.randint(0, 10**9)} {rng.choice('abcdef') * rng.randint(3, 20)} {n}" for n in range(60)]


@pytest.mark.parametrize("seed", range(6))
def test_a_scroll_is_told_to_the_pixel_and_in_the_views_direction(seed: int) -> None:
    rng = random.Random(seed)
    first, distance = rng.randint(0, 300), rng.randint(9, 260)
    text = lines(seed)
    down = explain(page(text, scrolled=first), page(text, scrolled=first + distance))
    up = explain(page(text, scrolled=first + distance), page(text, scrolled=first))
    for told, direction in ((down, "down"), (up, "up")):
        assert isinstance(told.action, Scroll), told
        assert (told.action.direction, told.action.scroll_distance) == (direction, distance)
        assert told.point
        assert told.point.y > 60
        assert told.confidence > 0.6


def test_a_scroll_to_the_side() -> None:
    turned = [np.ascontiguousarray(page(lines(9), scrolled=at, bar=False).transpose(1, 0, 2)) for at in (30, 107)]
    told = explain(*turned)
    assert isinstance(told.action, Scroll)
    assert (told.action.direction, told.action.scroll_distance) == ("right", 77)


def test_nothing_changed_and_a_blinking_caret_are_waiting() -> None:
    frame = page(lines(1))
    blinked = frame.copy()
    blinked[200:218, 300:302] = 0
    assert isinstance(explain(frame, frame.copy()).action, Wait)
    assert isinstance(explain(frame, blinked).action, Wait)


def form(*, text: str = "", checked: bool = False, chosen: int = 0, menu: bool = False) -> Frame:
    picture = Image.new("RGB", (WIDTH, HEIGHT), (240, 240, 240))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 100, 400, 130), fill=(255, 255, 255), outline=(130, 130, 130))
    draw.text((106, 106), text, fill=(0, 0, 0), font_size=16)
    draw.rectangle((100, 160, 118, 178), fill=(255, 255, 255), outline=(90, 90, 90))
    if checked:
        draw.line((103, 169, 108, 175, 116, 163), fill=(0, 90, 200), width=3)
    for number in range(2):
        top = 200 + 40 * number
        draw.ellipse((100, top, 118, top + 18), fill=(255, 255, 255), outline=(90, 90, 90))
        if chosen == number:
            draw.ellipse((105, top + 5, 113, top + 13), fill=(0, 90, 200))
    draw.rectangle((10, 4, 60, 24), fill=(200, 215, 240) if menu else (240, 240, 240))
    draw.text((16, 6), "File", fill=(0, 0, 0), font_size=14)
    if menu:
        draw.rectangle((10, 26, 190, 190), fill=(255, 255, 255), outline=(130, 130, 130))
        for number, word in enumerate(("New", "Open", "Save", "Close")):
            draw.text((20, 34 + 36 * number), word, fill=(0, 0, 0), font_size=14)
    return np.array(picture)


def hits(told: Explanation, box: Box) -> bool:
    return isinstance(told.action, Click) and told.point is not None and box.contains(told.point)


def test_a_check_box_a_radio_button_and_a_menu_are_clicked_where_they_are() -> None:
    assert hits(explain(form(), form(checked=True)), Box(100, 160, 119, 179))
    assert hits(explain(form(checked=True), form()), Box(100, 160, 119, 179))
    assert hits(explain(form(), form(chosen=1)), Box(100, 240, 119, 259))
    assert hits(explain(form(chosen=1), form()), Box(100, 200, 119, 219))
    assert hits(explain(form(), form(menu=True)), Box(10, 4, 61, 27))


def test_typing_is_read_and_deleting_is_a_key() -> None:
    asked: list[Box] = []

    def words(_: Frame, box: Box) -> str:
        asked.append(box)
        return " hello "

    told = explain(form(), form(text="hello"), words=words)
    assert told.action == Input(text="hello")
    assert Box(100, 100, 401, 131).intersection(asked[0]).area == asked[0].area
    assert explain(form(text="hello"), form(text="hell")).action == Press(keys=["backspace"])
    unread = explain(form(), form(text="hello"))
    assert isinstance(unread.action, Input)
    assert unread.confidence < 0.5


def test_a_known_pointer_places_the_click() -> None:
    told = explain(form(), form(checked=True), pointer=FramePoint(103, 175))
    assert told.point == FramePoint(103, 175)
    assert told.confidence > explain(form(), form(checked=True)).confidence


def test_what_cannot_be_told_is_unsure() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    assert explain(form(), noise).confidence < 0.5
    assert explain(form(), noise[:100]).confidence < 0.5
