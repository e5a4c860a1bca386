"""Voices and recordings are locked: the passphrase, once per start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services import Services
from app.studio.parts import field
from app.widgets import Button, begin_at, buttons, card, label, page
from engine.errors import VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView


class Unlocking(QWidget):
    """Passphrase, or the recovery key. done is called when it is open; without, where the person goes on locked."""

    def __init__(
        self, services: Services, done: Callable[[], object], without: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._services, self._done, self._recovery = services, done, False
        theme = services.theme
        box, self.secret = field(self.tr("Passphrase"), secret=True)
        self.secret.returnPressed.connect(self._unlock)
        self.wrong = label("")
        self.wrong.hide()
        unlock = Button(theme, self.tr("Unlock"), "lock", role="primary", pressed=self._unlock)
        self.other = Button(theme, self.tr("Use the recovery key"), pressed=self._use_recovery)
        row = [unlock, self.other]
        if without is not None:
            self.without = Button(theme, self.tr("Go on with the stock voice"), pressed=without)
            row.append(self.without)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        about = self.tr("The stock voice speaks without it. The passphrase is needed once per start.")
        layout.addWidget(
            page(
                label(self.tr("Your voices and recordings are locked"), "title"),
                label(about, "muted"),
                card(box, self.wrong, buttons(*row)),
            )
        )
        begin_at(self, self.secret)

    def _unlock(self) -> None:
        try:
            self._services.unlock(self.secret.text(), self._recovery)
        except VivaError as error:
            self.wrong.setText(f"{error.message} {error.remedy}")
            self.wrong.show()
            self.secret.selectAll()
            self.secret.setFocus()
            return
        self.secret.clear()
        self._done()

    def _use_recovery(self) -> None:
        self._recovery = True
        self.other.hide()
        self.secret.clear()
        self.secret.setEchoMode(self.secret.EchoMode.Normal)
        self.secret.setPlaceholderText("ABCD-EFGH-…")
        self.secret.setAccessibleName(self.tr("Recovery key"))
        self.secret.setFocus()


class UnlockPage(Unlocking):
    """The same in the studio, for who went on without."""

    def __init__(self, view: StudioView) -> None:
        super().__init__(view.services, view.home)
