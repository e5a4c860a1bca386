"""Plots of a report: word errors by kind, and likeness against naturalness."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from engine.evaluation.records import Record
from engine.evaluation.scores import by
from engine.evaluation.sentences import KINDS


def draw(records: Sequence[Record], folder: Path) -> list[Path]:
    """Write the plots there is data for as PNG into folder; gives their paths."""
    made = [_word_errors(records, folder / "wer.png"), _quality(records, folder / "quality.png")]
    return [path for path in made if path]


def _word_errors(records: Sequence[Record], path: Path) -> Path | None:
    kinds = [k for k in (*KINDS, "recording") if any(r.kind == k for r in records)]
    systems = list(dict.fromkeys(r.system for r in records))
    if not kinds:
        return None
    figure, axes = plt.subplots(figsize=(9, 4), layout="constrained")
    width = 0.8 / len(systems)
    for index, system in enumerate(systems):
        scores = by([r for r in records if r.system == system], lambda r: r.kind)
        places = [i for i, k in enumerate(kinds) if k in scores]
        rates = [scores[kinds[i]].wer for i in places]
        values = np.array([100 * r.value for r in rates])
        around = np.array([[100 * (r.value - r.low) for r in rates], [100 * (r.high - r.value) for r in rates]])
        axes.bar(np.array(places) + index * width, values, width, yerr=np.maximum(around, 0), label=system, capsize=2)
    axes.set_xticks(np.arange(len(kinds)) + 0.4 - width / 2, kinds)
    axes.set_ylabel("word error rate, %")
    axes.legend()
    return _save(figure, path)


def _quality(records: Sequence[Record], path: Path) -> Path | None:
    """One point a voice."""
    systems = list(dict.fromkeys(r.system for r in records if r.similarity is not None and r.system != "recordings"))
    if not systems:
        return None
    figure, axes = plt.subplots(figsize=(6, 4.5), layout="constrained")
    for system in systems:
        scores = by([r for r in records if r.system == system], lambda r: r.voice).values()
        points = [(s.similarity.value, s.mos.value) for s in scores if s.similarity and s.mos]
        axes.scatter(*zip(*points, strict=True), label=system, s=18)
    axes.set_xlabel("similarity to the sample")
    axes.set_ylabel("predicted MOS")
    axes.legend()
    return _save(figure, path)


def _save(figure, path: Path) -> Path:
    figure.savefig(path, dpi=120)
    plt.close(figure)
    return path
