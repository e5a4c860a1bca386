"""The codec of a training run, as trained so far: measured before there is a bundle."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soxr
import torch

from engine.codec.channel import ChannelFill
from engine.codec.features import bring_to_level, channel_cutoff_hz, code, flatten_above, world
from engine.evaluation.codecs import Coded
from engine.training import config
from engine.training.runs import Run
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray


class CheckpointCodec:
    """Codec and synthesiser of the run that a training configuration names. Raises ConfigError when not yet trained."""

    def __init__(self, configuration: Path) -> None:
        run = Run(config.load(configuration))
        self._codec, self._synthesiser = run.codec(), run.synthesiser()
        self._fill = ChannelFill.load(Path(run.config.corpus) / "channel.npz")

    @torch.inference_mode()
    def encode(self, audio: Audio) -> Coded:
        """See Codec."""
        scaled = self._codec.scaled(torch.from_numpy(self._features(audio)))[None]
        voice = self._codec.voice(scaled)
        codes = self._codec.quantiser.encode(self._codec.encode(scaled, voice)[0])
        return Coded(codes.numpy(), voice[0].numpy())

    @torch.inference_mode()
    def decode(self, coded: Coded, codebooks: int) -> Audio:
        """See Codec."""
        latents = self._codec.quantiser.embed(torch.from_numpy(coded.codes[:, :codebooks]))
        features = self._codec.decode(latents[None], torch.from_numpy(coded.voice)[None])
        torch.manual_seed(0)  # the noise of the synthesiser
        return Audio(self._synthesiser(features)[0].numpy(), SAMPLE_RATE_HZ)

    def _features(self, audio: Audio) -> FloatArray:
        """(T, 65), a narrow channel filled."""
        samples = bring_to_level(soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ))
        f0, envelope, aperiodicity = world(samples, "harvest")
        cutoff = channel_cutoff_hz(envelope)
        if cutoff is None:
            return code(f0, envelope, aperiodicity)
        return np.asarray(self._fill(code(f0, flatten_above(envelope, cutoff), aperiodicity), cutoff))
