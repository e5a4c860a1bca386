"""vivavoce speak --batch: many jobs with one start of the engine; a bad one does not stop the others."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.cli import options
from engine.cli.sampling import read_sample, warn
from engine.config import from_mapping
from engine.errors import ConfigError, StorageError, VivaError
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.types import SpeakOptions, SpeakReport

_log = logging.getLogger(__name__)
_SAMPLES_KEPT = 16


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the batch."""

    text: str
    output: str
    sample: str | None = None
    transcript: str | None = None
    seed: int = 0
    speed: float = 1.0


def run(arguments: argparse.Namespace) -> int:
    """Do all jobs, printing a JSON line for each as it ends; 2 when any failed."""
    with _jobs(arguments.batch) as lines:
        speaker = _Speaker(options.load(arguments), arguments.attempts)
        failed = False
        for number, line in enumerate(lines, 1):
            if line.strip():
                result = _attempt(speaker, line)
                failed |= "error" in result
                print(json.dumps({"line": number, **result}, ensure_ascii=False), flush=True)
    return 2 if failed else 0


def _jobs(name: str) -> AbstractContextManager[Iterable[str]]:
    """The lines of the batch. Raises StorageError when the file cannot be read."""
    if name == "-":
        return nullcontext(sys.stdin)
    try:
        return Path(name).open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise StorageError(
            f"The jobs in {name} cannot be read.", f"Check the file's name. ({error.strerror})"
        ) from None


def _attempt(speaker: _Speaker, line: str) -> dict[str, Any]:
    try:
        return speaker.do(_job(line))
    except VivaError as error:
        return {"error": error.message, "remedy": error.remedy}
    except Exception as error:
        _log.exception("A job failed")
        return {"error": f"This job failed: {type(error).__name__}.", "remedy": "Report this with the text and sample."}


def _job(line: str) -> Job:
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise ConfigError("This line is not a JSON object.", 'Write {"text": …, "sample": …, "output": …} on one line.')
    job = from_mapping(Job, data, "job")
    if not 0.5 <= job.speed <= 2 or job.seed < 0:
        raise ConfigError("The speed is 0.5 to 2, the seed 0 or more.", "Change the line.")
    return job


class _Speaker:
    def __init__(self, synthesizer: Synthesizer, attempts: int) -> None:
        self._synthesizer = synthesizer
        self._attempts = attempts
        self._prompt = lru_cache(_SAMPLES_KEPT)(self._make_prompt)

    def do(self, job: Job) -> dict[str, Any]:
        from engine.cli.speak import summary, write  # noqa: PLC0415  # speak knows this module

        prompt = None if job.sample is None else self._prompt(job.sample, job.transcript)
        report = SpeakReport()
        how = SpeakOptions(job.seed, job.speed, attempts=self._attempts)
        chunks = self._synthesizer.speak(job.text, prompt, how, report)
        output = Path(job.output)
        write(output, (chunk.audio for chunk in chunks), "stock" if prompt is None else "sample")
        return summary(report, output)

    def _make_prompt(self, sample: str, transcript: str | None) -> VoicePrompt:
        prompt = self._synthesizer.make_prompt(read_sample(Path(sample)), transcript)
        warn(prompt.warnings, sample)
        return prompt
