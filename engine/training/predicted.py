"""The corpus as the NAR model gives it: codebook 0 as it was, the rest predicted. What the synthesiser is fitted to.

A prediction is a mean, and flatter than speech: how much is measured here, and given back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from engine.codec.features import FEATURES, LOG_F0
from engine.codec.networks import Codec
from engine.lm.nar import NAR
from engine.training.corpus import Corpus
from engine.training.data import Piece, cut, entry_units
from engine.types import CODEBOOKS, FloatArray, IntArray

_EACH = 4  # pieces of a speaker that are predicted: voices matter more here than words
_PROMPT_FRAMES = 150  # another piece of the same speaker, at least as long where there is one


People = dict[str, list[tuple[int, Piece]]]  # by speaker: where in the corpus's frames a piece begins, and the piece


def pieces(corpus: Corpus, exclude: set[str], alignment: dict[str, IntArray] | None) -> People:
    """All that was said by those who are not excluded, where its units are known."""
    people: People = {}
    for entry in corpus.entries:
        found = None if entry.speaker in exclude else entry_units(entry, alignment)
        if found is not None:
            cuts = cut(*found, torch.tensor(corpus.features(entry)))
            people.setdefault(entry.speaker, []).extend((entry.frame_start + p.start, p) for p in cuts)
    return people


def variance(nar: NAR, codec: Codec, people: People, largest: float, each: int = 1) -> FloatArray:
    """(65,): the deviation of each feature in speech over its deviation as predicted, 1 to largest.

    Toda and Tokuda 2007, "global variance". Pitch and voicing stay as they are: predicted, they vary as in speech.
    """
    rng = np.random.default_rng(0)
    spoken, made = np.zeros(FEATURES), np.zeros(FEATURES)
    for own in people.values():
        for _, prompt, piece in _with_prompts(own[: 4 * each], rng, each):
            said = codec.scaled(piece.features).var(0) * len(piece.features)
            flat = _predict(nar, codec, prompt, piece)[0].var(0) * len(piece.features)
            spoken, made = spoken + said.double().numpy(), made + flat.double().numpy()
    factor = np.sqrt(spoken / np.maximum(made, 1e-9)).clip(1, largest)
    factor[LOG_F0:] = 1
    return factor.astype(np.float32)


def predict(nar: NAR, codec: Codec, corpus: Corpus, people: People, variance: FloatArray) -> None:
    """Write predicted_path(corpus): (all frames, 65) half-precision scaled features, NaN where nothing was said."""
    total = max(e.frame_start + e.frames for e in corpus.entries)
    path = predicted_path(corpus)
    out = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=(total, len(codec.mean)))
    out[:] = np.nan
    rng = np.random.default_rng(0)
    for own in tqdm(people.values(), desc="predict", mininterval=5):
        for start, prompt, piece in _with_prompts(own, rng, _EACH):
            made, mean = _predict(nar, codec, prompt, piece)
            out[start : start + len(made)] = (mean + (made - mean) * torch.tensor(variance)).numpy()
    out.flush()


def _with_prompts(
    own: list[tuple[int, Piece]], rng: np.random.Generator, most: int
) -> Iterator[tuple[int, Piece, Piece]]:
    """Where a piece begins, another piece of the speaker as its prompt, and the piece."""
    for start, piece in own[:most]:
        others = [p for _, p in own if p is not piece]
        if others:
            long_enough = [p for p in others if len(p.features) >= _PROMPT_FRAMES] or others
            yield start, long_enough[rng.integers(len(long_enough))], piece


def predicted_path(corpus: Corpus) -> Path:
    """Where predict writes."""
    return corpus.folder / "predicted.npy"


@torch.no_grad()
def _predict(nar: NAR, codec: Codec, prompt: Piece, piece: Piece) -> tuple[Tensor, Tensor]:
    """Scaled features (T, 65) of a piece, as when it is spoken after the prompt, and the prompt's mean (65,)."""
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
    return codec.decode(known[1] + residual, voice)[0], codec.decode(known[0], voice)[0].mean(0)


def _latents(codec: Codec, piece: Piece, voice: Tensor, codebooks: int) -> Tensor:
    encoded = codec.encode(codec.scaled(piece.features)[None], voice)[0].float()
    return codec.quantiser.embed(codec.quantiser.encode(encoded, codebooks))[None]
