"""A picture of the panel for the README, made from a real run on a private desktop: ``python -m ui.panel.picture``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ui.panel.theme import Appearance

TASK = 'Open Mousepad, type "Grüße aus Zürich", open the calculator, click 8'
SIZE = (1180, 740)
LONGEST_MS = 180_000


def panel_picture(out: Path, appearance: Appearance = "light", language: str = "en", task: str = TASK) -> Path:
    """Carry the task out from the panel and write what it shows when it asks before a click. Needs no screen.

    Call it in a process of its own: Qt and the home folder are set up for the picture alone. Raises TimeoutError
    where the run does not get that far.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["HOME"] = tempfile.mkdtemp(prefix="mimic-picture-")
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from agent.settings import Settings
    from ui.panel.language import speak
    from ui.panel.theme import dress
    from ui.panel.window import PanelWindow

    application = QApplication.instance() or QApplication(["mimic"])
    assert isinstance(application, QApplication)
    dress(application, appearance)
    speak(application, language)
    window = PanelWindow(Settings())
    window.resize(*SIZE)
    window.show()
    window.task.start(["--on", "virtual:1280x800", "--confirm", "always", "--", task])
    loop = QEventLoop()
    give_up = QTimer(singleShot=True, interval=LONGEST_MS)
    give_up.timeout.connect(lambda: loop.exit(1))
    look = QTimer(interval=100)

    def decide() -> None:
        asked = window.task.question.question is not None
        steps = window.task.view.steps.story.steps
        if not window.task.busy or (asked and steps[-1].planned.points):
            # One more moment for the live picture and the last thumbnails.
            look.stop()
            QTimer.singleShot(800, loop.exit)
        elif asked:
            window.task.question.approve.click()

    look.timeout.connect(decide)
    look.start()
    give_up.start()
    too_late = loop.exec() or not window.task.busy
    picture = window.grab()
    window.task.stop()
    while window.task.busy:
        application.processEvents()
    window.end()
    if too_late:
        raise TimeoutError("the run did not get far enough to be shown")
    out.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(out))
    return out


def main(arguments: Sequence[str]) -> int:
    """Write the light picture to the path given, by default docs/pictures/panel.png."""
    out = Path(arguments[0]) if arguments else Path("docs/pictures/panel.png")
    print(panel_picture(out, "dark" if "dark" in out.stem else "light"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
