"""New speakers and poor microphones, made on features instead of waveforms.

A speaker: frequency warp of the envelope (one 60 x 60 matrix), a shift of log f0, tempo, an EQ. A channel: noise,
room, EQ; only ever on the side of the sample, so that a poor sample still gives a clean voice.
Some 3 ms a sequence; with it nothing overfits on a few hours (engine.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyworld
import torch
from torch import Tensor
from torch.nn import functional as F

from engine.codec.features import APERIODICITY, BINS, ENVELOPE, FFT_SIZE, LOG_F0, VOICING
from engine.types import FRAME_RATE_HZ, SAMPLE_RATE_HZ

WARPS = np.round(np.arange(0.86, 1.161, 0.02), 2)
_NEUTRAL = 7
_EQ_COEFFICIENTS = 12
_APERIODICITY_SCALE_DB = 60.0
_BANDS_HZ = (3000, 6000, 9000)


@dataclass(frozen=True, slots=True)
class Speaker:
    """One drawn speaker: warp index, shift of log f0, tempo ratio, offsets of the low coefficients."""

    warp: int = _NEUTRAL
    pitch: float = 0.0
    tempo: float = 1.0
    eq: Tensor | None = None


def draw_speaker(rng: np.random.Generator, chance: float = 0.8) -> Speaker:
    """A speaker drawn around the recorded one; unchanged in 1 - chance of the cases."""
    if rng.random() >= chance:
        return Speaker()
    warp = int(np.clip(round(rng.normal(_NEUTRAL, 2.6)), 0, len(WARPS) - 1))
    pitch = rng.normal(0, 0.13) + 1.2 * float(np.log(WARPS[warp]))
    eq = None
    if rng.random() < 0.5:
        eq = torch.tensor(
            rng.normal(size=_EQ_COEFFICIENTS) * np.linspace(0.25, 0.05, _EQ_COEFFICIENTS), dtype=torch.float32
        )
    return Speaker(warp, pitch, float(np.exp(rng.normal(0, 0.09))), eq)


def apply_speaker(features: Tensor, speaker: Speaker) -> Tensor:
    """(T, 65) unscaled to (T / tempo, 65)."""
    out = features
    if speaker.tempo != 1.0:
        at = torch.linspace(0, len(out) - 1, max(2, int(len(out) / speaker.tempo)))
        low = at.long().clamp(max=len(out) - 2)
        weight = (at - low)[:, None]
        out = out[low] * (1 - weight) + out[low + 1] * weight
    else:
        out = out.clone()
    if speaker.warp != _NEUTRAL:
        out[:, :ENVELOPE] = out[:, :ENVELOPE] @ warp_matrix(float(WARPS[speaker.warp]))
    if speaker.eq is not None:
        out[:, 1 : 1 + _EQ_COEFFICIENTS] += speaker.eq
    out[:, LOG_F0] += speaker.pitch
    return out


@cache
def warp_matrix(ratio: float) -> Tensor:
    """(60, 60) map of the coded envelope under scaling of the frequency axis."""
    basis, offset = _log_spectra()
    bins = np.arange(BINS)
    warped = np.stack([np.interp(bins / ratio, bins, row) for row in np.concatenate([basis, offset[None]])])
    coded = pyworld.code_spectral_envelope(np.exp(warped), SAMPLE_RATE_HZ, ENVELOPE)
    return torch.tensor(coded[:-1] - coded[-1], dtype=torch.float32)


@cache
def _log_spectra() -> tuple[np.ndarray, np.ndarray]:
    """Log power spectra (60, 513) of each unit coefficient (offset included) and of zero (513,)."""
    offset = np.log(pyworld.decode_spectral_envelope(np.zeros((1, ENVELOPE)), SAMPLE_RATE_HZ, FFT_SIZE))[0]
    return np.log(pyworld.decode_spectral_envelope(np.eye(ENVELOPE), SAMPLE_RATE_HZ, FFT_SIZE)), offset


@cache
def _grid() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Coded envelope on 100 frequencies and back: (60, 100), (100,) offset, (100, 60), the frequencies (100,)."""
    basis, offset = _log_spectra()
    hz = 700 * (np.exp(np.linspace(np.log1p(60 / 700), np.log1p(11_900 / 700), 100)) - 1)
    bins = hz / (SAMPLE_RATE_HZ / 2) * (BINS - 1)
    rows = np.stack([np.interp(bins, np.arange(BINS), row) for row in basis - offset])
    base = np.interp(bins, np.arange(BINS), offset)
    back = np.linalg.solve(rows @ rows.T + 1e-3 * np.eye(ENVELOPE), rows).T
    return tuple(torch.tensor(v, dtype=torch.float32) for v in (rows, base, back, hz))  # type: ignore[return-value]


def roughen(features: Tensor, rng: np.random.Generator) -> Tensor:
    """(T, 65) unscaled as a poor microphone would have it: room, noise, EQ."""
    rows, base, back, hz = _grid()
    level = features[:, :ENVELOPE] @ rows + base  # log power (T, 100)
    power = torch.exp(level)
    if rng.random() < 0.5:
        power = _room(power, rng)
    dirty = power
    if rng.random() < 0.7:
        snr_db = rng.uniform(8, 40)
        tilt = float(rng.uniform(-1.2, 0.2))
        shape = (hz / 1000 + 0.1).pow(tilt) * torch.exp(
            torch.tensor(rng.normal(0, 0.5, 10), dtype=torch.float32)
        ).repeat_interleave(10)
        loud = power.mean(1)
        noise = shape / shape.mean() * loud[loud > loud.max() * 1e-3].mean() * 10 ** (-snr_db / 10)
        flutter = torch.tensor(rng.gamma(6, 1 / 6, power.shape), dtype=torch.float32)
        dirty = power + noise * flutter
    out = features.clone()
    log_dirty = torch.log(dirty + 1e-12)
    if rng.random() < 0.5:
        bumps = torch.tensor(rng.normal(0, 0.6, 6), dtype=torch.float32)
        log_dirty = log_dirty + F.interpolate(bumps[None, None], size=100, mode="linear", align_corners=True)[0, 0]
    out[:, :ENVELOPE] = features[:, :ENVELOPE] + (log_dirty - level) @ back
    share = (power / dirty).clamp(0, 1)
    for column, band in zip(range(60, 63), _BANDS_HZ, strict=True):
        kept = share[:, int((hz - band).abs().argmin())]
        aperiodic = 10 ** (features[:, column] * _APERIODICITY_SCALE_DB / 10)
        out[:, column] = 10 * torch.log10(kept * aperiodic + 1 - kept + 1e-6) / _APERIODICITY_SCALE_DB
    drowned = power.mean(1) < dirty.mean(1) * 0.3
    out[:, VOICING] = torch.where(drowned, torch.zeros(()), out[:, VOICING])
    return out


def _room(power: Tensor, rng: np.random.Generator) -> Tensor:
    """Late reverberation: past power decaying by 60 dB in T60, some dB under the direct sound."""
    decay = 10 ** (-6 / (FRAME_RATE_HZ * rng.uniform(0.15, 0.7)))
    gain = 10 ** (rng.uniform(-14, -4) / 10) * (1 - decay)
    kernel = torch.cat([torch.ones(1), gain * decay ** torch.arange(1, 40).float()])
    padded = F.pad(power.T[:, None], (len(kernel) - 1, 0))
    return F.conv1d(padded, kernel.flip(0)[None, None])[:, 0].T


assert slice(60, 63) == APERIODICITY
