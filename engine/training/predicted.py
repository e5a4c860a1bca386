"""The corpus as the NAR model gives it: codebook 0 as it was, the rest predicted. What the synthesiser is fitted to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from engine.codec.networks import Codec
from engine.lm.nar import NAR
from engine.training.corpus import Corpus
from engine.training.data import Piece, cut, entry_units
from engine.types import CODEBOOKS, IntArray

_PROMPT_FRAMES = 150  # another piece of the same speaker, at least as long where there is one


def predict(nar: NAR, codec: Codec, corpus: Corpus, exclude: set[str], alignment: dict[str, IntArray] | None) -> None:
    """Write predicted_path(corpus): (all frames, 65) half-precision scaled features, NaN where nothing was said."""
    by_speaker: dict[str, list[tuple[int, Piece]]] = {}
    for entry in corpus.entries:
        found = None if entry.speaker in exclude else entry_units(entry, alignment)
        if found is not None:
            pieces = cut(*found, torch.tensor(corpus.features(entry)))
            by_speaker.setdefault(entry.speaker, []).extend((entry.frame_start + p.start, p) for p in pieces)
    total = max(e.frame_start + e.frames for e in corpus.entries)
    path = predicted_path(corpus)
    out = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=(total, len(codec.mean)))
    out[:] = np.nan
    rng = np.random.default_rng(0)
    for pieces in tqdm(by_speaker.values(), desc="predict", mininterval=5):
        for start, piece in pieces:
            others = [p for _, p in pieces if p is not piece]
            if others:
                long_enough = [p for p in others if len(p.features) >= _PROMPT_FRAMES] or others
                prompt = long_enough[rng.integers(len(long_enough))]
                out[start : start + len(piece.features)] = _predict(nar, codec, prompt, piece).numpy()
    out.flush()


def predicted_path(corpus: Corpus) -> Path:
    """Where predict writes."""
    return corpus.folder / "predicted.npy"


@torch.no_grad()
def _predict(nar: NAR, codec: Codec, prompt: Piece, piece: Piece) -> Tensor:
    """Scaled features (T, 65) of a piece, as when it is spoken after the prompt."""
    voice = codec.voice(codec.scaled(prompt.features)[None])
    known = [_latents(codec, prompt, voice, CODEBOOKS), _latents(codec, piece, voice, 1)]
    keys: Tensor | None = None
    values: Tensor | None = None
    residual = known[1]
    for part, latents, is_prompt in ((prompt, known[0], 1), (piece, known[1], 0)):
        memory = nar.text(torch.tensor(part.ids)[None], torch.tensor(part.stress)[None])
        pointer = torch.searchsorted(torch.tensor(part.ends), torch.arange(latents.shape[1]) + 0.5)
        where = pointer.clamp(max=len(part.ids) - 1)[None], torch.full(latents.shape[:2], is_prompt)
        residual, keys, values = nar(latents, memory, *where, torch.zeros(1, dtype=torch.long), voice, keys, values)
    return codec.decode(known[1] + residual, voice)[0]


def _latents(codec: Codec, piece: Piece, voice: Tensor, codebooks: int) -> Tensor:
    encoded = codec.encode(codec.scaled(piece.features)[None], voice)[0].float()
    return codec.quantiser.embed(codec.quantiser.encode(encoded, codebooks))[None]
