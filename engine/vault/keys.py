"""The passphrase: it opens a random data key, which seals everything else. A recovery key opens it too.

Because only the data key is wrapped, changing the passphrase rewrites one small file and no recording.
"""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from engine.atomic import write_bytes
from engine.errors import LockedError, StorageError
from engine.vault.sealing import KEY_BYTES

_SCRYPT_N = 2**16  # 64 MiB and a fifth of a second: guesses are dear, one start is not
_MOST_SCRYPT_N = 2**20
_RECOVERY_BYTES = 20
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped by a secret: scrypt's salt and cost, the nonce and the sealed key."""

    salt: bytes
    n: int
    nonce: bytes
    sealed: bytes

    @classmethod
    def wrap(cls, data_key: bytes, secret: str) -> Slot:
        salt, nonce = os.urandom(16), os.urandom(12)
        sealed = AESGCM(_derive(secret, salt, _SCRYPT_N)).encrypt(nonce, data_key, b"vivavoce key")
        return cls(salt, _SCRYPT_N, nonce, sealed)

    def open(self, secret: str) -> bytes:
        """The data key. Raises LockedError when the secret is wrong."""
        try:
            return AESGCM(_derive(secret, self.salt, self.n)).decrypt(self.nonce, self.sealed, b"vivavoce key")
        except InvalidTag as error:
            raise LockedError("That is not the passphrase.", "Try again, or use your recovery key.") from error

    def to_json(self) -> dict[str, Any]:
        return {
            "salt": self.salt.hex(), "n": self.n, "nonce": self.nonce.hex(), "sealed": self.sealed.hex()
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Slot:
        n = int(data["n"])
        if not (2**12 <= n <= _MOST_SCRYPT_N and n & (n - 1) == 0):  # a forged file must not eat the memory
            raise ValueError("scrypt's cost is out of bounds")
        return cls(bytes.fromhex(data["salt"]), n, bytes.fromhex(data["nonce"]), bytes.fromhex(data["sealed"]))


class Keyring:
    """keys.json of a data folder: the data key under the passphrase, and under the recovery key."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def exists(self) -> bool:
        """Whether a passphrase is set."""
        return self.path.exists()

    def create(self, passphrase: str, data_key: bytes | None = None) -> tuple[bytes, str]:
        """Set the passphrase for the first time: the data key, and the recovery key to be written down."""
        data_key = data_key or os.urandom(KEY_BYTES)
        recovery = new_recovery_key()
        self._write(Slot.wrap(data_key, passphrase), Slot.wrap(data_key, _plain_recovery(recovery)))
        return data_key, recovery

    def unlock(self, passphrase: str) -> bytes:
        """The data key. Raises LockedError, StorageError."""
        return self._slots()[0].open(passphrase)

    def unlock_with_recovery(self, recovery: str) -> bytes:
        """The data key by the recovery key; case, spaces and dashes do not matter. Raises LockedError, StorageError."""
        return self._slots()[1].open(_plain_recovery(recovery))

    def change(self, data_key: bytes, passphrase: str) -> None:
        """A new passphrase for the same data key; the recovery key stays."""
        self._write(Slot.wrap(data_key, passphrase), self._slots()[1])

    def renew_recovery(self, data_key: bytes) -> str:
        """A new recovery key; the old one opens nothing any more."""
        recovery = new_recovery_key()
        self._write(self._slots()[0], Slot.wrap(data_key, _plain_recovery(recovery)))
        return recovery

    def remove(self) -> None:
        """Give up the passphrase; call it after everything was opened (protect.unprotect)."""
        self.path.unlink(missing_ok=True)

    def _slots(self) -> tuple[Slot, Slot]:
        try:
            data = json.loads(self.path.read_bytes())
            return Slot.from_json(data["passphrase"]), Slot.from_json(data["recovery"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StorageError("The file with the wrapped key is gone or damaged.", "Restore a backup.") from error

    def _write(self, passphrase: Slot, recovery: Slot) -> None:
        data = {"version": _VERSION, "passphrase": passphrase.to_json(), "recovery": recovery.to_json()}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(self.path, json.dumps(data, indent=1).encode())


def new_recovery_key() -> str:
    """160 random bits in groups of four letters and digits, without those that look alike."""
    text = base64.b32encode(os.urandom(_RECOVERY_BYTES)).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def _plain_recovery(recovery: str) -> str:
    return "".join(c for c in recovery.upper() if c.isalnum()).replace("0", "O").replace("1", "I").replace("8", "B")


def _derive(secret: str, salt: bytes, n: int) -> bytes:
    return Scrypt(salt, KEY_BYTES, n, 8, 1).derive(unicodedata.normalize("NFKC", secret).encode())
