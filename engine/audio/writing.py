"""WAV files, whole or not at all, of sound that need never be in memory at once."""

from __future__ import annotations

import struct
import wave
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from engine import atomic
from engine.errors import StorageError
from engine.types import Audio

_FULL_SCALE = 32_767


def write_wav(path: Path, audio: Audio | Iterable[Audio], info: Mapping[str, str] | None = None) -> None:
    """Write 16-bit mono WAV atomically; several pieces of sound, all at one rate, follow one another.

    info: entries of the RIFF INFO list by their four letters ("ISFT": the software). Raises StorageError when the
    folder is missing or read-only or the disk is full, and for no sound at all; then nothing is left behind.
    """
    pieces = iter([audio] if isinstance(audio, Audio) else audio)
    first = next(pieces, None)
    if first is None:
        raise StorageError(f"There is no sound to write to {path}.", "Say something first.")
    with atomic.replacing(Path(path)) as temporary:
        with temporary.open("wb") as file, wave.open(file, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(first.rate_hz)
            wav.writeframes(_pcm(first))
            for piece in pieces:
                wav.writeframes(_pcm(piece))
        if info:
            _append_info(temporary, info)


def _pcm(audio: Audio) -> bytes:
    return (np.clip(audio.samples, -1.0, 1.0) * _FULL_SCALE).round().astype("<i2").tobytes()


def _append_info(path: Path, info: Mapping[str, str]) -> None:
    """Add a LIST INFO chunk after the samples (RIFF, Microsoft 1991) and mend the size in the file's head."""
    entries = b"".join(_chunk(key.encode("ascii"), text.encode() + b"\0") for key, text in info.items())
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.write(_chunk(b"LIST", b"INFO" + entries))
        size = file.tell() - 8
        file.seek(4)
        file.write(struct.pack("<I", size))


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
