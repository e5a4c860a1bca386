"""A folder that speaks: every graph exported, checked against torch, tables, weights to go on from, manifest."""

from __future__ import annotations

import platform
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from engine.align.network import Aligner, AlignerConfig
from engine.codec.channel import ChannelFill
from engine.codec.features import FEATURES
from engine.codec.networks import Codec, CodecConfig
from engine.codec.synthesiser import Synthesiser, SynthesiserConfig
from engine.errors import BundleError
from engine.export.graphs import Graph, Modules, graphs
from engine.export.onnx_export import FP32_TOLERANCE, INT8_TOLERANCE, export, parity, store_half, to_int8
from engine.lm.ar import AR, ARConfig
from engine.lm.nar import NAR, NARConfig
from engine.runtime.bundle import BundleConfig, TransformerSize, write_manifest
from engine.types import FloatArray

WEIGHTS = "weights.safetensors"
_PARTS = ("codec", "synthesiser", "aligner", "ar", "nar")


def write_bundle(
    folder: Path, name: str, modules: Modules, channel: ChannelFill, variance: FloatArray | None = None, **about: Any
) -> dict[str, float]:
    """Write a bundle; returns each graph's difference from torch. Raises BundleError when one differs too much.

    The folder is filled beside its place and put there whole. variance (65,): how much livelier each feature is in
    speech than in what the NAR model predicts. about goes into the manifest: data, hours, scores, licence.
    """
    making = folder.with_name(folder.name + ".new")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    differences = {graph.name: write_graph(graph, making) for graph in graphs(modules)}
    codec = modules.codec
    np.save(making / "codebooks.npy", codec.quantiser.codebooks.numpy())
    variance = np.ones(FEATURES, np.float32) if variance is None else variance
    np.savez(making / "scale.npz", mean=codec.mean.numpy(), scale=codec.scale.numpy(), variance=variance)
    channel.save(making / "channel.npz")
    save_weights(making / WEIGHTS, modules)
    versions = {"torch": torch.__version__, "onnxruntime": onnxruntime.__version__, "python": platform.python_version()}
    write_manifest(making, name, bundle_config(modules), versions=versions, networks=networks(modules), **about)
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)
    return differences


def write_graph(graph: Graph, folder: Path) -> float:
    """Write one graph as it is shipped; its difference from torch. Raises BundleError when that is too large."""
    path = folder / f"{graph.name}.onnx"
    export(graph, path)
    largest, difference = parity(graph, path)
    if largest > FP32_TOLERANCE:
        raise BundleError(f"The exported graph {graph.name} differs from torch by {largest:.2g}.", "Report this.")
    if graph.int8:
        exact = path.with_suffix(".exact")
        path.rename(exact)
        to_int8(exact, path)
        exact.unlink()
    else:
        store_half(path)
    _, difference = parity(graph, path)
    if difference > INT8_TOLERANCE:
        raise BundleError(f"The quantised graph {graph.name} differs from torch by {difference:.2g}.", "Train longer.")
    return difference


def bundle_config(modules: Modules) -> BundleConfig:
    """Sizes the runtime needs."""
    ar, nar = modules.ar.config, modules.nar.config
    return BundleConfig(
        ar=TransformerSize(ar.width, ar.layers, ar.heads),
        nar=TransformerSize(nar.width, nar.layers, nar.heads),
        group=ar.group,
        nar_form=nar.form,
        decoder_context_frames=modules.codec.context_frames,
        synthesiser_context_frames=modules.synthesiser.context_frames,
    )


def networks(modules: Modules) -> dict[str, dict[str, Any]]:
    """Configuration of every part, enough to build it again."""
    return {part: asdict(getattr(modules, part).config) for part in _PARTS}


def save_weights(path: Path, modules: Modules) -> None:
    """Half-precision weights of every part; codebooks and other tables stay fp32."""
    tensors: dict[str, Tensor] = {}
    for part in _PARTS:
        module: nn.Module = getattr(modules, part)
        trained = dict(module.named_parameters())
        for key, value in module.state_dict().items():
            tensors[f"{part}.{key}"] = (value.half() if key in trained else value).contiguous().clone()
    save_file(tensors, path)


def load_modules(folder: Path, configurations: dict[str, dict[str, Any]]) -> Modules:
    """The parts of a bundle as torch modules in fp32, from its weights and the manifest's networks."""
    modules = Modules(
        Codec(CodecConfig(**configurations["codec"])),
        Synthesiser(SynthesiserConfig(**configurations["synthesiser"])),
        Aligner(AlignerConfig(**configurations["aligner"])),
        AR(ARConfig(**configurations["ar"])),
        NAR(NARConfig(**configurations["nar"])),
    )
    tensors = load_file(folder / WEIGHTS)
    for part in _PARTS:
        module: nn.Module = getattr(modules, part)
        state = {k.removeprefix(f"{part}."): v for k, v in tensors.items() if k.startswith(f"{part}.")}
        module.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()})
        module.eval()
    return modules


def build_tiny_bundle(folder: Path, group: int = 2) -> Modules:
    """A whole bundle with small random weights, in seconds: for tests, and to try a machine without trained models."""
    modules = tiny_modules(group)
    speech = np.random.default_rng(0).normal(size=(400, FEATURES)).astype(np.float32)
    write_bundle(folder, "tiny", modules, ChannelFill.fit([speech]), licence="none: random weights", data="none")
    return modules


def tiny_modules(group: int = 2) -> Modules:
    """Every part, small, with random weights that are always the same."""
    torch.manual_seed(0)
    codec = Codec(CodecConfig(width=16, encoder_layers=1, decoder_layers=2, voice_width=16, voice_layers=1))
    codec.quantiser.initialise(torch.randn(1500, codec.config.latent), rounds=1)
    synthesiser = Synthesiser(SynthesiserConfig(width=16, layers=2))
    for module in (codec, synthesiser):
        module.mean.copy_(torch.tensor([-9.0] + [0.0] * (FEATURES - 3) + [5.0, 0.5]))
    return Modules(
        codec,
        synthesiser,
        Aligner(AlignerConfig(width=16, layers=2)),
        AR(ARConfig(width=32, layers=2, heads=2, feedforward=48, text_layers=1, group=group)),
        NAR(NARConfig(width=32, layers=2, heads=2, feedforward=48, text_layers=1)),
    )
