import gc
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import weakref
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.data import Database, Settings, Store
from app.data.backup import back_up, finish_interrupted_restore, forget_everything, restore
from engine.errors import StorageError
from tests.helpers.writer import KEY_MS

KILLS = 50
SECOND_TICKS = 1000 // KEY_MS


@dataclass(frozen=True)
class Choices:
    volume: int = 3
    name: str = "Ada"


class First(Store):
    name = "notes"
    migrations = ("CREATE TABLE note (text TEXT)",)


class Second(Store):
    name = "notes"
    migrations = (*First.migrations, "ALTER TABLE note ADD COLUMN colour TEXT DEFAULT 'red'")


@pytest.fixture
def database(tmp_path: Path):
    made = Database(tmp_path / "home" / "viva.db")
    yield made
    made.close()


def test_migrations_keep_what_was_there(database: Database):
    First(database).write("INSERT INTO note VALUES (?)", "old")
    rows = Second(database).rows("SELECT * FROM note")
    assert [tuple(row) for row in rows] == [("old", "red")]
    Second(database)  # nothing is done twice


def test_a_transaction_is_all_or_nothing(database: Database):
    store = First(database)
    with pytest.raises(RuntimeError), database.transaction():
        store.write("INSERT INTO note VALUES (?)", "half")
        raise RuntimeError
    assert store.rows("SELECT * FROM note") == []


def test_settings_survive_unknown_and_broken_values(qapp, database: Database):
    settings = Settings(database)
    settings.put(Choices(volume=7))
    assert Settings(database).get(Choices) == Choices(volume=7)
    settings._store.write("UPDATE setting SET json = ?", '{"volume": 8, "of a newer version": 1}')
    assert Settings(database).get(Choices) == Choices(volume=8)
    settings._store.write("UPDATE setting SET json = ?", '{"volume": "loud"}')
    assert Settings(database).get(Choices) == Choices()


def test_backup_and_restore(database: Database, tmp_path: Path):
    home = database.path.parent
    First(database).write("INSERT INTO note VALUES (?)", "dear")
    (home / "voices" / "ada").mkdir(parents=True)
    (home / "voices" / "ada" / "sample.flac").write_bytes(b"sound")
    target = tmp_path / "backup.zip"
    back_up(database, home, target)
    First(database).write("INSERT INTO note VALUES (?)", "later")
    (home / "later.txt").write_text("later")
    database.close()
    restore(target, home)
    again = Database(home / "viva.db")
    assert [row["text"] for row in First(again).rows("SELECT * FROM note")] == ["dear"]
    again.close()
    assert (home / "voices" / "ada" / "sample.flac").read_bytes() == b"sound"
    assert not (home / "later.txt").exists()


def test_a_bad_backup_changes_nothing(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "dear").write_text("dear")
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK no")
    outside = tmp_path / "outside.zip"
    with zipfile.ZipFile(outside, "w") as archive:
        archive.writestr("viva-voce-backup.json", '{"format": 1}')
        archive.writestr("../escaped", "x")
    for source in (bad, outside, tmp_path / "missing.zip"):
        with pytest.raises(StorageError):
            restore(source, home)
    assert (home / "dear").read_text() == "dear"
    assert not (tmp_path / "escaped").exists()


def test_an_interrupted_restore_is_taken_back(tmp_path: Path):
    (tmp_path / "home.before-restore").mkdir()
    finish_interrupted_restore(tmp_path / "home")
    assert (tmp_path / "home").is_dir()


def test_forget_everything(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "dear").write_text("dear")
    forget_everything(home)
    assert not home.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the typists are forked")
def test_kill_at_any_moment(tmp_path: Path):
    """What was on the screen a second before a kill is there after it: ten people, each killed five times.

    The second is one of the typist's clock (helpers/writer.py), so that a machine that stalls cannot fail it.
    """
    draw = random.Random(0)
    homes = [tmp_path / str(n) for n in range(10)]
    server = [sys.executable, "-m", "tests.helpers.writer"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as writers:
        assert writers.stdin and writers.stdout
        for _ in range(KILLS // len(homes)):
            pids = []
            for home in homes:
                home.mkdir(exist_ok=True)
                (home / "typed.txt").unlink(missing_ok=True)
                writers.stdin.write(f"{home}\n")
                writers.stdin.flush()
                pids.append(int(writers.stdout.readline()))
            for home in homes:
                _wait_for(home, SECOND_TICKS)
            for pid in pids:
                time.sleep(draw.uniform(0.0, 0.15))
                os.kill(pid, signal.SIGKILL)
            for home in homes:
                _check_kept(home)
        writers.stdin.close()
    assert all(_kept_length(home) for home in homes)


def _wait_for(home: Path, ticks: int) -> None:
    end = time.monotonic() + 120
    while not (typed := _typed(home)) or typed[-1][1] <= ticks:
        assert time.monotonic() < end, "nobody types"
        time.sleep(0.02)


def _check_kept(home: Path) -> None:
    typed = _typed(home)
    now = typed[-1][1]
    assert _kept_length(home) >= max(length for length, at in typed if at <= now - SECOND_TICKS)


def _typed(home: Path) -> list[tuple[int, int]]:
    """How long the text was at each tick of the typist's clock; the line that was cut off by the kill left out."""
    path = home / "typed.txt"
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return [(int(length), int(at)) for length, at in map(str.split, lines)]


def _kept_length(home: Path) -> int:
    database = Database(home / "viva.db")
    row = database.connection.execute("SELECT text FROM draft").fetchone()
    database.close()
    return len(row["text"]) if row else 0


def test_a_thread_that_ends_leaves_no_connection_behind(tmp_path, monkeypatch):
    class Watched(sqlite3.Connection):
        """A connection that can be watched being let go of."""

    opened = []

    def connect(*arguments, **options):
        connection = sqlite3.Connection.__new__(Watched)
        connection.__init__(*arguments, **options)
        opened.append(weakref.ref(connection))
        return connection

    monkeypatch.setattr("app.data.database.sqlite3.connect", connect)
    database = Database(tmp_path / "viva.db")
    for _ in range(5):
        thread = threading.Thread(target=lambda: database.connection.execute("SELECT 1"))
        thread.start()
        thread.join()
    gc.collect()
    assert sum(reference() is not None for reference in opened) == 1
    assert len(opened) == 6


def test_closing_waits_for_no_statement_and_crashes_none(tmp_path):
    database = Database(tmp_path / "viva.db")
    database.connection.execute("CREATE TABLE t (x)")
    stop = threading.Event()

    def reads():
        connection = database.connection
        while not stop.is_set():
            connection.execute("SELECT count(*) FROM t").fetchall()

    threads = [threading.Thread(target=reads) for _ in range(3)]
    for thread in threads:
        thread.start()
    database.close()
    stop.set()
    for thread in threads:
        thread.join()
    database.close()
