"""A screen where what is asked for was exchanged for something else, and orders of other screens."""

import random

import numpy as np

from model.train.pointer_exchanged import exchanged, foreign
from model.train.pointer_others import Others
from model.train.pointer_scene import Sample, Scene
from model.train.told import Named
from tests.train.packs import element

SCREEN = [
    element([0, 0, 80, 20], "Archive letter"),
    element([0, 30, 80, 50], "Reply"),
    element([0, 60, 80, 80], "Forward"),
]
OTHERS = Others([{"elements": [element([0, 0, 9, 9], "Tuning fork")]}])
NONE = np.zeros((len(SCREEN), 256), np.float32)


def test_only_what_is_asked_for_is_exchanged():
    scene = Scene(SCREEN, (800, 600), random.Random(1))
    found = exchanged(scene, Sample("archive the letter", (0,)), (0,), NONE, OTHERS, NONE)
    assert found is not None
    assert [one["text"] for one in found.elements] == ["Tuning fork", "Reply", "Forward"]
    assert [one["box"] for one in found.elements] == [one["box"] for one in SCREEN]
    assert SCREEN[0]["text"] == "Archive letter"


def test_what_stands_there_twice_is_not_exchanged():
    scene = Scene([*SCREEN, element([200, 0, 280, 20], "Archive letters")], (800, 600), random.Random(1))
    assert (
        exchanged(scene, Sample("archive the letter", (0,)), (0,), np.zeros((4, 256), np.float32), OTHERS, NONE) is None
    )


def test_an_order_of_another_screen_is_refused_unless_something_here_bears_that_name():
    scene = Scene(SCREEN, (800, 600), random.Random(1))
    assert foreign(scene, [Named("let it sound in A", ("tuning fork", ""))]) == Sample(
        "let it sound in A", (), "refuse", None, "told foreign"
    )
    assert foreign(scene, [Named("answer them", ("reply", ""))]) is None
    assert foreign(scene, [Named("answer them", ("", "reply"))]) is None
