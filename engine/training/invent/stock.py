"""The stock voice as a source: any text at a hundredth of real time, with the times its own network gives."""

from __future__ import annotations

from pathlib import Path

import hibari
import numpy as np
from hibari import dsp
from hibari.voices import voice_path

from engine.training.corpus import kokoro_ends
from engine.training.invent.speech import Invented, with_durations

_VOICE = "heart"  # in the wheel; the others would be downloaded
_DURATIONS = "/Clip_output_0"


class Stock:
    """Says a sentence; the speakers come from perturbation (training/perturb.py)."""

    def __init__(self) -> None:
        self._text = hibari.Hibari(voice=_VOICE, threads=1)
        self._session = with_durations(Path(voice_path(_VOICE)), _DURATIONS)

    def say(self, text: str, seed: int, speed: float = 1.0) -> Invented:
        """One sentence of at most some 400 phonemes."""
        phonemes = " ".join(self._text.phonemize(text))
        known = "".join(p for p in phonemes if p in self._text.vocab)
        ids = np.array([self._text.ids(known)], np.int64)
        *spectra, durations = self._session.run(None, {"ids": ids, "speed": np.array([speed], np.float32)})
        lh, theta, ln, lr, phi, f0 = (np.asarray(s)[0] for s in spectra)
        samples = dsp.synth(lh, theta, ln, lr, phi, f0, np.random.default_rng(seed))
        return Invented(text, known, samples.astype(np.float32), kokoro_ends(np.asarray(durations)))
