"""The overlay's process: ``python -m ui.overlay --channel FD``. It ends when the run hangs up.

What it reads first says on which display the run takes place. Whatever breaks here ends the process, and a run whose
window dies pauses: it never goes on unseen.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Sequence
from types import TracebackType

from agent.base import Started
from agent.caller import Caller
from agent.messages import Message, Told
from bridges.errors import MimicError
from ui.log import start_log

log = logging.getLogger("ui.overlay")

BEGIN_S = 600.0
"""How long a run may take to open its device: a private desktop and a large model take their time."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.overlay", description="Show what a run is about to do.")
    parser.add_argument(
        "--channel", type=int, required=True, metavar="FD", help="One end of the run's control channel."
    )
    parser.add_argument("--language", help="Instead of the person's own, such as en or zh.")
    given = parser.parse_args(arguments)
    start_log(debug=False)
    # Qt is loaded while the run opens its device: the first step is then shown without waiting for it.
    import ui.overlay.presenter  # noqa: F401

    try:
        with Caller.inherited(given.channel) as caller:
            told = until_started(caller)
            return show(caller, told, given.language) if told else 0
    except MimicError as error:
        log.warning("%s", error)
        return 1


def until_started(caller: Caller) -> list[Message]:
    """What the run has said, up to where it takes place; nothing where it ended before."""
    told: list[Message] = []
    until = time.monotonic() + BEGIN_S
    while not caller.ended and time.monotonic() < until:
        told += caller.messages(1.0)
        if display_of(told):
            return told
    return []


def display_of(told: Sequence[Message]) -> str:
    """The display on which the run takes place; empty where it has not said, or has none."""
    started = (one.event for one in told if isinstance(one, Told) and isinstance(one.event, Started))
    return next((event.display for event in started), "")


def show(caller: Caller, told: Sequence[Message], language: str | None = None) -> int:
    """Show the run until it hangs up."""
    display = display_of(told)
    as_pixels(display)
    from PySide6.QtWidgets import QApplication

    from ui.language import speak
    from ui.overlay.presenter import Presenter

    application = QApplication(["mimic-overlay"])
    application.setQuitOnLastWindowClosed(False)
    speak(application, language)

    def broken(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("the overlay broke", exc_info=(kind, error, trace))
        application.exit(1)

    sys.excepthook = broken
    presenter = Presenter(caller, display)
    presenter.take(told)
    try:
        return application.exec()
    finally:
        presenter.close()
        # Qt's windows have to go before its application does.
        del presenter


def as_pixels(display: str) -> None:
    """Let Qt count in the display's own pixels, whatever the person's scale: positions then need no conversion."""
    for name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_AUTO_SCREEN_SCALE_FACTOR", "QT_FONT_DPI"):
        os.environ.pop(name, None)
    os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb", QT_ENABLE_HIGHDPI_SCALING="0")


if __name__ == "__main__":
    sys.exit(main())
