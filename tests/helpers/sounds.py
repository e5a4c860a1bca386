"""Sounds made on the spot: something like speech, and files of every kind."""

from pathlib import Path

import av
import numpy as np
import soundfile
from av.audio.stream import AudioStream

from engine.types import Audio, FloatArray

RATE_HZ = 24_000


def tone(seconds: float, hz: float = 440.0, level: float = 0.5, rate_hz: int = RATE_HZ) -> FloatArray:
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


def noise(seconds: float, level: float = 0.001, seed: int = 0) -> FloatArray:
    return np.random.default_rng(seed).normal(0, level, round(seconds * RATE_HZ)).astype(np.float32)


def speechlike(
    seconds: float, f0_hz: float = 120.0, level: float = 0.3, formants: tuple[float, ...] = (600, 1400, 2600)
) -> FloatArray:
    """Syllables of harmonics under formants, four a second, over faint noise."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    phase = 2 * np.pi * np.cumsum(f0_hz * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * t))) / RATE_HZ
    voice = np.zeros_like(t)
    for k in range(1, int(5000 / f0_hz)):
        gain = sum(np.exp(-(((k * f0_hz - f) / 250) ** 2)) for f in formants) + 0.02
        voice += gain * np.sin(k * phase)
    syllables = np.clip(np.sin(2 * np.pi * 2 * t), 0, 1) ** 0.5
    voice *= syllables / np.abs(voice).max()
    return (level * voice).astype(np.float32) + noise(seconds)


def audio(samples: FloatArray) -> Audio:
    return Audio(samples, RATE_HZ)


def write_encoded(
    path: Path, samples: FloatArray, codec: str, container: str, rate_hz: int = 48_000, *, video: bool = False
) -> Path:
    """A file by FFmpeg's libraries: M4A, WMA, a film with sound."""
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate_hz, layout="mono")
        assert isinstance(stream, AudioStream)
        picture = out.add_stream("mpeg4", rate=10) if video else None
        if picture is not None:
            picture.width, picture.height, picture.pix_fmt = 64, 64, "yuv420p"
            for _ in range(5):
                frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
                out.mux(picture.encode(frame))
            out.mux(picture.encode())
        size = 1024
        for index, start in enumerate(range(0, len(samples), size)):
            block = av.AudioFrame.from_ndarray(samples[None, start : start + size], format="fltp", layout="mono")
            block.sample_rate, block.pts = rate_hz, index * size
            out.mux(stream.encode(block))
        out.mux(stream.encode())
    return path


def write(
    path: Path, samples: FloatArray, rate_hz: int = RATE_HZ, subtype: str | None = None, format: str | None = None
) -> Path:
    soundfile.write(path, samples, rate_hz, subtype=subtype, format=format)
    return path
