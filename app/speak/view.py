"""The Speak room: write, be heard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.services import Services
from app.speak.action_bar import ActionBar, Room
from app.speak.editor import Editor
from app.speak.history_panel import HistoryPanel
from app.speak.manner import MannerChoice
from app.speak.model import SpeakModel
from app.speak.partner import PartnerWindow
from app.speak.pronounce import PronunciationDialog
from app.speak.quick import say_quick
from app.speak.quick_bar import QuickBar
from app.speak.status import VoiceStatus
from app.speak.word_bar import WordBar
from app.widgets import Button, begin_at, column, row

WIDE = 960  # pixels at 100 % text, from which the history stands beside the text
LEAST_HEIGHT = 210  # below this the text needs the room of what is over it


class SpeakView(QWidget):
    """The field has the focus, and gets it back after everything that is pressed."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.model = SpeakModel(services)
        self.editor = Editor(services.theme)
        self.words, self.quick = WordBar(services.theme), QuickBar(services)
        self.history = HistoryPanel(services)
        self.partner = PartnerWindow(services.theme)
        self._build()
        self._connect()
        services.theme.changed.connect(self._arrange)
        self.editor.replace(self.model.text, self.model.cursor)
        begin_at(self, self.editor)
        self.model.refresh()

    def _build(self) -> None:
        self.action_bar, self._head = self._actions(), self._top()
        self._main = QWidget()
        self._main.setLayout(
            column(self._head, self.editor, self.words, self.action_bar, self.quick, spacing=16, margin=0)
        )
        self.setLayout(row(self._main, self.history, spacing=32, margin=24))
        self.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.history.hide()

    def _top(self) -> QWidget:
        theme = self.services.theme
        self.history_button = Button(theme, self.tr("Said before"), "history", role="quiet")
        self.history_button.setCheckable(True)
        self.history_button.toggled.connect(self._show_history)
        self.more = Button(theme, icon="ellipsis", role="quiet", name=self.tr("More"), pressed=self._menu)
        top = QWidget()
        top.setLayout(
            row(VoiceStatus(self.services), None, MannerChoice(self.services), self.history_button, self.more)
        )
        return top

    def _actions(self) -> ActionBar:
        theme, model = self.services.theme, self.model
        self.speak_button = Button(theme, self.tr("Speak"), "volume-2", role="primary", pressed=self._speak, size=28)
        self.speak_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speak_button.setToolTip(self.tr("Enter"))
        stop = Button(theme, self.tr("Stop"), "square", pressed=model.stop)
        stop.setToolTip(self.tr("Escape"))
        self.restore_button = Button(theme, self.tr("Bring back"), "undo-2", pressed=model.restore)
        self.restore_button.setEnabled(False)
        return ActionBar(
            theme,
            self.speak_button,
            (
                stop,
                Button(theme, self.tr("Again"), "repeat", pressed=model.again),
                Button(theme, self.tr("Louder"), "megaphone", pressed=lambda: model.speak(louder=True)),
                Button(theme, self.tr("Clear"), "x", pressed=model.clear),
                self.restore_button,
                Button(theme, self.tr("Attention"), "bell", pressed=model.attention),
                Button(theme, self.tr("Show"), "maximize", pressed=self.show_partner),
            ),
            self.editor.setFocus,
        )

    def _connect(self) -> None:
        editor, model, out = self.editor, self.model, self.services.voice_out
        editor.speak.connect(self._speak)
        editor.cursorPositionChanged.connect(self._edited)
        editor.textChanged.connect(self._edited)
        model.edit_wanted.connect(editor.apply, Qt.ConnectionType.QueuedConnection)
        model.text_wanted.connect(editor.replace)
        model.suggestions_changed.connect(self.words.show_words)
        model.can_restore_changed.connect(self.restore_button.setEnabled)
        model.history_changed.connect(self.history.refresh)
        self.words.chosen.connect(self._word_chosen)
        self.quick.pressed.connect(self._quick)
        self.history.wanted.connect(self._write)
        self.history.spoken.connect(model.speak)
        self.history.closed.connect(lambda: self.history_button.setChecked(False))
        out.word.connect(self._tint)
        for keys, action in {
            "Ctrl+Shift+A": model.attention,
            "Ctrl+H": self.history_button.toggle,
            "Ctrl+R": model.again,
            "Ctrl+Return": lambda: model.speak(louder=True),
            "Ctrl+L": model.clear,
            "Ctrl+Shift+L": model.restore,
            "Ctrl+P": self.show_partner,
        }.items():
            QShortcut(QKeySequence(keys), self, action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed while a button has the focus belong in the text."""
        if event.text().isprintable() and event.text().strip() and not event.modifiers() & _COMMAND:
            self.editor.setFocus()
            self.editor.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.model.close()
        self.partner.close()
        super().closeEvent(event)

    def show_partner(self) -> None:
        """The text for the partner, over the whole screen."""
        self.partner.show_text(self.model.text.strip() or self.tr("…"))
        self.partner.showFullScreen()

    def _speak(self) -> None:
        self.model.speak(self.editor.textCursor().selectedText().replace("\u2029", "\n"))

    def _edited(self) -> None:
        self.model.edited(self.editor.toPlainText(), self.editor.textCursor().position())

    def _tint(self, start: int, end: int) -> None:
        last = self.services.voice_out.last
        at = self.editor.toPlainText().find(last.text) if last and start >= 0 else -1
        self.editor.tint(at + start, at + end) if at >= 0 else self.editor.tint(-1, -1)

    def _word_chosen(self, word: str) -> None:
        self.model.choose(word)
        self.editor.setFocus()

    def _quick(self, key: int) -> None:
        say_quick(self.services, key)
        self.editor.setFocus()

    def _write(self, text: str) -> None:
        self.model.text_wanted.emit(text, len(text))
        if not self._main.isVisible():
            self.history_button.setChecked(False)
        self.editor.setFocus()

    def _show_history(self, shown: bool) -> None:
        if shown:
            self.history.refresh()
        self.history.setVisible(shown)
        self._arrange()
        (self.history.search if shown else self.editor).setFocus()

    def _arrange(self) -> None:
        px = self.services.theme.px
        wide = self.width() >= px(WIDE)
        self._main.setVisible(wide or not self.history_button.isChecked())
        self.history.setMaximumWidth(px(340) if wide else 16_777_215)
        self.history.setMinimumWidth(px(340) if wide else 0)
        room = Room.of(self.width() / self.services.theme.scale, self.height() / self.services.theme.scale)
        self.action_bar.fit(room)
        self.history_button.set_text("" if room is Room.TINY else self.history_button.accessibleName())
        self._head.setVisible(self.height() >= px(LEAST_HEIGHT))
        self.quick.fit(room)
        gap = 16 if room is Room.ROOMY else 8
        self._main.layout().setSpacing(gap)  # type: ignore[union-attr]
        self.layout().setContentsMargins(*[gap + 8 if room is Room.ROOMY else gap] * 4)  # type: ignore[union-attr]

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Say the selected words"), self._speak)
        menu.addAction(self.tr("Again"), self.model.again)
        menu.addAction(self.tr("Louder"), lambda: self.model.speak(louder=True))
        menu.addAction(self.tr("Clear"), self.model.clear)
        menu.addAction(self.tr("Bring back what was cleared"), self.model.restore)
        menu.addAction(self.tr("Attention sound"), self.model.attention)
        menu.addAction(self.tr("Show to your partner"), self.show_partner)
        menu.addSeparator()
        menu.addAction(self.tr("How a word is said…"), self.pronounce)
        menu.addAction(self.tr("Phrases and short forms…"), lambda: self.services.go.emit("settings/phrases"))
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        self.editor.setFocus()

    def pronounce(self) -> PronunciationDialog:
        """Open the dialogue for the selected word, or the one under the cursor."""
        cursor = self.editor.textCursor()
        if not cursor.hasSelection():
            cursor.select(cursor.SelectionType.WordUnderCursor)
        dialog = PronunciationDialog(self.services, cursor.selectedText(), self)
        dialog.show()
        return dialog


_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
