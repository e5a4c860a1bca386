"""Quick phrases, short forms, and how words are said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.services import Services
from app.speak.pronounce import PronunciationDialog
from app.widgets import Button, buttons, card, column, heading, label, row


class PhrasesPage(QWidget):
    """What is changed is kept when its field is left."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._pairs: dict[str, QWidget] = {}
        self._short, self._said = QWidget(), QWidget()
        for holder in (self._short, self._said):
            holder.setLayout(column(spacing=8))
        self.setLayout(column(self._quick(), self._abbreviations(), self._pronunciations(), None, spacing=16))
        services.lists.changed.connect(self._fill)
        self._fill()

    def _quick(self) -> QWidget:
        grid = QGridLayout()
        grid.setSpacing(8)
        lists = self._services.lists
        for key in range(2, 13):
            field = QLineEdit(lists.quick.get(key, ""))
            field.setAccessibleName(self.tr("Phrase on F{key}").format(key=key))
            field.editingFinished.connect(
                lambda key=key, field=field: (
                    field.text().strip() != lists.quick.get(key, "") and lists.set_quick(key, field.text())
                )
            )
            grid.addWidget(label(f"F{key}", wrap=False), key, 0)
            grid.addWidget(field, key, 1)
        return card(heading(self.tr("Quick phrases")), grid)

    def _abbreviations(self) -> QWidget:
        short, long = QLineEdit(), QLineEdit()
        short.setPlaceholderText(self.tr("hay"))
        long.setPlaceholderText(self.tr("how are you"))
        short.setAccessibleName(self.tr("Short form"))
        long.setAccessibleName(self.tr("What it becomes"))

        def add() -> None:
            if short.text().strip() and long.text().strip():
                self._services.lists.set_abbreviation(short.text(), long.text())
                short.clear()
                long.clear()
                short.setFocus()

        long.returnPressed.connect(add)
        add_button = Button(self._services.theme, icon="plus", name=self.tr("Add the short form"), pressed=add)
        box = row(short, long, add_button)
        box.setStretch(0, 1)
        box.setStretch(1, 3)
        explain = self.tr("Write the short form and a space, and it becomes the long one.")
        return card(heading(self.tr("Short forms")), label(explain, "muted"), box, self._short)

    def _pronunciations(self) -> QWidget:
        add = Button(self._services.theme, self.tr("Add a word or name"), "plus", pressed=lambda: self._pronounce(""))
        return card(heading(self.tr("How words are said")), buttons(add), self._said)

    def _pronounce(self, word: str) -> None:
        PronunciationDialog(self._services, word, self).show()

    def _fill(self) -> None:
        lists = self._services.lists
        self._list(self._short, lists.abbreviations, lambda word: lists.set_abbreviation(word, ""))
        self._list(self._said, lists.pronunciations, lambda word: lists.set_pronunciation(word, ""))

    def _list(self, holder: QWidget, pairs: dict[str, str], remove: Callable[[str], None]) -> None:
        layout = holder.layout()
        assert layout is not None
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for word, becomes in pairs.items():
            line = QWidget()
            name = self.tr("Take “{word}” off the list").format(word=word)
            button = Button(
                self._services.theme, icon="trash-2", role="quiet", name=name, pressed=lambda word=word: remove(word)
            )
            box = row(label(word), label(becomes, "muted"), button)
            box.setStretch(0, 1)
            box.setStretch(1, 3)
            line.setLayout(box)
            layout.addWidget(line)
