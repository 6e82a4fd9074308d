"""Starts the panel: ``mimic panel``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import util

from bridges.errors import NoDisplay
from bridges.session import check_display


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the panel until it is closed. Exit code 0; 1 where no window can be shown."""
    parser = argparse.ArgumentParser(prog="mimic panel", description="Give tasks, see every step, decide, take over.")
    parser.add_argument("--appearance", choices=("system", "light", "dark"), default="system")
    parser.add_argument("--language", help="Instead of the person's own: en or zh.")
    parser.add_argument("--task", default="", help="Words to put into the task box.")
    given = parser.parse_args(arguments)
    return show(given.appearance, given.language, given.task)


def show(appearance: str, language: str | None, task: str) -> int:
    """Show the panel until it is closed. Raises MimicError where it cannot be shown."""
    from agent.settings import load

    _check()
    from PySide6.QtCore import QByteArray, QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    from ui.panel.language import speak
    from ui.panel.theme import Appearance, dress
    from ui.panel.window import PanelWindow

    settings = load().settings
    application = QApplication(["mimic"])
    application.setApplicationDisplayName("Mimic")
    application.setDesktopFileName("mimic")
    application.setQuitOnLastWindowClosed(False)
    looks: Appearance = "dark" if appearance == "dark" else "light" if appearance == "light" else "system"
    dress(application, looks)
    speak(application, language)
    window = PanelWindow(settings)
    kept = QSettings("mimic", "panel").value("geometry")
    if isinstance(kept, QByteArray):
        window.restoreGeometry(kept)
    if task:
        window.task.box.put(task)
    window.show()
    signal.signal(signal.SIGINT, lambda *_: window.task.stop() if window.task.busy else window.leave())
    signal.signal(signal.SIGTERM, lambda *_: window.end())
    # Python handles signals only while it runs Python code.
    alive = QTimer(interval=200)
    alive.timeout.connect(lambda: None)
    alive.start()
    return application.exec()


def _check() -> None:
    """NoDisplay where there is neither a screen nor the library for windows."""
    if util.find_spec("PySide6") is None:
        raise NoDisplay("Opening the panel", "PySide6 is not installed", f"{sys.executable} -m pip install 'mimic[ui]'")
    if not os.environ.get("QT_QPA_PLATFORM") and not os.environ.get("WAYLAND_DISPLAY"):
        check_display()
