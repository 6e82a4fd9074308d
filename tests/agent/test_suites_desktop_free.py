"""The wordings fit the tasks that they are wordings of."""

from __future__ import annotations

import re

from agent.suites import desktop, desktop_free
from agent.suites.run import cases_of, suite_names


def test_five_wordings_of_each_task_and_none_is_the_explicit_one() -> None:
    explicit = {case.id: case for case in desktop.cases()}
    free = desktop_free.cases()
    assert len(free) == 5 * len(explicit)
    assert len({case.task for case in free}) == len(free)
    for case in free:
        assert case.task != explicit[case.id.rpartition("/")[0]].task


def test_a_wording_names_the_places_that_its_task_names() -> None:
    explicit = {case.id: case.task for case in desktop.cases()}
    places = re.compile(r"\{(?:home|site)\}[^\"'\s]*")
    for case in desktop_free.cases():
        wanted = set(places.findall(explicit[case.id.rpartition("/")[0]]))
        assert {place.rstrip(".,") for place in places.findall(case.task)} >= {place.rstrip(".,") for place in wanted}


def test_the_suite_is_found_by_its_name() -> None:
    assert "desktop-free" in suite_names()
    assert len(cases_of("desktop-free")) == 100
