"""How fast the panel shows a private desktop of 1080p on which everything moves: ``python -m ui.panel.figures``."""

from __future__ import annotations

import os
import statistics
import sys
import time

SECONDS = 10.0
VIEW = (960, 540)


def live_rate(seconds: float = SECONDS) -> tuple[float, float]:
    """Pictures a second that reach a ScreenView on the screen of this process, and the median ms to paint one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QPoint, QSize, QTimer
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from bridges.coordinates import Size
    from bridges.virtual import PrivateDisplay
    from ui.panel.live import LiveView
    from ui.panel.screen_view import ScreenView
    from ui.panel.theme import dress

    application = QApplication.instance() or QApplication(["mimic"])
    assert isinstance(application, QApplication)
    dress(application, "light")
    view = ScreenView()
    view.resize(*VIEW)
    view.show()
    took: list[float] = []
    with PrivateDisplay(Size(1920, 1080)) as display:
        display.start(["xterm", "-maximized", "-e", "seq 100000000"])
        live = LiveView(display.name)
        live.fit(view.room)

        def shown(image: QImage, pointer: QPoint, size: QSize) -> None:
            began = time.perf_counter()
            live.taken()
            view.show_picture(image, size, pointer)
            view.repaint()
            took.append((time.perf_counter() - began) * 1e3)

        live.pictured.connect(shown)
        live.start()
        loop = QEventLoop()
        QTimer.singleShot(2000, loop.quit)
        loop.exec()
        took.clear()
        began = time.perf_counter()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        rate = len(took) / (time.perf_counter() - began)
        live.end()
    return rate, statistics.median(took)


if __name__ == "__main__":
    rate, paint = live_rate()
    print(f"{rate:.1f} pictures a second of a 1920×1080 desktop, {paint:.1f} ms in the GUI thread for each")
    sys.exit(0 if rate >= 15 else 1)
