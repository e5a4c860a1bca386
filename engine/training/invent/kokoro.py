"""New speakers from Kokoro-82M: its voices mixed, timbre and prosody (first and second half of a style) apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import hibari
import numpy as np
import onnxruntime
from hibari.g2p import G2P

from engine.errors import ConfigError
from engine.evaluation import peers
from engine.training.corpus import kokoro_ends
from engine.training.invent.speech import Invented, with_durations
from engine.types import FloatArray

_DURATIONS = "/encoder/Clip_output_0"
_STYLE = 256
_TIMBRE = 128  # numbers of a style that say what the voice is like; the rest how it speaks
_ENGLISH = "ab"  # American, British: first letters of the voices whose prosody is English


@dataclass(frozen=True, slots=True)
class Mixture:
    """One invented speaker: shares of Kokoro's voices, and its pace."""

    timbre: dict[str, float]
    prosody: dict[str, float]
    speed: float

    @property
    def british(self) -> bool:
        """Whether its prosody is mostly British."""
        return sum(share for name, share in self.prosody.items() if name[0] == "b") > 0.5


def draw_mixture(rng: np.random.Generator, voices: list[str]) -> Mixture:
    """A speaker of one sex; timbre from any language, prosody from English voices."""
    sex = "fm"[int(rng.integers(2))]
    same = [v for v in voices if v[1] == sex]
    english = [v for v in same if v[0] in _ENGLISH]
    return Mixture(_shares(rng, same), _shares(rng, english), float(np.exp(rng.normal(0, 0.07))))


def _shares(rng: np.random.Generator, names: list[str]) -> dict[str, float]:
    chosen = rng.choice(names, min(len(names), int(rng.integers(1, 4))), replace=False)
    return {str(n): float(s) for n, s in zip(chosen, rng.dirichlet(np.ones(len(chosen))), strict=True)}


class Kokoro:
    """Says sentences as a mixture; some 0.65 s of one core per second of speech."""

    def __init__(self, model: Path = peers.KOKORO_MODEL, voices: Path = peers.KOKORO_VOICES) -> None:
        if not model.exists() or not voices.exists():
            raise ConfigError("Kokoro is not here.", "Fetch it: python -m engine.evaluation.peers")
        self._model, self._folder = model, voices
        self._g2p = {british: G2P(british=british) for british in (False, True)}
        self._text = hibari.Hibari(threads=1)  # its alphabet and ids are Kokoro's

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return with_durations(self._model, _DURATIONS)

    @property
    def voices(self) -> list[str]:
        """Names of Kokoro's own voices: language, sex, name."""
        return sorted(path.stem for path in self._folder.glob("*.bin"))

    def say(self, text: str, speaker: Mixture) -> Invented:
        """One sentence."""
        phonemes = "".join(p for p in self._g2p[speaker.british](text) if p in self._text.vocab)
        ids = self._text.ids(phonemes)
        row = min(len(ids) - 2, 509)  # there is a style for every length of text
        style = np.concatenate(
            [self._mixed(speaker.timbre, row)[:, :_TIMBRE], self._mixed(speaker.prosody, row)[:, _TIMBRE:]], 1
        )
        inputs = {"tokens": np.array([ids], np.int64), "style": style, "speed": np.array([speaker.speed], np.float32)}
        samples, *_, durations = self._session.run(None, inputs)
        ends = kokoro_ends(np.asarray(durations).reshape(-1))
        return Invented(text, phonemes, np.asarray(samples, np.float32).reshape(-1), ends)

    def _mixed(self, shares: dict[str, float], row: int) -> FloatArray:
        styles = [np.fromfile(self._folder / f"{name}.bin", np.float32).reshape(-1, 1, _STYLE)[row] for name in shares]
        return np.sum([s * w for s, w in zip(styles, shares.values(), strict=True)], 0).astype(np.float32)
