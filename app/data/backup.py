"""One-file backup and restore, and forgetting everything."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.data.database import Database
from engine.errors import StorageError

FORMAT = 1
DATABASE = "viva.db"
_LEFT_OUT = ("log.txt", DATABASE)  # the database is copied by SQLite itself, in one piece


def back_up(database: Database, folder: Path, target: Path, progress: Callable[[float], None] = lambda _: None) -> None:
    """Write the whole folder to one ZIP, complete or not at all. Raises StorageError."""
    part = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / DATABASE
            with sqlite3.connect(copy) as connection:
                database.connection.backup(connection)
            connection.close()
            files = [p for p in sorted(folder.rglob("*")) if p.is_file() and not _is_left_out(p.relative_to(folder))]
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                about = {"format": FORMAT, "made": datetime.now(UTC).isoformat(timespec="seconds")}
                archive.writestr("viva-voce-backup.json", json.dumps(about))
                archive.write(copy, DATABASE)
                for number, path in enumerate(files, 1):
                    archive.write(path, path.relative_to(folder).as_posix())
                    progress(number / len(files))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"The backup could not be written to {target}.", "Choose another place with room."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def restore(source: Path, folder: Path) -> None:
    """Put a backup in place of the folder's contents; call while no database is open.

    What was there is kept until the new is whole. Raises StorageError when the file is not a backup or is damaged;
    then nothing was changed.
    """
    fresh = folder.with_name(f"{folder.name}.restoring")
    old = folder.with_name(f"{folder.name}.before-restore")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        with zipfile.ZipFile(source) as archive:
            _check(archive)
            archive.extractall(fresh)
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except (OSError, zipfile.BadZipFile, ValueError, KeyError) as error:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise StorageError(
            f"{source} is not a backup that can be used.", "Choose a file that this program made."
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def finish_interrupted_restore(folder: Path) -> None:
    """At start: a restore that a power cut stopped between its two renames is taken back."""
    old = folder.with_name(f"{folder.name}.before-restore")
    if old.exists() and not folder.exists():
        old.rename(folder)


def forget_everything(folder: Path) -> None:
    """Delete all of the person's data; call while no database is open. Raises StorageError when something stays."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        raise StorageError(
            f"Not everything in {folder} could be deleted.", "Close other programs and delete it by hand."
        )


def _check(archive: zipfile.ZipFile) -> None:
    about = json.loads(archive.read("viva-voce-backup.json"))
    if about["format"] > FORMAT:
        raise ValueError("made by a newer version")
    if archive.testzip() is not None:
        raise ValueError("damaged")
    for name in archive.namelist():
        path = Path(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError("a path leads out of the folder")


def _is_left_out(path: Path) -> bool:
    return path.name.startswith(_LEFT_OUT)
