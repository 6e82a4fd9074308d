"""How well a detector finds the widgets of rendered screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from model.sight.decode import Level, decode, overlaps
from model.sight.kinds import KINDS, STATES
from model.train.detector_net import Peaks, whole
from model.train.screens import SEEN, Screen


@torch.no_grad()
def score(
    peaks: Callable[[Tensor], Iterable[Tensor]], screens: list[Screen], threshold: float = 0.05
) -> dict[str, Any]:
    """Average precision at IoU 0.5 of each kind, their mean; at score 0.3 recall of any kind, and states."""
    by_kind: dict[int, tuple[list[float], list[bool], int]] = {at: ([], [], 0) for at in range(len(KINDS))}
    found_any, all_any = 0, 0
    state_right, state_said, state_all = (np.zeros(len(STATES)) for _ in range(3))
    for screen in screens:
        height, width = screen.pixels.shape[1:]
        with torch.backends.cudnn.flags(benchmark=False):  # every size would be timed anew
            maps = [part[0].float().cpu().numpy() for part in peaks(whole(screen.pixels))]
        found = decode([Level(*maps[at : at + 3]) for at in range(0, len(maps), 3)], width, height, threshold)
        boxes, kinds, seen = screen.boxes.cpu().numpy(), screen.kinds.cpu().numpy(), screen.seen.cpu().numpy()
        truth_states = screen.states.cpu().numpy()
        union = overlaps(found.boxes, boxes)
        wanted = seen >= SEEN
        all_any += int(wanted.sum())
        sure = found.scores >= 0.3
        found_any += int((union[sure].max(0, initial=0) >= 0.5)[wanted].sum())
        for kind in range(len(KINDS)):
            scores, right, of = by_kind[kind]
            own, mine = np.flatnonzero(kinds == kind), np.flatnonzero(found.kinds == kind)
            taken: set[int] = set()
            for at in mine:
                near = [(union[at, to], to) for to in own if to not in taken and union[at, to] >= 0.5]
                best = max(near, default=(0.0, -1))[1]
                if best >= 0:
                    taken.add(best)
                if best >= 0 and not wanted[best]:
                    continue
                scores.append(float(found.scores[at]))
                right.append(best >= 0)
                if best >= 0 and found.scores[at] >= 0.3:
                    said = found.states[at] > 0.5
                    state_right += said * truth_states[best]
                    state_said += said
                    state_all += truth_states[best]
            by_kind[kind] = (scores, right, of + int(wanted[own].sum()))
    table = {
        KINDS[kind]: {"ap": round(_precision(*parts), 3), "of": parts[2]} for kind, parts in by_kind.items() if parts[2]
    }
    shares = {
        name: {"recall": round(right / max(1.0, of), 3), "precision": round(right / max(1.0, said), 3), "of": int(of)}
        for name, right, said, of in zip(
            STATES, state_right.tolist(), state_said.tolist(), state_all.tolist(), strict=True
        )
    }
    average = round(float(np.mean([row["ap"] for row in table.values()])), 3)
    return {
        "map": average,
        "recall_any": round(found_any / max(1, all_any), 3),
        "states": shares,
        "kinds": table,
    }


def _precision(scores: list[float], right: list[bool], of: int) -> float:
    """Area under precision over recall, precision made monotone."""
    order = np.argsort(-np.array(scores), kind="stable")
    hits = np.array(right, bool)[order]
    if not hits.any():
        return 0.0
    recall = np.cumsum(hits) / of
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(np.diff(np.concatenate([[0.0], recall])) * best))


def on(device: torch.device, net: nn.Module) -> Callable[[Tensor], Iterable[Tensor]]:
    """The net as `score` asks for it, on a device."""
    peaks = Peaks(net).eval()
    return lambda pixels: peaks(pixels.to(device))
