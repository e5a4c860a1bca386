"""Units: what the models read. A phoneme with its stress folded in, from misaki's alphabet and IPA beyond it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.types import IntArray

PAUSE = "_"
STRESS = {"ˈ": 1, "ˌ": 2}
# Order is part of every trained bundle: only ever append.
_CHARACTERS = (
    '_ ;:,.!?—…"()“”AIOQWYabdfhijklmnpstuvwzæðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒʔʤʧː'
    "θᵊᵻʲɫeorxqcgyʰ̃↓→↗↘'βçγøχɕɖɟɣɨɬɯɰɱɲɳɴɸɻɽʂʈʋʎʐʑʝʣʥʦʨᵝꭧEKNST"
)
UNIT_ID = {c: i + 1 for i, c in enumerate(_CHARACTERS)}  # 0 is padding
UNIT = {i: c for c, i in UNIT_ID.items()}
UNITS = 128  # size of the embedding: room to append
SILENT = frozenset("_ ;:,.!?—…\"()“”'")  # may take no time at all


@dataclass(frozen=True, slots=True)
class Units:
    """A phoneme string as the models take it: ids (U,) and stress (U,) of 0, 1 (primary), 2 (secondary)."""

    ids: IntArray
    stress: IntArray

    def __len__(self) -> int:
        return len(self.ids)


def to_units(phonemes: str) -> tuple[Units, IntArray]:
    """Units of a phoneme string with a pause at each end, and for each unit its character index (-1 for the pauses).

    Characters outside the alphabet are left out: an unknown sign must never break a sentence.
    """
    ids, stress, origin, pending = [UNIT_ID[PAUSE]], [0], [-1], 0
    for index, character in enumerate(phonemes):
        if character in STRESS:
            pending = STRESS[character]
        elif character in UNIT_ID:
            ids.append(UNIT_ID[character])
            stress.append(pending)
            origin.append(index)
            pending = 0
    ids.append(UNIT_ID[PAUSE])
    stress.append(0)
    origin.append(-1)
    return Units(np.array(ids), np.array(stress)), np.array(origin)
