"""Codecs to be measured: what they have to do, and the one of a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import soxr

from engine.runtime.bundle import Bundle
from engine.runtime.decoding import StreamingDecoder
from engine.runtime.enrol import Enroller, quantise
from engine.runtime.graphs import Graphs
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Coded:
    """A recording as codes (T, 8) and a voice vector (128,)."""

    codes: IntArray
    voice: FloatArray


class Codec(Protocol):
    """Any rate in, 24 kHz out."""

    def encode(self, audio: Audio) -> Coded:
        """Analyse and quantise."""
        ...

    def decode(self, coded: Coded, codebooks: int) -> Audio:
        """Sound from the first so many codebooks, 1 to 8."""
        ...


class BundleCodec:
    """The codec as the engine runs it. The voice vector is taken from the recording itself."""

    def __init__(self, bundle: Bundle) -> None:
        self._graphs = Graphs(bundle, "cpu", threads=1)
        self._enroller = Enroller(self._graphs)

    def encode(self, audio: Audio) -> Coded:
        """See Codec."""
        samples = soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ)
        features = self._enroller.features(Audio(samples, SAMPLE_RATE_HZ))
        voice = self._graphs.voice(features)
        return Coded(quantise(self._graphs.encode(features, voice), self._graphs.codebooks), voice)

    def decode(self, coded: Coded, codebooks: int) -> Audio:
        """See Codec."""
        latents = self._graphs.embed(coded.codes[:, :codebooks])
        decoder = StreamingDecoder(self._graphs, coded.voice, noise_key=0)
        samples = np.concatenate([decoder.push(decoder.preview(latents)), decoder.flush()])
        return Audio(samples.astype(np.float32), SAMPLE_RATE_HZ)


@lru_cache(maxsize=2)
def load(source: Path | None) -> Codec:
    """The codec of a bundle (None: the one shipped) or of a run by its training configuration (.yaml).

    It is kept, since each number of codebooks is a system of its own. Raises BundleError, ConfigError.
    """
    if source is not None and source.suffix == ".yaml":
        from engine.evaluation.checkpoint import CheckpointCodec  # noqa: PLC0415  (only then is training needed)

        return CheckpointCodec(source)
    return BundleCodec(Bundle.open(source))
