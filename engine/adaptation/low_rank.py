"""Low-rank adapters (LoRA, Hu et al. 2021): a linear layer's weight W becomes W + B A, and only A and B learn."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

LAYERS = frozenset({"qkv", "out", "gate", "down", "group", "voice", "context", "latent", "advance"})


class LowRank(nn.Module):
    """The parametrisation of one weight (out, in)."""

    def __init__(self, weight: Tensor, rank: int) -> None:
        super().__init__()
        rows, columns = weight.shape
        rank = min(rank, rows, columns)
        self.down = nn.Parameter(torch.empty(rank, columns))
        self.up = nn.Parameter(torch.zeros(rows, rank))  # at first the model is the one that was shipped
        nn.init.kaiming_uniform_(self.down, math.sqrt(5))

    def forward(self, weight: Tensor) -> Tensor:
        return weight + self.up @ self.down


def attach(module: nn.Module, rank: int) -> int:
    """Freeze all but new adapters on LAYERS; the text encoder is left as it is. How many numbers learn."""
    module.requires_grad_(False)
    for name, layer in module.named_modules():
        path = name.split(".")
        if isinstance(layer, nn.Linear) and path[-1] in LAYERS and "text" not in path:
            parametrize.register_parametrization(layer, "weight", LowRank(layer.weight, rank))
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def merge(module: nn.Module) -> None:
    """Make the adapters part of the weights; the module is as it was, with other numbers."""
    for layer in module.modules():
        if isinstance(layer, nn.Linear) and parametrize.is_parametrized(layer, "weight"):
            parametrize.remove_parametrizations(layer, "weight", leave_parametrized=True)


def learnt(module: nn.Module) -> dict[str, Tensor]:
    """Copies of the adapters' numbers, by name."""
    return {name: p.detach().clone() for name, p in module.named_parameters() if p.requires_grad}


def put_back(module: nn.Module, numbers: dict[str, Tensor]) -> None:
    """Set the adapters to what learnt gave."""
    module.load_state_dict(numbers, strict=False)
