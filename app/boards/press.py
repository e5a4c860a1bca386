"""What pressing a tile does: say it, add it to the sentence, open a page, carry out a command."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.boards.book import Book
from app.boards.model import Tile
from app.boards.sentence import Sentence
from app.data import Settings
from app.speak.voice_out import VoiceOut


@dataclass(frozen=True, slots=True)
class BoardChoices:
    """say_words: on boards that build sentences, say each word too when it is pressed. open: the board opened last."""

    say_words: bool = False
    open: str = ""


class TilePress(QObject):
    """press(tile). said(text): something was asked to be said, for the history and the mark on the tile."""

    said = Signal(str)

    def __init__(self, book: Book, sentence: Sentence, voice_out: VoiceOut, settings: Settings) -> None:
        super().__init__()
        self._book, self._sentence, self._voice, self._settings = book, sentence, voice_out, settings

    def press(self, tile: Tile) -> None:
        """Commands first, then the words, then the page: the order of the Open Board Format."""
        for action in tile.actions:
            self._act(action)
        if tile.says or tile.sound:
            self._word(tile)
        if tile.link:
            self._book.go(tile.link)

    def speak_sentence(self) -> None:
        """Say what was built; it stays until it is cleared."""
        if self._sentence.text:
            self._voice.say(self._sentence.text)
            self.said.emit(self._sentence.text)

    def _word(self, tile: Tile) -> None:
        builds = self._book.board.builds
        if builds:
            self._sentence.add(tile.says or tile.label)
        if not builds or self._settings.get(BoardChoices).say_words:
            self._say(tile)

    def _say(self, tile: Tile) -> None:
        recording = self._book.library.media.path(tile.sound) if tile.sound else None
        if recording is not None and not recording.exists():
            recording = None
        self._voice.say(tile.label or tile.says, spoken=tile.spoken, recording=recording)
        self.said.emit(tile.says)

    def _act(self, action: str) -> None:
        commands = {
            ":clear": self._sentence.clear,
            ":backspace": self._sentence.back,
            ":space": self._sentence.space,
            ":speak": self.speak_sentence,
            ":home": self._book.home,
            ":back": self._book.back,
        }
        if action in commands:
            commands[action]()
        elif action.startswith("+"):
            self._sentence.spell(action[1:])


def texts_to_prepare(book: Book) -> list[str]:
    """What the tiles of a board say, this page first: rendered ahead, so that each starts at once."""
    here = [book.page.tiles[cell] for cell in sorted(book.page.tiles)]
    texts = [tile.says for tile in (*here, *book.board.tiles()) if tile.says and not tile.sound]
    return list(dict.fromkeys(texts))
