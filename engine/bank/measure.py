"""What can be measured of one take: levels, clipping, its edges, how fast it was said."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import soxr

from engine.bank.levels import FRAME_S, frame_levels_db, levels_of
from engine.types import Audio, FloatArray

_EDGE_FRAMES = 3
_BINS = 40  # of amplitude, up to the extreme
_LOUD_BIN = 22  # a ceiling is looked for from here on: overshoot may stand over it
_NO_HEAP = 6  # so few samples are no ceiling
_CLEAR_RATE_HZ = 16_000
_CLEAR_FRAME = 640
_CLEAR_LAGS = slice(_CLEAR_RATE_HZ // 400, _CLEAR_RATE_HZ // 60)  # of the pitch
_VOWELS = re.compile(r"[aeiouyäöüàâéèêëîïôûù]+", re.IGNORECASE)
_SILENT_E = re.compile(r"(?<![^aeiou]l)e$", re.IGNORECASE)  # not that of "table"


@dataclass(frozen=True, slots=True)
class Measures:
    """speech_s: first to last speech; start_db, end_db: the loudest of the 60 ms at each edge, relative to the speech;
    clipped: as ceiling has it; clear_db: as clearness has it; syllables_per_s: None when the text has none."""

    seconds: float
    speech_s: float
    speech_db: float
    noise_db: float
    peak: float
    clipped: float
    start_db: float
    end_db: float
    syllables_per_s: float | None
    clear_db: float

    @property
    def snr_db(self) -> float:
        return self.speech_db - self.noise_db


def measure(audio: Audio, text: str) -> Measures:
    """Measure a take of text. An empty recording measures as silence."""
    levels = levels_of(audio)
    db = frame_levels_db(audio)
    edges = (db[:_EDGE_FRAMES], db[-_EDGE_FRAMES:]) if len(db) else (np.full(1, -96.0), np.full(1, -96.0))
    count = syllables(text)
    return Measures(
        seconds=audio.seconds,
        speech_s=levels.seconds,
        speech_db=levels.speech_db,
        noise_db=levels.noise_db,
        peak=float(np.abs(audio.samples).max(initial=0.0)),
        clipped=ceiling(audio.samples),
        start_db=float(edges[0].max()) - levels.speech_db,
        end_db=float(edges[1].max()) - levels.speech_db,
        syllables_per_s=count / max(levels.seconds, FRAME_S) if count else None,
        clear_db=clearness(audio),
    )


def syllables(text: str) -> int:
    """Syllables by groups of vowels: right within a fifth on English sentences, which is all the rate needs."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text)
    return sum(max(1, len(_VOWELS.findall(_SILENT_E.sub("", w)))) for w in words)


def ceiling(samples: FloatArray) -> float:
    """How far amplitudes pile up under the signal's extremes, in standard deviations of their count; 0 is natural.

    Of speech that was never clipped, the nearer to the extreme the fewer samples there are. A ceiling heaps them up,
    and the heap stays where flat tops do not: through resampling, lossy coding, and when the recording is turned down.
    """
    highest = 0.0
    for side in (samples, -samples):
        peak = float(side.max(initial=0.0))
        if peak < 0.02:
            continue
        counts = np.histogram(side, _BINS, (0, peak * 1.0001))[0].astype(float)
        fewest = np.minimum.accumulate(np.convolve(counts, np.ones(3) / 3, "same"))[_LOUD_BIN - 3 : -3]
        above = counts[_LOUD_BIN:]
        excess = np.where(above > _NO_HEAP, (above - fewest) / np.sqrt(fewest + 4), 0)
        highest = max(highest, float(excess.max()))
    return highest


def clearness(audio: Audio) -> float:
    """Harmonics over noise in the voiced speech, in dB: upper quartile over the loud 40 ms, by autocorrelation.

    It sees noise that is only there while there is speech, as noise gates and voice calls leave it. How clear a voice
    is differs from person to person, and with illness: only a person's own takes can be compared.
    """
    samples = soxr.resample(audio.samples, audio.rate_hz, _CLEAR_RATE_HZ)
    if len(samples) < 2 * _CLEAR_FRAME:
        return 0.0
    window = np.hanning(_CLEAR_FRAME).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _CLEAR_FRAME)[:: _CLEAR_FRAME // 2] * window
    energy = (frames**2).sum(1)
    loud = frames[energy >= np.quantile(energy, 0.95) * 10**-1.5]
    similar = _autocorrelation(loud) / np.maximum(_autocorrelation(window[None]), 1e-9)
    share = np.clip(similar[:, _CLEAR_LAGS].max(1), 0.01, 0.999)
    return float(np.quantile(10 * np.log10(share / (1 - share)), 0.75))


def _autocorrelation(frames: FloatArray) -> FloatArray:
    """(n, size) to (n, size), 1 at lag 0."""
    size = frames.shape[1]
    found = np.fft.irfft(np.abs(np.fft.rfft(frames, 2 * size)) ** 2)[:, :size]
    return np.asarray(found / np.maximum(found[:, :1], 1e-12), np.float32)
