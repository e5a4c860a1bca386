"""The stock voice: hibari-tts, one fixed speaker."""

from __future__ import annotations

from pathlib import Path

import hibari

from engine.evaluation.jobs import Job, Needs, Said
from engine.types import Audio


class Hibari:
    """Says text with the voice that is in hibari's package."""

    needs = Needs.TEXT

    def __init__(self, name: str = "hibari", bundle: Path | None = None) -> None:
        self.name = name
        self._speak = hibari.Hibari(threads=1)

    def say(self, job: Job) -> Said:
        """See System."""
        return Said(Audio(self._speak(job.sentence.text, seed=job.seed), hibari.SAMPLE_RATE))
