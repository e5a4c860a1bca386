"""The graphs of a bundle: what each wraps, its inputs with example shapes, its outputs (engine/README.md, "Graphs")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.align.network import Aligner
from engine.codec.features import FEATURES
from engine.codec.networks import Codec
from engine.codec.synthesiser import Synthesiser
from engine.lm.ar import AR
from engine.lm.nar import NAR


class Call(nn.Module):
    """One function of a module, as a module that can be exported."""

    def __init__(self, module: nn.Module, function: Callable[..., Tensor | tuple[Tensor, ...]]) -> None:
        super().__init__()
        self.module = module
        self._function = function

    def forward(self, *inputs: Tensor) -> Tensor | tuple[Tensor, ...]:
        return self._function(*inputs)


@dataclass(frozen=True)
class Graph:
    """One ONNX file. axes: per input the names of its free axes; int8: whether its MatMuls are quantised."""

    name: str
    module: nn.Module
    inputs: dict[str, Tensor]
    outputs: tuple[str, ...]
    axes: dict[str, dict[int, str]]
    int8: bool = False


@dataclass(frozen=True)
class Modules:
    """Everything a bundle is made from."""

    codec: Codec
    synthesiser: Synthesiser
    aligner: Aligner
    ar: AR
    nar: NAR


def graphs(modules: Modules) -> list[Graph]:
    """All graphs of a bundle, with example inputs whose free axes differ from 1."""
    codec, ar, nar = modules.codec, modules.ar, modules.nar
    features = torch.randn(1, 40, FEATURES)
    voice = torch.randn(1, codec.config.voice)
    units, stress = torch.randint(1, 60, (1, 9)), torch.randint(0, 3, (1, 9))
    frames = {1: "frames"}
    text_axes = {"units": {1: "units"}, "stress": {1: "units"}}
    cache = {3: "past"}
    return [
        Graph("voice", Call(codec, codec.voice), {"features": features}, ("voice",), {"features": frames}),
        Graph(
            "encoder",
            Call(codec, codec.encode),
            {"features": features, "voice": voice},
            ("latents",),
            {"features": frames},
        ),
        Graph(
            "decoder",
            Call(codec, codec.decode),
            {"latents": torch.randn(1, 40, codec.config.latent), "voice": voice},
            ("features",),
            {"latents": frames},
        ),
        Graph(
            "synthesiser",
            Call(modules.synthesiser, modules.synthesiser.filters),
            {"features": features},
            ("harmonic_re", "harmonic_im", "noise"),
            {"features": frames},
        ),
        Graph("aligner", modules.aligner, {"features": features}, ("log_probs",), {"features": frames}),
        Graph("ar_text", ar.text, {"units": units, "stress": stress}, ("memory",), text_axes, int8=True),
        Graph(
            "ar",
            ar,
            {
                "codes": torch.randint(0, 1024, (1, 5, ar.config.group)),
                "memory": torch.randn(1, 9, ar.config.width),
                "pointer": torch.tensor([[0, 0, 1, 3, 4]]),
                "age": torch.tensor([[0, 1, 0, 0, 0]]),
                "voice": voice,
                **_past(ar.config.layers, ar.config.heads, ar.config.width),
            },
            ("logits", "advance", "keys", "values"),
            {
                "codes": {1: "groups"},
                "memory": {1: "units"},
                "pointer": {1: "groups"},
                "age": {1: "groups"},
                "past_keys": cache,
                "past_values": cache,
            },
            int8=True,
        ),
        Graph("nar_text", nar.text, {"units": units, "stress": stress}, ("memory",), text_axes, int8=True),
        Graph(
            "nar",
            nar,
            {
                "latents": torch.randn(1, 40, nar.config.latent),
                "memory": torch.randn(1, 9, nar.config.width),
                "pointer": torch.randint(0, 9, (1, 40)),
                "is_prompt": torch.zeros(1, 40, dtype=torch.long),
                "level": torch.zeros(1, dtype=torch.long),
                "voice": voice,
                **_past(nar.config.layers, nar.config.heads, nar.config.width),
            },
            ("residual", "keys", "values"),
            {
                "latents": frames,
                "memory": {1: "units"},
                "pointer": frames,
                "is_prompt": frames,
                "past_keys": cache,
                "past_values": cache,
            },
            int8=True,
        ),
    ]


def _past(layers: int, heads: int, width: int, length: int = 7) -> dict[str, Tensor]:
    shape = (layers, 1, heads, length, width // heads)
    return {"past_keys": torch.randn(shape), "past_values": torch.randn(shape)}
