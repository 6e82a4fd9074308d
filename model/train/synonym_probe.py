"""How much frozen vectors know of the interface: how often a phrase is nearest to its synonym among other phrases."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np

from model.train.synonyms import groups

AMONG, DRAWS = 100, 20


def meanings() -> list[list[str]]:
    """Groups of two English phrases and more; a phrase that stands in several groups is left out."""
    counts = Counter(phrase for english, _ in groups() for phrase in english)
    alone = [[phrase for phrase in english if counts[phrase] == 1] for english, _ in groups()]
    return [group for group in alone if len(group) > 1]


def shares_found(
    meant: Sequence[Sequence[str]], vectors: np.ndarray, among: int = AMONG, draws: int = DRAWS
) -> tuple[float, float]:
    """Share of phrases that lie nearest to the first phrase of their own group; means over draws of ``among`` groups.

    ``vectors``: one row a phrase, group after group. First as they are, then through a map learned from the groups
    that were not drawn. Both are centred on those, which a causal model needs more than others.
    """
    group = np.array([at for at, phrases in enumerate(meant) for _ in phrases])
    firsts = np.searchsorted(group, np.arange(len(meant)))
    shares = []
    for seed in range(draws):
        chosen = np.array(random.Random(seed).sample(range(len(meant)), among))
        drawn = np.isin(group, chosen)
        asked = np.setdiff1d(np.flatnonzero(drawn), firsts)
        centred = vectors - vectors[~drawn].mean(0)
        mapped = centred @ learned(centred[~drawn], group[~drawn])
        each = []
        for table in (centred, mapped):
            unit = table / np.linalg.norm(table, axis=1, keepdims=True)
            nearest = chosen[(unit[asked] @ unit[firsts[chosen]].T).argmax(1)]
            each.append(float((nearest == group[asked]).mean()))
        shares.append(each)
    as_they_are, through_map = np.mean(shares, 0)
    return float(as_they_are), float(through_map)


def learned(vectors: np.ndarray, group: np.ndarray, shrink: float = 0.3) -> np.ndarray:
    """The map under which phrases of one meaning differ alike in all directions (Fisher's, shrunk towards none)."""
    inside = vectors - np.array([vectors[group == own].mean(0) for own in group])
    spread = inside.T @ inside / len(inside)
    spread = (1 - shrink) * spread + shrink * np.trace(spread) / len(spread) * np.eye(len(spread))
    values, directions = np.linalg.eigh(spread)
    return np.asarray(directions * values**-0.5)
