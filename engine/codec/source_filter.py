"""The source-filter codec with torch: for reports while it is trained. Speaking is ONNX (runtime/decoding.py).

Networks run here, everything between and after them (windows, pulses, noise, overlap-add) is the runtime's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import cast

import numpy as np
import soxr
import torch

from engine.codec import features
from engine.codec.channel import ChannelFill
from engine.codec.networks import Codec
from engine.codec.protocol import Coded
from engine.codec.synthesiser import Synthesiser
from engine.runtime.decoding import StreamingDecoder
from engine.runtime.graphs import Filters, Graphs
from engine.types import CODEBOOKS, SAMPLE_RATE_HZ, Audio, FloatArray, IntArray


class SourceFilterCodec:
    """The default codec (codec/protocol.py). The voice vector is taken from the recording itself."""

    def __init__(self, codec: Codec, synthesiser: Synthesiser, channel: ChannelFill) -> None:
        self._codec, self._channel = codec, channel
        self._networks = _Networks(codec, synthesiser)

    @torch.no_grad()
    def encode(self, audio: Audio) -> Coded:
        """See protocol.Codec."""
        samples = soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ)
        f0, envelope, aperiodicity = features.world(features.bring_to_level(samples), "harvest")
        cutoff = features.channel_cutoff_hz(envelope)
        if cutoff is None:
            coded = features.code(f0, envelope, aperiodicity)
        else:
            flat = features.flatten_above(envelope, cutoff)
            coded = self._channel(features.code(f0, flat, aperiodicity), cutoff)
        scaled = self._codec.scaled(torch.tensor(coded))[None]
        voice = self._codec.voice(scaled)
        codes = self._codec.quantiser.encode(self._codec.encode(scaled, voice)[0])
        return Coded(codes.numpy(), voice[0].numpy())

    def decode(self, coded: Coded, codebooks: int = CODEBOOKS) -> Audio:
        """See protocol.Codec."""
        stream = self.stream(coded.voice)
        samples = np.concatenate([stream.push(coded.codes[:, :codebooks]), stream.flush()])
        return Audio(samples.astype(np.float32), SAMPLE_RATE_HZ)

    def stream(self, voice: FloatArray) -> SourceFilterStream:
        """See protocol.Codec."""
        # The decoder asks of its graphs only what _Networks has.
        return SourceFilterStream(StreamingDecoder(cast("Graphs", self._networks), voice, noise_key=0), self._codec)


@dataclass(frozen=True, slots=True)
class SourceFilterStream:
    """See protocol.CodeStream."""

    decoder: StreamingDecoder
    codec: Codec

    def push(self, codes: IntArray) -> FloatArray:
        """See protocol.CodeStream."""
        latents = self.codec.quantiser.embed(torch.tensor(codes)).numpy()
        return self.decoder.push(self.decoder.preview(latents))

    def flush(self) -> FloatArray:
        """See protocol.CodeStream."""
        return self.decoder.flush()


class _Networks:
    """The torch networks with the face of the bundle's graphs."""

    def __init__(self, codec: Codec, synthesiser: Synthesiser) -> None:
        self._codec, self._synthesiser = codec, synthesiser
        self.codebooks = codec.quantiser.codebooks.numpy()
        self.config = SimpleNamespace(
            decoder_context_frames=codec.context_frames, synthesiser_context_frames=synthesiser.context_frames
        )

    @torch.no_grad()
    def decode(self, latents: FloatArray, voice: FloatArray) -> FloatArray:
        return self._codec.decode(torch.tensor(latents)[None], torch.tensor(voice)[None])[0].numpy()

    @torch.no_grad()
    def filters(self, scaled: FloatArray, _voice: FloatArray) -> Filters:
        real, imaginary, noise = self._synthesiser.filters(torch.tensor(scaled)[None])
        return Filters(torch.complex(real, imaginary)[0].numpy(), noise[0].numpy())

    def unscaled(self, scaled: FloatArray) -> FloatArray:
        return (torch.tensor(scaled) / self._codec.scale + self._codec.mean).numpy()
