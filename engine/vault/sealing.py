"""Sealed files: AES-256-GCM in chunks, so that a file of any size is sealed and opened at constant memory.

    magic (8) | salt (16) | chunks: up to 64 KiB of text each, sealed, 16 bytes longer

Every file has its own key (HKDF of the data key and the salt). Nonce: the chunk's number and whether it is the last, as
in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): chunks cannot be dropped, swapped or cut off.
"""

from __future__ import annotations

import os
from io import BytesIO
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.errors import StorageError

MAGIC = b"VVSEAL1\n"
KEY_BYTES = 32
_SALT_BYTES = 16
_CHUNK = 64 * 1024
_TAG = 16


def seal(source: BinaryIO, target: BinaryIO, key: bytes) -> None:
    """Write source to target, sealed with the data key (32 bytes)."""
    salt = os.urandom(_SALT_BYTES)
    target.write(MAGIC + salt)
    cipher, number = _cipher(key, salt), 0
    chunk = source.read(_CHUNK)
    while True:
        following = source.read(_CHUNK)
        target.write(cipher.encrypt(_nonce(number, last=not following), chunk, MAGIC))
        if not following:
            return
        chunk, number = following, number + 1


def unseal(source: BinaryIO, target: BinaryIO, key: bytes) -> None:
    """Write source to target, opened. Raises StorageError when it is damaged, or the key is another."""
    if source.read(len(MAGIC)) != MAGIC or len(salt := source.read(_SALT_BYTES)) < _SALT_BYTES:
        raise StorageError("This file is not sealed, or its beginning is damaged.", "Use another copy of it.")
    cipher, number = _cipher(key, salt), 0
    chunk = source.read(_CHUNK + _TAG)
    while True:
        following = source.read(_CHUNK + _TAG)
        try:
            target.write(cipher.decrypt(_nonce(number, last=not following), chunk, MAGIC))
        except (InvalidTag, ValueError) as error:
            raise StorageError("A sealed file is damaged, or was sealed with another key.", "Use a backup.") from error
        if not following:
            return
        chunk, number = following, number + 1


def seal_bytes(data: bytes, key: bytes) -> bytes:
    """Sealed, in memory."""
    target = BytesIO()
    seal(BytesIO(data), target, key)
    return target.getvalue()


def unseal_bytes(data: bytes, key: bytes) -> bytes:
    """Opened, in memory. Raises StorageError."""
    target = BytesIO()
    unseal(BytesIO(data), target, key)
    return target.getvalue()


def sealed_bytes(size: int) -> int:
    """How large a file of this size is when it is sealed."""
    return len(MAGIC) + _SALT_BYTES + size + _TAG * max(1, -(-size // _CHUNK))


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, b"vivavoce file").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
