"""EnCodec at 24 kHz and 6 kbps (Défossez et al. 2022) with Meta's weights from a file, and a Vocos-style decoder.

Meta's weights are not ours to ship (CC BY-NC); who has `encodec_24khz-d7cc33bc.th` can measure and train with it.
"""

from __future__ import annotations

import importlib.machinery
import sys
import types
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soxr
import torch
from torch import Tensor

from engine.codec.protocol import Coded
from engine.codec.vocos import Vocos
from engine.errors import BundleError, ConfigError
from engine.types import CODEBOOK_SIZE, CODEBOOKS, HOP_SAMPLES, SAMPLE_RATE_HZ, Audio, FloatArray, IntArray

if TYPE_CHECKING:
    from encodec.model import EncodecModel

_BANDWIDTH_KBPS = 6.0  # eight codebooks
_ALL_BANDWIDTHS = [1.5, 3.0, 6.0, 12.0, 24.0]
_LEVELS = 32  # codebooks in Meta's file
_FIRST = "encoder.model.0.conv.conv.weight_g"


def network(filters: int = 32) -> EncodecModel:
    """EnCodec's 24 kHz network with random weights; Meta's has 32 filters."""
    _import_package()
    from encodec.model import EncodecModel  # noqa: PLC0415 - importable from here on
    from encodec.modules.seanet import SEANetDecoder, SEANetEncoder  # noqa: PLC0415
    from encodec.quantization.vq import ResidualVectorQuantizer  # noqa: PLC0415

    sizes = {"n_filters": filters, "norm": "weight_norm", "causal": True}
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", FutureWarning
        )  # its weight norm is torch's older one, and so are Meta's weights
        encoder, decoder = SEANetEncoder(channels=1, **sizes), SEANetDecoder(channels=1, **sizes)
    quantiser = ResidualVectorQuantizer(dimension=encoder.dimension, n_q=_LEVELS, bins=CODEBOOK_SIZE)
    model = EncodecModel(encoder, decoder, quantiser, _ALL_BANDWIDTHS, SAMPLE_RATE_HZ, channels=1)
    model.set_target_bandwidth(_BANDWIDTH_KBPS)
    return model.eval().requires_grad_(False)


def load(path: Path) -> EncodecModel:
    """The network with the weights of a file. Raises BundleError when it holds something else."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        model = network(int(state[_FIRST].shape[0]))
        model.load_state_dict(state)
    except (OSError, KeyError, RuntimeError, TypeError, AttributeError, EOFError) as error:
        raise BundleError(
            f"{path} does not hold EnCodec's weights for 24 kHz.", "Give the path of encodec_24khz-d7cc33bc.th."
        ) from error
    except Exception as error:  # torch.load passes on whatever unpickling raised
        raise BundleError(f"{path} cannot be read.", "Give the path of encodec_24khz-d7cc33bc.th.") from error
    return model


@torch.no_grad()
def encode(model: EncodecModel, samples: Tensor) -> Tensor:
    """Codes (B, T, 8) of samples (B, n) at 24 kHz."""
    return model.encode(samples[:, None])[0][0].transpose(1, 2)


@torch.no_grad()
def embed(model: EncodecModel, codes: Tensor) -> Tensor:
    """Sums of code vectors (B, T, 128) of codes (B, T, 1 to 8)."""
    return model.quantizer.decode(codes.permute(2, 0, 1)).transpose(1, 2)


class EncodecCodec:
    """See protocol.Codec. There is no voice vector."""

    def __init__(self, model: EncodecModel, decoder: Vocos) -> None:
        self._model, self._decoder = model, decoder.eval()

    def encode(self, audio: Audio) -> Coded:
        """See protocol.Codec."""
        samples = soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ)
        return Coded(encode(self._model, torch.tensor(samples)[None])[0].numpy(), np.zeros(0, np.float32))

    def decode(self, coded: Coded, codebooks: int = CODEBOOKS) -> Audio:
        """See protocol.Codec."""
        return Audio(self._sound(coded.codes[:, :codebooks]), SAMPLE_RATE_HZ)

    def stream(self, voice: FloatArray) -> EncodecStream:
        """See protocol.Codec; voice is not used."""
        return EncodecStream(self)

    @property
    def context_frames(self) -> int:
        """Frames on each side that a frame's samples depend on."""
        return self._decoder.context_frames

    @torch.no_grad()
    def _sound(self, codes: IntArray) -> FloatArray:
        return self._decoder(embed(self._model, torch.tensor(codes)[None]))[0].numpy()


@dataclass(slots=True)
class EncodecStream:
    """See protocol.CodeStream. codes: what is still needed; done: how many of them have been heard."""

    codec: EncodecCodec
    codes: IntArray = field(default_factory=lambda: np.zeros((0, CODEBOOKS), np.int64))
    done: int = 0

    def push(self, codes: IntArray) -> FloatArray:
        """See protocol.CodeStream."""
        self.codes = np.concatenate([self.codes[:, : codes.shape[1]], codes])
        return self._heard(max(self.done, len(self.codes) - self.codec.context_frames))

    def flush(self) -> FloatArray:
        """See protocol.CodeStream."""
        return self._heard(len(self.codes))

    def _heard(self, until: int) -> FloatArray:
        if until == self.done:
            return np.zeros(0, np.float32)
        samples = self.codec._sound(self.codes)[self.done * HOP_SAMPLES : until * HOP_SAMPLES]
        # What is needed of the past: the context of the first frame not yet heard.
        dropped = max(0, until - self.codec.context_frames)
        self.codes, self.done = self.codes[dropped:], until - dropped
        return samples


def _import_package() -> None:
    """Import encodec, which imports torchaudio for its command line and its resampler; neither is used here.

    torchaudio's binary part exists for few builds of torch; where it does not load, an empty module stands in for it
    while encodec is imported.
    """
    if "encodec" not in sys.modules:
        stand_in = types.ModuleType("torchaudio")
        stand_in.__spec__ = importlib.machinery.ModuleSpec("torchaudio", None)
        before = sys.modules.get("torchaudio")
        sys.modules["torchaudio"] = stand_in
        try:
            import encodec  # noqa: F401, PLC0415
        except ImportError as error:
            raise ConfigError("The package encodec is not installed.", "pip install viva-voce[encodec]") from error
        finally:
            if before is None:
                del sys.modules["torchaudio"]
            else:
                sys.modules["torchaudio"] = before
