"""How surely the aligner hears what was to be said: of a sample, of a banked take, of what the engine just said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.align.viterbi import align
from engine.text.units import SILENT, UNIT_ID
from engine.types import FloatArray, IntArray

_SILENT_IDS = [UNIT_ID[c] for c in SILENT]

UNHEARD = -20.0  # what does not even fit into the sound


@dataclass(frozen=True, slots=True)
class Judgement:
    """Mean log posterior ratios against the best free path: 0 is certain, below -2 something else was said.

    mean: over all units that sound; worst: of the worst word; words: of each word that has sound, by its index;
    path (T,): the unit of every frame, None when the units do not fit.
    """

    mean: float
    worst: float
    words: dict[int, float]
    path: IntArray | None

    @property
    def score(self) -> float:
        """One number to choose by: the whole, and its worst word."""
        return (self.mean + self.worst) / 2


def silent(units: IntArray) -> NDArray[np.bool_]:
    """Which of the units (U,) are pauses and marks, which may take no time."""
    return np.isin(units, _SILENT_IDS)


def judge(log_probs: FloatArray, units: IntArray, words: IntArray) -> Judgement:
    """Align units (U,) with the aligner's log_probs (T, 128); words (U,) is the word of each unit, -1 for none.

    A unit counts once, however long it lasts: a vowel held must not outweigh a consonant that is missing.
    """
    sounding = ~silent(units)
    if len(log_probs) < max(1, int(sounding.sum())):
        return Judgement(UNHEARD, UNHEARD, {int(w): UNHEARD for w in np.unique(words[sounding]) if w >= 0}, None)
    path = align(log_probs, units).path
    if not sounding.any():
        return Judgement(0.0, 0.0, {}, path)
    frames = np.arange(len(path))
    ratio = log_probs[frames, units[path]] - log_probs.max(1)
    counts = np.bincount(path, minlength=len(units))
    per_unit = np.bincount(path, weights=ratio, minlength=len(units)) / np.maximum(counts, 1)
    scores = {int(w): float(per_unit[(words == w) & sounding].mean()) for w in np.unique(words[sounding]) if w >= 0}
    mean = float(per_unit[sounding].mean())
    return Judgement(mean, min(scores.values(), default=mean), scores, path)
