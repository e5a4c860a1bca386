"""Training sequences: pieces of one speaker's speech in a row, perturbed on the fly, with the unit of every frame."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.errors import ConfigError
from engine.text.units import PAUSE, SILENT, UNIT, UNIT_ID, to_units
from engine.training.corpus import Corpus, Entry, unit_ends_frames
from engine.training.perturb import apply_speaker, draw_speaker, roughen
from engine.types import IntArray

_LONGEST_PAUSE_FRAMES = 9  # silence kept at the ends of a piece: speech should start when it is asked for
_PIECE_FRAMES = 420


@dataclass(frozen=True, slots=True)
class Piece:
    """Speech of one speaker between two pauses: units, their stress and ends (frames), features (T, 65) unscaled.

    start: its first frame in the utterance.
    """

    ids: IntArray
    stress: IntArray
    ends: IntArray
    features: Tensor
    start: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """Pieces in a row. segment: piece of each unit; pointer: unit of each frame; rough: as a poor microphone had it."""

    ids: IntArray
    stress: IntArray
    segment: IntArray
    pointer: IntArray
    features: Tensor
    rough: Tensor
    starts: IntArray  # first frame of each piece


def held_out(path: Path) -> set[str]:
    """Speakers that training must not hear (engine/evaluation/held_out.json)."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {str(s) for s in stored["synthetic"]} | {f"L{s}" for s in stored["librispeech"]}


def entry_units(entry: Entry, alignment: dict[str, IntArray] | None) -> tuple[IntArray, IntArray, IntArray] | None:
    """Ids, stress and ends (frames) of an utterance's units: from its own times, or from the aligner's."""
    if alignment is not None and entry.id in alignment:
        ids, stress, ends = alignment[entry.id]
        return ids, stress, ends
    if entry.phonemes is None or not entry.ends_samples:
        return None
    units, origin = to_units(entry.phonemes)
    at = np.where(origin < 0, 0, origin + 1)  # ends_samples[0] closes the leading pause
    ends = unit_ends_frames(np.array(entry.ends_samples)[np.minimum(at, len(entry.ends_samples) - 1)], entry.frames)
    ends[-1] = entry.frames
    return units.ids, units.stress, ends


def cut(ids: IntArray, stress: IntArray, ends: IntArray, features: Tensor) -> list[Piece]:
    """Cut an utterance at silent units into pieces of some five seconds at most, with a short pause at their ends."""
    silent = np.array([UNIT.get(int(i), PAUSE) in SILENT for i in ids])
    starts = np.concatenate([[0], ends[:-1]])
    pieces, first = [], 0
    while first < len(ids) - 1:
        last = len(ids) - 1
        if ends[last] - starts[first] > _PIECE_FRAMES:
            room = [
                k
                for k in range(first + 4, len(ids) - 1)
                if silent[k] and 120 <= starts[k] - starts[first] <= _PIECE_FRAMES and ends[last] - ends[k] > 60
            ]
            # The longest pause in reach makes the most natural end.
            last = max(room, key=lambda k: ends[k] - starts[k]) if room else last
        pieces.append(_piece(ids, stress, starts, ends, first, last, features))
        first = last
    return pieces


def _piece(
    ids: IntArray, stress: IntArray, starts: IntArray, ends: IntArray, first: int, last: int, features: Tensor
) -> Piece:
    """Units first to last, both pauses; each keeps at most a short pause of what was there (half, when shared)."""
    share = 1 if first == 0 else 2
    head = min(int(ends[first] - starts[first]) // share, _LONGEST_PAUSE_FRAMES)
    share = 1 if last == len(ids) - 1 else 2
    tail = min(int(ends[last] - starts[last]) // share, _LONGEST_PAUSE_FRAMES)
    start, stop = int(ends[first]) - head, int(starts[last]) + tail
    new_ids = ids[first : last + 1].copy()
    new_ids[0] = new_ids[-1] = UNIT_ID[PAUSE]
    new_ends = ends[first : last + 1] - start
    new_ends[-1] = stop - start
    return Piece(new_ids, stress[first : last + 1], new_ends, features[start:stop], start)


class Speakers:
    """Pieces by speaker, and the drawing of sequences from them."""

    def __init__(
        self, corpus: Corpus, exclude: set[str], alignment: dict[str, IntArray] | None = None, real_share: float = 0.35
    ) -> None:
        self.by: dict[str, list[Piece]] = {}
        self.real: set[str] = set()
        for entry in corpus.entries:
            found = None if entry.speaker in exclude else entry_units(entry, alignment)
            if found is None:
                continue
            pieces = [p for p in cut(*found, torch.tensor(corpus.features(entry))) if len(p.features) > 30]
            self.by.setdefault(entry.speaker, []).extend(pieces)
            if entry.real:
                self.real.add(entry.speaker)
        self.names = [sorted(self.by.keys() - self.real), sorted(self.real)]
        self._real_share = real_share if all(self.names) else float(bool(self.names[1]))
        if not self.by:
            raise ConfigError(
                "The corpus has no utterance whose units are known.", "Run the stages corpus and aligner."
            )

    def draw(self, rng: np.random.Generator, frames: int, *, perturb: bool = True, group: int = 1) -> Sequence:
        """A sequence of at most this many frames, a multiple of group; whole pieces but for the last."""
        names = self.names[int(rng.random() < self._real_share)]
        pieces = self.by[names[rng.integers(len(names))]]
        speaker = draw_speaker(rng) if perturb else draw_speaker(rng, 0)
        order = rng.permutation(len(pieces))
        ids, stress, segment, pointer, features, starts, total, units = [], [], [], [], [], [], 0, 0
        for number, index in enumerate(order):
            piece = pieces[index]
            moved = apply_speaker(piece.features, speaker)
            length = len(moved) // group * group
            ends = np.round(piece.ends * (len(moved) / len(piece.features)))
            middle = np.arange(length) // group * group + group / 2
            own = np.searchsorted(ends, middle, side="right").clip(max=len(ends) - 1)
            ids.append(piece.ids)
            stress.append(piece.stress)
            segment.append(np.full(len(piece.ids), number))
            pointer.append(own + units)
            features.append(moved[:length])
            starts.append(total)
            units, total = units + len(piece.ids), total + length
            if total >= frames:
                break
        joined = torch.cat(features)[:frames]
        rough = roughen(joined, rng) if perturb and rng.random() < 0.5 else joined
        return Sequence(
            np.concatenate(ids),
            np.concatenate(stress),
            np.concatenate(segment),
            np.concatenate(pointer)[:frames],
            joined,
            rough,
            np.array(starts),
        )


@lru_cache(maxsize=4)
def load_alignment(path: Path) -> dict[str, IntArray]:
    """Ids, stress and ends in frames (3, U) by utterance, as the aligner stage wrote them."""
    with np.load(path) as stored:
        return {key: stored[key] for key in stored.files}


def pad(rows: list[Tensor] | list[IntArray], length: int, value: float = 0) -> Tensor:
    """Stack rows of different length (first axis) into (B, length, ...)."""
    first = torch.as_tensor(rows[0])
    out = torch.full((len(rows), length, *first.shape[1:]), value, dtype=first.dtype)
    for index, row in enumerate(rows):
        out[index, : min(len(row), length)] = torch.as_tensor(row)[:length]
    return out
