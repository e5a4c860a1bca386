"""What crosses the engine's boundaries: audio that knows its rate, how to say a sentence, and what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 24_000
HOP_SAMPLES = 320
FRAME_RATE_HZ = SAMPLE_RATE_HZ // HOP_SAMPLES  # 75, as EnCodec at 24 kHz
CODEBOOKS = 8
CODEBOOK_SIZE = 1024

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Audio:
    """Mono sound: float32 samples in [-1, 1], shape (n,), and the rate they were taken at."""

    samples: FloatArray
    rate_hz: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate_hz


class Source(StrEnum):
    """Which of the ways to speak was used, best first (product.md, "one way to speak")."""

    TAKE = "take"
    PINNED = "pinned"
    CACHED = "cached"
    LIVE = "live"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class WordTime:
    """A word as written, where it stands in the text given (characters) and when it sounds (seconds)."""

    text: str
    char_start: int
    char_end: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A piece of an utterance, ready to play, and the words that start in it, timed from the utterance's start."""

    audio: Audio
    source: Source
    words: tuple[WordTime, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakOptions:
    """How to say this one (what the voice is, is a Voice).

    speed 0.5 to 2; volume_db is added after loudness normalisation; pause_scale stretches the
    pauses between sentences and clauses; attempts is the most candidates drawn of a piece (VALL-E 2
    samples five); seed fixes every draw: same seed, same samples. manner: "calm", "glad" or "firm", for a voice that
    has a sample of it; "" is its usual one.
    """

    seed: int = 0
    speed: float = 1.0
    volume_db: float = 0.0
    pause_scale: float = 1.0
    attempts: int = 5
    manner: str = ""


@dataclass(slots=True)
class SpeakReport:
    """What came of a request to speak; filled in while the chunks are drawn, complete after the last."""

    seconds: float = 0.0
    compute_seconds: float = 0.0
    first_audio_seconds: float = 0.0
    sources: list[Source] = field(default_factory=list)
    attempts: int = 0
    score: float = 0.0
    words: list[WordTime] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """The least of the sources used: a sentence of which any part was the stock voice's says so."""
        order = list(Source)
        return max(self.sources, key=order.index) if self.sources else Source.STOCK
