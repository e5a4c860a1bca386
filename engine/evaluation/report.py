"""The report: everything as JSON, and tables a person reads."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from engine.evaluation import plots
from engine.evaluation.records import Record
from engine.evaluation.scores import Interval, Score, by, score
from engine.evaluation.sentences import KINDS
from engine.paths import default_bundle

SCHEMA = 1
_PACKAGES = (
    "faster-whisper",
    "ctranslate2",
    "resemblyzer",
    "distillmos",
    "transformers",
    "torch",
    "onnxruntime",
    "numpy",
)
_WORST = 15


def write(records: Sequence[Record], folder: Path, *, seed: int, bundle: Path | None) -> Path:
    """Write report.json, report.md and the plots into folder; gives the path of report.md."""
    content = summary(records, seed=seed, bundle=bundle)
    (folder / "report.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    images = plots.draw(records, folder)
    path = folder / "report.md"
    path.write_text(markdown(records, content, images), encoding="utf-8")
    return path


def summary(records: Sequence[Record], *, seed: int, bundle: Path | None) -> dict:
    """All figures, and what they were measured with."""
    systems = dict.fromkeys(r.system for r in records)
    return {
        "schema": SCHEMA,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join(sys.orig_argv[1:]),
        "seed": seed,
        "bundle": _bundle(bundle or default_bundle()),
        "versions": {"python": platform.python_version(), **_versions()},
        "machine": {"cpu": _cpu(), "cores": os.cpu_count(), "system": platform.platform()},
        "systems": {name: _breakdown([r for r in records if r.system == name]) for name in systems},
    }


def _breakdown(rows: list[Record]) -> dict:
    parts = {
        "kinds": by(rows, lambda r: r.kind),
        "groups": by(rows, lambda r: r.group),
        "voices": by(rows, lambda r: r.voice),
        "conditions": by(rows, lambda r: r.condition),
        "groups_and_conditions": by(rows, lambda r: f"{r.group} {r.condition}" if r.group else ""),
        "groups_and_kinds": by(rows, lambda r: f"{r.group} {r.kind}" if r.group else ""),
    }
    whole = score(rows)
    assert whole is not None
    return {"all": asdict(whole)} | {p: {k: asdict(s) for k, s in scores.items()} for p, scores in parts.items()}


def markdown(records: Sequence[Record], content: dict, images: Sequence[Path]) -> str:
    """The report to read."""
    parts = [
        "# Evaluation",
        f"{content['made']}, seed {content['seed']}, {content['machine']['cpu']}. Word error rate (%) by Whisper-base, "
        "similarity (SIM) to the clean sample by Resemblyzer, predicted MOS by DistillMOS; in brackets 95 % intervals. "
        "Garbled: more than half the words wrong. RTF: seconds of computing per second of speech, one thread.",
        f"Made with `{content['command']}`.",
        _table("Systems", _rows(records, lambda r: r.system)),
        _kinds(records),
        _table("By group of voices", _rows(records, lambda r: f"{r.system}, {r.group}" if r.group else "")),
        _table("By condition of the sample", _rows(records, _system_and_condition)),
        _table("By voice", _rows(records, lambda r: f"{r.system}, {r.voice}" if r.voice else "")),
        _worst(records),
        *(f"![{p.stem}]({p.name})" for p in images),
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def _system_and_condition(record: Record) -> str:
    return f"{record.system}, {record.group}, {record.condition}" if record.group else ""


def _rows(records: Sequence[Record], key) -> dict[str, Score]:
    return by(records, key)


def _table(title: str, rows: dict[str, Score]) -> str:
    if not rows:
        return ""
    lines = [
        f"## {title}",
        "",
        "| | jobs | WER | garbled | SIM | MOS | stock | failed | RTF |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, s in rows.items():
        wer = _interval(s.wer, 100, 1)
        likeness, mos = _interval(s.similarity, 1, 3), _interval(s.mos, 1, 2)
        lines.append(
            f"| {name} | {s.jobs} | {wer} | {s.garbled} | {likeness} | {mos} | {s.stock} | {s.failed} "
            f"| {s.real_time_factor:.2f} |"
        )
    return "\n".join(lines)


def _kinds(records: Sequence[Record]) -> str:
    kinds = [k for k in KINDS if any(r.kind == k for r in records)]
    if not kinds:
        return ""
    lines = ["## WER by kind", "", f"| | {' | '.join(kinds)} |", "| --- |" + " --- |" * len(kinds)]
    for system in dict.fromkeys(r.system for r in records if r.kind in kinds):
        scores = by([r for r in records if r.system == system], lambda r: r.kind)
        cells = (_interval(scores[k].wer if k in scores else None, 100, 1) for k in kinds)
        lines.append(f"| {system} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _worst(records: Sequence[Record]) -> str:
    worst = sorted((r for r in records if r.errors), key=lambda r: -r.errors / max(r.words, 1))[:_WORST]
    lines = ["## Worst", "", "| system | voice | should be | was heard |", "| --- | --- | --- | --- |"]
    lines += [f"| {r.system} | {r.voice} | {r.reference} | {r.error or r.heard} |" for r in worst]
    return "\n".join(lines) if worst else ""


def _interval(interval: Interval | None, factor: float, digits: int) -> str:
    if interval is None:
        return ""
    value, low, high = (f"{factor * x:.{digits}f}" for x in (interval.value, interval.low, interval.high))
    return f"{value} ({low} to {high})"


def _bundle(folder: Path) -> dict:
    """The bundle's name and one SHA-256 over all of its files (names and contents), None when it is no folder."""
    digest = hashlib.sha256()
    files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return {"path": folder.name, "sha256": digest.hexdigest() if files else None}


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = ""
    return found


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
