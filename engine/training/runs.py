"""The stages of a run, in order, and what each takes from those before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import nn

from engine.align.network import Aligner
from engine.codec import encodec_codec
from engine.codec.networks import Codec
from engine.codec.synthesiser import Synthesiser
from engine.codec.vocos import Vocos
from engine.errors import ConfigError
from engine.export.bundle import load_modules
from engine.lm.ar import AR
from engine.lm.nar import NAR
from engine.runtime.bundle import Bundle
from engine.runtime.graphs import Graphs
from engine.training import curves, predicted, processes
from engine.training.config import TrainingConfig
from engine.training.corpus import Corpus, pack
from engine.training.data import Speakers, entry_units, held_out, load_alignment
from engine.training.loop import LoopConfig, Stage, train
from engine.training.stages.aligner import AlignerStage, align_corpus
from engine.training.stages.ar import ARStage
from engine.training.stages.ar_plain import PlainARStage
from engine.training.stages.codec import CodecStage
from engine.training.stages.nar import NARStage
from engine.training.stages.synthesiser import SynthesiserStage
from engine.training.stages.vocos import VocosStage
from engine.training.tokens import statistics, tokenise
from engine.types import FloatArray

M = TypeVar("M", bound=nn.Module)


class Run:
    """A configuration with its folders, the data and the modules trained so far."""

    def __init__(self, config: TrainingConfig, minutes: float | None = None, *, fresh: bool = False) -> None:
        self.config = config
        self.folder = Path(config.run)
        self._minutes, self._fresh = minutes, fresh

    @cached_property
    def corpus(self) -> Corpus:
        """The packed corpus."""
        folder = Path(self.config.corpus)
        if not (folder / "index.jsonl").exists():
            raise ConfigError(f"There is no corpus in {folder}.", "Run the stage corpus first.")
        return Corpus(folder)

    @property
    def exclude(self) -> set[str]:
        """Speakers kept for evaluation."""
        return held_out(Path(self.config.held_out))

    def speakers(self, *, real: bool = True) -> Speakers:
        """Training speakers; real ones once the aligner has been over them."""
        alignment = load_alignment(self.folder / "alignment.npz") if real else None
        return Speakers(self.corpus, self.exclude, alignment, self.config.real_share)

    def aligner(self) -> Aligner:
        """The trained aligner."""
        return self._trained(Aligner(self.config.aligner.network), "aligner")

    def codec(self) -> Codec:
        """The trained codec, frozen."""
        return self._trained(Codec(self.config.codec.network), "codec", "codec.")

    def synthesiser(self) -> Synthesiser:
        """The trained synthesiser."""
        return self._trained(Synthesiser(self.config.synthesiser.network), "synthesiser", "synthesiser.")

    def ar(self) -> AR:
        """The trained AR model."""
        return self._trained(AR(self.config.ar.network), "ar", "ar.")

    def nar(self) -> NAR:
        """The trained NAR model."""
        return self._trained(NAR(self.config.nar.network), "nar", "nar.")

    @property
    def variance(self) -> FloatArray | None:
        """How much livelier (65,) speech is than what the NAR model predicts, once `predict` has found it."""
        path = self.folder / "variance.npy"
        return np.load(path) if path.exists() else None

    def fit(self, stage: Stage, loop: LoopConfig, name: str) -> None:
        """Train a stage in its folder."""
        if self._minutes is not None:
            loop = replace(loop, minutes=self._minutes)
        if loop.compile:
            stage.compile()
        train(stage, loop, self.folder / name, resume=not self._fresh)

    def scale_into(self, module: Codec | Synthesiser) -> None:
        """Give a module the corpus's feature metric."""
        mean, scale = self.corpus.scale
        module.mean.copy_(torch.tensor(mean))
        module.scale.copy_(torch.tensor(scale))

    def _trained(self, module: M, name: str, prefix: str = "") -> M:
        path = self.folder / name / "weights.pt"
        if not path.exists():
            raise ConfigError(f"{path} is not there.", f"Run the stage {name} first.")
        state = torch.load(path, map_location="cpu", weights_only=True)
        module.load_state_dict({k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)})
        return module.eval().requires_grad_(False)


def corpus(run: Run) -> None:
    """Analyse the speech of all roots into the packed folder."""
    pack(run.config.roots, Path(run.config.corpus), run.config.processes)


def aligner(run: Run) -> None:
    """Train on the invented speakers, align the real ones, train on both, align again."""
    settings = run.config.aligner
    path = run.folder / "alignment.npz"
    phonemes = real_phonemes(run)
    for real in (False, True):
        if not real and path.exists() and not run._fresh:
            continue
        module = Aligner(settings.network)
        name = "aligner" if real else "aligner_first"
        run.fit(AlignerStage(module, run.speakers(real=real), run.corpus.scale, settings.batch), settings.loop, name)
        if processes.rank() == 0:
            align_corpus(module, run.corpus, phonemes, path)
        processes.wait_for_all()


def real_phonemes(run: Run) -> dict[str, str]:
    """Phonemes, by utterance, of everything whose times are not known."""
    from hibari.g2p import G2P  # noqa: PLC0415 - loading its lexicons takes a second

    speak = G2P(british=run.config.british)
    return {e.id: e.phonemes or speak(e.text) for e in run.corpus.entries if not e.ends_samples}


def restore(run: Run) -> None:
    """Begin from the weights of a bundle instead of from nothing: every stage goes on from there."""
    bundle = Bundle.open(Path(run.config.start))
    modules = load_modules(bundle.folder, bundle.about["networks"])
    for name, prefix in (
        ("aligner", ""),
        ("codec", "codec."),
        ("synthesiser", "synthesiser."),
        ("ar", "ar."),
        ("nar", "nar."),
    ):
        (run.folder / name).mkdir(parents=True, exist_ok=True)
        state = {prefix + key: value for key, value in getattr(modules, name).state_dict().items()}
        torch.save(state, run.folder / name / "weights.pt")
    np.save(run.folder / "variance.npy", Graphs(bundle, "cpu").variance)
    align_corpus(modules.aligner, run.corpus, real_phonemes(run), run.folder / "alignment.npz")


def codec(run: Run) -> None:
    """Train encoder, decoder, voice vector and codebooks."""
    settings = run.config.codec
    module = Codec(settings.network)
    run.scale_into(module)
    run.fit(CodecStage(module, run.speakers(), settings.batch), settings.loop, "codec")


def synthesiser(run: Run) -> None:
    """Train the synthesiser, through the codec where there is one."""
    settings = run.config.synthesiser
    module = Synthesiser(settings.network)
    run.scale_into(module)
    through = run.codec() if settings.through_codec else None
    stage = SynthesiserStage(module, run.corpus, run.exclude, through, settings.batch, adversarial=settings.adversarial)
    run.fit(stage, settings.loop, "synthesiser")


def predict(run: Run) -> None:
    """Write what the NAR model gives of the corpus, which the synthesiser is then fitted to."""
    alignment = load_alignment(run.folder / "alignment.npz")
    people = predicted.pieces(run.corpus, run.exclude, alignment)
    nar, codec = run.nar(), run.codec()
    variance = predicted.variance(nar, codec, people, run.config.largest_variance)
    np.save(run.folder / "variance.npy", variance)
    predicted.predict(nar, codec, run.corpus, people, variance)


def ar(run: Run) -> None:
    """Train the AR model on codes made on the fly."""
    settings = run.config.ar
    kind = ARStage if settings.network.pointer else PlainARStage
    stage = kind(AR(settings.network), run.codec(), run.speakers(), settings.batch, settings.frames)
    run.fit(stage, settings.loop, "ar")


def nar(run: Run) -> None:
    """Train the NAR model on codes made on the fly."""
    settings = run.config.nar
    nar, codec = NAR(settings.network), run.codec()
    stage = NARStage(nar, codec, run.speakers(), settings.batch, settings.frames, adversarial=settings.adversarial)
    run.fit(stage, settings.loop, "nar")


def tokens(run: Run) -> None:
    """Encode the corpus into one packed file of codes, and count how the codebooks are used."""
    path = run.folder / "alignment.npz"
    alignment = load_alignment(path) if path.exists() else None
    packed = tokenise(run.codec(), run.corpus, lambda entry: entry_units(entry, alignment))
    packed.save(run.folder / "tokens.npz")
    counted = statistics(packed.codes)
    (run.folder / "tokens.json").write_text(json.dumps(counted, indent=1), encoding="utf-8")
    for level, numbers in enumerate(counted):
        print(f"codebook {level}: {numbers['used']:.0%} of the codes used, {numbers['entropy_bits']:.2f} bits")


def vocos(run: Run) -> None:
    """Train the decoder of EnCodec's codes."""
    settings = run.config.vocos
    if not settings.weights:
        raise ConfigError("The stage vocos needs EnCodec's weights.", "Set vocos.weights to encodec_24khz-d7cc33bc.th.")
    model = encodec_codec.load(Path(settings.weights))
    run.fit(VocosStage(Vocos(settings.network), model, run.corpus, run.exclude, settings.batch), settings.loop, "vocos")


def speakers(run: Run) -> None:
    """Invent speakers by mixing Kokoro's voices; the shard is then named among the roots."""
    from engine.training.invent import shard  # noqa: PLC0415 - hibari and Kokoro are for this alone

    settings = run.config.invent
    path = Path(settings.shard) / f"kokoro-{settings.seed}.tar"
    print(f"{shard.write_shard(path, shard.kokoro_speakers(settings))} utterances in {path}")


def stock(run: Run) -> None:
    """Say all the text in the stock voice; the shard is then named among the roots."""
    from engine.training.invent import shard  # noqa: PLC0415 - hibari is for this alone

    settings = run.config.invent
    path = Path(settings.shard) / f"stock-{settings.seed}.tar"
    print(f"{shard.write_shard(path, shard.stock_speech(settings))} utterances in {path}")


def draw_curves(run: Run) -> None:
    """Draw what was logged so far."""
    print(curves.plot(run.folder))


STAGES: dict[str, Callable[[Run], None]] = {
    "speakers": speakers,
    "stock": stock,
    "corpus": corpus,
    "restore": restore,
    "aligner": aligner,
    "codec": codec,
    "synthesiser": synthesiser,
    "ar": ar,
    "nar": nar,
    "predict": predict,
    "tokens": tokens,
    "vocos": vocos,
    "curves": draw_curves,
}
