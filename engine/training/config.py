"""One YAML for a whole run: where the data is, and for each stage its sizes and its loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from engine.align.network import AlignerConfig
from engine.codec.networks import CodecConfig
from engine.codec.synthesiser import SynthesiserConfig
from engine.codec.vocos import VocosConfig
from engine.config import from_mapping
from engine.lm.ar import ARConfig
from engine.lm.nar import NARConfig
from engine.training.loop import LoopConfig


@dataclass(frozen=True)
class AlignerRun:
    """Aligner: sizes, loop, rows a step."""

    network: AlignerConfig = field(default_factory=AlignerConfig)
    loop: LoopConfig = field(default_factory=lambda: LoopConfig(minutes=4, learning_rate=2e-3))
    batch: int = 16


@dataclass(frozen=True)
class CodecRun:
    """Codec: sizes, loop, segments a step."""

    network: CodecConfig = field(default_factory=CodecConfig)
    loop: LoopConfig = field(default_factory=lambda: LoopConfig(minutes=20, learning_rate=1e-3))
    batch: int = 16


@dataclass(frozen=True)
class SynthesiserRun:
    """Synthesiser: sizes, loop, segments a step; through_codec: train on decoded features too, and on those the stage
    `predict` left; adversarial: a discriminator judges what it makes."""

    network: SynthesiserConfig = field(default_factory=SynthesiserConfig)
    loop: LoopConfig = field(default_factory=lambda: LoopConfig(minutes=40, learning_rate=1e-3, beta1=0.8))
    batch: int = 12
    through_codec: bool = True
    adversarial: bool = False


@dataclass(frozen=True)
class ARRun:
    """AR: sizes, loop, rows a step and their length."""

    network: ARConfig = field(default_factory=ARConfig)
    loop: LoopConfig = field(default_factory=lambda: LoopConfig(minutes=60, compile=True))
    batch: int = 8
    frames: int = 900


@dataclass(frozen=True)
class NARRun:
    """NAR: sizes, loop, rows a step and their length; adversarial: a discriminator judges the features it gives."""

    network: NARConfig = field(default_factory=NARConfig)
    loop: LoopConfig = field(default_factory=lambda: LoopConfig(minutes=40, compile=True))
    batch: int = 6
    frames: int = 512
    adversarial: bool = False


@dataclass(frozen=True)
class VocosRun:
    """Decoder for EnCodec: Meta's file of weights, sizes, loop, segments a step."""

    weights: str = ""
    network: VocosConfig = field(default_factory=VocosConfig)
    loop: LoopConfig = field(default_factory=lambda: LoopConfig(minutes=60, learning_rate=5e-4, beta1=0.8))
    batch: int = 8


@dataclass(frozen=True)
class InventRun:
    """Speech made by other models: a sentence a line of text; how many speakers say how many of them; the shard."""

    text: str = "assets/prompts/candidates.txt"
    speakers: int = 40
    sentences: int = 12
    seed: int = 1
    shard: str = "runs/invented"


@dataclass(frozen=True)
class TrainingConfig:
    """roots: where speech lies; corpus: the packed folder; run: where checkpoints go; held_out: who is not heard.

    start: the bundle whose weights `restore` begins from. largest_variance: by how much predicted features are made
    livelier at most (`predict`): what the model could not predict is not brought back by making it larger.
    """

    roots: tuple[str, ...] = ("../shared/speech",)
    corpus: str = "runs/corpus"
    run: str = "runs/base"
    held_out: str = "engine/evaluation/held_out.json"
    start: str = "assets/models/base"
    processes: int = 2
    real_share: float = 0.35
    british: bool = False
    largest_variance: float = 1.5
    aligner: AlignerRun = field(default_factory=AlignerRun)
    codec: CodecRun = field(default_factory=CodecRun)
    synthesiser: SynthesiserRun = field(default_factory=SynthesiserRun)
    ar: ARRun = field(default_factory=ARRun)
    nar: NARRun = field(default_factory=NARRun)
    vocos: VocosRun = field(default_factory=VocosRun)
    invent: InventRun = field(default_factory=InventRun)


def load(path: Path) -> TrainingConfig:
    """Read a YAML file; unknown keys are refused."""
    return from_mapping(TrainingConfig, yaml.safe_load(path.read_text(encoding="utf-8")) or {}, path.name)
