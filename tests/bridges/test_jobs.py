"""Work in several processes: all of it is done, each process keeps to its processors, a death costs one more try."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bridges.errors import DeviceLost
from bridges.jobs import spread


@contextmanager
def doubling() -> Iterator[Callable[[int], tuple[int, int]]]:
    def work(number: int) -> tuple[int, int]:
        if number == 3:
            os._exit(1)
        return 2 * number, len(os.sched_getaffinity(0))

    yield work


@contextmanager
def unable() -> Iterator[Callable[[int], int]]:
    raise DeviceLost("Starting", "there is nothing here")
    yield int


def test_everything_is_done_and_what_kills_its_process_is_told() -> None:
    ended = list(spread(doubling, range(1, 6), 2))
    assert sorted(one.task for one in ended) == [1, 2, 3, 4, 5]
    results = {one.task: one.result for one in ended}
    assert results[3] is None
    assert all(result and result[0] == 2 * task for task, result in results.items() if task != 3)


def test_each_process_has_its_own_part_of_the_processors() -> None:
    cores = len(os.sched_getaffinity(0))
    widths = [one.result[1] for one in spread(doubling, [1, 2], 2) if one.result]
    assert all(width <= (cores + 1) // 2 for width in widths)


def test_a_task_is_drawn_when_a_process_is_free_for_it() -> None:
    done: list[int] = []

    def tasks() -> Iterator[int]:
        for number in (1, 2, 4):
            assert len(done) >= number // 2
            yield number

    for one in spread(doubling, tasks(), 1):
        done.append(one.task)  # noqa: PERF401 - the tasks look at it meanwhile
    assert done == [1, 2, 4]


def test_what_cannot_start_is_told_and_not_tried_for_ever() -> None:
    with pytest.raises(DeviceLost, match="there is nothing here"):
        list(spread(unable, range(100), 2))
