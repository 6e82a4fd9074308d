"""English and Chinese in the panel: its own translation, that of the overlay's words, and Qt's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ui import language

FOLDER = Path(__file__).parent


def speak(application: QCoreApplication, wanted: str | None = None) -> str:
    """Install what there is for a language such as "zh", by default the person's; what is spoken then."""
    spoken = (wanted or QLocale.system().name()).split("_")[0]
    own = FOLDER / f"panel_{spoken}.ts"
    if not own.is_file():
        spoken = "en"
    language.speak(application, spoken)
    if own.is_file():
        application.installTranslator(language.LinguistFile(own, application))
        locale = QLocale(spoken)
        QLocale.setDefault(locale)
        qt = QTranslator(application)
        if qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(qt)
    return spoken
