"""The Settings room: pages on the left, the page on the right; on a small window one above the other."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QStackedWidget, QWidget

from app.rooms import load
from app.services import Services
from app.settings.pages import PAGES
from app.widgets import Button, FlowLayout, begin_at, page

WIDE = 760
TINY = 560  # below this, words only on the page that is open


class SettingsView(QWidget):
    """open_page(key) shows one; pages are built when first opened."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._stack = QStackedWidget()
        self._built: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        self._tabs = QWidget()
        self._tabs.setAccessibleName(self.tr("Pages of settings"))
        flow = FlowLayout(self._tabs, spacing=4)
        self._buttons: dict[str, Button] = {}
        for number, about in enumerate(PAGES):
            button = Button(services.theme, about.name, about.icon, role="rail")
            button.setCheckable(True)
            self._group.addButton(button, number)
            flow.addWidget(button)
            self._buttons[about.key] = button
        self._group.idClicked.connect(lambda number: self.open_page(PAGES[number].key))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._tabs)
        self._box.addWidget(self._stack, 1)
        self.open_page(PAGES[0].key)
        services.theme.changed.connect(self._arrange)

    def open_page(self, key: str) -> None:
        """Show a page."""
        if key not in self._built:
            content = load(next(p for p in PAGES if p.key == key).view)(self._services)
            self._built[key] = page(content, width=820)
            self._stack.addWidget(self._built[key])
        self._stack.setCurrentWidget(self._built[key])
        self._buttons[key].setChecked(True)
        begin_at(self, self._buttons[key])
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._services.theme.px
        wide = self.width() >= px(WIDE)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._tabs.setContentsMargins(24, 24, 0 if wide else 24, 0)
        self._tabs.setFixedWidth(px(280)) if wide else self._tabs.setMaximumWidth(16_777_215)
        if not wide:
            self._tabs.setMinimumWidth(0)
        tiny = self.width() < px(TINY)
        for about, button in zip(PAGES, self._buttons.values(), strict=True):
            button.set_text("" if tiny and not button.isChecked() else about.name)
            button.setAccessibleName(about.name)
            button.setToolTip(about.name)
            button.setMinimumWidth(px(256) if wide else px(48))
