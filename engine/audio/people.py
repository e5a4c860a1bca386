"""A cheap guess whether one person or two speak in a recording, from the voice statistics of its parts."""

from __future__ import annotations

import numpy as np

from engine.types import Audio

_PART_S = 1.6
_MOST_PARTS = 12
# Below it are 0 of 110 single readers of LibriSpeech, 47 % of pairs with 5 s of each, 34 % with 2 s; at 0.15
# 2, 60 and 43 %: `python -m engine.evaluation.two_people --limit 110`. A false alarm makes a person record again
# for nothing.
APART = 0.1


def likeness(audio: Audio) -> float:
    """How alike the two most different groups of parts are, a cosine; 1 where there are too few parts to tell.

    The parts (1.6 s) go to whichever of the two most different among them they are more like.
    """
    size = round(_PART_S * audio.rate_hz)
    parts = [audio.samples[i : i + size] for i in range(0, len(audio.samples) - size + 1, size)][:_MOST_PARTS]
    loud = [p for p in parts if np.square(p).mean() > 0.05 * np.square(audio.samples).mean()]
    if len(loud) < 2:
        return 1.0
    from engine.bank.speaker import StatisticsEncoder  # noqa: PLC0415  # pyworld takes a third of a second to load

    encode = StatisticsEncoder()
    vectors = np.stack([encode(Audio(p, audio.rate_hz)) for p in loud])
    cosines = vectors @ vectors.T
    first, second = np.unravel_index(np.argmin(cosines), cosines.shape)
    group = cosines[first] > cosines[second]
    return float(cosines[np.ix_(group, ~group)].mean())


def two_people(audio: Audio) -> bool:
    """Whether two people seem to speak."""
    return likeness(audio) < APART
