"""Fits the speaker embedding's projection and measures how often it errs, on folders of speech by many people.

Speech: FOLDER/synthetic/SPEAKER/NN.opus and FOLDER/librispeech/SPEAKER-*.opus. A LibriSpeech reader has one recording
there, cut in two, so that pairs of "the same person" share a microphone: the error on those is the least to be
expected; synthetic speakers give whole different sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from engine.bank.speaker import PROJECTION, StatisticsEncoder, statistics
from engine.types import Audio

DIMENSIONS = 24
_FALSE_ACCEPT = 0.01
_FALSE_REFUSAL_OF_TAKES = 0.02
Speakers = dict[str, list[NDArray[np.float64]]]


def recordings(folder: Path, per_speaker: int) -> Iterator[tuple[str, Audio]]:
    """(speaker, some seconds of speech), several of each."""
    for speaker in sorted((folder / "synthetic").iterdir()):
        for path in sorted(speaker.glob("*.opus"))[:per_speaker]:
            yield f"s{speaker.name}", _read(path)
    for path in sorted((folder / "librispeech").glob("*.opus")):
        audio = _read(path)
        parts = min(3, int(audio.seconds // 4))
        for part in np.array_split(audio.samples, max(parts, 1)):
            yield f"l{path.name.split('-')[0]}", Audio(part, audio.rate_hz)


def count(folder: Path, per_speaker: int = 6) -> Speakers:
    """Statistics of every recording, by speaker; speakers heard once are left out."""
    out: Speakers = defaultdict(list)
    for speaker, audio in recordings(folder, per_speaker):
        out[speaker].append(statistics(audio))
    return {s: v for s, v in out.items() if len(v) > 1}


def fit(speakers: Speakers) -> tuple[NDArray, NDArray]:
    """Linear discriminant analysis with a shrunk covariance: mean (63,) and matrix (63, DIMENSIONS)."""
    everyone = np.concatenate([np.stack(v) for v in speakers.values()])
    mean = everyone.mean(0)
    within = np.concatenate([np.stack(v) - np.mean(v, axis=0) for v in speakers.values()])
    between = np.stack([np.mean(v, axis=0) for v in speakers.values()]) - mean
    sigma = within.T @ within / (len(within) - len(speakers))
    sigma = 0.9 * sigma + 0.1 * np.diag(np.diag(sigma))
    values, vectors = np.linalg.eigh(sigma)
    whiten = vectors / np.sqrt(np.maximum(values, 1e-6))
    _, _, directions = np.linalg.svd(between @ whiten, full_matrices=False)
    return mean, whiten @ directions[:DIMENSIONS].T


def write(speakers: Speakers, path: Path = PROJECTION) -> None:
    """Fit on the speakers, choose the two thresholds on them, and write it all."""
    learnt, unseen = halves(speakers)  # thresholds on speakers that the projection did not see
    mean, matrix = fit(learnt)
    _, other, _ = scores(unseen, mean, matrix)
    _, _, takes = scores(of_kind(unseen, "l") or unseen, mean, matrix)  # real rooms vary more than invented ones
    mean, matrix = fit(speakers)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        mean=mean.astype(np.float32),
        matrix=matrix.astype(np.float32),
        same=np.float32(np.quantile(other, 1 - _FALSE_ACCEPT)),
        take=np.float32(np.quantile(takes, _FALSE_REFUSAL_OF_TAKES)),
    )


def scores(speakers: Speakers, mean: NDArray, matrix: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """Cosines of a recording to the mean of the person's others, of other people's, and of three of the person's."""
    unit = {s: _unit((np.stack(v) - mean) @ matrix) for s, v in speakers.items()}
    centre = {s: _unit(u.mean(0)) for s, u in unit.items()}
    same, takes = [], []
    for u in unit.values():
        for i in range(len(u)):
            rest = np.delete(u, i, axis=0)
            same.append(float(u[i] @ _unit(rest.mean(0))))
            takes.append(float(u[i] @ _unit(rest[:3].mean(0))))
    other = [u @ centre[t] for s, u in unit.items() for t in centre if s != t]
    return np.array(same), np.concatenate(other), np.array(takes)


def errors(speakers: Speakers) -> dict[str, float]:
    """Error rates of the shipped projection and thresholds on these speakers."""
    encoder = StatisticsEncoder()
    same, other, takes = scores(speakers, encoder._mean, encoder._matrix)
    grid = np.linspace(-1, 1, 2001)
    refused = np.searchsorted(np.sort(same), grid) / len(same)
    accepted = 1 - np.searchsorted(np.sort(other), grid) / len(other)
    equal = int(np.argmin(np.abs(refused - accepted)))
    return {
        "speakers": len(speakers),
        "pairs_same": len(same),
        "pairs_other": len(other),
        "equal_error_rate": round(float((refused[equal] + accepted[equal]) / 2), 4),
        "threshold": round(encoder.same, 3),
        "same_person_refused": round(float((same < encoder.same).mean()), 4),
        "other_person_accepted": round(float((other >= encoder.same).mean()), 4),
        "take_threshold": round(encoder.take, 3),
        "own_take_flagged": round(float((takes < encoder.take).mean()), 4),
        "other_persons_take_passed": round(float((other >= encoder.take).mean()), 4),
    }


def halves(speakers: Speakers) -> tuple[Speakers, Speakers]:
    """Every other speaker: to fit on, and to measure on."""
    names = sorted(speakers)
    return {n: speakers[n] for n in names[::2]}, {n: speakers[n] for n in names[1::2]}


def of_kind(speakers: Speakers, kind: str) -> Speakers:
    """Only the synthetic ("s") or LibriSpeech ("l") speakers."""
    return {n: v for n, v in speakers.items() if n.startswith(kind)}


def _read(path: Path) -> Audio:
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return Audio(samples.mean(1), rate_hz)


def _unit(x: NDArray) -> NDArray:
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)
