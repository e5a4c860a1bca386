"""The field one writes in: large letters, Enter speaks, the word being said is tinted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.speak.model import Edit
from app.theme import Theme


class Editor(QPlainTextEdit):
    """Enter emits speak; Shift+Enter is a new line; Tab leaves the field, as everywhere."""

    speak = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tinted = (-1, -1)
        theme.changed.connect(self._tint_again)
        self.setProperty("role", "write")
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("What you want to say"))
        self.setPlaceholderText(self.tr("Write here. Enter speaks."))
        self.setInputMethodHints(Qt.InputMethodHint.ImhMultiLine)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.speak.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ensureCursorVisible()

    def apply(self, edit: Edit) -> None:
        """Make a change that Ctrl+Z takes back."""
        cursor = self.textCursor()
        cursor.setPosition(edit.start)
        cursor.setPosition(edit.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)
        self.setTextCursor(cursor)

    def replace(self, text: str, position: int) -> None:
        """Another text; Ctrl+Z takes this back too."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(position, len(text)))
        self.setTextCursor(cursor)

    def _tint_again(self) -> None:
        self.tint(*self._tinted)

    def tint(self, start: int, end: int) -> None:
        """Show that these characters are being said; (-1, -1): none."""
        self._tinted = start, end
        if start < 0:
            self.setExtraSelections([])
            return
        selection = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(self._theme.colour("soft"))
        form.setForeground(self._theme.colour("text"))
        form.setFontUnderline(True)
        form.setUnderlineColor(self._theme.colour("accent"))
        cursor = self.textCursor()
        length = len(self.toPlainText())
        cursor.setPosition(min(start, length))
        cursor.setPosition(min(end, length), QTextCursor.MoveMode.KeepAnchor)
        # pyside's stubs leave the members of ExtraSelection out
        selection.cursor, selection.format = cursor, form  # type: ignore[attr-defined]
        self.setExtraSelections([selection])
