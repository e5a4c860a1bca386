"""The Boards room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.boards.book import Book
from app.boards.edit_bar import EditBar
from app.boards.grid import TileGrid
from app.boards.library import BoardLibrary
from app.boards.model import Cell, Tile
from app.boards.page_model import PageModel
from app.boards.press import BoardChoices, TilePress, texts_to_prepare
from app.boards.sentence import Sentence
from app.boards.shelf import Shelf
from app.boards.strip import SentenceStrip
from app.boards.tile_editor import TileEditor
from app.services import Services
from app.speak.choices import SpeakChoices
from app.speak.status import VoiceStatus
from app.widgets import Button, begin_at, column, label, row, scroll

NARROW = 760  # pixels at 100 % text, below which buttons are drawings alone


class BoardsView(QWidget):
    """The page that is open, its sentence, and editing in place."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.library = BoardLibrary(services.database, services.folder, services.tasks)
        self.book, self.sentence = Book(self.library), Sentence()
        self.presses = TilePress(self.book, self.sentence, services.voice_out, services.settings)
        self.model = PageModel(self.book.page)
        self.grid = TileGrid(services.theme, self.library.media, self.model)
        self.strip = SentenceStrip(services, self.sentence, self.presses)
        self.edit_bar = EditBar(services, self.book)
        area = scroll(self.grid)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(column(self._header(), self.strip, self.edit_bar, area, spacing=8, margin=12))
        self.layout().setStretch(3, 1)  # type: ignore[union-attr]
        self._connect()
        QShortcut(QKeySequence.StandardKey.Undo, self, self.book.undo.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self.book.undo.redo)
        QShortcut(QKeySequence.StandardKey.Cancel, self, services.voice_out.stop)
        self._edit(False)
        self.open_board(services.settings.get(BoardChoices).open)
        begin_at(self, self.grid)

    def open_board(self, board_id: str) -> None:
        """Open a board; the first of the list when this one is not there."""
        boards = self.library.list()
        board = self.library.load(board_id) or (self.library.load(boards[0][0]) if boards else None)
        self.book.open(board or self.library.create(self.tr("My board")))
        choices = self.services.settings.get(BoardChoices)
        if choices.open != self.book.board.id:
            self.services.settings.put(BoardChoices(choices.say_words, self.book.board.id))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.services.sound.prime()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._edit(False)
        self.book.undo.blockSignals(True)  # the stack tells of its own end
        super().closeEvent(event)

    def _header(self):
        theme = self.services.theme
        self.shelf_button = Button(theme, self.tr("Boards"), "layout-grid", pressed=self._open_shelf)
        self.back = Button(theme, self.tr("Back"), "arrow-left", pressed=self.book.back)
        self.home = Button(theme, icon="house", role="quiet", name=self.tr("First page"), pressed=self.book.home)
        self.title = label("", "heading", wrap=False)
        self.status = VoiceStatus(self.services)
        self.edit_button = Button(theme, self.tr("Edit"), "pencil")
        self.edit_button.setCheckable(True)
        self.edit_button.toggled.connect(self._edit)
        self.title.setSizePolicy(self.title.sizePolicy().Policy.Ignored, self.title.sizePolicy().verticalPolicy())
        self.title.setMinimumWidth(40)
        header = row(self.shelf_button, self.back, self.home, 8, self.title, self.status, self.edit_button)
        header.setStretch(4, 1)
        return header

    def _connect(self) -> None:
        self.book.page_changed.connect(self._show_page)
        self.book.board_changed.connect(self._show_board)
        self.grid.chosen.connect(self._chosen)
        self.grid.moved.connect(lambda one, other: self.book.swap(one, other, self.tr("Move")))
        self.grid.emptied.connect(lambda cell: self.book.put(cell, None, self.tr("Delete")))
        voice = self.services.voice_out
        voice.started.connect(lambda utterance: self._mark(utterance.words))
        voice.finished.connect(lambda _utterance: self.grid.mark_speaking(None))
        self.presses.said.connect(self._remember)
        self.services.voices.changed.connect(self._prepare)
        self.services.theme.changed.connect(self._fit)

    def _show_page(self) -> None:
        self.model.show(self.book.page)
        first = self.book.page.id == self.book.board.root
        self.title.setText(self.book.board.name if first else self.book.page.name)
        self.back.setVisible(not first or self.book.can_go_back)
        self.home.setVisible(not first)
        self.strip.setVisible(self.book.board.builds)
        self._prepare()

    def _show_board(self) -> None:
        if not self.book.undo.canUndo():
            self.sentence.clear()

    def _prepare(self) -> None:
        self.services.voice_out.prepare(texts_to_prepare(self.book))

    def _remember(self, text: str) -> None:
        if not self.services.settings.get(SpeakChoices).private:
            self.services.history.add(text)

    def _mark(self, words: str) -> None:
        tiles = self.book.page.tiles
        self.grid.mark_speaking(next((cell for cell, tile in tiles.items() if tile.says == words), None))

    def _edit(self, editing: bool) -> None:
        self.edit_button.setChecked(editing)
        self.edit_button.set_text(self.tr("Done") if editing else self.tr("Edit"))
        self.edit_button.set_icon("check" if editing else "pencil")
        self.edit_bar.setVisible(editing)
        self.grid.set_editing(editing)
        self._fit()

    def _chosen(self, cell: Cell) -> None:
        tile = self.model.tile(cell)
        if not self.grid.editing:
            if tile:
                self.presses.press(tile)
            return
        editor = TileEditor(self.services, self.book, tile or Tile(), self)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.kept.connect(lambda new: self.book.put(cell, new, self.tr("Edit tile")))
        editor.removed.connect(lambda: self.book.put(cell, None, self.tr("Delete tile")))
        editor.open()

    def _open_shelf(self) -> None:
        shelf = Shelf(self.services, self.library, self.book, self)
        shelf.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shelf.chosen.connect(self.open_board)
        shelf.open()

    def _fit(self) -> None:
        narrow = self.width() < self.services.theme.px(NARROW)
        done = self.tr("Done") if self.edit_button.isChecked() else self.tr("Edit")
        for button, text in (
            (self.shelf_button, self.tr("Boards")),
            (self.back, self.tr("Back")),
            (self.edit_button, done),
        ):
            button.set_text("" if narrow else text)
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.status.setVisible(not narrow)
