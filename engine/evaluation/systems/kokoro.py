"""Kokoro-82M, int8 ONNX: a strong open voice of ten times our size, with fixed speakers."""

from __future__ import annotations

from pathlib import Path

import hibari
import numpy as np
import onnxruntime

from engine.errors import BundleError
from engine.evaluation import peers
from engine.evaluation.jobs import Job, Needs, Said
from engine.types import Audio, FloatArray

_VOICE = "af_heart"
_RATE_HZ = 24_000
_STYLE = 256  # numbers of a voice vector; there is one for every length of text


class Kokoro:
    """Says text with Kokoro's best voice; phonemes by hibari, whose alphabet and ids are Kokoro's."""

    needs = Needs.TEXT

    def __init__(self, name: str = "kokoro", bundle: Path | None = None) -> None:
        self.name = name
        model, voice = peers.KOKORO_MODEL, peers.KOKORO_VOICES / f"{_VOICE}.bin"
        if not model.exists() or not voice.exists():
            raise BundleError("Kokoro is not here.", "Fetch it: python -m engine.evaluation.peers")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._styles = np.fromfile(voice, np.float32).reshape(-1, 1, _STYLE)
        self._text = hibari.Hibari(threads=1)

    def say(self, job: Job) -> Said:
        """See System."""
        sentences = self._text.phonemize(job.sentence.text)
        return Said(Audio(np.concatenate([self._sentence(p) for p in sentences]), _RATE_HZ))

    def _sentence(self, phonemes: str) -> FloatArray:
        ids = self._text.ids(phonemes)
        inputs = {
            "tokens": np.array([ids], np.int64),
            "style": self._styles[min(len(ids) - 2, len(self._styles) - 1)],
            "speed": np.ones(1, np.float32),
        }
        return np.asarray(self._session.run(None, inputs)[0], np.float32).reshape(-1)
