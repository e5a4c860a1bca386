"""Transformer blocks of the language models: RMS norm, rotary positions, SwiGLU, an explicit KV cache."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class RMSNorm(nn.Module):
    """Root mean square norm, written out so that every ONNX opset has it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        y = x.float()
        y = y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + 1e-6)
        return (y * self.weight).to(x.dtype)


def rotary(positions: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Cosine and sine (B, 1, T, size/2) of positions (B, T)."""
    frequency = 10000 ** (-torch.arange(0, size, 2, device=positions.device).float() / size)
    angle = positions[:, None, :, None].float() * frequency
    return angle.cos(), angle.sin()


def rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Rotary position by halves: x (B, H, T, size)."""
    a, b = x.chunk(2, -1)
    cosine, sine = cosine.to(x.dtype), sine.to(x.dtype)
    return torch.cat([a * cosine - b * sine, a * sine + b * cosine], -1)


class Block(nn.Module):
    """Pre-norm attention and gated feed-forward."""

    def __init__(self, width: int, heads: int, feedforward: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm, self.feedforward_norm = RMSNorm(width), RMSNorm(width)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.gate = nn.Linear(width, 2 * feedforward, bias=False)
        self.down = nn.Linear(feedforward, width, bias=False)

    def forward(
        self, x: Tensor, angles: tuple[Tensor, Tensor], bias: Tensor, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """x (B, T, width), bias (B or 1, 1, T, P+T) added to the scores; past keys and values (B, H, P, size)."""
        batch, time, width = x.shape
        size = width // self.heads
        q, k, v = self.qkv(self.attention_norm(x)).view(batch, time, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        q, k = rotate(q, *angles), rotate(k, *angles)
        if past is not None:
            k, v = torch.cat([past[0].to(k.dtype), k], 2), torch.cat([past[1].to(v.dtype), v], 2)
        scores = torch.matmul(q * size**-0.5, k.transpose(2, 3)) + bias.to(q.dtype)
        weights = torch.softmax(scores, -1, dtype=torch.float32).to(v.dtype)
        y = torch.matmul(weights, v).transpose(1, 2).reshape(batch, time, width)
        x = x + self.out(y)
        gate, up = self.gate(self.feedforward_norm(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * up), (k, v)


class Transformer(nn.Module):
    """A stack of blocks with a final norm."""

    def __init__(self, width: int, layers: int, heads: int, feedforward: int) -> None:
        super().__init__()
        self.size = width // heads
        self.blocks = nn.ModuleList(Block(width, heads, feedforward) for _ in range(layers))
        self.norm = RMSNorm(width)

    def forward(
        self,
        x: Tensor,
        bias: Tensor,
        positions: Tensor,
        past_keys: Tensor | None = None,
        past_values: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """x (B, T, width), bias (B or 1, 1, T, P+T), positions (B, T), past (L, B, H, P, size).

        Returns (B, T, width) and all keys and values (L, B, H, P+T, size).
        """
        angles = rotary(positions, self.size)
        keys, values = [], []
        for index, block in enumerate(self.blocks):
            past = None if past_keys is None or past_values is None else (past_keys[index], past_values[index])
            x, (k, v) = block(x, angles, bias, past)
            keys.append(k)
            values.append(v)
        return self.norm(x), torch.stack(keys), torch.stack(values)


def as_bias(allowed: Tensor) -> Tensor:
    """Boolean attention mask to an additive one."""
    return torch.where(allowed, 0.0, -1e4)


def select(memory: Tensor, index: Tensor) -> Tensor:
    """memory (B, U, d) at index (B, T) -> (B, T, d)."""
    return torch.gather(memory, 1, index[..., None].expand(-1, -1, memory.shape[2]))
