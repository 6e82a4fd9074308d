"""MiniWoB++ in a real browser: an episode begins from its seed, the reward is what the page says, seeds never mix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from agent.suites.miniwob import Episode, picked_scores
from bridges.action import Click, Finished, Scroll
from bridges.base import Frame, Observation
from bridges.coordinates import ImagePoint, ScreenPoint, Size
from bridges.miniwob import LEFT_OUT, SCALE, SEEN, Page, Purpose, pages, seed, types
from model.base import Decision, Expectation, Grounding, History, Task


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with Page() as page:
        yield page


def test_seeds_of_measuring_and_training_are_disjoint() -> None:
    seeds = {purpose: {seed(purpose, number) for number in range(5000)} for purpose in get_args(Purpose)}
    assert all(len(numbers) == 5000 for numbers in seeds.values())
    assert len(set().union(*seeds.values())) == 15000
    with pytest.raises(ValueError, match="counted from 0"):
        seed("train", -1)


def test_training_draws_from_training_seeds_alone() -> None:
    from model.train import episodes

    assert {episodes.seed_of(number) for number in range(50)} == {seed("train", number) for number in range(50)}


def test_at_least_sixty_types_and_a_reason_for_each_that_is_left_out() -> None:
    there = {path.stem for path in pages().glob("*.html")}
    assert len(types()) >= 60
    assert set(types()) | set(LEFT_OUT) == there
    assert all(LEFT_OUT.values())


def test_an_episode_is_its_seed(page: Page) -> None:
    words = page.begin("click-button", "valid-3")
    first = page.observe().frame
    other = page.begin("click-button", "valid-4")
    assert (words, page.begin("click-button", "valid-3")) == (words, words)
    assert words != other
    again = page.observe()
    assert np.array_equal(first, again.frame)
    assert again.geometry.frame == Size(SEEN[0] * SCALE, SEEN[1] * SCALE)


def test_the_reward_comes_from_the_page(page: Page) -> None:
    page.begin("click-test", "valid-0")
    assert page.reward() is None
    button = page.evaluate(
        "(() => { const b = document.getElementById('subbtn').getBoundingClientRect();"
        " return [b.left + b.width / 2, b.top + b.height / 2] })()"
    )
    page.perform(Click[ScreenPoint](start_point=ScreenPoint(button[0] * SCALE, button[1] * SCALE)))
    page.observe()
    assert page.reward() == 1


def test_a_scroll_lands_on_the_page_and_passes_over_nothing(page: Page) -> None:
    page.begin("social-media", "valid-0")
    page.observe()
    page.perform(Scroll[ScreenPoint](direction="down"))
    page.observe()
    seen, there = page.evaluate("[document.querySelector('#area')].map((a) => [a.scrollTop, a.clientHeight])[0]")
    assert 0 < seen <= there


class Idle:
    """A model that presses an empty corner and gives up."""

    name = "idle"

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        height, width = observation.frame.shape[:2]
        action = Finished(status="failure") if history else Click[ImagePoint](start_point=ImagePoint(350, 450))
        return Decision(actions=(action,), image=Size(width, height), reason="nothing", expect=Expectation(kind="none"))

    def ground(self, image: Frame, instruction: str) -> Grounding:
        return Grounding(point=None)


def test_nothing_done_is_no_success(page: Page) -> None:
    episode = Episode(page, Idle())
    score = episode.score("click-test", "valid-1")
    assert (score.passed, score.steps) == (False, 1)
    assert "finished with failure" in score.why
    assert episode.words == "Click the button."
    assert episode.picture is not None


def test_several_processes_play_what_is_left_and_the_page_tells_the_failures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIMIC_MODEL", "mini")
    monkeypatch.setenv("HOME", str(tmp_path))
    done = {"click-color#valid-0", "click-test#valid-0"}
    scores = list(picked_scores(2, ("click-color", "click-test"), tmp_path, purpose="try", jobs=2, done=done))
    assert sorted(score.id for score in scores) == ["click-color#valid-1", "click-test#valid-1"]
    failed = [score for score in scores if not score.passed]
    page = (tmp_path / "failures.html").read_text()
    assert all(score.id in page and score.run for score in failed)
