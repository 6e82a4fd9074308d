"""The check of a step, by what its deed was seen to change: a window's title, how a place looks, words that came."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import reduce

from agent.difference import difference
from agent.macros.arriving import MOST, arrivals
from agent.macros.file.schema import Check
from agent.macros.file.target import Looks
from agent.macros.grounding.looks import cut, hash_of, part
from agent.macros.grounding.whereabouts import place_of
from agent.macros.recording.deedlet import Deedlet
from agent.reading import elements_in, shows, words_of
from bridges.action import Drag, Input, Scroll, Select, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import Box

PLACE = (420.0, 260.0)
"""Of a change, whose look is worth remembering; a larger one is recognised by less than its whole."""
SMALLEST = 12.0
LEAST_LETTERS, MOST_WORDS = 3, 6
"""Of the words that a check keeps."""


def checked(
    deed: Deedlet,
    name: str,
    pictures: dict[str, Frame],
    following: Deedlet | None,
    typed: Set[str],
    lasting: Sequence[Box],
) -> Check:
    """The check after a deed, with words that came there where what changed can be read later."""
    if isinstance(deed.action, Input) and deed.after is not None and not deed.secret:
        return _typed_check(deed, deed.after, name, pictures)
    check = _check(deed, name, pictures, lasting)
    if check.kind == "looks" and following is not None:
        return check.model_copy(update={"text": _words_there(deed, check, following, typed, lasting)})
    return check


def _typed_check(deed: Deedlet, after: Observation, name: str, pictures: dict[str, Frame]) -> Check:
    """The check after a text: whatever it changed lasts, though the frame of its field may not."""
    check = _check(deed, name, pictures, difference(deed.seen.frame, after.frame).regions)
    came = arrivals(deed.seen, after)
    if not 0 < len(came) <= MOST:
        return check
    window = deed.seen.window_box or Box(0, 0, 0, 0)
    whole = reduce(Box.union, came).moved(window.left, window.top)
    picture, inner = cut(after.frame, whole)
    file = f"pictures/{name}-after.png"
    pictures[file] = picture
    return check.model_copy(
        update={"came": came, "looks": Looks(picture=file, box=inner), "place": place_of(after, whole)}
    )  # fmt: skip


def _check(deed: Deedlet, name: str, pictures: dict[str, Frame], lasting: Sequence[Box]) -> Check:
    """What shows that the step had its effect, by what it changed."""
    if deed.expect and deed.expect.kind in ("text", "gone") and not isinstance(deed.action, Input | Select):
        return Check(kind=deed.expect.kind, text=deed.expect.text, within_s=max(deed.expect.within_s, 5.0))
    if deed.expect and deed.expect.kind == "window":
        came = deed.after.window if deed.after else ""
        return Check(kind="window", text=came or deed.expect.text, within_s=20.0)
    if deed.after is None or isinstance(deed.action, Wait):
        # What changes while one waits is not the waiting's doing.
        return Check(kind="none")
    if (deed.seen.application, deed.seen.window) != (deed.after.application, deed.after.window) and deed.after.window:
        return Check(kind="window", text=deed.after.window, within_s=20.0)
    if not lasting:
        return Check(kind="none")
    if isinstance(deed.action, Input | Select | Scroll | Drag):
        return Check(kind="change")
    changed = reduce(Box.union, lasting)
    if changed.width > PLACE[0] or changed.height > PLACE[1]:
        # Between things that are far apart there may be nothing that changed, which would always look as it did.
        changed = max(lasting, key=lambda one: one.area)
    return _looks(deed, changed, name, pictures)


def _words_there(deed: Deedlet, check: Check, following: Deedlet, typed: Set[str], lasting: Sequence[Box]) -> str:
    """Words that the step brought up: where the place looks otherwise at a replay, most of them must be read.

    They were read before the next step, if the place still looked the same; what is a parameter may differ.
    """
    # Where nothing was read before, such as before a key, all would be new.
    if check.place is None or deed.after is None or not deed.elements:
        return ""
    box = check.place.box.moved(*check.place.corner)
    if difference(part(deed.after.frame, box), part(following.seen.frame, box)).regions:
        return ""
    before = [words_of(one) for one in deed.elements]
    # What a picture is called was seen in it, and is read nowhere.
    written = [one for one in elements_in(box, following.elements) if one.role not in ("icon", "image")]
    pieces = [words_of(one) for one in written if any(one.box.intersection(each).area for each in lasting)]
    words = [word for piece in pieces if piece not in typed for word in piece.split()]
    # What stood there and is half covered by a hint, or lit, is easily misread: that makes it no new word.
    new = [word for word in words if len(word) >= LEAST_LETTERS and word.isalpha() and not shows(word, before)]
    return " ".join(dict.fromkeys(new[:MOST_WORDS]))


def _looks(deed: Deedlet, changed: Box, name: str, pictures: dict[str, Frame]) -> Check:
    assert deed.after is not None
    box = changed
    if box.width > PLACE[0] or box.height > PLACE[1]:
        center = box.center
        box = Box(center.x - PLACE[0] / 2, center.y - PLACE[1] / 2, center.x + PLACE[0] / 2, center.y + PLACE[1] / 2)
        height, width = deed.after.frame.shape[:2]
        box = box.intersection(Box(0, 0, width, height)).intersection(changed)
    if min(box.width, box.height) < SMALLEST:
        box = box.expanded(SMALLEST / 2)
    picture, inner = cut(deed.after.frame, box)
    file = f"pictures/{name}-after.png"
    pictures[file] = picture
    looks = Looks(picture=file, box=inner, hash=hash_of(part(deed.after.frame, box)))
    return Check(kind="looks", looks=looks, place=place_of(deed.after, box))
