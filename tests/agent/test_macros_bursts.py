"""What a film shows besides presses of the left button, on drawn screens with a drawn pointer."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from agent.macros.films.bursts import Burst, bursts
from agent.macros.films.footage import LOOKS_S
from agent.macros.films.pressing import press_of
from bridges.base import Frame
from bridges.coordinates import FramePoint

ARROW = np.array([(0, 0), (0, 16), (4, 12), (7, 18), (9, 17), (6, 11), (11, 11)], np.int32)
WIDTH, HEIGHT = 640, 480


def page(scrolled: int = 0, knob: int = 120, *, lit: bool = False) -> Frame:
    """Lines of writing that can be scrolled, a slider, and a row that lights up."""
    rng = np.random.default_rng(3)
    text = np.full((1200, WIDTH, 3), 250, np.uint8)
    for line in range(40):
        for left in range(20, 20 + int(rng.integers(120, 500)), 11):
            cv2.line(text, (left, 30 * line + int(rng.integers(6, 12))), (left + 6, 30 * line + 18), (20, 20, 20), 2)
    frame = np.full((HEIGHT, WIDTH, 3), 225, np.uint8)
    frame[80:400] = text[scrolled : scrolled + 320]
    cv2.line(frame, (100, 440), (500, 440), (120, 120, 120), 3)
    cv2.rectangle(frame, (knob - 8, 428), (knob + 8, 452), (60, 90, 160), -1)
    cv2.line(frame, (knob, 432), (knob, 448), (255, 255, 255), 2)
    if lit:
        frame[10:60, 20:620] = (150, 190, 240)
    return frame


class Drawn:
    """A film that is drawn look by look."""

    def __init__(self) -> None:
        self.looks: list[tuple[float, Frame]] = []
        self.at = (400, 60)

    def shows(self, frame: Frame, times: int = 6) -> None:
        for _ in range(times):
            drawn = frame.copy()
            shape = ARROW + np.array(self.at)
            cv2.fillPoly(drawn, [shape], (0, 0, 0))
            cv2.polylines(drawn, [shape], True, (255, 255, 255))
            self.looks.append((len(self.looks) * LOOKS_S, drawn))

    def goes(self, x: int, y: int, screen: Callable[[int, int], Frame], steps: int = 8) -> None:
        left, top = self.at
        for step in range(1, steps + 1):
            self.at = (left + (x - left) * step // steps, top + (y - top) * step // steps)
            self.shows(screen(*self.at), 1)

    def told(self) -> list[Burst]:
        return list(bursts(self.looks))


def test_what_goes_along_with_the_pointer_is_dragged() -> None:
    film = Drawn()
    film.shows(page())
    film.goes(120, 440, lambda *_: page())
    film.shows(page())
    film.goes(420, 440, lambda x, _: page(knob=x))
    film.shows(page(knob=420))
    (drag,) = film.told()
    assert drag.dragged is not None
    assert drag.pointer is not None
    assert abs(drag.dragged.x - 120) <= 3
    assert abs(drag.pointer.x - 420) <= 3


def test_what_lights_up_under_a_pointer_that_passes_is_not_dragged() -> None:
    film = Drawn()
    film.shows(page())
    film.goes(60, 40, lambda _, y: page(lit=y < 60))
    film.shows(page(lit=True))
    film.goes(560, 40, lambda *_: page(lit=True))
    film.shows(page(lit=True))
    film.goes(560, 300, lambda _, y: page(lit=y < 60))
    film.shows(page())
    assert all(one.dragged is None for one in film.told())


def test_what_is_scrolled_notch_by_notch_is_one_scroll_as_far_as_it_went() -> None:
    film = Drawn()
    film.shows(page())
    film.goes(300, 240, lambda *_: page())
    film.shows(page())
    for scrolled in range(40, 401, 40):
        film.shows(page(scrolled), 2)
    film.shows(page(400))
    (scroll,) = film.told()
    assert scroll.rolled is not None
    assert (scroll.rolled.down, scroll.rolled.right) == (-400, 0)


def pressed(menu: tuple[int, int, int, int]) -> Burst:
    """What is told of a press at (200, 150), after which a menu is where it says."""
    opened = page()
    left, top, right, bottom = menu
    cv2.rectangle(opened, (left, top), (right, bottom), (200, 200, 215), -1)
    cv2.rectangle(opened, (left, top), (right, bottom), (60, 60, 60), 1)
    film = Drawn()
    film.shows(page())
    film.goes(200, 150, lambda *_: page())
    film.shows(page())
    film.shows(opened)
    (burst,) = film.told()
    return burst


def test_a_menu_whose_corner_is_at_the_pointer_came_of_the_right_button() -> None:
    for menu in ((200, 150, 340, 290), (60, 150, 200, 290), (200, 30, 340, 150)):
        assert press_of(pressed(menu), "").do == "rightclick", menu


def test_a_menu_that_hangs_elsewhere_came_of_the_left_button() -> None:
    for menu in ((170, 164, 310, 300), (260, 150, 400, 290), (120, 100, 330, 290)):
        assert press_of(pressed(menu), "").do == "click", menu


def test_a_thing_that_was_chosen_and_then_gave_way_was_pressed_twice() -> None:
    chosen, opened = page(), page()
    chosen[140:170, 160:260] = (40, 90, 160)
    opened[80:400] = 240
    cv2.rectangle(opened, (60, 120), (420, 360), (90, 140, 60), -1)
    for seen, do in ((chosen, "doubleclick"), (page(), "click")):
        film = Drawn()
        film.shows(page())
        film.goes(200, 150, lambda *_: page())
        film.shows(page())
        film.shows(seen, 2)
        film.shows(opened)
        (burst,) = film.told()
        assert burst.pointer is not None
        assert abs(burst.pointer.x - FramePoint(200, 150).x) <= 3
        assert press_of(burst, "").do == do


def test_a_pointer_is_known_from_where_it_moves_first_though_something_happened_before() -> None:
    film = Drawn()
    film.shows(page())
    lit = page(lit=True)
    film.shows(lit)
    film.goes(300, 240, lambda *_: lit)
    film.shows(lit)
    (burst,) = film.told()
    assert burst.pointer is not None
    assert abs(burst.pointer.x - 400) <= 3
    assert not burst.moved
