"""The window: a calm rail of rooms at the side, the room, and notices that stay until they are read."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.notice_bar import NoticeBar
from app.rooms import ROOMS, Room
from app.services import Services
from app.speak.quick import say_quick
from app.widgets import Button, column, row

WIDE = 1000  # pixels at 100 % text, from which the rail has room for words
SQUEEZED = 48  # pixels a room takes on the rail at least


class MainWindow(QMainWindow):
    """Rooms are built when first opened. view(key) is the widget of a room already open."""

    def __init__(self, services: Services, rooms: tuple[Room, ...] = ROOMS) -> None:
        super().__init__()
        self.services = services
        self.rooms = {room.key: room for room in rooms}
        self._views: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._rail = Rail(services, rooms)
        self._rail.chosen.idClicked.connect(lambda index: self.open(rooms[index].key))
        body = QWidget()
        body.setLayout(row(self._rail, column(self._stack, NoticeBar(services), spacing=0), spacing=0))
        self.setCentralWidget(body)
        self.setWindowTitle("Viva Voce")
        self.setMinimumSize(QSize(640, 480))
        self.resize(1280, 800)
        for number, room in enumerate(rooms, 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda key=room.key: self.open(key))
        QShortcut(QKeySequence("Escape"), self, services.voice_out.stop)
        for key in range(1, 13):
            QShortcut(QKeySequence(f"F{key}"), self, lambda key=key: say_quick(services, key))
        services.go.connect(self.open)
        services.theme.changed.connect(self._fit)

    def open(self, key: str) -> QWidget:
        """Show a room and give it the focus. "room/page" opens a page of it (its method open_page)."""
        key, _, page = key.partition("/")
        if key not in self._views:
            self._views[key] = self.rooms[key].build(self.services)
            self._stack.addWidget(self._views[key])
        view = self._views[key]
        self._stack.setCurrentWidget(view)
        self._rail.choose(list(self.rooms).index(key))
        if page:
            view.open_page(page)  # type: ignore[attr-defined]
        view.setFocus()
        return view

    def ask(self, page: QWidget) -> None:
        """Show a page in place of the rooms, until answered()."""
        self._rail.hide()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def answered(self) -> None:
        """The page that was asked is done with: the rooms are there."""
        if page := self._stack.currentWidget():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._rail.show()

    def view(self, key: str) -> QWidget | None:
        """The widget of a room, when it was opened before."""
        return self._views.get(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        for view in self._views.values():
            view.close()
        super().closeEvent(event)

    def _fit(self) -> None:
        self._rail.set_wide(self.width() >= self.services.theme.px(WIDE))


class Rail(QFrame):
    """The rooms, one under the other; words beside the drawings where there is room."""

    def __init__(self, services: Services, rooms: tuple[Room, ...]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName(self.tr("Rooms"))
        self._theme, self._rooms = services.theme, rooms
        self.chosen = QButtonGroup(self)
        self._buttons: list[Button] = []
        for index, room in enumerate(rooms):
            button = Button(services.theme, room.name, room.icon, role="rail", name=room.name)
            button.setCheckable(True)
            button.setToolTip(self.tr("{room} (Ctrl+{number})").format(room=room.name, number=index + 1))
            self.chosen.addButton(button, index)
            self._buttons.append(button)
        layout: QVBoxLayout = column(*self._buttons, None, spacing=8, margin=12)
        self.setLayout(layout)
        self.set_wide(True)

    def choose(self, index: int) -> None:
        """Mark the room that is open."""
        self._buttons[index].setChecked(True)

    def set_wide(self, wide: bool) -> None:
        """With words, or drawings alone."""
        for room, button in zip(self._rooms, self._buttons, strict=True):
            button.set_text(room.name if wide else "")
        target = self._theme.px(self._theme.tokens.target + 8)
        self.setFixedWidth(self._theme.px(220) if wide else target + 24 + 2 * self._theme.tokens.focus_width)
        self._squeeze()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width(), len(self._buttons) * SQUEEZED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._squeeze()

    def _squeeze(self) -> None:
        """Lower buttons where a keyboard on the screen leaves little height."""
        share = (self.height() - 24) // len(self._buttons) - 8
        for button in self._buttons:
            button.setMinimumHeight(max(SQUEEZED - 12, min(self._theme.px(self._theme.tokens.target), share)))
