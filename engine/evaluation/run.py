"""Runs the jobs: each system says them, the judge listens, the results are kept as they come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import soundfile

from engine.errors import VivaError
from engine.evaluation.jobs import Job, Plan, Said, System
from engine.evaluation.judge import Judge
from engine.evaluation.records import Record, Records, record
from engine.evaluation.words import word_errors
from engine.types import Audio

Progress = Callable[[int, int, Record], None]


def run(
    systems: Iterable[System],
    plan: Plan,
    judge: Judge,
    records: Records,
    progress: Progress,
    audio_folder: Path | None = None,
) -> None:
    """Do what is not in the records yet. audio_folder: where the sounds are kept, if they are to be listened to."""
    for system in systems:
        jobs = [job for job in plan.jobs(system) if job not in records]
        for number, job in enumerate(jobs, 1):
            result, audio = measure(system, job, judge)
            records.append(result)
            if audio_folder and audio:
                _keep(audio, audio_folder / f"{job.key.replace('|', '.').replace('/', '-')}.flac")
            progress(number, len(jobs), result)


def measure(system: System, job: Job, judge: Judge) -> tuple[Record, Audio | None]:
    """Say one job and judge it. A failure, a crash too, is a result: all words wrong."""
    started = time.perf_counter()
    try:
        said = system.say(job)
    except Exception as error:
        message = error.message if isinstance(error, VivaError) else f"{type(error).__name__}: {error}"
        return record(job, None, "", word_errors(job.sentence.reference, ""), error=message), None
    compute_seconds = time.perf_counter() - started
    heard = judge.transcribe(said.audio)
    errors = word_errors(job.sentence.reference, heard)
    similarity = _similarity(job, said, judge)
    return record(job, said, heard, errors, similarity, judge.mos(said.audio), compute_seconds), said.audio


def _similarity(job: Job, said: Said, judge: Judge) -> float | None:
    """To the clean recording that was said again, or to the clean sample of the voice that was asked for."""
    if job.recording:
        return judge.similarity(said.audio, job.recording.read())
    if job.voice:
        return judge.similarity(said.audio, job.voice.sample()[0])
    return None


def _keep(audio: Audio, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, audio.samples, audio.rate_hz)
