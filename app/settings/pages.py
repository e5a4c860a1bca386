"""The pages of Settings. A room adds its own with one line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


@dataclass(frozen=True, slots=True)
class Page:
    """One page. view: "module:Class" of a QWidget built with (services). title: marked in the context "Settings"."""

    key: str
    title: object  # Qt types its markers so; a str
    icon: str
    view: str

    @property
    def name(self) -> str:
        """The title in the person's language."""
        return QCoreApplication.translate("Settings", str(self.title))


PAGES: tuple[Page, ...] = (
    Page("speaking", QT_TRANSLATE_NOOP("Settings", "Speaking"), "volume-2", "app.settings.speaking:SpeakingPage"),
    Page("phrases", QT_TRANSLATE_NOOP("Settings", "Phrases and words"), "quote", "app.settings.phrases:PhrasesPage"),
    Page("sound", QT_TRANSLATE_NOOP("Settings", "Sound"), "headphones", "app.settings.sound:SoundPage"),
    Page("look", QT_TRANSLATE_NOOP("Settings", "Look and language"), "eye", "app.settings.look:LookPage"),
    Page("access", QT_TRANSLATE_NOOP("Settings", "Access"), "accessibility", "app.access.page:AccessPage"),
    Page("data", QT_TRANSLATE_NOOP("Settings", "Your data"), "database", "app.settings.data:DataPage"),
)
