"""What was said: by recency and frequency, searchable, deletable; and the sentence half written."""

from __future__ import annotations

import time
from dataclasses import dataclass
from sqlite3 import Row

from app.data import Store

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the history: how often it was said, and when last (seconds since 1970)."""

    id: int
    text: str
    times: int
    last: float


class History(Store):
    """Sentences said, each once. Nothing is added in private mode: the caller sees to it."""

    name = "history"
    migrations = (
        """CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, times INTEGER NOT NULL,
           last REAL NOT NULL);
           CREATE INDEX said_last ON said (last)""",
    )

    def add(self, text: str) -> None:
        """It was said now."""
        self.write(
            "INSERT INTO said VALUES (NULL, ?, 1, ?) "
            "ON CONFLICT (text) DO UPDATE SET times = times + 1, last = excluded.last",
            text.strip(), time.time(),
        )  # fmt: skip

    def recent(self, search: str = "", limit: int = 200) -> list[Said]:
        """The newest first; search: words that all have to be in it."""
        return self._find(search, "last DESC", limit)

    def frequent(self, search: str = "", limit: int = 200) -> list[Said]:
        """The most said first, of equals the newest."""
        return self._find(search, "times DESC, last DESC", limit)

    def remove(self, number: int) -> None:
        """Forget one sentence."""
        self.write("DELETE FROM said WHERE id = ?", number)

    def clear(self) -> None:
        """Forget all."""
        self.write("DELETE FROM said")

    def texts(self) -> list[str]:
        """Everything said, oldest first, for the predictor to learn from."""
        return [row["text"] for row in self.rows("SELECT text FROM said ORDER BY last")]

    def _find(self, search: str, order: str, limit: int) -> list[Said]:
        words = search.split()
        where = " AND ".join("text LIKE ? ESCAPE '\\'" for _ in words) or "1"
        values = [f"%{_literal(word)}%" for word in words]
        return [
            _said(r) for r in self.rows(f"SELECT * FROM said WHERE {where} ORDER BY {order} LIMIT ?", *values, limit)
        ]


class Draft(Store):
    """The sentence being written, as it was at most a second ago."""

    name = "draft"
    migrations = (
        "CREATE TABLE draft (id INTEGER PRIMARY KEY CHECK (id = 1), text TEXT NOT NULL, at INTEGER NOT NULL)",
    )

    def save(self, text: str, cursor: int) -> None:
        """Keep it; from any thread."""
        self.write("INSERT OR REPLACE INTO draft VALUES (1, ?, ?)", text, cursor)

    def load(self) -> tuple[str, int]:
        """The text and where the cursor stood."""
        row = self.row("SELECT * FROM draft")
        return (row["text"], row["at"]) if row else ("", 0)


def _said(row: Row) -> Said:
    return Said(row["id"], row["text"], row["times"], row["last"])


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
