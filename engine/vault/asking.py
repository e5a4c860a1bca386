"""Unlocking on the command line: a file, the environment, or the question on a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from engine.errors import LockedError, StorageError
from engine.paths import data_dir
from engine.vault.lock import Lock
from engine.vault.vault import Vault

VARIABLE = "VIVAVOCE_PASSPHRASE"


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """The option that names a file with the passphrase."""
    parser.add_argument(
        "--passphrase-file", type=Path, help=f"file whose first line is the passphrase (or set {VARIABLE})"
    )


def unlocked(passphrase_file: Path | None = None) -> Vault:
    """The vault of data_dir(), opened when there is a passphrase. Raises LockedError, StorageError."""
    lock = Lock(data_dir())
    if lock.locked:
        lock.unlock(_passphrase(passphrase_file))
    return lock.vault


def _passphrase(file: Path | None) -> str:
    if file is not None:
        try:
            return (file.read_text(encoding="utf-8").splitlines() or [""])[0]
        except (OSError, UnicodeDecodeError) as error:
            raise StorageError(f"The passphrase in {file} cannot be read.", "Check the file's name.") from error
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if sys.stdin.isatty():
        return getpass("Passphrase: ")
    raise LockedError(
        "Your voices and recordings are locked.", f"Give the passphrase by --passphrase-file, or set {VARIABLE}."
    )
