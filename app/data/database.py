"""One SQLite file in the person's folder, and the thin stores over it, each with its own migrations."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from engine.errors import StorageError


class Database:
    """viva.db: WAL, so that readers never wait; FULL sync, so that what is committed survives a power cut.

    Every thread gets its own connection, so stores may be used from tasks. A connection is never closed by another
    thread, which would crash a statement that runs: it closes when the last one who holds it, its thread, lets go.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection.execute("CREATE TABLE IF NOT EXISTS migration (store TEXT PRIMARY KEY, version INTEGER)")
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"{path} cannot be opened.", "Check that the disk is not full or read-only.") from error

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit; use transaction() for more than one statement."""
        if not hasattr(self._local, "connection"):
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA secure_delete=ON")
            self._local.connection = connection
        return self._local.connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing. StorageError when the disk refuses."""
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StorageError("Your data could not be saved.", "Check that the disk is not full.") from error

    def close(self) -> None:
        """Close this thread's connection and let go of the others, which close as soon as no statement runs on them."""
        own = self._local.__dict__.pop("connection", None)
        if own is not None:
            own.close()
        self._local = threading.local()


class Store:
    """Base of a room's store: name it, list its migrations (SQL scripts, only ever appended), write plain methods."""

    name: ClassVar[str]
    migrations: ClassVar[tuple[str, ...]]

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.transaction() as db:
            row = db.execute("SELECT version FROM migration WHERE store = ?", (self.name,)).fetchone()
            version = row["version"] if row else 0
            for script in self.migrations[version:]:
                for statement in script.split(";"):
                    if statement.strip():
                        db.execute(statement)
            db.execute("INSERT OR REPLACE INTO migration VALUES (?, ?)", (self.name, len(self.migrations)))

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self.database.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        return self.database.connection.execute(sql, values).fetchone()

    def write(self, sql: str, *values: Any) -> int:
        """One statement that changes something; the id of the last row inserted. StorageError when the disk refuses."""
        with self.database.transaction() as db:
            return db.execute(sql, values).lastrowid or 0
