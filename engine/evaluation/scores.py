"""What a set of records says: rates with 95 % intervals by bootstrap over sentences (or recordings)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.evaluation.records import Record

DRAWS = 1000
_SEED = 4


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and where 95 % of the bootstrap's draws lie."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """jobs said, of which failed (error) and stock (the stock voice spoke, in part or whole).

    wer: errors per reference word over all jobs. garbled: jobs of which more than half the words were wrong.
    real_time_factor: seconds of computing per second of speech.
    """

    jobs: int
    failed: int
    stock: int
    garbled: int
    wer: Interval
    similarity: Interval | None
    mos: Interval | None
    real_time_factor: float


def score(records: Iterable[Record]) -> Score | None:
    """The score of some records, None when there are none."""
    rows = list(records)
    if not rows:
        return None
    said = [r for r in rows if not r.error]
    wer = _ratio(rows, lambda r: (r.errors, r.words))
    assert wer is not None
    return Score(
        jobs=len(rows),
        failed=len(rows) - len(said),
        stock=sum(r.source == "stock" for r in said),
        garbled=sum(r.garbled for r in rows),
        wer=wer,
        similarity=_ratio([r for r in said if r.similarity is not None], lambda r: (r.similarity or 0.0, 1)),
        mos=_ratio([r for r in said if r.mos is not None], lambda r: (r.mos or 0.0, 1)),
        real_time_factor=sum(r.compute_seconds for r in said) / max(sum(r.seconds for r in said), 1e-9),
    )


def by(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, Score]:
    """A score for each value of key, in the order they first appear; an empty value is left out."""
    rows = list(records)
    return {value: s for value in dict.fromkeys(map(key, rows)) if value and (s := score(_where(rows, key, value)))}


def _where(rows: list[Record], key: Callable[[Record], str], value: str) -> list[Record]:
    return [r for r in rows if key(r) == value]


def _ratio(rows: list[Record], parts: Callable[[Record], tuple[float, float]]) -> Interval | None:
    """Sum over sum. Sentences are drawn whole, with all that was said of them: their jobs are not independent."""
    if not rows:
        return None
    sums: dict[str, NDArray[np.float64]] = {}
    for row in rows:
        sums[row.sentence] = sums.get(row.sentence, np.zeros(2)) + parts(row)
    table = np.array(list(sums.values()))  # (sentences, 2)
    picks = np.random.default_rng(_SEED).integers(len(table), size=(DRAWS, len(table)))
    above, below = table[picks].sum(1).T
    low, high = np.quantile(above / below, [0.025, 0.975])
    total = table.sum(0)
    return Interval(float(total[0] / total[1]), float(low), float(high))
