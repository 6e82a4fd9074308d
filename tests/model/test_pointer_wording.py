"""Words that look alike to a reader of pixels."""

from __future__ import annotations

import numpy as np
import pytest

from model.pointer.wording import MISREAD, alike


@pytest.mark.parametrize(("said", "seen"), [("j0", "jo"), ("0xkqukg", "oxkqukg"), ("10", "lo"), ("1st", "ist")])
def test_letters_may_be_read_for_digits(said: str, seen: str) -> None:
    assert alike([said], [seen])[0, 0] == np.float32(MISREAD)


@pytest.mark.parametrize(("said", "seen"), [("8r", "br"), ("1", "l"), ("oil", "0l1a"), ("17", "11"), ("is", "lo")])
def test_other_letters_and_lone_ones_are_not(said: str, seen: str) -> None:
    assert alike([said], [seen])[0, 0] == 0
