"""Short lists the person keeps: quick phrases on F2 to F12 (F1 holds the floor), abbreviations, pronunciations."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.data import Database, Store
from engine.text.lexicon import Lexicon


class _ListStore(Store):
    name = "lists"
    migrations = (
        """CREATE TABLE quick (key INTEGER PRIMARY KEY, text TEXT NOT NULL);
           CREATE TABLE abbreviation (short TEXT PRIMARY KEY, long TEXT NOT NULL)""",
    )


class Lists(QObject):
    """The three lists, in memory and on disk; changed after each change."""

    changed = Signal()

    def __init__(self, database: Database, folder: Path) -> None:
        super().__init__()
        self._store = _ListStore(database)
        self._quick = {row["key"]: row["text"] for row in self._store.rows("SELECT * FROM quick")}
        if not self._quick:
            self._quick = dict(enumerate(first_phrases(), 2))
        rows = self._store.rows("SELECT * FROM abbreviation ORDER BY short")
        self._short = {row["short"]: row["long"] for row in rows}
        self._lexicon_path = folder / "pronunciations.json"
        self.lexicon = Lexicon.load(self._lexicon_path)

    @property
    def quick(self) -> dict[int, str]:
        """What F2 (2) to F12 (12) say; a key may be free. F1 is the hold-the-floor phrase (SpeakChoices.hold)."""
        return dict(self._quick)

    def set_quick(self, key: int, text: str) -> None:
        """Put a phrase on a key; "" frees it."""
        self._quick[key] = text.strip()
        with self._store.database.transaction():
            for number, phrase in self._quick.items():
                self._store.write("INSERT OR REPLACE INTO quick VALUES (?, ?)", number, phrase)
        self.changed.emit()

    @property
    def abbreviations(self) -> dict[str, str]:
        """What is written short, and what it becomes."""
        return dict(self._short)

    def set_abbreviation(self, short: str, long: str) -> None:
        """ "hay" becomes "how are you"; an empty long one takes it off the list."""
        short, long = short.strip().lower(), long.strip()
        if short and long:
            self._short[short] = long
            self._store.write("INSERT OR REPLACE INTO abbreviation VALUES (?, ?)", short, long)
        else:
            self._short.pop(short, None)
            self._store.write("DELETE FROM abbreviation WHERE short = ?", short)
        self.changed.emit()

    def expansion(self, before: str) -> tuple[int, str] | None:
        """When the text before the cursor ends in an abbreviation: where it starts, and what it becomes."""
        match = re.search(r"(?<!\w)\w+$", before)
        if not match or match.group().lower() not in self._short:
            return None
        long = self._short[match.group().lower()]
        return match.start(), long[:1].upper() + long[1:] if match.group()[:1].isupper() else long

    @property
    def pronunciations(self) -> dict[str, str]:
        """Words, and how each is written as it sounds."""
        return {word: p.respelling or p.phonemes for word, p in sorted(self.lexicon.words.items())}

    def set_pronunciation(self, word: str, sounds: str) -> None:
        """ "Siobhan" sounds "shi vawn"; empty sounds take it off the list. TextError for an empty word."""
        lexicon = self.with_pronunciation(word, sounds)
        lexicon.save(self._lexicon_path)
        self.lexicon = lexicon  # a new one: threads that speak go on with theirs
        self.changed.emit()

    def with_pronunciation(self, word: str, sounds: str) -> Lexicon:
        """The lexicon as it would be with this change."""
        lexicon = Lexicon(dict(self.lexicon.words))
        lexicon.remove(word.strip())
        if sounds.strip():
            lexicon.add(word, respelling=sounds)
        return lexicon


def first_phrases() -> list[str]:
    """What F2 to F9 say until the person puts their own on them."""
    return [
        QCoreApplication.translate("Phrases", "Yes."),
        QCoreApplication.translate("Phrases", "No."),
        QCoreApplication.translate("Phrases", "Thank you."),
        QCoreApplication.translate("Phrases", "Please."),
        QCoreApplication.translate("Phrases", "Could you say that again?"),
        QCoreApplication.translate("Phrases", "I need help, please."),
        QCoreApplication.translate("Phrases", "I am fine, thank you."),
        QCoreApplication.translate("Phrases", "Just a moment."),
    ]
