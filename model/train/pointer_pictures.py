"""What the pictures of a screen may mean, by the icon encoder: what they come near to is not called absent."""

from __future__ import annotations

from functools import cache

import numpy as np

from model.pointer.wording import Floats
from model.train.pointer_scene import ENGLISH

NEAREST = 4
"""Meanings that a picture may have."""


@cache
def _names() -> tuple[Floats, list[int]]:
    """Unit vectors of all names of the meanings, and the meaning of each."""
    from model.sight.icons import PhraseEncoder

    pairs = [(name, at) for at, group in enumerate(ENGLISH) for name in group]
    return PhraseEncoder().encode([name for name, _ in pairs]), [at for _, at in pairs]


def meanings(vectors: Floats) -> frozenset[int]:
    """The groups of names that some picture on a screen is among the nearest to."""
    there = vectors[np.abs(vectors).sum(1) > 0]
    if not len(there):
        return frozenset()
    table, groups = _names()
    near = there.astype(np.float32) @ table.T
    best = np.argpartition(-near, NEAREST, axis=1)[:, :NEAREST]
    return frozenset(groups[at] for at in np.unique(best).tolist())
