"""The corpus as codes: one packed file of some 4 MB an hour, small enough to travel to a GPU lent for minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm

from engine.atomic import replacing
from engine.codec.networks import Codec
from engine.training.corpus import Corpus, Entry
from engine.types import CODEBOOK_SIZE, CODEBOOKS, FloatArray, IntArray

Units = Callable[[Entry], tuple[IntArray, IntArray, IntArray] | None]


@dataclass(frozen=True, slots=True)
class Tokens:
    """codes (T, 8) of all utterances in a row, units (3, U): id, stress and end in frames of each; utterance n has the
    frames frames[n] to frames[n + 1] and the units unit_at[n] to unit_at[n + 1]; voices (N, 128)."""

    ids: NDArray[np.str_]
    speakers: NDArray[np.str_]
    codes: NDArray[np.int16]
    frames: IntArray
    units: NDArray[np.int32]
    unit_at: IntArray
    voices: NDArray[np.float16]

    def utterance(self, index: int) -> tuple[IntArray, IntArray, FloatArray]:
        """Codes (T, 8), units (3, U) and voice (128,) of one utterance."""
        codes = self.codes[self.frames[index] : self.frames[index + 1]]
        units = self.units[:, self.unit_at[index] : self.unit_at[index + 1]]
        return codes.astype(np.int64), units.astype(np.int64), self.voices[index].astype(np.float32)

    def save(self, path: Path) -> None:
        """Write all of it as one compressed npz."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        with replacing(path) as temporary, temporary.open("wb") as file:
            np.savez_compressed(file, **fields)

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """Read what save wrote."""
        with np.load(path) as stored:
            return cls(**{name: stored[name] for name in stored.files})


@torch.no_grad()
def tokenise(codec: Codec, corpus: Corpus, units: Units) -> Tokens:
    """Encode every utterance with its own voice vector; one whose units are not known has none."""
    codes, said, voices = [], [], []
    for entry in tqdm(corpus.entries, desc="tokens"):
        scaled = codec.scaled(torch.tensor(corpus.features(entry)))[None]
        voice = codec.voice(scaled)
        codes.append(codec.quantiser.encode(codec.encode(scaled, voice)[0]).numpy().astype(np.int16))
        found = units(entry)
        said.append(np.zeros((3, 0), np.int32) if found is None else np.stack(found).astype(np.int32))
        voices.append(voice[0].numpy().astype(np.float16))
    return Tokens(
        np.array([e.id for e in corpus.entries]),
        np.array([e.speaker for e in corpus.entries]),
        np.concatenate(codes),
        np.cumsum([0, *(len(c) for c in codes)]),
        np.concatenate(said, 1),
        np.cumsum([0, *(u.shape[1] for u in said)]),
        np.stack(voices),
    )


def statistics(codes: NDArray[np.int16]) -> list[dict[str, float]]:
    """For each codebook the share of codes that are used, and their entropy in bits (10 at most)."""
    out = []
    for level in range(CODEBOOKS):
        share = np.bincount(codes[:, level], minlength=CODEBOOK_SIZE) / max(1, len(codes))
        seen = share[share > 0]
        entropy = float(-(seen * np.log2(seen)).sum())
        out.append({"used": round(len(seen) / CODEBOOK_SIZE, 4), "entropy_bits": round(entropy, 3)})
    return out
