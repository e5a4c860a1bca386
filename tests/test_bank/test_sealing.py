import os
from io import BytesIO

import pytest

from engine.errors import LockedError, StorageError
from engine.vault import locked, sealing

KEY = os.urandom(32)
CHUNK = 64 * 1024


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_any_size_comes_back(size):
    data = os.urandom(size)
    assert sealing.unseal_bytes(sealing.seal_bytes(data, KEY), KEY) == data


def test_every_way_of_tampering_is_noticed():
    data = os.urandom(2 * CHUNK + 100)
    stored = sealing.seal_bytes(data, KEY)
    start, piece = 24, CHUNK + 16
    flipped = bytearray(stored)
    flipped[len(stored) // 2] ^= 1
    swapped = stored[:start] + stored[start + piece : start + 2 * piece] + stored[start : start + piece]
    for bad in (bytes(flipped), stored[:-1], stored[: start + 2 * piece], swapped, stored + b"x", stored[:10], b""):
        with pytest.raises(StorageError):
            sealing.unseal_bytes(bad, KEY)
    with pytest.raises(StorageError):
        sealing.unseal_bytes(stored, os.urandom(32))


def test_same_content_never_looks_the_same():
    assert sealing.seal_bytes(b"hello", KEY)[24:] != sealing.seal_bytes(b"hello", KEY)[24:]


def test_a_locked_file_opens_with_its_passphrase_only():
    target, back = BytesIO(), BytesIO()
    locked.lock(BytesIO(b"my voice"), target, "pass")
    assert locked.is_locked(BytesIO(target.getvalue())) and b"my voice" not in target.getvalue()
    locked.unlock(BytesIO(target.getvalue()), back, "pass")
    assert back.getvalue() == b"my voice"
    for wrong in ("word", None):
        with pytest.raises(LockedError):
            locked.unlock(BytesIO(target.getvalue()), BytesIO(), wrong)
    greedy = target.getvalue().replace(b'"n": 65536', b'"n": 1073741824')
    greedy = locked.MAGIC + (4096).to_bytes(4, "big") + greedy[12:]
    with pytest.raises(StorageError):
        locked.unlock(BytesIO(greedy), BytesIO(), "pass")
