"""How a run ends that breaks off: whatever is raised on the way becomes its last event."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from agent.base import Event, Failed
from agent.wording import shortened
from bridges.errors import MimicError
from bridges.stop import Stop

log = logging.getLogger(__name__)


def to_the_end(story: Iterator[Event], told: Callable[[Event], Event], stop: Stop, about: str) -> Iterator[Event]:
    """The story's events as they are ``told``, and a Failed where it raises anything. ``about`` is for the log."""
    try:
        for event in story:
            yield told(event)
    except KeyboardInterrupt:
        stop.request("by the person")
        ending = Failed(error="Stopped", why="stopped by the person")
    except MimicError as error:
        ending = failure(error)
    except Exception as error:
        log.exception("“%s” broke", shortened(about))
        ending = Failed(error=type(error).__name__, why=str(error) or "no reason given", remedy="See the log.")
    else:
        return
    yield told(ending)


def failure(error: MimicError) -> Failed:
    """The event that ends a run with this error."""
    return Failed(error=type(error).__name__, why=f"{error.tried}: {error.found}", remedy=error.remedy)
