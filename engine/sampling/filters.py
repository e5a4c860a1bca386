"""Small functions from logits to the distribution that a code is drawn from."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Probabilities = NDArray[np.float64]


def softmax(logits: ArrayLike, temperature: float = 1.0) -> Probabilities:
    """Probabilities (n,) of logits (n,), sharpened by a temperature below 1 (0: all on the greatest)."""
    x = np.asarray(logits, np.float64)
    if temperature <= 0:
        return (np.arange(len(x)) == x.argmax()).astype(np.float64)
    e = np.exp((x - x.max()) / temperature)
    return e / e.sum()


def nucleus(probabilities: Probabilities, top_p: float) -> Probabilities:
    """The smallest set of most probable codes that holds at least top_p, renormalised (Holtzman et al. 2020).

    The most probable code always stays, so that top_p = 0 is greedy.
    """
    order = np.argsort(-probabilities, kind="stable")
    before = np.cumsum(probabilities[order]) - probabilities[order]
    keep = order[before < top_p]
    if len(keep) == 0:
        keep = order[:1]
    out = np.zeros_like(probabilities)
    out[keep] = probabilities[keep]
    return out / out.sum()


def draw(probabilities: Probabilities, rng: np.random.Generator) -> int:
    """One index, by inversion of the cumulated distribution: exactly one uniform number is used."""
    cumulated = np.cumsum(probabilities)
    return min(int(np.searchsorted(cumulated, rng.random() * cumulated[-1], side="right")), len(cumulated) - 1)
