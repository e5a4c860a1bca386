"""Residual vector quantiser, 8 x 1024, codebooks by exponential moving average (EnCodec, 3.2; SoundStream)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.types import CODEBOOK_SIZE, CODEBOOKS

_DECAY = 0.98
_DEAD = 0.03


class ResidualQuantiser(nn.Module):
    """Codebooks (8, 1024, D) with the statistics that move them."""

    codebooks: Tensor
    counts: Tensor
    sums: Tensor
    ready: Tensor

    def __init__(self, size: int) -> None:
        super().__init__()
        self.register_buffer("codebooks", torch.zeros(CODEBOOKS, CODEBOOK_SIZE, size))
        self.register_buffer("counts", torch.ones(CODEBOOKS, CODEBOOK_SIZE))
        self.register_buffer("sums", torch.zeros(CODEBOOKS, CODEBOOK_SIZE, size))
        self.register_buffer("ready", torch.zeros((), dtype=torch.bool))

    def nearest(self, x: Tensor, level: int) -> Tensor:
        """Index (N,) of the nearest code of a level to each of x (N, D)."""
        codebook = self.codebooks[level]
        return torch.addmm(codebook.pow(2).sum(1), x, codebook.T, alpha=-2).argmin(1)

    @torch.no_grad()
    def initialise(self, latents: Tensor, rounds: int = 8) -> None:
        """k-means, level by level, on latents (N, D); of several processes the first one's count."""
        residual = latents
        for level in range(CODEBOOKS):
            self.codebooks[level] = _drawn(residual)
            for _ in range(rounds):
                index = self.nearest(residual, level)
                counts = torch.bincount(index, minlength=CODEBOOK_SIZE).float()
                sums = torch.zeros_like(self.codebooks[level]).index_add_(0, index, residual)
                fresh = _drawn(residual)
                mean = sums / counts.clamp(min=1)[:, None]
                self.codebooks[level] = torch.where(counts[:, None] > 0, mean, fresh)
            self.counts[level], self.sums[level] = 1, self.codebooks[level]
            residual = residual - self.codebooks[level][self.nearest(residual, level)]
        if _several():
            for table in (self.codebooks, self.counts, self.sums):
                torch.distributed.broadcast(table, 0)
        self.ready.fill_(True)

    def encode(self, latents: Tensor, levels: int = CODEBOOKS) -> Tensor:
        """Codes (N, levels) of latents (N, D)."""
        residual, codes = latents, []
        for level in range(levels):
            index = self.nearest(residual, level)
            residual = residual - self.codebooks[level][index]
            codes.append(index)
        return torch.stack(codes, 1)

    def embed(self, codes: Tensor) -> Tensor:
        """Sum of code vectors (..., D) of codes (..., n), the first n levels."""
        total = self.codebooks[0][codes[..., 0]]
        for level in range(1, codes.shape[-1]):
            total = total + self.codebooks[level][codes[..., level]]
        return total

    def train_step(self, latents: Tensor, levels: int) -> tuple[Tensor, Tensor]:
        """Quantise (N, D) with the first levels, move their codes, replace dead ones.

        Returns the quantised latents with the straight-through gradient, and the commitment loss.
        """
        residual, total, commitment = latents, torch.zeros_like(latents), latents.new_zeros(())
        for level in range(levels):
            index = self.nearest(residual.detach(), level)
            vectors = self.codebooks[level][index]
            commitment = commitment + F.mse_loss(residual, vectors)
            self._move(residual.detach(), index, level)
            total, residual = total + vectors, residual - vectors
        return latents + (total - latents).detach(), commitment / levels

    @torch.no_grad()
    def _move(self, residual: Tensor, index: Tensor, level: int) -> None:
        counts = torch.bincount(index, minlength=CODEBOOK_SIZE).float()
        sums = torch.zeros_like(self.codebooks[level]).index_add_(0, index, residual)
        if _several():
            torch.distributed.all_reduce(counts)
            torch.distributed.all_reduce(sums)
        self.counts[level].mul_(_DECAY).add_(counts, alpha=1 - _DECAY)
        self.sums[level].mul_(_DECAY).add_(sums, alpha=1 - _DECAY)
        moved = self.sums[level] / self.counts[level].clamp(min=1e-3)[:, None]
        dead = self.counts[level] < _DEAD
        self.codebooks[level] = torch.where(dead[:, None], _drawn(residual), moved)
        self.counts[level][dead] = 1
        self.sums[level][dead] = self.codebooks[level][dead]


def _drawn(vectors: Tensor) -> Tensor:
    """As many of the vectors (N, D) as there are codes, at random."""
    drawn = vectors[torch.randint(len(vectors), (CODEBOOK_SIZE,), device=vectors.device)]
    if _several():
        torch.distributed.broadcast(drawn, 0)
    return drawn


def _several() -> bool:
    return torch.distributed.is_available() and torch.distributed.is_initialized()
