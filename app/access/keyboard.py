"""A keyboard on the screen, for scanning and dwell: frequent letters first, and words to complete."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.access.targets import is_text
from app.services import Services
from app.speak.word_bar import WordBar
from app.widgets import Button, column

# By how often a letter comes (English), along the diagonals: the first row and column are reached soonest.
LETTERS = (" eardu,w", "toilgyk?", "nsfpvj.'", "hcmbqxz-")
NUMBERS = (" 123.:/@", "456,!?()", "7890+=%€", "'\"&-_#*$")
ACCENTS = (" äöüßéèê", "áàâçñóòô", "íìîïúùûœ", "åøæÿãõšž")
WORDS = 5


class Keyboard(QWidget):
    """Writes into the text field that has the focus."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setProperty("scanRegion", True)
        self.setProperty("scanFirst", True)
        self.setAccessibleName(self.tr("Keyboard"))
        self._services = services
        self._layers = (LETTERS, NUMBERS, ACCENTS)
        self._layer, self._shift = 0, False
        self.words = [self._key("") for _ in range(WORDS)]
        for button in self.words:
            button.clicked.connect(lambda _checked=False, key=button: self._complete(key.text().strip()))
        self.keys = [[self._key("") for _ in row] for row in LETTERS]
        grid = QGridLayout()
        grid.setSpacing(4)
        for column_, button in enumerate(self.words):
            grid.addWidget(button, 0, column_ * 2, 1, 2)
        for row, line in enumerate(self.keys, 1):
            for column_, button in enumerate(line):
                button.clicked.connect(lambda _checked=False, key=button: self._write(key.property("letter")))
                grid.addWidget(button, row, column_)
        self._specials = self._special()
        for row, button in enumerate(self._specials, 1):
            grid.addWidget(button, row, len(LETTERS[0]), 1, 2)
        self.setLayout(column(grid, margin=8))
        self._show()

    def field(self) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
        """The text field that is written into."""
        widget = QApplication.focusWidget()
        return widget if is_text(widget) else None  # type: ignore[return-value]

    def fit(self, width: int, height: int) -> None:
        """Take at most so many pixels, with keys as large as the person's text otherwise."""
        most = self._services.theme.px(self._services.theme.tokens.target)
        columns, rows = len(LETTERS[0]) + 2, len(LETTERS) + (0 if self.words[0].isHidden() else 1)
        wide, high = width // columns - 6, height // rows - 6
        for key in (*self.words, *(key for line in self.keys for key in line), *self._specials):
            key.setMinimumSize(min(most, wide), min(most, high))

    def refresh(self) -> None:
        """The text or the field changed: suggest anew."""
        field = self.field()
        before = _before(field) if field else ""
        bars = [bar for bar in field.window().findChildren(WordBar) if bar.isVisible()] if field else []
        for bar in bars:  # the room has suggestions of its own: they come first, not twice
            bar.setProperty("scanRegion", True)
            bar.setProperty("scanFirst", True)
        for button in self.words:
            button.setVisible(not bars)
        words = self._services.predictor.suggest(before, WORDS)
        for button, word in zip(self.words, [*words, *[""] * WORDS], strict=False):
            button.set_text(word)
            button.setEnabled(bool(word))

    def _special(self) -> tuple[Button, ...]:
        theme = self._services.theme
        self.back = Button(theme, icon="arrow-left", role="key", name=self.tr("Delete a letter"))
        self.back.clicked.connect(lambda: self._send(Qt.Key.Key_Backspace))
        self.shift = Button(theme, icon="arrow-up", role="key", name=self.tr("Capital letter"))
        self.shift.setCheckable(True)
        self.shift.clicked.connect(self._toggle_shift)
        self.layer = Button(theme, "123", role="key", name=self.tr("Numbers and signs"))
        self.layer.clicked.connect(self._next_layer)
        self.enter = Button(theme, icon="check", role="key", name=self.tr("Enter"))
        self.enter.clicked.connect(lambda: self._send(Qt.Key.Key_Return))
        for button in (self.enter, self.back, self.shift, self.layer):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return (self.enter, self.back, self.shift, self.layer)

    def _key(self, text: str) -> Button:
        button = Button(self._services.theme, text, role="key")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = button.sizePolicy()
        button.setSizePolicy(policy.Policy.Ignored, policy.Policy.Preferred)
        return button

    def _write(self, letter: str) -> None:
        self._send(Qt.Key.Key_unknown, letter.upper() if self._shift else letter)
        if self._shift:
            self._toggle_shift()

    def _complete(self, word: str) -> None:
        field = self.field()
        if field is None or not word:
            return
        begun = re.search(r"[\w'’-]*$", _before(field))
        for _ in begun.group() if begun else "":
            self._send(Qt.Key.Key_Backspace)
        self._send(Qt.Key.Key_unknown, word + " ")

    def _send(self, key: Qt.Key, text: str = "") -> None:
        if field := self.field():
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        self.refresh()

    def _toggle_shift(self) -> None:
        self._shift = not self._shift
        self.shift.setChecked(self._shift)
        self._show()

    def _next_layer(self) -> None:
        self._layer = (self._layer + 1) % len(self._layers)
        self._show()

    def _show(self) -> None:
        for line, letters in zip(self.keys, self._layers[self._layer], strict=True):
            for button, letter in zip(line, letters, strict=True):
                shown = letter.upper() if self._shift and letter != "ß" else letter
                button.setProperty("letter", letter)
                button.set_text("␣" if letter == " " else shown.replace("&", "&&"))
                button.setAccessibleName(self.tr("Space") if letter == " " else shown)
        self.layer.set_text(("123", "äöü", "abc")[self._layer])


def _before(field: QLineEdit | QPlainTextEdit | QTextEdit) -> str:
    if isinstance(field, QLineEdit):
        return field.text()[: field.cursorPosition()]
    return field.toPlainText()[: field.textCursor().position()]
