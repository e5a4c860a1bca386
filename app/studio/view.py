"""The Studio room: one page at a time, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.services import Services
from app.studio.bringing import BringingPage
from app.studio.consenting import ConsentPage
from app.studio.home import HomePage
from app.studio.model import StudioModel
from app.studio.personal import PersonalPage
from app.studio.protecting import ProtectPage
from app.studio.record import RecordPage
from app.studio.review import ReviewPage
from app.studio.unlocking import UnlockPage
from app.studio.welcome import WelcomePage
from app.widgets import begin_at


class StudioView(QWidget):
    """show_page(key): "home", "record", "review", "bring", "consent", "protect" or "personal"."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.model = StudioModel(services)
        self._stack = QStackedWidget()
        self._makers: dict[str, Callable[[StudioView], QWidget]] = {
            "welcome": WelcomePage,
            "unlock": UnlockPage,
            "home": HomePage,
            "record": RecordPage,
            "review": ReviewPage,
            "bring": BringingPage,
            "consent": ConsentPage,
            "protect": ProtectPage,
            "personal": PersonalPage,
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._key = ""
        self.model.changed.connect(self._fit)
        self.home()

    @property
    def page(self) -> QWidget | None:
        """The page that is open."""
        return self._stack.currentWidget()

    def home(self) -> None:
        """The first page that makes sense: locked, welcome, or the bank."""
        self.show_page("unlock" if self.model.locked else "home" if self.model.bank else "welcome")

    def show_page(self, key: str) -> None:
        """Build a page and show it; the one before is closed."""
        old = self._stack.currentWidget()
        new = self._makers[key](self)
        self._key = key
        self._stack.addWidget(new)
        self._stack.setCurrentWidget(new)
        begin_at(self, new)
        if old is not None:
            old.close()
            self._stack.removeWidget(old)
            old.deleteLater()
        if self.isVisible():
            new.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another room was opened: the microphone is not left on behind it."""
        if self._key == "record" and not event.spontaneous():
            self.home()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None:
            self.page.close()
        super().closeEvent(event)

    def _fit(self) -> None:
        if self._key in ("welcome", "unlock") or self.model.bank is None:
            self.home()
