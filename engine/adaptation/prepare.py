"""From banked takes to what training reads: features, and which unit of the text is spoken when."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import soxr

from engine.errors import VivaError
from engine.runtime.enrol import Enroller
from engine.synthesizer import Synthesizer
from engine.types import FRAME_RATE_HZ, SAMPLE_RATE_HZ, Audio, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Said:
    """One take: units (U,), their stress and ends in frames, features (T, 65) unscaled."""

    ids: IntArray
    stress: IntArray
    ends: IntArray
    features: FloatArray

    @property
    def seconds(self) -> float:
        return len(self.features) / FRAME_RATE_HZ


def prepared(takes: Iterable[tuple[str, Audio]], synthesizer: Synthesizer) -> Iterator[Said | None]:
    """Each take (transcript, sound) as it was said; None for one in which its words are not heard."""
    enroller = Enroller(synthesizer.graphs)
    for text, audio in takes:
        yield _said(text, audio, synthesizer, enroller)


def _said(text: str, audio: Audio, synthesizer: Synthesizer, enroller: Enroller) -> Said | None:
    samples = soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ).astype(np.float32)
    try:
        phonemes = synthesizer.phonemes(text)
        if phonemes is None or len(samples) < SAMPLE_RATE_HZ // 2:
            return None
        aligned = enroller.align(Audio(samples, SAMPLE_RATE_HZ), phonemes)
    except VivaError:
        return None
    if aligned.heard:  # the text is not what was said
        return None
    ends = np.searchsorted(aligned.pointer, np.arange(len(aligned.units)), side="right")
    features = synthesizer.graphs.unscaled(aligned.features)
    return Said(aligned.units.ids, aligned.units.stress, ends, features.astype(np.float32))


def pack(said: Iterable[Said]) -> bytes:
    """As one npz, arrays only."""
    arrays: dict[str, np.ndarray] = {}
    for number, take in enumerate(said):
        arrays[f"{number}.units"] = np.stack([take.ids, take.stress, take.ends])
        arrays[f"{number}.features"] = take.features.astype(np.float16)
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)
    return out.getvalue()


def unpack(data: bytes) -> list[Said]:
    """What pack made."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        count = len(stored.files) // 2
        return [
            Said(*stored[f"{n}.units"], stored[f"{n}.features"].astype(np.float32))  # type: ignore[call-arg]
            for n in range(count)
        ]
