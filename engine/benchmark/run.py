"""The whole benchmark, and its table."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile

from engine.benchmark.cold import LONG, TEN_WORDS
from engine.benchmark.stopping import worst_stop_s
from engine.benchmark.systems import Engine, Kokoro, Speed, StockModel, measure
from engine.errors import BundleError
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.types import SAMPLE_RATE_HZ, Audio, Source

_SAMPLE_S = 10
_RUNS = 5
STOPS = 50


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure beside what it should be at most."""

    what: str
    value: float | None
    goal: float
    unit: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything measured."""

    device: str
    threads: int
    speeds: list[Speed]
    goals: list[Goal]


def run(
    synthesizer: Synthesizer, sentences: list[str], sample: Audio | None, transcript: str | None, stops: int = STOPS
) -> Result:
    """Measure the engine in the voice of a sample (None: the stock voice's own sound) beside its peers."""
    if sample is None:
        sample, transcript = _sample(synthesizer), None
    sample = Audio(sample.samples[: _SAMPLE_S * sample.rate_hz], sample.rate_hz)
    synthesizer.make_prompt(sample, transcript)  # the first loads the models
    started = time.perf_counter()
    prompt = synthesizer.make_prompt(sample, transcript)
    voice_s = time.perf_counter() - started
    speeds = _speeds(synthesizer, prompt, sentences)
    cold_s, memory_mb = _cold(synthesizer.graphs.bundle.folder, prompt, sample)
    goals = [
        Goal("real-time factor", speeds[0].real_time_factor, 0.25, ""),
        Goal("first sound of ten words, warm", _first_sound_s(synthesizer, prompt), 0.4, "s"),
        Goal("first sound of ten words, cold", cold_s, 5.0, "s"),
        Goal(f"stop, the longest of {stops}", worst_stop_s(synthesizer, prompt, stops), 0.05, "s"),
        Goal("memory", memory_mb, 700, "MB"),
        Goal(f"a voice from {_SAMPLE_S} s", voice_s, 5, "s"),
        Goal("models on disk", synthesizer.graphs.bundle.total_bytes / 1e6, 120, "MB"),
    ]
    return Result(synthesizer.device, synthesizer.graphs.threads, speeds, goals)


def table(result: Result) -> str:
    """The result for people."""
    lines = [f"{result.device}, {result.threads} threads", "", "| system | real-time factor | first sound, s | stock |"]
    lines.append("| --- | --- | --- | --- |")
    for s in result.speeds:
        share = "" if s.stock_share is None else f"{s.stock_share:.0%}"
        lines.append(f"| {s.system} | {s.real_time_factor:.3f} | {s.first_sound_s:.3f} | {share} |")
    lines += ["", "| figure | measured | goal, at most |", "| --- | --- | --- |"]
    for g in result.goals:
        value = "not known here" if g.value is None else f"{g.value:.3g} {g.unit}"
        lines.append(f"| {g.what} | {value} | {g.goal:g} {g.unit} |")
    return "\n".join(lines)


def _sample(synthesizer: Synthesizer) -> Audio:
    chunks = synthesizer.speak(LONG, None)
    return Audio(np.concatenate([chunk.audio.samples for chunk in chunks]), SAMPLE_RATE_HZ)


def _speeds(synthesizer: Synthesizer, prompt: VoicePrompt, sentences: list[str]) -> list[Speed]:
    engine = Engine(synthesizer, prompt)
    own = measure("this engine", engine, sentences)
    stock = sum(report.source is Source.STOCK for report in engine.reports[1:]) / len(sentences)
    speeds = [replace(own, stock_share=stock), measure("its stock voice", Engine(synthesizer, None), sentences)]
    speeds.append(measure("hibari alone", StockModel(), sentences))
    if Kokoro.is_here():
        speeds.append(measure("Kokoro-82M int8", Kokoro(synthesizer.graphs.threads), sentences))
    return speeds


def _first_sound_s(synthesizer: Synthesizer, prompt: VoicePrompt) -> float:
    times = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        chunks = synthesizer.speak(TEN_WORDS, prompt)
        next(chunks)
        times.append(time.perf_counter() - started)
        list(chunks)
    return float(np.median(times))


def _cold(bundle: Path, prompt: VoicePrompt, sample: Audio) -> tuple[float, float | None]:
    with tempfile.TemporaryDirectory() as folder:
        prompt_path, sample_path, answer = (Path(folder) / name for name in ("prompt.npz", "sample.wav", "answer.json"))
        prompt.save(prompt_path)
        soundfile.write(sample_path, sample.samples, sample.rate_hz)
        answer.touch()
        files = map(str, (answer, bundle, prompt_path, sample_path))
        command = [sys.executable, "-m", "engine.benchmark.cold", *files]
        done = subprocess.run(command, check=False, cwd=Path(__file__).resolve().parents[2])
        if done.returncode:
            raise BundleError("The engine could not be started a second time.", "Run 'vivavoce doctor'.")
        measured = json.loads(answer.read_text(encoding="utf-8"))
    return measured["first_sound_s"], measured["memory_mb"]
