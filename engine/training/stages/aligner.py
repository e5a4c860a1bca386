"""Stage aligner: the unit of each frame.

It learns from the invented speakers, whose times are known; then real recordings join, aligned by itself.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from tqdm import tqdm

from engine.align.network import Aligner
from engine.align.viterbi import align
from engine.atomic import replacing
from engine.text.units import to_units
from engine.training.corpus import Corpus
from engine.training.data import Sequence, Speakers
from engine.training.loop import Stage
from engine.types import FloatArray, IntArray

_SMOOTHING = 0.05
WORST_SCORE = -2.2  # mean log-probability per frame below which a transcript is taken to be wrong


class AlignerStage(Stage):
    """Perturbed sequences, cut to one length."""

    def __init__(
        self,
        module: Aligner,
        speakers: Speakers,
        scale: tuple[FloatArray, FloatArray],
        batch: int = 16,
        frames: int = 320,
    ) -> None:
        self.module, self.speakers = module, speakers
        self.metric = torch.tensor(scale[0]), torch.tensor(scale[1])
        self.batch, self.frames = batch, frames

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        rows = [self._row(self.speakers.draw(rng, self.frames)) for _ in range(self.batch)]
        features, labels = (torch.stack(part).to(self.device) for part in zip(*rows, strict=True))
        out = model(features).transpose(1, 2)
        loss = F.cross_entropy(out, labels, ignore_index=0, label_smoothing=_SMOOTHING)
        right = (out.argmax(1) == labels)[labels > 0].float().mean()
        return {"classes": loss, "_accuracy": right}

    def _row(self, sequence: Sequence) -> tuple[Tensor, Tensor]:
        features = torch.zeros(self.frames, sequence.rough.shape[1])
        labels = torch.zeros(self.frames, dtype=torch.long)
        length = len(sequence.rough)
        mean, scale = self.metric
        features[:length] = (sequence.rough - mean) * scale
        labels[:length] = torch.tensor(sequence.ids[sequence.pointer])
        return features, labels


@torch.no_grad()
def align_corpus(module: Aligner, corpus: Corpus, phonemes: dict[str, str], path: Path) -> dict[str, IntArray]:
    """Align the utterances of phonemes (id -> phoneme string).

    Writes and returns ids, stress and ends (3, U) of those that fit.
    """
    module.eval().cpu()
    mean, scale = corpus.scale
    out: dict[str, IntArray] = {}
    scores = []
    for entry in tqdm([e for e in corpus.entries if e.id in phonemes], desc="align"):
        units, _ = to_units(phonemes[entry.id])
        features = torch.tensor((corpus.features(entry) - mean) * scale)[None]
        log_probs = module(features)[0].numpy()
        if len(units) >= len(log_probs):
            continue
        found = align(log_probs, units.ids)
        scores.append(found.score)
        if found.score > WORST_SCORE:
            out[entry.id] = np.stack([units.ids, units.stress, found.ends])
    with replacing(path) as temporary, temporary.open("wb") as file:
        np.savez(file, **out)  # type: ignore[arg-type]
    quantiles = np.round(np.quantile(scores, [0.05, 0.25, 0.5, 0.75, 0.95]), 2) if scores else []
    tqdm.write(f"aligned {len(out)} of {len(scores)}; scores {quantiles}")
    return out
