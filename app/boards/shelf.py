"""The library of boards: choose one, make one, bring one in, take one out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListView, QMessageBox, QWidget

from app.boards.book import Book
from app.boards.library import BoardLibrary
from app.notices import Level
from app.services import Services
from app.widgets import Button, FlowLayout, Sheet, column, heading, label, row

_NOWHERE = QModelIndex()


class ShelfModel(QAbstractListModel):
    """Names of the boards, home first; the id under Qt.UserRole."""

    def __init__(self, library: BoardLibrary) -> None:
        super().__init__()
        self._library = library
        self._boards = library.list()
        library.changed.connect(self._refresh)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._boards)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        board_id, name = self._boards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("{name}  (opens first)").format(name=name) if index.row() == 0 else name
        return board_id if role == Qt.ItemDataRole.UserRole else None

    def row_of(self, board_id: str) -> int:
        return next((n for n, (key, _) in enumerate(self._boards) if key == board_id), 0)

    def _refresh(self) -> None:
        self.beginResetModel()
        self._boards = self._library.list()
        self.endResetModel()


class Shelf(Sheet):
    """chosen(id): open this board."""

    chosen = Signal(str)

    def __init__(self, services: Services, library: BoardLibrary, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(services.theme, 680, 640, parent)
        self._services, self._library, self._book = services, library, book
        self.setWindowTitle(self.tr("Your boards"))
        self.model = ShelfModel(library)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Your boards"))
        self.list.activated.connect(lambda _index: self._open())
        theme = services.theme
        more = QWidget()
        flow = FlowLayout(more)
        for text, icon, action in (
            (self.tr("New"), "plus", self._create),
            (self.tr("Import…"), "download", self._import),
            (self.tr("Export…"), "upload", self._export),
            (self.tr("Copy"), "copy", lambda: library.copy(self.current)),
            (self.tr("Open first"), "house", lambda: library.move_first(self.current)),
        ):
            flow.addWidget(Button(theme, text, icon, pressed=action))
        flow.addWidget(Button(theme, self.tr("Delete"), "trash-2", role="danger", pressed=self._remove))
        opens = Button(theme, self.tr("Open"), "arrow-right", role="primary", pressed=self._open)
        close = Button(theme, self.tr("Close"), role="quiet", pressed=self.reject)
        note = label(
            self.tr("Import and export use the Open Board Format (.obz, .obf), which other programs read too."), "muted"
        )
        self.list.setMinimumHeight(theme.px(170))
        body = column(heading(self.tr("Your boards")), self.list, more, note, spacing=12)
        body.setStretch(1, 1)
        self.fill(body, row(None, close, opens))
        self._select(book.board.id)
        self.list.setFocus()

    @property
    def current(self) -> str:
        """Id of the board chosen in the list."""
        return str(self.list.currentIndex().data(Qt.ItemDataRole.UserRole) or "")

    def bring_in(self, path: Path) -> None:
        """Import a file and choose it in the list."""
        self._library.bring_in(path, lambda board: self._brought(board.id, board.name, len(board.pages)))

    def _brought(self, board_id: str, name: str, pages: int) -> None:
        self._select(board_id)
        text = self.tr("“{name}” was imported: {count} page(s).").format(name=name, count=pages)
        self._services.notices.tell(text, level=Level.SUCCESS)

    def _select(self, board_id: str) -> None:
        self.list.setCurrentIndex(self.model.index(self.model.row_of(board_id)))

    def _open(self) -> None:
        self.chosen.emit(self.current)
        self.accept()

    def _create(self) -> None:
        self._select(self._library.create(self.tr("New board")).id)

    def _import(self) -> None:
        kinds = self.tr("Boards (*.obz *.obf);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import a board"), _documents(), kinds)
        if name:
            self.bring_in(Path(name))

    def _export(self) -> None:
        board = self._book.board if self.current == self._book.board.id else self._library.load(self.current)
        if board is None:
            return
        start = str(Path(_documents()) / f"{board.name.replace('/', ' ')}.obz")
        kinds = self.tr("Whole board (*.obz);;First page alone (*.obf)")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export a board"), start, kinds)
        if name:
            done = self.tr("“{name}” was exported.").format(name=board.name)
            tell = self._services.notices.tell
            self._library.take_out(board, Path(name), lambda _path: tell(done, level=Level.SUCCESS))

    def _remove(self) -> None:
        name = str(self.list.currentIndex().data() or "")
        question = self.tr("Delete “{name}” for good? Export it first if you may want it again.").format(name=name)
        if QMessageBox.question(self, self.tr("Delete a board"), question) is QMessageBox.StandardButton.Yes:
            gone = self.current
            self._library.remove(gone)
            self._select("")
            if gone == self._book.board.id:
                self.chosen.emit(self.current)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
