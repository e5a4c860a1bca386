"""A file locked by a passphrase of its own, to be carried or sent: the wrapped key stands at its beginning."""

from __future__ import annotations

import json
import os
from typing import BinaryIO

from engine.errors import LockedError, StorageError
from engine.vault import sealing
from engine.vault.keys import Slot

MAGIC = b"VVLOCK1\n"
_LONGEST_SLOT = 4096


def is_locked(file: BinaryIO) -> bool:
    """Whether the file is locked; it is at its beginning again afterwards."""
    start = file.read(len(MAGIC))
    file.seek(0)
    return start == MAGIC


def lock(source: BinaryIO, target: BinaryIO, passphrase: str) -> None:
    """Write source to target, locked."""
    key = os.urandom(sealing.KEY_BYTES)
    slot = json.dumps(Slot.wrap(key, passphrase).to_json()).encode()
    target.write(MAGIC + len(slot).to_bytes(4, "big") + slot)
    sealing.seal(source, target, key)


def unlock(source: BinaryIO, target: BinaryIO, passphrase: str | None) -> None:
    """Write source to target, open. Raises LockedError without the right passphrase, StorageError when damaged."""
    if passphrase is None:
        raise LockedError("This file is locked by a passphrase.", "Enter the passphrase it was saved with.")
    source.seek(len(MAGIC))
    try:
        length = int.from_bytes(source.read(4), "big")
        slot = Slot.from_json(json.loads(source.read(min(length, _LONGEST_SLOT))))
    except (ValueError, KeyError, TypeError) as error:
        raise StorageError("The beginning of this file is damaged.", "Use another copy of it.") from error
    sealing.unseal(source, target, slot.open(passphrase))
