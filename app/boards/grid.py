"""The view of a page: a button for each cell, arrow keys between them; drag, or Ctrl and arrows, moves tiles."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.boards.media import Media
from app.boards.model import Cell
from app.boards.page_model import PageModel
from app.boards.tile_button import TileButton
from app.theme import Theme

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class TileGrid(QWidget):
    """chosen(cell): a tile or, while editing, an empty cell was pressed. moved(from, to) and emptied(cell): edits."""

    chosen = Signal(tuple)
    moved = Signal(tuple, tuple)
    emptied = Signal(tuple)

    def __init__(self, theme: Theme, media: Media, model: PageModel) -> None:
        super().__init__()
        self.setProperty("scanRegion", True)
        self.setProperty("scanFirst", True)
        self._theme, self._media, self.model = theme, media, model
        self.editing = False
        self.buttons: dict[Cell, TileButton] = {}
        self._spare: list[TileButton] = []  # a page opens sooner with buttons that are there already
        self._layout = QGridLayout(self)
        self._layout.setSpacing(4)
        self._layout.setContentsMargins(0, 0, 0, 0)
        model.modelReset.connect(self._rebuild)
        model.dataChanged.connect(self._refresh)
        self._rebuild()

    def set_editing(self, editing: bool) -> None:
        """While editing empty and hidden cells can be pressed, and tiles moved."""
        self.editing = editing
        self._show_all()

    def mark_speaking(self, cell: Cell | None) -> None:
        """Mark the tile that is heard."""
        for key, button in self.buttons.items():
            button.set_speaking(key == cell)

    def focus_first(self) -> None:
        """The focus to the first tile."""
        for cell in sorted(self.buttons):
            if self.buttons[cell].isEnabled():
                self.buttons[cell].setFocus()
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self.focusWidget()
        key = Qt.Key(event.key())
        if not isinstance(button, TileButton):
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._arrow(button, _ARROWS[key], bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button.click()
        elif key == Qt.Key.Key_Delete and self.editing and button.tile:
            self.emptied.emit(button.cell)
        else:
            super().keyPressEvent(event)

    def _arrow(self, button: TileButton, step: tuple[int, int], move: bool) -> None:
        rows, columns = self.model.rowCount(), self.model.columnCount()
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        across = -step[1] if right_to_left else step[1]
        row, column = button.cell[0] + step[0], button.cell[1] + across
        if move and self.editing and 0 <= row < rows and 0 <= column < columns:
            self.moved.emit(button.cell, (row, column))
            self.buttons[row, column].setFocus()
            return
        while 0 <= row < rows and 0 <= column < columns:
            if self.buttons[row, column].isEnabled():
                self.buttons[row, column].setFocus()
                return
            row, column = row + step[0], column + across

    def _rebuild(self) -> None:
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        for button in self.buttons.values():
            self._layout.removeWidget(button)
            button.hide()
            self._spare.append(button)
        for line in range(max(self._layout.rowCount(), self._layout.columnCount())):
            self._layout.setRowStretch(line, 1 if line < self.model.rowCount() else 0)
            self._layout.setColumnStretch(line, 1 if line < self.model.columnCount() else 0)
        self.buttons = {}
        for row in range(self.model.rowCount()):
            self._layout.setRowStretch(row, 1)
            for column in range(self.model.columnCount()):
                self._layout.setColumnStretch(column, 1)
                self._add((row, column))
        self._show_all()
        if had_focus:
            self.focus_first()

    def _add(self, cell: Cell) -> None:
        button = self._spare.pop() if self._spare else self._new_button()
        button.cell = cell
        self._layout.addWidget(button, *cell)
        button.show()
        self.buttons[cell] = button

    def _new_button(self) -> TileButton:
        button = TileButton(self._theme, self._media)
        button.clicked.connect(lambda: self.chosen.emit(button.cell))
        button.dropped.connect(lambda other: self.moved.emit(other, button.cell))
        return button

    def _refresh(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            for column in range(first.column(), last.column() + 1):
                self.buttons[row, column].show_tile(self.model.tile((row, column)), self.editing)

    def _show_all(self) -> None:
        for cell, button in self.buttons.items():
            button.show_tile(self.model.tile(cell), self.editing)
        reached = [button for button in self.buttons.values() if button.isEnabled()]
        for one, following in pairwise(reached):  # buttons are used again in any order
            self.setTabOrder(one, following)
