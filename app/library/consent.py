"""Consent to a voice: a sentence spoken by the same person, kept with the voice."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import soundfile
import soxr

from engine.bank.speaker import StatisticsEncoder
from engine.types import Audio

_RATE_HZ = 16_000  # enough to hear who speaks, small enough for the voice's record
_LONGEST_S = 15


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two recordings are (cosine), and whether that is one person."""

    likeness: float
    same: bool


def compare(one: Audio, other: Audio) -> Comparison:
    """Whether the same person speaks in both."""
    encoder = StatisticsEncoder()
    likeness = float(np.dot(encoder(one), encoder(other)))
    return Comparison(likeness, likeness >= encoder.same)


def spoken_consent(sentence: str, audio: Audio, comparison: Comparison) -> Mapping[str, Any]:
    """The record kept with the voice: the sentence, its sound (FLAC, base64), and the comparison with the sample."""
    samples = audio.samples[: _LONGEST_S * audio.rate_hz]
    samples = np.asarray(soxr.resample(samples, audio.rate_hz, _RATE_HZ), np.float32)
    sound = io.BytesIO()
    soundfile.write(sound, np.clip(samples, -1, 1), _RATE_HZ, format="FLAC", subtype="PCM_16")
    return {
        "kind": "spoken",
        "sentence": sentence,
        "given": _now(),
        "flac": base64.b64encode(sound.getvalue()).decode(),
        "likeness": round(comparison.likeness, 3),
        "same_speaker": comparison.same,
    }


def written_consent(sentence: str) -> Mapping[str, Any]:
    """The record for a person who cannot speak any more: what was confirmed, and when."""
    return {"kind": "written", "sentence": sentence, "given": _now()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
