"""One person's pieces to train on, in place of a corpus of many, and the few takes that are held back."""

from __future__ import annotations

from collections.abc import Sequence as Listed
from dataclasses import replace

import numpy as np
import torch

from engine.adaptation.prepare import Said
from engine.errors import AdaptationError
from engine.training.data import Piece, Sequence, Speakers, cut
from engine.training.perturb import roughen

SHORTEST_S = 20.0
_HELD_BACK = 0.1
_LEAST_HELD_BACK_S = 6.0
_LEAST_PIECES = 2  # a row is a prompt and what follows it
_SHORTEST_PIECE_FRAMES = 30


class Person(Speakers):
    """Draws rows of one speaker. The voice is to stay what it is, so only the side of the sample is perturbed."""

    def __init__(self, takes: Listed[Said]) -> None:
        pieces = [p for take in takes for p in pieces_of(take)]
        self.by = {"person": pieces}
        self.names = [["person"], []]
        self.real, self._real_share = set(), 0.0

    def draw(self, rng: np.random.Generator, frames: int, *, perturb: bool = True, group: int = 1) -> Sequence:
        """See Speakers."""
        row = super().draw(rng, frames, perturb=False, group=group)
        return replace(row, rough=roughen(row.features, rng)) if perturb and rng.random() < 0.5 else row


def pieces_of(take: Said) -> list[Piece]:
    """A take, cut at its pauses."""
    found = cut(take.ids, take.stress, take.ends, torch.tensor(take.features))
    return [p for p in found if len(p.features) > _SHORTEST_PIECE_FRAMES]


def split(takes: Listed[Said], seed: int) -> tuple[Person, Person]:
    """The person to learn from, and a tenth of the takes that are held back. AdaptationError for too little speech."""
    order = [takes[i] for i in np.random.default_rng(seed).permutation(len(takes))]
    total = sum(t.seconds for t in order)
    wanted = max(_LEAST_HELD_BACK_S, _HELD_BACK * total)
    count, seconds = 0, 0.0
    while count < len(order) and (seconds < wanted or _pieces(order[:count]) < _LEAST_PIECES):
        seconds += order[count].seconds
        count += 1
    if total < SHORTEST_S or _pieces(order[count:]) < _LEAST_PIECES:
        raise AdaptationError(
            f"There are {total:.0f} seconds of speech whose words were heard; that is too little to learn from.",
            "Record at least a minute.",
        )
    return Person(order[count:]), Person(order[:count])


def _pieces(takes: Listed[Said]) -> int:
    return sum(len(pieces_of(t)) for t in takes)
