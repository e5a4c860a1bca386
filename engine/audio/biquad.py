"""Recursive filters of a stream in numpy alone: loading scipy.signal for one of them would take a second."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BLOCK = 64  # samples computed by one matrix; only the two state values go from block to block

Array = NDArray[np.float64]


class Biquads:
    """Second-order sections in a row, (n, 6) of b0, b1, b2, 1, a1, a2, over a stream by pieces of any length."""

    def __init__(self, sections: Array) -> None:
        self._sections = [_Section(*section[:3], *section[4:]) for section in sections]

    def push(self, samples: Array) -> Array:
        """Samples (n,) to as many filtered ones."""
        for section in self._sections:
            samples = section.push(samples)
        return samples


class _Section:
    """Direct form II transposed as a state space: s' = A s + B x, y = s[0] + b0 x."""

    def __init__(self, b0: float, b1: float, b2: float, a1: float, a2: float) -> None:
        step = np.array([[-a1, 1.0], [-a2, 0.0]])
        drive = np.array([b1 - a1 * b0, b2 - a2 * b0])
        powers = [np.eye(2)]
        for _ in range(_BLOCK):
            powers.append(step @ powers[-1])
        self._powers = np.array(powers)  # (block + 1, 2, 2)
        self._driven = self._powers[:_BLOCK] @ drive  # (block, 2): of one sample on the state so many samples later
        response = np.concatenate([[b0], self._driven[:-1, 0]])
        later = np.subtract.outer(np.arange(_BLOCK), np.arange(_BLOCK))
        self._response = np.where(later >= 0, response[later], 0.0)  # (block, block): y of x
        self._state = np.zeros(2)

    def push(self, samples: Array) -> Array:
        whole = len(samples) // _BLOCK * _BLOCK
        blocks = samples[:whole].reshape(-1, _BLOCK)
        arriving = blocks @ self._driven[::-1]  # (blocks, 2): on the state at each block's end
        states = np.empty((len(blocks) + 1, 2))
        states[0] = self._state
        for k, added in enumerate(arriving):
            states[k + 1] = self._powers[_BLOCK] @ states[k] + added
        self._state = states[-1]
        out = blocks @ self._response.T + states[:-1] @ self._powers[:_BLOCK, 0].T
        rest = samples[whole:]
        n = len(rest)
        tail = self._response[:n, :n] @ rest + self._powers[:n, 0] @ self._state
        self._state = self._powers[n] @ self._state + rest @ self._driven[:n][::-1]
        return np.concatenate([out.reshape(-1), tail])
