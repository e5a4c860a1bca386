"""Choosing what a tile looks like: an emoji, a picture of one's own, a colour by word class."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.boards import emoji
from app.boards.colours import WORD_CLASSES, look
from app.boards.media import Media
from app.boards.model import Tile
from app.boards.pictures import picture
from app.services import Services
from app.theme import Theme
from app.widgets import Button, FlowLayout, Sheet, column, heading, row
from engine.errors import StorageError

AS_IT_IS = QT_TRANSLATE_NOOP("WordClass", "As it is")


class PicturePicker(QWidget):
    """emoji_chosen(emoji), file_chosen(name in Media); "" takes the picture away."""

    emoji_chosen = Signal(str)
    file_chosen = Signal(str)

    def __init__(self, services: Services, media: Media, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._media = services, media
        theme = services.theme
        flow = FlowLayout(self)
        flow.addWidget(Button(theme, self.tr("Symbol…"), "smile", pressed=self._symbol))
        flow.addWidget(Button(theme, self.tr("Own picture…"), "image", pressed=self._file))
        flow.addWidget(Button(theme, self.tr("None"), "x", role="quiet", pressed=lambda: self.emoji_chosen.emit("")))

    def take(self, path: Path) -> None:
        """Use a picture file."""
        try:
            name = self._media.add(path.read_bytes())
        except OSError as error:
            raise StorageError(f"{path.name} cannot be read.", "Check that the file is still there.") from error
        if picture(Tile(picture=name), self._media, 64) is None:
            raise StorageError(
                f"{path.name} is no picture this program can show.", "Choose a PNG, JPEG, GIF or SVG file."
            )
        self.file_chosen.emit(name)

    def _symbol(self) -> None:
        dialog = EmojiDialog(self._services.theme, self._media, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.emoji_chosen)
        dialog.open()

    def _file(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp *.svg *.bmp)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", kinds)
        if name:
            try:
                self.take(Path(name))
            except StorageError as error:
                self._services.notices.error(error)


class EmojiDialog(Sheet):
    """All symbols, with search. chosen(emoji)."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, media: Media, parent: QWidget | None = None) -> None:
        super().__init__(theme, 660, 620, parent)
        self._media = media
        self.setWindowTitle(self.tr("Choose a symbol"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search, in English: heart, water, bed …"))
        self.search.setAccessibleName(self.tr("Search"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Symbols"))
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setUniformItemSizes(True)
        side = theme.px(40)
        self.list.setIconSize(QSize(side, side))
        self.list.setGridSize(QSize(side + theme.px(24), side + theme.px(24)))
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.search.textChanged.connect(self._fill)
        cancel = Button(theme, self.tr("Cancel"), role="quiet", pressed=self.reject)
        self.setLayout(
            column(
                heading(self.tr("Choose a symbol")), self.search, self.list, row(None, cancel), spacing=12, margin=24
            )
        )
        self._fill("")

    def _fill(self, words: str) -> None:
        self.list.clear()
        for symbol in emoji.search(words):
            drawing = picture(Tile(emoji=symbol), self._media, self._theme.px(40), self.devicePixelRatioF())
            item = QListWidgetItem(QIcon(drawing or QPixmap()), "")
            item.setData(Qt.ItemDataRole.UserRole, symbol)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, emoji.name(symbol))
            item.setToolTip(emoji.name(symbol))
            self.list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()


class ColourPicker(QWidget):
    """Swatches named by word class. chosen("#rrggbb")."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, colour: str) -> None:
        super().__init__()
        flow, self._group = FlowLayout(self), QButtonGroup(self)
        colours = {**WORD_CLASSES, **({colour: AS_IT_IS} if colour and colour not in WORD_CLASSES else {})}
        for value, name in colours.items():
            shown = QCoreApplication.translate("WordClass", str(name))
            button = Button(theme, f"\u2002{shown}", role="word", name=shown)
            button.setIcon(QIcon(_swatch(theme, value)))
            button.setIconSize(QSize(theme.px(24), theme.px(24)))
            button.setCheckable(True)
            button.setChecked(value == colour)
            button.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            flow.addWidget(button)


def _swatch(theme: Theme, colour: str) -> QPixmap:
    side = theme.px(24)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = look(colour, "", theme.tokens)
    painter.setBrush(QColor(colours.band or colours.fill))
    painter.setPen(QColor(colours.edge))
    painter.drawRoundedRect(1, 1, side - 2, side - 2, 6, 6)
    painter.end()
    return pixmap
