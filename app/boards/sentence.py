"""The sentence a person builds of tiles: words, spelt letters, and the commands of the Open Board Format."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Sentence(QObject):
    """Parts in order. Clearing can be taken back once, so that a slip costs nothing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts: tuple[str, ...] = ()
        self._spelling = False
        self._cleared: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as it will be said."""
        return " ".join(part for part in self.parts if part)

    @property
    def can_restore(self) -> bool:
        return bool(self._cleared) and not self.parts

    def add(self, text: str) -> None:
        """A word or phrase after what is there."""
        self._set((*self.parts, text), spelling=False)

    def spell(self, letters: str) -> None:
        """Letters at the end of the word being spelt."""
        if self._spelling and self.parts:
            self._set((*self.parts[:-1], self.parts[-1] + letters), spelling=True)
        else:
            self._set((*self.parts, letters), spelling=True)

    def space(self) -> None:
        """The word being spelt is done."""
        self._spelling = False

    def back(self) -> None:
        """Without the last word, or the last letter while one is spelt."""
        if self._spelling and self.parts and len(self.parts[-1]) > 1:
            self._set((*self.parts[:-1], self.parts[-1][:-1]), spelling=True)
        else:
            self._set(self.parts[:-1], spelling=False)

    def clear(self) -> None:
        """Nothing left; restore() brings it back."""
        if self.parts:
            self._cleared = self.parts
        self._set((), spelling=False)

    def restore(self) -> None:
        """What was cleared last."""
        if self.can_restore:
            self._set(self._cleared, spelling=False)

    def _set(self, parts: tuple[str, ...], spelling: bool) -> None:
        self.parts, self._spelling = parts, spelling
        self.changed.emit()
