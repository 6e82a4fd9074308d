"""Episodes of MiniWoB++ for the pointer: an oracle sees the page's inside, the screen parser sees its picture.

    python -m model.train.episodes FOLDER --episodes 100 [--only click-link,...] [--first 0]

Each step is recorded as the parser saw the page before it, with the element of the parse that lies where the oracle
acts; an episode is kept only where the page rewards it in full. Mistakes are made on purpose and put right again.
The seeds are those of training, never those that measure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bridges.devtools import Devtools
from bridges.errors import MimicError
from bridges.miniwob import pages
from model.base import Element
from model.parse import ScreenParser
from model.parse.screen import Screen
from model.pointer.counting import counted
from model.pointer.record import Done, Next, Quoted, Step, save, seen
from model.pointer.sums import solved
from model.train.oracle_page import HEIGHT, SCALE, VIEW, WIDTH, Page, oracles

MOST_STEPS = 24
SLIP = 0.12
"""How often an episode has a slip in it: a click on something else before the right step."""
HARMLESS = frozenset({"text", "field", "checkbox", "radio"})
"""Roles that a slip may hit: pressing them can be put right."""


def seed_of(number: int) -> str:
    """The seed of a training episode; those that measure begin with another word."""
    return f"train-{number}"


class Unseen(Exception):
    """The parse has nothing where the oracle acts, or what is typed stands nowhere."""


def element_at(elements: tuple[Element, ...], point: tuple[float, float]) -> int:
    """The smallest element that holds the point."""
    around = [
        (element.box.area, index)
        for index, element in enumerate(elements)
        if element.box.left - 1 <= point[0] <= element.box.right + 1
        and element.box.top - 1 <= point[1] <= element.box.bottom + 1
        and element.role != "window"
    ]
    if not around:
        raise Unseen("target")
    return min(around)[1]


def near(elements: tuple[Element, ...], rect: list[float], reach: float = 26) -> int:
    """The element nearest to a rectangle whose own middle holds none: a check box is pressed on its label too."""
    x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    best = min(
        (
            (max(e.box.left - x, 0, x - e.box.right) + 2 * max(e.box.top - y, 0, y - e.box.bottom), index)
            for index, e in enumerate(elements)
            if e.role != "window"
        ),
        default=(1e9, -1),
    )
    if best[0] > reach:
        raise Unseen("target")
    return best[1]


def something_in(elements: tuple[Element, ...], rect: list[float]) -> int | None:
    """The element nearest to the middle of a view, over which it can be scrolled; None where it holds nothing."""
    x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    held = [
        (abs(e.box.center.x - x) + abs(e.box.center.y - y), index)
        for index, e in enumerate(elements)
        if rect[0] < e.box.center.x < rect[2] and rect[1] < e.box.center.y < rect[3]
    ]
    return min(held)[1] if held else None


def offset(element: Element, point: tuple[float, float]) -> tuple[float, float]:
    box = element.box
    return (
        round(min(1.0, max(0.0, (point[0] - box.left) / max(box.width, 1))), 3),
        round(min(1.0, max(0.0, (point[1] - box.top) / max(box.height, 1))), 3),
    )


def quoted(text: str, task: str, screen: Screen) -> Quoted:
    """Where a text comes from: the task, else the screen."""
    at = task.find(text)
    if at < 0 and " case letters" in task:
        at = task.casefold().find(text.casefold())
    if at >= 0:
        return Quoted(source="task", start=at, end=at + len(text))
    for index, element in enumerate(screen.elements):
        if text in (element.value, element.text, solved(element.text), counted(task, screen, index)):
            return Quoted(source="element", index=index)
    raise Unseen("text")


def _quoted(step: dict[str, Any], task: str, screen: Screen) -> Quoted:
    """The same of a step, which may tell where what it types was seen, or by what words it goes."""
    if "seen" in step:
        x, y = ((step["seen"][side] + step["seen"][side + 2]) / 2 * SCALE for side in (0, 1))
        return Quoted(source="element", index=element_at(screen.elements, (x, y)))
    return quoted(step.get("said") or step.get("text") or "\0", task, screen)


def called(element: Element) -> str:
    return element.text or element.label or element.value or element.role


def recorded(step: dict[str, Any], task: str, history: list[Done], screen: Screen, origin: str) -> tuple[Step, Done]:
    """A step as the pointer learns it, and as it stands in the history of the next."""
    elements = screen.elements
    kind = step["kind"]
    target: int | None = None
    point: tuple[float, float] | None = None
    at = (0.5, 0.5)
    if "point" in step:
        point = (step["point"][0] * SCALE, step["point"][1] * SCALE)
        rect = [edge * SCALE for edge in step["rect"]]
        try:
            target = element_at(elements, point)
        except Unseen:
            target = something_in(elements, rect) if kind == "scroll" else near(elements, rect)
        if target is not None and kind != "scroll":
            at = offset(elements[target], point)
    if kind == "scroll":
        kind = f"scroll {step['direction']}"
    end: int | None = None
    end_at = (0.5, 0.5)
    if kind == "drag":
        to = (step["end"][0] * SCALE, step["end"][1] * SCALE)
        try:
            end = element_at(elements, to)
        except Unseen:
            end = near(elements, [to[0] - 1, to[1] - 1, to[0] + 1, to[1] + 1], 40)
        end_at = offset(elements[end], to)
    text = _quoted(step, task, screen) if kind in ("input", "select") else None
    action = Next(type=kind, target=target, end=end, offset=at, end_offset=end_at, text=text, keys=step.get("keys", ""))
    vectors = screen.vectors
    packed = tuple(
        seen(element, vectors[index] if len(vectors) and vectors[index].any() else None)
        for index, element in enumerate(elements)
    )
    done = Done(
        action=kind,
        target=called(elements[target]) if target is not None else "",
        point=point,
        text=step.get("text", ""),
        keys=step.get("keys", ""),
    )
    made = Step(
        task=task,
        history=tuple(history),
        size=(WIDTH * SCALE, HEIGHT * SCALE),
        elements=packed,
        action=action,
        origin=origin,
    )
    return made, done


class Missed(Exception):
    """An episode that is not kept, and why."""


def episode(page: Page, parser: ScreenParser, task: str, seed: str, dice: random.Random) -> list[Step]:
    """The steps of one episode. Raises Missed."""
    words = page.begin(seed)
    time.sleep(0.03)
    steps: list[Step] = []
    history: list[Done] = []
    slip = dice.randrange(3) if dice.random() < SLIP else -1
    for number in range(MOST_STEPS):
        screen = parser.parse(page.frame())
        if number == slip and (done := slipped(page, screen, dice)):
            history.append(done)
            continue
        step = page.next()
        if step is None:
            raise Missed("the oracle is at a loss")
        try:
            made, done = recorded(step, words, history, screen, f"miniwob/{task}/seed {seed}")
        except Unseen as error:
            raise Missed(f"unseen {error}") from error
        steps.append(made)
        history.append(done)
        page.act(step)
        reward = page.reward()
        if reward is not None:
            if reward < 1:
                raise Missed(f"reward {reward:.1f}")
            return steps
    raise Missed("too long")


def slipped(page: Page, screen: Screen, dice: random.Random) -> Done | None:
    """Press something harmless that was not asked for; None where there is nothing."""
    below = [e for e in screen.elements if e.role in HARMLESS and e.box.top > 52 * SCALE]
    if not below:
        return None
    element = dice.choice(below)
    page.click((element.box.center.x / SCALE, element.box.center.y / SCALE))
    time.sleep(0.03)
    if page.reward() is not None:
        raise Missed("the slip ended it")
    return Done(action="click", target=called(element), point=(element.box.center.x, element.box.center.y))


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--episodes", type=int, default=100)
    reader.add_argument("--first", type=int, default=0)
    reader.add_argument("--only", default="")
    given = reader.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    parser = ScreenParser()
    parser.load()
    with Devtools(["--headless=new", "--hide-scrollbars"]) as browser:
        browser.call(
            "Emulation.setDeviceMetricsOverride", width=VIEW[0], height=VIEW[1], deviceScaleFactor=SCALE, mobile=False
        )
        browser.navigate(pages() / "click-test.html")
        browser.evaluate(oracles())
        tasks = given.only.split(",") if given.only else browser.evaluate("oracle.tasks")
        for task in tasks:
            started = time.monotonic()
            steps: list[Step] = []
            kept, missed = 0, Counter[str]()
            page = Page(browser, task)
            for number in range(given.first, given.first + given.episodes):
                seed = seed_of(number)
                dice = random.Random(f"{task} {seed}")
                try:
                    steps += episode(page, parser, task, seed, dice)
                    kept += 1
                except Missed as why:
                    missed[str(why)] += 1
                except MimicError as error:
                    missed[str(error)[:160]] += 1
                    page = Page(browser, task)
                if number - given.first >= 5 and not kept:
                    break
            path = given.folder / f"{task}-{given.first}.jsonl"
            if steps:
                save(steps, path)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16] if steps else ""
            line = {
                "task": task, "first": given.first, "episodes": given.episodes, "kept": kept, "steps": len(steps),
                "missed": dict(missed), "sha256": digest, "seconds": round(time.monotonic() - started, 1),
            }  # fmt: skip
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
