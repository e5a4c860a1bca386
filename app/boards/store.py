"""Boards in the database: every change of a page is saved at once, whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from sqlite3 import Row
from typing import Any

from app.boards.model import Board, Page, Tile
from app.data.database import Store


class BoardStore(Store):
    """Boards and their pages. Tiles are kept as JSON in their page: a page is read and written as a whole."""

    name = "boards"
    migrations = (
        """
        CREATE TABLE board (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, root TEXT NOT NULL, position INTEGER NOT NULL,
            builds INTEGER NOT NULL, extra TEXT NOT NULL
        );
        CREATE TABLE page (
            board TEXT NOT NULL REFERENCES board (id) ON DELETE CASCADE, id TEXT NOT NULL, name TEXT NOT NULL,
            rows INTEGER NOT NULL, columns INTEGER NOT NULL, tiles TEXT NOT NULL, loose TEXT NOT NULL,
            extra TEXT NOT NULL, PRIMARY KEY (board, id)
        );
        CREATE TABLE board_seeded (file TEXT PRIMARY KEY)
        """,
    )

    def list(self) -> list[tuple[str, str]]:
        """Id and name of every board, in the person's order."""
        return [(row["id"], row["name"]) for row in self.rows("SELECT id, name FROM board ORDER BY position, rowid")]

    def load(self, board_id: str) -> Board | None:
        """A board with all its pages; None when it is not there."""
        board = self.row("SELECT * FROM board WHERE id = ?", board_id)
        if board is None:
            return None
        pages = [_page(row) for row in self.rows("SELECT * FROM page WHERE board = ? ORDER BY rowid", board_id)]
        by_id = {page.id: page for page in pages}
        return Board(board_id, board["name"], board["root"], by_id, bool(board["builds"]), json.loads(board["extra"]))

    def save(self, board: Board) -> None:
        """The whole board, new (at the end of the list) or changed."""
        with self.database.transaction() as db:
            db.execute(
                """INSERT INTO board VALUES (?, ?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM board), ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, root = excluded.root,
                builds = excluded.builds, extra = excluded.extra""",
                (board.id, board.name, board.root, board.builds, _json(board.extra)),
            )
            kept = tuple(board.pages)
            marks = ", ".join("?" * len(kept))
            db.execute(f"DELETE FROM page WHERE board = ? AND id NOT IN ({marks})", (board.id, *kept))
            for page in board.pages.values():
                self.save_page(board.id, page)

    def save_page(self, board_id: str, page: Page) -> None:
        """One page of a board that is there."""
        tiles = [[row, column, _plain(tile)] for (row, column), tile in sorted(page.tiles.items())]
        loose = [_plain(tile) for tile in page.loose]
        self.write(
            """INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (board, id) DO UPDATE SET
            name = excluded.name, rows = excluded.rows, columns = excluded.columns, tiles = excluded.tiles,
            loose = excluded.loose, extra = excluded.extra""",
            board_id, page.id, page.name, page.rows, page.columns, _json(tiles), _json(loose), _json(page.extra),
        )  # fmt: skip

    def remove(self, board_id: str) -> None:
        """A board and its pages, for good."""
        self.write("DELETE FROM board WHERE id = ?", board_id)

    def order(self, ids: list[str]) -> None:
        """The person's order of boards; the first one is home."""
        with self.database.transaction() as db:
            db.executemany("UPDATE board SET position = ? WHERE id = ?", [(n, i) for n, i in enumerate(ids)])

    def seeded(self) -> set[str]:
        """Starter boards given to the person before: a deleted one does not come back."""
        return {row["file"] for row in self.rows("SELECT file FROM board_seeded")}

    def mark_seeded(self, file: str) -> None:
        self.write("INSERT OR IGNORE INTO board_seeded VALUES (?)", file)

    def files(self) -> set[str]:
        """Names in Media that any tile uses."""
        found: set[str] = set()
        for row in self.rows("SELECT tiles, loose FROM page"):
            tiles = [t for _, _, t in json.loads(row["tiles"])] + json.loads(row["loose"])
            found |= {t[key] for t in tiles for key in ("picture", "sound") if t.get(key)}
        return found


def _page(row: Row) -> Page:
    tiles = {(r, c): _tile(values) for r, c, values in json.loads(row["tiles"])}
    loose = tuple(_tile(values) for values in json.loads(row["loose"]))
    return Page(row["id"], row["name"], row["rows"], row["columns"], tiles, loose, json.loads(row["extra"]))


def _tile(values: dict[str, Any]) -> Tile:
    return Tile(**{**values, "actions": tuple(values.get("actions", ()))})


def _plain(tile: Tile) -> dict[str, Any]:
    """What differs from an empty tile."""
    values = {name: getattr(tile, name) for name in Tile.__slots__}
    return {name: dict(v) if isinstance(v, Mapping) else v for name, v in values.items() if v}


def _json(value: Any) -> str:
    return json.dumps(dict(value) if isinstance(value, Mapping) else value, ensure_ascii=False)
