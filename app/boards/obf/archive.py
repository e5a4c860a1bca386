"""ZIP files from strangers, read in memory: nothing is unpacked to a path, and nothing may grow without bound."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from engine.errors import StorageError

MAX_ENTRIES = 20_000
MAX_ENTRY_BYTES = 64 << 20
MAX_TOTAL_BYTES = 512 << 20
MAX_RATIO = 200  # plain JSON packs to a fiftieth at best; zeros to a thousandth
RATIO_FREE_BYTES = 1 << 20
_ADVICE = "Ask for the file again from where it came; nothing was changed here."


class Archive:
    """An opened ZIP. Names use forward slashes; a folder that wraps everything is left out of them.

    Raises StorageError for what is no ZIP, is encrypted, holds unsafe paths, or unpacks to far more than it should.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
            raise StorageError(f"{path.name} is damaged or is no board file.", _ADVICE) from error
        try:
            entries = [e for e in self._zip.infolist() if not e.is_dir() and not e.filename.startswith("__MACOSX")]
            _check(path.name, entries)
        except BaseException:
            self._zip.close()
            raise
        names = {e.filename.replace("\\", "/"): e for e in entries}
        prefix = _wrapping_folder(list(names))
        self._entries = {name[len(prefix) :]: e for name, e in names.items() if name.startswith(prefix)}
        self._left = MAX_TOTAL_BYTES
        self._name = path.name

    def close(self) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """All files in it."""
        return list(self._entries)

    def find(self, path: object, beside: str = "") -> str | None:
        """The entry a board means by a path: as it stands, without "./", percent-decoded, or beside its own file."""
        if not isinstance(path, str):
            return None
        plain = path.replace("\\", "/").removeprefix("./").lstrip("/")
        folder = str(PurePosixPath(beside).parent) + "/" if "/" in beside else ""
        for candidate in (plain, unquote(plain), folder + plain):
            if candidate in self._entries:
                return candidate
        return None

    def read(self, name: str) -> bytes:
        """An entry's bytes; what the directory says of its size is not believed."""
        limit = min(MAX_ENTRY_BYTES, self._left)
        try:
            with self._zip.open(self._entries[name]) as stream:
                data = stream.read(limit + 1)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
            raise StorageError(f"{self._name} is damaged.", _ADVICE) from error
        if len(data) > limit:
            raise _too_large(self._name)
        self._left -= len(data)
        return data


def _check(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_TOTAL_BYTES:
        raise _too_large(name)
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in entry.filename:
            raise StorageError(f"{name} tries to write outside its place, so it was not opened.", _ADVICE)
        if entry.flag_bits & 1:
            raise StorageError(f"{name} is locked with a password.", "Save it without a password and try again.")
        bloated = entry.file_size > MAX_RATIO * max(1, entry.compress_size)
        if entry.file_size > MAX_ENTRY_BYTES or (bloated and entry.file_size > RATIO_FREE_BYTES):
            raise _too_large(name)


def _too_large(name: str) -> StorageError:
    return StorageError(f"{name} would unpack to far more than a board needs, so it was not opened.", _ADVICE)


def _wrapping_folder(names: list[str]) -> str:
    """ "boards/" when somebody zipped the folder instead of what is in it."""
    if "manifest.json" in names:
        return ""
    manifests = [n for n in names if n.endswith("/manifest.json") and n.count("/") == 1]
    return manifests[0].removesuffix("manifest.json") if len(manifests) == 1 else ""
