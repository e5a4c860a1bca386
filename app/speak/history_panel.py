"""What was said before: search it, say it again, delete it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QListView, QWidget

from app.services import Services
from app.speak.history import Said
from app.widgets import Button, column, heading, label, row


class HistoryModel(QAbstractListModel):
    """The history as a list, newest or most frequent first, narrowed by a search."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._history = services.history
        self._said: list[Said] = []
        self.search, self.by_frequency = "", False

    def refresh(self) -> None:
        """Read it again."""
        self.beginResetModel()
        find = self._history.frequent if self.by_frequency else self._history.recent
        self._said = find(self.search)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._said)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said[index.row()].text
        return None

    def said(self, index: QModelIndex) -> Said | None:
        """The sentence of a row."""
        return self._said[index.row()] if index.isValid() else None


class HistoryPanel(QWidget):
    """wanted(text): to be written again. spoken(text): to be said again. closed: the way back on a small window."""

    wanted = Signal(str)
    spoken = Signal(str)
    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        theme = services.theme
        self._services = services
        self.model = HistoryModel(services)
        self.search = QLineEdit(placeholderText=self.tr("Search"), clearButtonEnabled=False)
        self.search.setAccessibleName(self.tr("Search what you said"))
        self.search.textChanged.connect(self._searched)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("What you said before"))
        self.list.activated.connect(lambda index: self._send(self.wanted))
        self.list.clicked.connect(lambda index: self._send(self.wanted))
        recent, frequent = Button(theme, self.tr("Newest")), Button(theme, self.tr("Most often"))
        self._orders = QButtonGroup(self)
        for number, button in enumerate((recent, frequent)):
            button.setCheckable(True)
            self._orders.addButton(button, number)
        recent.setChecked(True)
        self._orders.idClicked.connect(self._ordered)
        speak = Button(theme, self.tr("Say it"), "volume-2", pressed=lambda: self._send(self.spoken))
        keep = Button(theme, icon="pin", name=self.tr("Keep it as a quick phrase"), pressed=self.keep)
        remove = Button(theme, icon="trash-2", name=self.tr("Delete this sentence"), pressed=self.remove)
        self._actions = (speak, keep, remove)
        self._empty = label("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        close = Button(theme, icon="x", role="quiet", name=self.tr("Close the history"), pressed=self.closed.emit)
        self.setLayout(
            column(
                row(heading(self.tr("Said before")), None, close),
                self.search,
                row(recent, frequent, None),
                self._empty,
                self.list,
                row(*self._actions, None),
                spacing=12,
            )
        )
        for stretched in (3, 4):  # one of them is there at a time
            self.layout().setStretch(stretched, 1)  # type: ignore[union-attr]
        self.list.selectionModel().currentChanged.connect(self._fit)
        self.model.modelReset.connect(self._fit)
        self._fit()

    def refresh(self) -> None:
        """Something was said."""
        self.model.refresh()

    def keep(self) -> None:
        """Put the chosen sentence on the first function key that is free."""
        said = self.model.said(self.list.currentIndex())
        if said is None:
            return
        lists, tell = self._services.lists, self._services.notices.tell
        free = next((key for key in range(2, 13) if not lists.quick.get(key)), None)
        if free is None:
            tell(self.tr("Every function key has a phrase."), self.tr("Free one in Settings, Phrases and words."))
        else:
            lists.set_quick(free, said.text)
            tell(self.tr("F{key} says it from now on.").format(key=free))

    def remove(self) -> None:
        """Delete the chosen sentence."""
        if said := self.model.said(self.list.currentIndex()):
            self._services.history.remove(said.id)
            self.model.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def _fit(self, *_changed: object) -> None:
        chosen, any_said = self.list.currentIndex().isValid(), self.model.rowCount() > 0
        for button in self._actions:
            button.setEnabled(chosen)
            button.setVisible(any_said)
        self.list.setVisible(any_said)
        self._empty.setVisible(not any_said)
        searching = bool(self.model.search.strip())
        self._empty.setText(
            self.tr("Nothing you said has these words.") if searching else self.tr("What you say is listed here.")
        )

    def _send(self, signal) -> None:
        if said := self.model.said(self.list.currentIndex()):
            signal.emit(said.text)

    def _searched(self, text: str) -> None:
        self.model.search = text
        self.model.refresh()

    def _ordered(self, number: int) -> None:
        self.model.by_frequency = number == 1
        self.model.refresh()
