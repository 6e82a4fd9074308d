"""Models by name: the entry points of the group ``mimic.models``."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from bridges.errors import ModelUnavailable
from model.base import Model
from model.shared import SharedModel, address_of

GROUP = "mimic.models"
BUILT_IN = {"mini": "model.mini:Mini", "pointer": "model.mini.following:Follower"}
"""Also there in a source checkout that was never installed."""


def known_models() -> dict[str, EntryPoint]:
    """Every model that is installed, by name; what is installed wins over what is built in."""
    built_in = {name: EntryPoint(name, path, GROUP) for name, path in BUILT_IN.items()}
    return built_in | {point.name: point for point in entry_points(group=GROUP)}


def model_named(name: str) -> Model:
    """The model of that name, freshly made, or the one that another process shares. Raises ModelUnavailable."""
    if shared := address_of(name):
        return SharedModel(name, *shared)
    known = known_models()
    if name not in known:
        raise ModelUnavailable(
            f"Loading the model “{name}”", "no model has that name", f"Known here: {', '.join(sorted(known))}."
        )
    try:
        made = known[name].load()()
    except (ImportError, AttributeError, TypeError) as error:
        raise ModelUnavailable(
            f"Loading the model “{name}”",
            f"{known[name].value} cannot be used: {error}",
            f"Install what it needs, or use another: {', '.join(sorted(known.keys() - {name})) or 'none is known'}.",
        ) from error
    if not isinstance(made, Model):
        raise ModelUnavailable(
            f"Loading the model “{name}”",
            f"{known[name].value} makes a {type(made).__name__}, which has no name, decide and ground",
            "A model implements the protocol of model/base.py.",
        )
    return made
