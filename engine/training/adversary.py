"""A discriminator beside a regression, so that what is made keeps the liveliness that a mean takes away.

Hinge loss and feature matching (HiFi-GAN, Vocos). One optimiser and one backward pass serve both sides: the maker's
losses see the discriminator's weights detached (`frozen`), the discriminator's losses see what was made detached.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

Maps = list[list[Tensor]]  # for each scale the maps of its layers; the last ones are the verdicts
_SLOPE = 0.1


class _Conv1d(nn.Conv1d):
    def forward(self, x: Tensor, frozen: bool = False) -> Tensor:  # type: ignore[override]
        return self._conv_forward(x, *_weights(self, frozen))


class _Conv2d(nn.Conv2d):
    def forward(self, x: Tensor, frozen: bool = False) -> Tensor:  # type: ignore[override]
        return self._conv_forward(x, *_weights(self, frozen))


def _weights(layer: nn.Conv1d | nn.Conv2d, frozen: bool) -> tuple[Tensor, Tensor | None]:
    if not frozen or layer.bias is None:
        return layer.weight, layer.bias
    return layer.weight.detach(), layer.bias.detach()


class FeatureDiscriminator(nn.Module):
    """Whether scaled features (B, T, 65) were analysed or made, told codebook 0 (B, T, 48); at three frame rates."""

    def __init__(self, features: int, condition: int, width: int = 128, layers: int = 4) -> None:
        super().__init__()
        first = features + condition
        self.scales = nn.ModuleList(
            nn.ModuleList(
                [
                    *(_Conv1d(width if k else first, width, 5, padding=2) for k in range(layers)),
                    _Conv1d(width, 1, 3, padding=1),
                ]
            )
            for _ in range(3)
        )

    def forward(self, features: Tensor, condition: Tensor, frozen: bool = False) -> Maps:
        x = torch.cat([features, condition], -1).transpose(1, 2)
        return [
            _maps(scale, F.avg_pool1d(x, 2**rate) if rate else x, frozen)  # type: ignore[arg-type]
            for rate, scale in enumerate(self.scales)
        ]


class SpectrumDiscriminator(nn.Module):
    """Whether waves (B, n) were recorded or made, by their log magnitudes in three windows (UnivNet, Vocos)."""

    def __init__(self, width: int = 16, windows: tuple[int, ...] = (512, 1024, 2048)) -> None:
        super().__init__()
        self.windows = windows
        self.scales = nn.ModuleList(
            nn.ModuleList(
                [
                    _Conv2d(1, width, (7, 3), (2, 1), (3, 1)),
                    _Conv2d(width, width, (7, 3), (2, 1), (3, 1)),
                    _Conv2d(width, width, (7, 3), (2, 1), (3, 1)),
                    _Conv2d(width, width, (5, 3), (1, 1), (2, 1)),
                    _Conv2d(width, 1, 3, padding=1),
                ]
            )
            for _ in windows
        )

    def forward(self, spectra: list[Tensor], frozen: bool = False) -> Maps:
        """spectra: log magnitudes (B, bins, frames) in each window."""
        return [_maps(scale, x[:, None], frozen) for scale, x in zip(self.scales, spectra, strict=True)]  # type: ignore[arg-type]


def _maps(layers: nn.ModuleList, x: Tensor, frozen: bool) -> list[Tensor]:
    maps = []
    for layer in layers[:-1]:
        x = F.leaky_relu(layer(x, frozen), _SLOPE)
        maps.append(x)
    return [*maps, layers[-1](x, frozen)]


def losses(real: Maps, made: Maps, judged: Maps) -> dict[str, Tensor]:
    """Of both sides: `fooled` and `matched` are the maker's, `discriminator` the other's.

    real and made are the discriminator's maps with what was made detached; judged its maps when it is frozen.
    """
    pairs = list(zip(real, made, strict=True))
    against = [F.relu(1 - r[-1].float()).mean() + F.relu(1 + m[-1].float()).mean() for r, m in pairs]
    matched = [_distance(j, r) for j, r in zip(judged, real, strict=True)]
    return {
        "fooled": torch.stack([-maps[-1].float().mean() for maps in judged]).mean(),
        "matched": torch.stack(matched).mean(),
        "discriminator": torch.stack(against).mean(),
    }


def _distance(judged: list[Tensor], real: list[Tensor]) -> Tensor:
    """Mean distance of the layers' maps, in units of how large they are."""
    parts = [
        (a.float() - b.detach().float()).abs().mean() / (b.detach().float().abs().mean() + 1e-3)
        for a, b in zip(judged[:-1], real[:-1], strict=True)
    ]
    return torch.stack(parts).mean()
