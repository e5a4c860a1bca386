"""A voice's prompt: everything that the models need to know of a sample, computed once and kept."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np

from engine.errors import VoiceError
from engine.runtime.ar import ARState
from engine.runtime.graphs import Cache, Graphs
from engine.text.units import Units
from engine.types import FloatArray, IntArray

_ARRAYS = ("ids", "stress", "pointer", "codes", "voice", "ar_keys", "ar_values", "nar_keys", "nar_values")


@dataclass(frozen=True)
class VoicePrompt:
    """Sample, aligned and encoded, with the models' KV over it. T frames, U units, L layers (README, "Graphs");
    of the NAR model L layers for each level, one after another.

    units of the sample; pointer (T,) the unit of each frame; codes (T, 8); voice (128,); gain brings the voice's
    speech to the loudness of all voices; score: how surely the transcript was heard (at most 0); heard: whether the
    units were recognised instead of read from a transcript; bundle: digest of the bundle that all this belongs to;
    warnings about the sample, sentences.
    """

    units: Units
    pointer: IntArray
    codes: IntArray
    voice: FloatArray
    ar_keys: FloatArray
    ar_values: FloatArray
    nar_keys: FloatArray
    nar_values: FloatArray
    gain: float
    score: float
    heard: bool
    bundle: str
    warnings: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """As npz: arrays and numbers only, never code."""
        arrays = {name: getattr(self, name) for name in _ARRAYS if name not in ("ids", "stress")}
        numbers = {"gain": self.gain, "score": self.score, "heard": self.heard, "bundle": self.bundle}
        numbers["warnings"] = "\n".join(self.warnings)
        out = io.BytesIO()
        np.savez(out, allow_pickle=False, ids=self.units.ids, stress=self.units.stress, **arrays, **numbers)
        return out.getvalue()

    def save(self, path: Path) -> None:
        """Write to_bytes to a file."""
        path.write_bytes(self.to_bytes())

    @classmethod
    def load(cls, path: Path) -> VoicePrompt:
        """Read what save wrote. Raises VoiceError for anything else."""
        try:
            return cls.from_bytes(path.read_bytes())
        except OSError:
            raise VoiceError("The voice's prepared data cannot be read.", "It is made anew from the sample.") from None

    @classmethod
    def from_bytes(cls, data: bytes) -> VoicePrompt:
        """What to_bytes made. Raises VoiceError for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as stored:
                a = {name: stored[name] for name in _ARRAYS}
                numbers = {k: stored[k].item() for k in ("gain", "score", "heard", "bundle")}
                warnings = tuple(stored["warnings"].item().splitlines())
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            raise VoiceError("The voice's prepared data cannot be read.", "It is made anew from the sample.") from None
        return cls(Units(a.pop("ids"), a.pop("stress")), **a, **numbers, warnings=warnings)

    def on(self, graphs: Graphs) -> PromptState:
        """The prompt brought to the device. Raises VoiceError when it was made with another bundle."""
        if self.bundle != graphs.bundle.digest:
            raise VoiceError("The voice was prepared for another model.", "Prepare it again from its sample.")
        if graphs not in self._states:
            mean = graphs.decode(graphs.embed(self.codes), self.voice).mean(0)
            self._states[graphs] = PromptState(self._ar_state(graphs), self._nar_caches(graphs), mean)
        return self._states[graphs]

    @cached_property
    def _states(self) -> WeakKeyDictionary[Graphs, PromptState]:
        return WeakKeyDictionary()

    def _ar_state(self, graphs: Graphs) -> ARState:
        group, window = graphs.config.group, graphs.config.sampling.window
        first = self.codes[:, 0]
        cache = graphs.cache(self.ar_keys, self.ar_values)
        return ARState(cache, first[-group:], tuple(int(c) for c in first[-window:]))

    def _nar_caches(self, graphs: Graphs) -> tuple[Cache, ...]:
        levels = len(graphs.config.nar_levels)
        keys, values = np.split(self.nar_keys, levels), np.split(self.nar_values, levels)
        return tuple(graphs.cache(k, v) for k, v in zip(keys, values, strict=True))


@dataclass(frozen=True, slots=True)
class PromptState:
    """Where every sentence in this voice begins."""

    ar: ARState
    nar: tuple[Cache, ...]  # one for each level
    mean: FloatArray  # (65,) of the sample's decoded features, scaled
