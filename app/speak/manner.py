"""How the next message is said: as usual, calm, glad or firm, where the voice has samples of these."""

from __future__ import annotations

from app.services import Services
from app.widgets import Choice


class MannerChoice(Choice):
    """Hidden for a voice without manners."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.setAccessibleName(self.tr("Manner of speaking"))
        self.currentIndexChanged.connect(self._choose)
        services.voices.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        words = {"calm": self.tr("Calm"), "glad": self.tr("Glad"), "firm": self.tr("Firm")}
        voices = self._services.voices
        manners = voices.manners(voices.current)
        self.clear()
        for manner in ("", *manners):
            self.addItem(words.get(manner, self.tr("As usual")), manner)
        self.setVisible(bool(manners))

    def _choose(self) -> None:
        self._services.voices.manner = str(self.currentData() or "")
