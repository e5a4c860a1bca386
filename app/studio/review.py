"""The takes, one by one: hear them, keep or refuse them, say them exactly as recorded, delete them for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QInputDialog, QListView, QMessageBox, QVBoxLayout, QWidget

from app.studio import words
from app.studio.model import StudioModel
from app.studio.parts import heading_row
from app.widgets import Button, Choice, begin_at, buttons, label
from engine.bank.takes import Take
from engine.voices.voice import MANNERS

if TYPE_CHECKING:
    from app.studio.view import StudioView

Index = QModelIndex | QPersistentModelIndex


class TakesModel(QAbstractListModel):
    """The takes of the bank, newest first; the consent's is not among them."""

    def __init__(self, model: StudioModel) -> None:
        super().__init__()
        self._model = model
        self.takes: list[Take] = []
        model.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read the bank again; keeps the place in the list where nothing came or went."""
        bank = self._model.bank
        takes = sorted((t for t in bank.takes.values() if t.source != "consent"), key=lambda t: t.at) if bank else []
        takes.reverse()
        if [t.id for t in takes] == [t.id for t in self.takes]:
            self.takes = takes
            self.dataChanged.emit(self.index(0), self.index(len(takes) - 1))
            return
        self.beginResetModel()
        self.takes = takes
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.takes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        if not index.isValid():
            return None
        take = self.takes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{_mark(take)}  {take.text or self.tr('(words not known)')}\n{self._details(take)}"
        return None

    def _details(self, take: Take) -> str:
        state = self.tr("Kept") if take.kept else self.tr("Not kept")
        parts = [state, f"{take.seconds:.1f} s"]
        if take.verbatim:
            parts.append(self.tr("said exactly as recorded"))
        if take.manner:
            parts.append(words.manner(take.manner))
        if take.source != "studio":
            parts.append(take.source)
        parts += [words.reason(r) for r in take.reasons]
        if take.comment:
            parts.append(f"“{take.comment}”")
        return "      " + " · ".join(parts)


class ReviewPage(QWidget):
    """The list, and what can be done with the chosen take."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._view, theme = view, view.services.theme
        self.takes = TakesModel(view.model)
        self.list = QListView()
        self.list.setModel(self.takes)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumSize(QSize(100, 120))
        self.list.setAccessibleName(self.tr("Takes"))
        self.list.activated.connect(lambda _index: self._play())
        self.play = Button(theme, self.tr("Listen"), "play", role="primary", pressed=self._play)
        self.keep = Button(theme, self.tr("Keep"), "check", pressed=self._keep)
        self.exactly = Button(theme, self.tr("Say exactly as recorded"), "quote", pressed=self._exactly)
        self.note = Button(theme, self.tr("Note"), "pencil", pressed=self._note)
        self.manner = Choice()
        self.manner.setAccessibleName(self.tr("How it was said"))
        self.manner.addItem(words.manner(""), "")
        for manner in MANNERS:
            self.manner.addItem(words.manner(manner), manner)
        self.manner.activated.connect(lambda _index: self._said_like())
        self.delete = Button(theme, self.tr("Delete…"), "trash-2", role="danger", pressed=self._delete)
        self.clear = Button(
            theme, self.tr("Delete all that are not kept…"), "trash-2", role="danger", pressed=self._clear
        )
        self.empty = label(self.tr("There are no takes yet."), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(heading_row(view, self.tr("Review takes")))
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons(self.play, self.keep, self.exactly, self.manner, self.note, self.delete, self.clear))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.takes.dataChanged.connect(lambda *_: self._show())
        self.takes.modelReset.connect(self._first)
        self._first()
        begin_at(self, self.list)

    @property
    def take(self) -> Take | None:
        """The one that is chosen."""
        row = self.list.currentIndex().row()
        return self.takes.takes[row] if 0 <= row < len(self.takes.takes) else None

    def _first(self) -> None:
        self.list.setCurrentIndex(self.takes.index(0))
        self._show()

    def _show(self) -> None:
        take = self.take
        for control in (self.play, self.keep, self.exactly, self.manner, self.note, self.delete):
            control.setEnabled(take is not None)
        self.exactly.setEnabled(bool(take and take.text))
        self.clear.setEnabled(any(not t.kept for t in self.takes.takes))
        self.empty.setVisible(not self.takes.takes)
        self.list.setVisible(bool(self.takes.takes))
        if take:
            self.keep.set_text(self.tr("Do not keep") if take.kept else self.tr("Keep"))
            self.keep.set_icon("x" if take.kept else "check")
            exactly = self.tr("Do not say as recorded") if take.verbatim else self.tr("Say exactly as recorded")
            self.exactly.set_text(exactly)
            self.manner.setCurrentIndex(max(0, self.manner.findData(take.manner)))

    def _play(self) -> None:
        if self.take:
            self._view.model.play(self.take.id)

    def _keep(self) -> None:
        if self.take:
            self._view.model.set_kept(self.take.id, not self.take.kept)

    def _exactly(self) -> None:
        if self.take:
            self._view.model.set_verbatim(self.take.id, not self.take.verbatim)

    def _said_like(self) -> None:
        if self.take:
            self._view.model.set_manner(self.take.id, self.manner.currentData())

    def _note(self) -> None:
        if take := self.take:
            text, accepted = QInputDialog.getText(self, self.tr("Note"), take.text, text=take.comment)
            if accepted:
                self._view.model.set_comment(take.id, text)

    def _delete(self) -> None:
        if self.take and self._sure(self.tr("Delete this take for good?")):
            self._view.model.delete([self.take.id])

    def _clear(self) -> None:
        ids = [t.id for t in self.takes.takes if not t.kept]
        if self._sure(self.tr("Delete {count} takes for good?").format(count=len(ids))):
            self._view.model.delete(ids)

    def _sure(self, question: str) -> bool:
        return QMessageBox.question(self, self.tr("Delete"), question) is QMessageBox.StandardButton.Yes


def _mark(take: Take) -> str:
    return "❝" if take.verbatim else "✓" if take.kept else "–"
