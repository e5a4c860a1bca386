"""Pictures and sounds of boards: files named by their content, so that nothing is kept twice or overwritten."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.errors import StorageError

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf1", "aac"),
    (b"\x1aE\xdf\xa3", "webm"),
)
TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "mp3": "audio/mpeg",
    "aac": "audio/aac",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "webm": "audio/webm",
}


def kind(data: bytes) -> str:
    """The file's ending by its first bytes, for what it calls itself may lie; "" when it is no picture or sound."""
    if data[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        return "m4a"
    for magic, ending in _MAGIC:
        if data.startswith(magic):
            return ending
    return "svg" if b"<svg" in data[:4096].lower() else ""


class Media:
    """The folder of board files; names are SHA-256 and ending."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, data: bytes) -> str:
        """Keep these bytes; the name they are found by, "" when they are no picture or sound. StorageError."""
        ending = kind(data)
        if not ending:
            return ""
        name = f"{hashlib.sha256(data).hexdigest()}.{ending}"
        path = self.folder / name
        if not path.exists():
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(".part")
                part.write_bytes(data)
                part.replace(path)
            except OSError as error:
                raise StorageError(
                    "A picture or sound could not be saved.", "Check that the disk is not full."
                ) from error
        return name

    def path(self, name: str) -> Path:
        """Where it is; it may be gone."""
        return self.folder / name

    def read(self, name: str) -> bytes:
        """The bytes, b"" when the file is gone."""
        try:
            return self.path(name).read_bytes() if name else b""
        except OSError:
            return b""

    def prune(self, used: set[str]) -> None:
        """Delete what no board uses."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in used:
                    path.unlink(missing_ok=True)
