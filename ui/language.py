"""The person's language in Qt's windows: translations are Qt Linguist files (``translations/mimic_zh.ts``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

FOLDER = Path(__file__).with_name("translations")


class LinguistFile(QTranslator):
    """Reads a Qt Linguist file as it is, so that nothing has to be compiled."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[tuple[str, str], str] = {}
        # The file is our own, part of the program.
        for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314
            name = context.findtext("name", "")
            for message in context.iter("message"):
                self._texts[name, message.findtext("source", "")] = message.findtext("translation", "")

    # None is Qt's null string; an empty one would count as a translation.
    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002
    ) -> Any:
        """The translation; None where there is none, so that Qt asks the next translator."""
        return self._texts.get((context, source)) or None

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return not self._texts


def languages() -> tuple[str, ...]:
    """The languages that there are besides English, such as "zh"."""
    return tuple(sorted(path.stem.removeprefix("mimic_") for path in FOLDER.glob("mimic_*.ts")))


def speak(application: QCoreApplication, language: str | None = None) -> str:
    """Install the translation for a language, else for the person's; what is spoken then."""
    wanted = (language or QLocale.system().name()).split("_")[0]
    if wanted not in languages():
        return "en"
    application.installTranslator(LinguistFile(FOLDER / f"mimic_{wanted}.ts", application))
    return wanted
