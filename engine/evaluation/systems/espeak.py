"""espeak-ng, the formant synthesiser that many speech devices still have."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from engine.errors import DeviceError
from engine.evaluation.jobs import Job, Needs, Said
from engine.types import Audio


class Espeak:
    """Says text with American English, all else as installed."""

    needs = Needs.TEXT

    def __init__(self, name: str = "espeak", bundle: Path | None = None) -> None:
        self.name = name
        program = shutil.which("espeak-ng")
        if program is None:
            raise DeviceError("espeak-ng is not installed.", "Install the package espeak-ng, or leave this system out.")
        self._program = program

    def say(self, job: Job) -> Said:
        """See System."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            command = [self._program, "-v", "en-us", "-w", str(path), "--", job.sentence.text]
            subprocess.run(command, check=True, capture_output=True)
            samples, rate_hz = soundfile.read(path, dtype="float32")
        return Said(Audio(np.asarray(samples, np.float32), rate_hz))
