"""What can be done to a page besides its tiles: undo, size, name, new pages."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from app.boards.book import Book
from app.boards.model import MAX_SIDE, Page, new_id
from app.services import Services
from app.widgets import Button, CheckBox, FlowLayout, Sheet, column, heading, label, row


class EditBar(QWidget):
    """Shown while editing."""

    def __init__(self, services: Services, book: Book) -> None:
        super().__init__()
        self.setProperty("scanRegion", True)
        self._services, self._book = services, book
        theme = services.theme
        self.undo = Button(theme, self.tr("Undo"), "undo-2", pressed=book.undo.undo)
        self.redo = Button(theme, self.tr("Redo"), "redo-2", pressed=book.undo.redo)
        self.page = Button(theme, self.tr("This page…"), "grid-3x3", pressed=self._edit_page)
        self.new = Button(theme, self.tr("New page"), "plus", pressed=self._new_page)
        self._hint = label(
            self.tr("Press a tile to change it. Drag it, or hold Ctrl and use the arrows, to move it."), "muted"
        )
        buttons = QWidget()
        layout = FlowLayout(buttons)
        for widget in (self.undo, self.redo, self.page, self.new):
            layout.addWidget(widget)
        self.setLayout(column(buttons, self._hint, spacing=4))
        book.undo.indexChanged.connect(self._show)
        self._show()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= self._services.theme.px(760))
        narrow = self.width() < self._services.theme.px(560)
        for button in (self.undo, self.redo, self.page, self.new):
            button.set_text("" if narrow else button.accessibleName())

    def _show(self) -> None:
        stack = self._book.undo
        for button, can, what, text in (
            (self.undo, stack.canUndo(), stack.undoText(), self.tr("Undo")),
            (self.redo, stack.canRedo(), stack.redoText(), self.tr("Redo")),
        ):
            button.setEnabled(can)
            button.setToolTip(f"{text}: {what}" if what else text)

    def _edit_page(self) -> None:
        PageDialog(self._services, self._book, self).open()

    def _new_page(self) -> None:
        page = Page(new_id(), self.tr("New page"), self._book.page.rows, self._book.page.columns)
        self._book.change(self._book.board.with_page(page), self.tr("New page"))
        self._book.go(page.id)
        self._edit_page()


class PageDialog(Sheet):
    """Name and size of a page; on the first page the name is the board's."""

    def __init__(self, services: Services, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(services.theme, 600, 400, parent)
        self._book = book
        page, first = book.page, book.page.id == book.board.root
        self.setWindowTitle(self.tr("This page"))
        self.name = QLineEdit(book.board.name if first else page.name)
        self.name.setAccessibleName(self.tr("Name"))
        self.rows, self.columns = _spin(page.rows, self.tr("Rows")), _spin(page.columns, self.tr("Columns"))
        self.builds = CheckBox(self.tr("Tiles build a sentence, spoken as a whole"))
        self.builds.setChecked(book.board.builds)
        theme = services.theme
        remove = Button(theme, self.tr("Delete page"), "trash-2", role="danger", pressed=self._remove)
        remove.setVisible(not first)
        keep = Button(theme, self.tr("Keep"), "check", role="primary", pressed=self._keep)
        cancel = Button(theme, self.tr("Cancel"), role="quiet", pressed=self.reject)
        size = row(
            label(self.tr("Rows"), wrap=False), self.rows, 16, label(self.tr("Columns"), wrap=False), self.columns, None
        )
        body = column(heading(self.tr("This page")), label(self.tr("Name")), self.name, size, self.builds, None)
        self.fill(body, row(remove, None, cancel, keep))

    def _keep(self) -> None:
        board, page = self._book.board, self._book.page
        name = self.name.text().strip() or page.name
        board = board.with_page(replace(page.resize(self.rows.value(), self.columns.value()), name=name))
        if page.id == board.root:
            board = replace(board, name=name)
        self._book.change(replace(board, builds=self.builds.isChecked()), self.tr("Page"))
        self.accept()

    def _remove(self) -> None:
        self._book.change(self._book.board.without_page(self._book.page.id), self.tr("Delete page"))
        self.accept()


def _spin(value: int, name: str) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(1, MAX_SIDE)
    spin.setValue(value)
    spin.setAccessibleName(name)
    return spin
