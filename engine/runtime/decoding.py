"""Latents to sound as they come, with explicit state: decoder, speed, synthesiser."""

from __future__ import annotations

import numpy as np

from engine.codec.features import FEATURES
from engine.runtime.excitation import Excitation
from engine.runtime.filterbank import FilterBank
from engine.runtime.graphs import Filters, Graphs
from engine.runtime.timescale import TimeScale
from engine.runtime.window import Preview, Windowed
from engine.types import FloatArray


class StreamingDecoder:
    """One sentence's latents to its samples at 24 kHz. Streamed and whole sound are the same."""

    def __init__(
        self, graphs: Graphs, voice: FloatArray, noise_key: int, speed: float = 1.0, mean: FloatArray | None = None
    ) -> None:
        """mean (65,): of the voice's scaled features, for predicted latents: around it their variance is brought back
        to that of speech (Toda and Tokuda 2007, "global variance"). None for latents that were encoded.
        """
        config = graphs.config
        self._voice, self._mean = voice, mean
        self._graphs = graphs
        latent = graphs.codebooks.shape[2]
        self._decoder = Windowed(self._decode, config.decoder_context_frames, latent)
        self._synthesiser = Windowed(lambda x: graphs.filters(x, voice), config.synthesiser_context_frames, FEATURES)
        self._no_latents = np.zeros((0, latent), np.float32)
        self._speed = TimeScale(speed, FEATURES)
        self._excitation = Excitation(noise_key)
        self._filterbank = FilterBank()
        self._begun = False

    def preview(self, latents: FloatArray) -> Preview[FloatArray]:
        """The features that new latents (T, 48) would give, to be judged; nothing is kept."""
        return self._decoder.preview(latents)

    def push(self, preview: Preview[FloatArray]) -> FloatArray:
        """Keep the previewed latents; the samples (n,) that are settled by them."""
        self._begun = True
        return self._sound(preview, final=False)

    def flush(self) -> FloatArray:
        """The end of the sentence: every sample that is still held."""
        if not self._begun:
            return np.zeros(0, np.float32)
        waiting = self._decoder.preview(self._no_latents)
        return np.concatenate([self._sound(waiting, final=True), self._filterbank.flush()])

    def _decode(self, latents: FloatArray) -> FloatArray:
        features = self._graphs.decode(latents, self._voice)
        if self._mean is None:
            return features
        return (self._mean + (features - self._mean) * self._graphs.variance).astype(np.float32)

    def _sound(self, preview: Preview[FloatArray], final: bool) -> FloatArray:
        settled = self._decoder.commit(preview, final)
        features = self._speed.push(preview.output[settled])
        if len(features) == 0 and not final:
            return np.zeros(0, np.float32)
        ahead = self._synthesiser.preview(features)
        ready = self._synthesiser.commit(ahead, final)
        filters = Filters(ahead.output.harmonic[ready], ahead.output.noise[ready])
        excitation = self._excitation.push(self._graphs.unscaled(ahead.inputs[ready]))
        return self._filterbank.push(excitation, filters)
