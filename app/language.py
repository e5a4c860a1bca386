"""The language of the interface: Qt's own translation files in assets/translations."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from engine.paths import ASSETS

LANGUAGES = {"": "Like the computer · Wie der Computer", "en": "English", "de": "Deutsch"}


def use_language(app: QApplication, code: str) -> None:
    """Install the translators of a language; "" is the computer's. Call before any widget is made."""
    locale = QLocale(code) if code else QLocale.system()
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection() or Qt.LayoutDirection.LeftToRight)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    for folder, name in (
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"),
        (str(ASSETS / "translations"), "viva"),
    ):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
