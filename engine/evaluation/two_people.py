"""python -m engine.evaluation.two_people: how often one reader is taken for two, and two for one.

Singles are recordings as they are (at most 20 s, what a sample is cut to); pairs are the beginnings of two readers'
recordings, half and half. The threshold is in engine/audio/people.py.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.audio import read
from engine.audio.people import APART, likeness
from engine.types import SAMPLE_RATE_HZ, Audio

_LONGEST_S, _HALVES_S = 20, (2, 5)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--speech", type=Path, default=Path("../shared/speech/librispeech"), help="a recording a reader"
    )
    parser.add_argument("--limit", type=int, default=1000, help="most readers")
    options = parser.parse_args()
    paths = sorted(p for p in options.speech.iterdir() if p.suffix in (".opus", ".flac", ".wav"))
    random.Random(0).shuffle(paths)
    readers = [read(path, _LONGEST_S).samples for path in paths[: options.limit]]
    rows = {f"one reader, {len(readers)}": [_likeness([reader]) for reader in readers]}
    for half_s in _HALVES_S:
        size = half_s * SAMPLE_RATE_HZ
        pairs = [pair for pair in zip(readers[::2], readers[1::2], strict=False) if min(map(len, pair)) >= size]
        rows[f"two, {half_s} s of each, {len(pairs)}"] = [_likeness([part[:size] for part in pair]) for pair in pairs]
    thresholds = sorted({0.0, 0.05, 0.1, 0.15, 0.2, 0.25, APART})
    print(f"| called two below | {' | '.join(f'{t:g}' for t in thresholds)} |")
    print("| --- |" + " --- |" * len(thresholds))
    for name, values in rows.items():
        print(f"| {name} | {' | '.join(f'{np.mean(np.array(values) < t):.1%}' for t in thresholds)} |")


def _likeness(parts: Sequence[np.ndarray]) -> float:
    return likeness(Audio(np.concatenate(parts).astype(np.float32), SAMPLE_RATE_HZ))


if __name__ == "__main__":
    main()
