"""Codes of codebook 0 drawn with torch: to hear a model while it is trained. Speaking proper is runtime/ar.py."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from engine.lm.ar import AR, MAX_AGE, START
from engine.sampling.filters import draw, softmax
from engine.sampling.repetition import RepetitionAwareSampler
from engine.types import IntArray

_STUCK_GROUPS = 60
_LONGEST_GROUPS = 400


@torch.no_grad()
def with_pointer(
    ar: AR,
    prompt: tuple[Tensor, Tensor, Tensor],
    memories: tuple[Tensor, Tensor],
    voice: Tensor,
    rng: np.random.Generator,
    sampler: RepetitionAwareSampler,
) -> IntArray:
    """Codes (T,) of a text. prompt: codes (1, N, G), pointer and age (1, N); memories (1, U, d) of prompt and text."""
    codes, pointer, age = prompt
    _, _, keys, values = ar(shifted(codes), memories[0], pointer, age, voice)
    before, history = codes[:, -1:], codes.flatten().tolist()
    said: list[list[int]] = []
    at = since = 0
    while at < memories[1].shape[1] and len(said) < _LONGEST_GROUPS:
        place = torch.tensor([[at]], device=codes.device), torch.tensor([[min(since, MAX_AGE)]], device=codes.device)
        logits, advance, keys, values = ar(before, memories[1], *place, voice, keys, values)
        said.append(sampler.group(logits[0, 0].float().cpu().numpy(), history, rng))
        history += said[-1]
        before = torch.tensor([[said[-1]]], device=codes.device)
        move = draw(softmax(advance[0, 0].float().cpu().numpy()), rng)
        move = max(move, int(since >= _STUCK_GROUPS))
        at, since = at + move, 0 if move else since + 1
    return np.array(said).flatten()


@torch.no_grad()
def plainly(
    ar: AR,
    prompt: Tensor,
    memory: Tensor,
    voice: Tensor,
    rng: np.random.Generator,
    sampler: RepetitionAwareSampler,
) -> IntArray:
    """Codes (T,) of a text in the paper's form. prompt: codes (1, N, G); memory (1, U, d): of both texts in a row."""
    logits, keys, values = ar.forward_plain(torch.cat([shifted(prompt), prompt[:, -1:]], 1), memory, voice)
    history = prompt.flatten().tolist()
    said: list[list[int]] = []
    while len(said) < _LONGEST_GROUPS:
        group = sampler.group(logits[0, -1].float().cpu().numpy(), history, rng)
        if START in group:  # as an output: the end
            break
        said.append(group)
        history += group
        before = torch.tensor([[group]], device=prompt.device)
        logits, keys, values = ar.forward_plain(before, memory[:, :0], voice, keys, values)
    return np.array(said, np.int64).flatten()


def shifted(codes: Tensor) -> Tensor:
    """The codes before each group: (B, N, G) with a start group first and the last group left out."""
    return torch.cat([torch.full_like(codes[:, :1], START), codes[:, :-1]], 1)
