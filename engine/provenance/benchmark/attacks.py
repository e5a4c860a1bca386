"""What happens to a sound on its way: codecs, other rates, noise, other speeds, rooms."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import cast

import av
import numpy as np
import soxr
from scipy.signal import fftconvolve

from engine.audio import change_speed
from engine.types import Audio, FloatArray

Attack = Callable[[Audio], Audio]


def recoded(audio: Audio, container: str, codec: str, bits_per_second: int) -> Audio:
    """Through a real encoder (by PyAV) and back."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as output:
        stream = cast(av.AudioStream, output.add_stream(codec, rate=audio.rate_hz))
        stream.bit_rate = bits_per_second
        stream.codec_context.layout = "mono"
        frame = av.AudioFrame.from_ndarray(audio.samples[None], format="flt", layout="mono")
        frame.sample_rate = audio.rate_hz
        output.mux([packet for item in (frame, None) for packet in stream.encode(item)])
    buffer.seek(0)
    with av.open(buffer, "r") as source:
        rate_hz = source.streams.audio[0].codec_context.sample_rate
        resampler = av.AudioResampler(format="flt", layout="mono", rate=rate_hz)
        frames = [*source.decode(source.streams.audio[0]), None]
        parts = [part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame)]
    return Audio(np.concatenate(parts), rate_hz)


def resampled(audio: Audio, rate_hz: int) -> Audio:
    """At another rate, losing what lies above half of it."""
    return Audio(soxr.resample(audio.samples, audio.rate_hz, rate_hz).astype(np.float32), rate_hz)


def with_noise(audio: Audio, level_db: float) -> Audio:
    """White noise at a level against the whole sound's."""
    noise = np.random.default_rng(len(audio.samples)).standard_normal(len(audio.samples))
    scale = np.sqrt(np.mean(audio.samples**2)) * 10 ** (level_db / 20)
    return _audio(audio.samples + scale * noise, audio.rate_hz)


def at_speed(audio: Audio, speed: float) -> Audio:
    """Faster or slower as a tape is: the pitch moves too."""
    return Audio(soxr.resample(audio.samples, audio.rate_hz * speed, audio.rate_hz).astype(np.float32), audio.rate_hz)


def in_room(audio: Audio, reverberation_s: float) -> Audio:
    """As a microphone 2 m away hears it: the direct sound, then a tail of noise of equal energy that falls by 60 dB."""
    rng = np.random.default_rng(7)
    times_s = np.arange(int(reverberation_s * audio.rate_hz)) / audio.rate_hz
    tail = rng.standard_normal(len(times_s)) * 10 ** (-3 * times_s / reverberation_s)
    tail /= np.sqrt(np.sum(tail**2))
    tail[0] += 1
    return _audio(fftconvolve(audio.samples, tail)[: len(audio.samples)], audio.rate_hz)


def _audio(samples: np.ndarray, rate_hz: int) -> Audio:
    faithful: FloatArray = samples.astype(np.float32)
    return Audio(faithful, rate_hz)


def mp3(audio: Audio) -> Audio:
    """MP3 at 64 kbps by LAME."""
    return recoded(audio, "mp3", "libmp3lame", 64_000)


def opus(audio: Audio, bits_per_second: int = 24_000) -> Audio:
    """Opus by libopus, as it chooses for itself (application "audio")."""
    return recoded(audio, "ogg", "libopus", bits_per_second)


ATTACKS: dict[str, Attack] = {
    "none": lambda audio: audio,
    "MP3 64 kbps": mp3,
    "Opus 24 kbps": opus,
    "Opus 12 kbps": lambda audio: opus(audio, 12_000),
    "AAC 32 kbps": lambda audio: recoded(audio, "mp4", "aac", 32_000),
    "16 kHz": lambda audio: resampled(audio, 16_000),
    "8 kHz": lambda audio: resampled(audio, 8_000),
    "white noise at -20 dB": lambda audio: with_noise(audio, -20),
    "white noise at -10 dB": lambda audio: with_noise(audio, -10),
    "16 kHz, noise at -20 dB, Opus 24 kbps": lambda audio: opus(with_noise(resampled(audio, 16_000), -20)),
    "half as loud, upside down": lambda audio: _audio(-0.5 * audio.samples, audio.rate_hz),
    "speed x 0.98": lambda audio: at_speed(audio, 0.98),
    "speed x 1.0137": lambda audio: at_speed(audio, 1.0137),
    "room, 0.4 s": lambda audio: in_room(audio, 0.4),
    "speed x 1.05": lambda audio: at_speed(audio, 1.05),
    "tempo x 1.05, same pitch": lambda audio: change_speed(audio, 1.05),
}
