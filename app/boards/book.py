"""The board that is open: where in it the person is, and every edit with undo. Saved at each step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.boards.library import BoardLibrary
from app.boards.model import Board, Cell, Page, Tile, empty_board


class Book(QObject):
    """page_changed: another page, or another state of this one. board_changed: another board is open, or its name."""

    page_changed = Signal()
    board_changed = Signal()

    def __init__(self, library: BoardLibrary) -> None:
        super().__init__()
        self.library = library
        self.undo = QUndoStack(self)
        self._visited: list[str] = []
        self.board: Board = empty_board("")
        self._page = self.board.root

    @property
    def page(self) -> Page:
        return self.board.pages[self._page]

    @property
    def can_go_back(self) -> bool:
        return bool(self._visited)

    def open(self, board: Board) -> None:
        """Another board, at its first page. What was done to the one before can no longer be undone."""
        self.undo.clear()
        self.board, self._page = board, board.root
        self._visited.clear()
        self.board_changed.emit()
        self.page_changed.emit()

    def go(self, page_id: str) -> None:
        """Open a page of this board; an unknown one is left alone."""
        if page_id in self.board.pages and page_id != self._page:
            self._visited.append(self._page)
            self._page = page_id
            self.page_changed.emit()

    def back(self) -> None:
        """The page before, or the first one."""
        before = self._visited.pop() if self._visited else self.board.root
        if before != self._page:
            self._page = before
            self.page_changed.emit()

    def home(self) -> None:
        """The first page."""
        self._visited.clear()
        if self._page != self.board.root:
            self._page = self.board.root
            self.page_changed.emit()

    def put(self, cell: Cell, tile: Tile | None, what: str) -> None:
        """Set or empty a cell."""
        self.change(self.board.with_page(self.page.put(cell, tile)), what)

    def swap(self, one: Cell, other: Cell, what: str) -> None:
        """Exchange two cells."""
        self.change(self.board.with_page(self.page.swap(one, other)), what)

    def change(self, board: Board, what: str) -> None:
        """Any edit, as one step to undo; `what` names it."""
        if board != self.board:
            self.undo.push(_Edit(self, self.board, board, what))

    def _set(self, board: Board, page_id: str) -> None:
        renamed = board.name != self.board.name
        same_pages = board.pages.keys() == self.board.pages.keys()
        changed = [page for key, page in board.pages.items() if page is not self.board.pages.get(key)]
        self.board = board
        self._visited = [page for page in self._visited if page in board.pages]
        self._page = page_id if page_id in board.pages else board.root
        if same_pages and len(changed) == 1 and not renamed:
            self.library.save_page(board.id, changed[0])
        else:
            self.library.save(board)
        if renamed:
            self.board_changed.emit()
        self.page_changed.emit()


class _Edit(QUndoCommand):
    """Boards never change, so a step is the board before and after; undoing shows the page where it happened."""

    def __init__(self, book: Book, before: Board, after: Board, what: str) -> None:
        super().__init__(what)
        self._book, self._before, self._after = book, before, after
        self._page = book.page.id

    def redo(self) -> None:
        self._book._set(self._after, self._page)

    def undo(self) -> None:
        self._book._set(self._before, self._page)
