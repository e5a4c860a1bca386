"""Repetition Aware Sampling (VALL-E 2, arXiv 2406.05370, algorithm 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from engine.sampling.filters import draw, nucleus, softmax


@dataclass(frozen=True, slots=True)
class RepetitionAwareSampler:
    """Nucleus sampling that draws again from the full distribution when it begins to repeat itself.

    A code c is drawn from the nucleus (top_p, the paper's v); r is the share of c among the last window codes (K);
    where r exceeds threshold (t_r), c is drawn anew from all codes.
    """

    top_p: float = 0.8
    temperature: float = 1.0
    window: int = 10
    threshold: float = 0.1

    def __call__(self, logits: ArrayLike, history: Sequence[int], rng: np.random.Generator) -> int:
        """The next code from logits (n,) and the codes before it, latest last."""
        probabilities = softmax(logits, self.temperature)
        code = draw(nucleus(probabilities, self.top_p), rng)
        recent = list(history[-self.window :])
        if recent.count(code) / self.window > self.threshold:
            code = draw(probabilities, rng)
        return code

    def group(self, logits: ArrayLike, history: Sequence[int], rng: np.random.Generator) -> list[int]:
        """The G codes of a group from logits (G, n), code by code: each sees those before it in the group."""
        codes: list[int] = []
        for row in np.asarray(logits):
            codes.append(self(row, [*history, *codes], rng))
        return codes
