"""What access adds to a window: a button that pauses it, and the keyboard while a text field has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QWidget

from app.access.choices import AccessChoices
from app.access.keyboard import Keyboard
from app.access.targets import is_text
from app.services import Services
from app.widgets import Button, row

KEYBOARD_SHARE = 0.37  # of a window's height, at most


class Panel(QFrame):
    """At the foot of the window. The pause button works while everything else rests."""

    def __init__(self, services: Services, pause: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("scanRegion", True)
        self._services = services
        self.keyboard = Keyboard(services)
        self.pause = Button(services.theme, self.tr("Pause"), "pause", pressed=pause)
        self.pause.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pause.setProperty("accessAlways", True)
        foot = row(self.keyboard, self.pause, spacing=0)
        foot.setStretch(0, 1)
        foot.setContentsMargins(8, 4, 8, 8)
        foot.setAlignment(self.pause, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self.setLayout(foot)
        self._text = ""
        services.theme.changed.connect(self.fit)
        self.setVisible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def follow(self, focus: QWidget | None) -> None:
        """Show the keyboard while there is something to write into."""
        wanted = self._services.settings.get(AccessChoices).keyboard and is_text(focus)
        self.keyboard.setVisible(wanted and focus is not None and focus.window() is self.window())
        if wanted:
            self.keyboard.refresh()
            self.fit()
        self._show_pause()

    def fit(self) -> None:
        """The keyboard leaves more than half of the window to what is written."""
        window = self.window()
        self.keyboard.fit(window.width() - self.pause.sizeHint().width() - 32, round(window.height() * KEYBOARD_SHARE))

    def show_paused(self, paused: bool, mode: str) -> None:
        """Say what pressing the button does."""
        what = self.tr("scanning") if mode == "scan" else self.tr("dwell")
        text = self.tr("Go on with {what}") if paused else self.tr("Pause {what}")
        self._text = text.format(what=what)
        self.pause.set_icon("play" if paused else "pause")
        self._show_pause()

    def _show_pause(self) -> None:
        """With words, or beside the keyboard, where room is dear, the drawing alone."""
        self.pause.set_text("" if self.keyboard.isVisible() else self._text)
        self.pause.setAccessibleName(self._text)
        self.pause.setToolTip(self._text)


def add_panel(window: QWidget, services: Services, pause: Callable[[], None]) -> Panel | None:
    """A panel at the foot of a window; None in one that has no room for it (a menu, a box of the system)."""
    panel = Panel(services, pause)
    if isinstance(window, QMainWindow):
        dock = QDockWidget(window)
        dock.setObjectName("access")
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(panel)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        return panel
    layout = window.layout()
    if layout is None or not layout.inherits("QVBoxLayout"):
        panel.deleteLater()
        return None
    layout.addWidget(panel)
    return panel
