"""The applications that are installed."""

from __future__ import annotations

from bridges.phone.app import App


def installed() -> list[App]:
    """All applications, in the order of the launcher's drawer."""
    from bridges.phone.apps import launcher, settings

    return [launcher.APP, settings.APP]
