"""What every codec does: sound to codes (T, 8) of 1024 at 75 frames a second, and back, whole or as it comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from engine.types import CODEBOOKS, Audio, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Coded:
    """A recording as codes (T, 8) and, where the codec has one, a voice vector (V,)."""

    codes: IntArray
    voice: FloatArray


class CodeStream(Protocol):
    """One recording being decoded piece by piece. All the state there is, is here; the pieces change nothing."""

    def push(self, codes: IntArray) -> FloatArray:
        """The samples (n,) at 24 kHz that are settled by further codes (T, 1 to 8)."""
        ...

    def flush(self) -> FloatArray:
        """The samples still held: the end."""
        ...


class Codec(Protocol):
    """Any rate in, 24 kHz out."""

    def encode(self, audio: Audio) -> Coded:
        """Analyse and quantise."""
        ...

    def decode(self, coded: Coded, codebooks: int = CODEBOOKS) -> Audio:
        """Sound from the first so many codebooks, 1 to 8."""
        ...

    def stream(self, voice: FloatArray) -> CodeStream:
        """Begin to decode codes that come in pieces."""
        ...
