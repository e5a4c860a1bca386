"""Theme, size of text, language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.language import LANGUAGES
from app.services import Services
from app.settings.choices import Appearance
from app.settings.controls import choice, slider
from app.theme import Mode
from app.widgets import Button, buttons, card, column, heading, label


class LookPage(QWidget):
    """Changes show at once; the language at the next start."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        look = services.settings.get(Appearance)
        names = {
            Mode.SYSTEM: (self.tr("Like the computer"), "settings"),
            Mode.LIGHT: (self.tr("Light"), "sun"),
            Mode.DARK: (self.tr("Dark"), "moon"),
            Mode.CONTRAST: (self.tr("High contrast"), "contrast"),
        }
        self._group = QButtonGroup(self)
        modes = []
        for mode, (name, icon) in names.items():
            button = Button(services.theme, name, icon, pressed=lambda mode=mode: self._put(mode=mode.value))
            button.setCheckable(True)
            button.setChecked(look.mode == mode.value)
            self._group.addButton(button)
            modes.append(button)
        size = slider(
            self.tr("Size of text"),
            100,
            200,
            round(look.scale * 100),
            lambda percent: self.tr("{percent} %").format(percent=percent),
            lambda percent: self._put(scale=percent / 100),
            step=10,
        )
        self._told = label("", "muted")
        language = choice(self.tr("Language of the program"), LANGUAGES, look.language, self._language)
        self.setLayout(
            column(
                card(heading(self.tr("Colours")), buttons(*modes)),
                card(heading(self.tr("Text")), size),
                card(heading(self.tr("Language")), language, self._told),
                None,
                spacing=16,
            )
        )

    def _language(self, code: str) -> None:
        self._put(language=code)
        self._told.setText(self.tr("The new language is there when you start the program again."))

    def _put(self, **changes: object) -> None:
        look = replace(self._services.settings.get(Appearance), **changes)  # type: ignore[arg-type]
        self._services.settings.put(look)
        self._services.theme.set(Mode(look.mode), look.scale)
