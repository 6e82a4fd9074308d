"""The applications that are installed."""

from __future__ import annotations

from bridges.phone.app import App


def installed() -> list[App]:
    """All applications."""
    from bridges.phone.apps import (
        browser,
        clock,
        contacts,
        dialer,
        files,
        gallery,
        launcher,
        messages,
        notes,
        settings,
        shop,
    )

    everything = (launcher, browser, clock, contacts, dialer, files, gallery, messages, notes, settings, shop)
    return [module.APP for module in everything]
