"""Curves of a run: one CSV per stage, and all of them as one picture."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from engine.errors import ConfigError


def append(path: Path, step: int, seconds: float, values: Mapping[str, float]) -> None:
    """Add a row; a value that was never logged before widens the table."""
    names = ["step", "seconds", *values]
    header = _header(path)
    if header and set(names) - set(header):
        _widen(path, [*header, *(n for n in names if n not in header)])
    header = _header(path) or names
    row = {"step": step, "seconds": round(seconds, 1), **{k: round(v, 5) for k, v in values.items()}}
    with path.open("a", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, header)
        if out.tell() == 0:
            writer.writeheader()
        writer.writerow(row)


def read(path: Path) -> dict[str, list[tuple[float, float]]]:
    """For each value its points (step, value)."""
    points: dict[str, list[tuple[float, float]]] = {}
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for name, value in row.items():
                if name not in (None, "step", "seconds") and value:
                    points.setdefault(name, []).append((float(row["step"]), float(value)))
    return points


def plot(folder: Path) -> Path:
    """Draw the curves of every stage under a run's folder as curves.png; returns its path."""
    import matplotlib  # noqa: PLC0415 - only this needs it

    matplotlib.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415

    stages = {path.parent.name: read(path) for path in sorted(folder.glob("*/curves.csv"))}
    if not stages:
        raise ConfigError(f"There are no curves under {folder}.", "Train a stage first.")
    widest = max(len(values) for values in stages.values())
    figure, axes = pyplot.subplots(len(stages), widest, figsize=(4 * widest, 2.6 * len(stages)), squeeze=False)
    for row, (stage, values) in zip(axes, stages.items(), strict=True):
        for axis in row[len(values) :]:
            axis.set_visible(False)
        for axis, (name, points) in zip(row, values.items(), strict=False):
            axis.plot(*zip(*points, strict=True))
            axis.set_title(f"{stage}: {name.lstrip('_')}", fontsize=9)
    figure.tight_layout()
    figure.savefig(folder / "curves.png", dpi=100)
    pyplot.close(figure)
    return folder / "curves.png"


def _header(path: Path) -> list[str]:
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as lines:
        return next(csv.reader(lines), [])


def _widen(path: Path, header: list[str]) -> None:
    with path.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines)]
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, header, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
