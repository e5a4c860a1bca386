"""A page as a table model: what views, tests and screen readers read of it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.boards.model import Cell, Page, Tile

TILE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class PageModel(QAbstractTableModel):
    """Rows and columns of a page. Role TILE gives the Tile or None."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def show(self, page: Page) -> None:
        """Another page, or another state of it: only what differs is announced."""
        before = self.page
        if (before.id, before.rows, before.columns) != (page.id, page.rows, page.columns):
            self.beginResetModel()
            self.page = page
            self.endResetModel()
            return
        self.page = page
        for cell in before.tiles.keys() | page.tiles.keys():
            if before.tiles.get(cell) != page.tiles.get(cell):
                index = self.index(*cell)
                self.dataChanged.emit(index, index)

    def tile(self, cell: Cell) -> Tile | None:
        return self.page.tiles.get(cell)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.page.rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.page.columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tile = self.tile((index.row(), index.column()))
        if role == TILE:
            return tile
        if tile is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tile.label or tile.says
        return None
