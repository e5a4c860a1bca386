"""Results as they come: one line of JSON a job, appended at once, so that nothing is measured twice."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.evaluation.jobs import Job, Said
from engine.evaluation.words import WordErrors


@dataclass(frozen=True, slots=True)
class Record:
    """What one job measured. similarity is None where no voice was asked for; error is the message of a failure."""

    key: str
    system: str
    sentence: str
    kind: str
    voice: str
    group: str
    condition: str
    reference: str
    heard: str
    errors: int
    words: int
    similarity: float | None
    mos: float | None
    seconds: float
    compute_seconds: float
    source: str
    attempts: int
    error: str = ""

    @property
    def garbled(self) -> bool:
        return WordErrors(self.errors, self.words).garbled


def record(
    job: Job,
    said: Said | None,
    heard: str,
    errors: WordErrors,
    similarity: float | None = None,
    mos: float | None = None,
    compute_seconds: float = 0.0,
    error: str = "",
) -> Record:
    """The line for a job; said is None when the system failed."""
    return Record(
        key=job.key,
        system=job.system,
        sentence=job.sentence.id,
        kind=job.sentence.kind,
        voice=job.voice.name if job.voice else "",
        group=job.voice.group if job.voice else "",
        condition=job.condition,
        reference=job.sentence.reference,
        heard=heard,
        errors=errors.errors,
        words=errors.words,
        similarity=similarity,
        mos=mos,
        seconds=said.audio.seconds if said else 0.0,
        compute_seconds=compute_seconds,
        source=said.source if said else "",
        attempts=said.attempts if said else 0,
        error=error,
    )


class Records:
    """A file of records that grows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.all = [Record(**row) for row in _whole_lines(path)] if path.exists() else []
        self._keys = {r.key for r in self.all}

    def __contains__(self, job: Job) -> bool:
        return job.key in self._keys

    def append(self, new: Record) -> None:
        """Write one line and keep it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(new), ensure_ascii=False) + "\n")
        self.all.append(new)
        self._keys.add(new.key)


def _whole_lines(path: Path) -> list[dict]:
    """The lines of the file, without a last one that a killed run left half-written (which is cut off the file)."""
    text = path.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        path.write_text(whole, encoding="utf-8")
    return [json.loads(line) for line in whole.splitlines()]
