"""The dialogue in which a tile is changed: words, picture, colour, sound, what it does."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.boards.book import Book
from app.boards.look_picker import ColourPicker, PicturePicker
from app.boards.model import Page, Tile, new_id
from app.boards.tile_button import TileButton
from app.boards.tile_sound import TileSound
from app.services import Services
from app.widgets import Button, Choice, Sheet, column, label, row

COMMANDS: dict[str, object] = {
    ":speak": QT_TRANSLATE_NOOP("TileCommand", "Speak the sentence"),
    ":clear": QT_TRANSLATE_NOOP("TileCommand", "Clear the sentence"),
    ":backspace": QT_TRANSLATE_NOOP("TileCommand", "Take the last word away"),
    ":space": QT_TRANSLATE_NOOP("TileCommand", "Space"),
    ":back": QT_TRANSLATE_NOOP("TileCommand", "Back one page"),
    ":home": QT_TRANSLATE_NOOP("TileCommand", "First page"),
}
NEW_PAGE = "new"


class TileEditor(Sheet):
    """kept(Tile), removed(): what to do with the tile. The picture at the top shows it as it will be."""

    kept = Signal(Tile)
    removed = Signal()

    def __init__(self, services: Services, book: Book, tile: Tile, parent: QWidget | None = None) -> None:
        super().__init__(services.theme, 760, 780, parent)
        self._book, self.tile = book, tile
        theme, media = services.theme, book.library.media
        self.setWindowTitle(self.tr("Tile"))
        self.label = _field(tile.label, self.tr("Shows"))
        self.spoken = _field(tile.spoken, self.tr("Says"))
        self.spoken.setPlaceholderText(self.tr("the same"))
        self.preview = TileButton(theme, media)
        self.preview.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.picture = PicturePicker(services, media, self)
        self.colour = ColourPicker(theme, tile.colour)
        self.sound = TileSound(services, media, tile, lambda: self.spoken.text() or self.label.text())
        self.does = self._does()
        words = column(label(self.tr("Shows")), self.label, label(self.tr("Says")), self.spoken, spacing=4)
        body = column(
            row(self.preview, 16, words),
            label(self.tr("Picture"), "heading"), self.picture,
            label(self.tr("Colour"), "heading"), self.colour,
            label(self.tr("Sound"), "heading"), self.sound,
            label(self.tr("When pressed"), "heading"), self.does, None,
        )  # fmt: skip
        remove = Button(theme, icon="trash-2", role="danger", name=self.tr("Delete tile"), pressed=self._remove)
        remove.setVisible(tile.label != "" or bool(tile.emoji or tile.picture or tile.link))
        cancel = Button(theme, self.tr("Cancel"), role="quiet", pressed=self.reject)
        keep = Button(theme, self.tr("Keep"), "check", role="primary", pressed=self._keep)
        self.fill(body, row(remove, None, cancel, keep))
        self._connect()
        self._change(tile)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.label.setFocus()

    def done(self, result: int) -> None:
        self.sound.stop()
        super().done(result)

    def _connect(self) -> None:
        self.label.textChanged.connect(lambda text: self._change(replace(self.tile, label=text)))
        self.spoken.textChanged.connect(lambda text: self._change(replace(self.tile, spoken=text.strip())))
        self.picture.emoji_chosen.connect(lambda e: self._change(replace(self.tile, emoji=e, picture="", image={})))
        self.picture.file_chosen.connect(lambda n: self._change(replace(self.tile, emoji="", picture=n, image={})))
        self.colour.chosen.connect(lambda colour: self._change(replace(self.tile, colour=colour, border="")))
        self.sound.changed.connect(lambda name: self._change(replace(self.tile, sound=name, audio={})))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(self._theme.px(180), self.width() // 3)  # the words need the larger part
        self.preview.setFixedSize(wide, wide * 7 // 9)

    def _change(self, tile: Tile) -> None:
        self.tile = tile
        self.preview.show_tile(tile, editing=True)

    def _does(self) -> Choice:
        box = Choice()
        box.setAccessibleName(self.tr("When pressed"))
        box.addItem(self.tr("It says its words"), ("", ()))
        for page in self._book.board.pages.values():
            box.addItem(self.tr("Opens: {page}").format(page=page.name or page.id), (page.id, ()))
        box.addItem(self.tr("Opens a new page"), (NEW_PAGE, ()))
        for action, text in COMMANDS.items():
            box.addItem(QCoreApplication.translate("TileCommand", str(text)), ("", (action,)))
        now = (self.tile.link, self.tile.actions)
        found = next((i for i in range(box.count()) if _same(box.itemData(i), now)), -1)
        if found < 0:
            box.addItem(" ".join(self.tile.actions), now)
            found = box.count() - 1
        box.setCurrentIndex(found)
        return box

    def _keep(self) -> None:
        link, actions = self.does.currentData()
        tile = replace(self.tile, label=self.tile.label.strip(), actions=tuple(actions))
        if link == NEW_PAGE:
            page = Page(new_id(), tile.label or self.tr("New page"), self._book.page.rows, self._book.page.columns)
            self._book.change(self._book.board.with_page(page), self.tr("New page"))
            link = page.id
        self.kept.emit(tile.to(link) if link != self.tile.link else tile)
        self.accept()

    def _remove(self) -> None:
        self.removed.emit()
        self.accept()


def _same(data: tuple[str, tuple[str, ...]], now: tuple[str, tuple[str, ...]]) -> bool:
    return data[0] == now[0] and tuple(data[1]) == now[1]


def _field(text: str, name: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    return field
