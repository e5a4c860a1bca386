"""The figures: how often the mark is found, how often it is seen where none is, and what it costs the speech."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from engine.evaluation.judge import Judge
from engine.provenance.benchmark.attacks import ATTACKS
from engine.provenance.detector import detect, p_of, peak, whiten
from engine.provenance.key import PERIOD_SAMPLES
from engine.provenance.marker import mark
from engine.types import Audio

CUTS_S = (1.0, 2.0, None)
WRONG_KEYS = 50
FRAME_S = 0.02
FALSE_POSITIVES_HEADER = (
    "| unmarked | files | called marked | lowest p | highest score |",
    "| --- | --- | --- | --- | --- |",
)


def robustness(marked: Sequence[Audio]) -> Iterator[str]:
    """A row per attack: share found (median score) of cuts from anywhere in marked speech."""
    yield "| after | any 1 s | any 2 s | whole |"
    yield "| --- | --- | --- | --- |"
    for name, attack in ATTACKS.items():
        attacked = [attack(audio) for audio in marked]
        cells = [_share([_cut(audio, seconds, seed) for seed, audio in enumerate(attacked)]) for seconds in CUTS_S]
        yield f"| {name} | {' | '.join(cells)} |"


def _share(sounds: Sequence[Audio]) -> str:
    found = [detect(sound) for sound in sounds]
    share = np.mean([detection.marked for detection in found])
    return f"{100 * share:.1f} % ({np.median([detection.score for detection in found]):.1f})"


def _cut(audio: Audio, seconds: float | None, seed: int) -> Audio:
    length = len(audio.samples) if seconds is None else int(seconds * audio.rate_hz)
    start = int(np.random.default_rng(seed).integers(0, max(1, len(audio.samples) - length)))
    return Audio(audio.samples[start : start + length], audio.rate_hz)


def false_positives(name: str, sounds: Sequence[Audio]) -> Iterator[str]:
    """How many unmarked sounds are called marked, and the lowest p-value, which should be near 1 over their number."""
    found = [detect(sound) for sound in sounds]
    hours = sum(sound.seconds for sound in sounds) / 3600
    yield (
        f"| {name} | {len(sounds)} ({hours:.2f} h) | {sum(d.marked for d in found)} | "
        f"{min((d.p_value for d in found), default=1):.2g} | {max((d.score for d in found), default=0):.2f} |"
    )


def calibration(sounds: Sequence[Audio]) -> Iterator[str]:
    """Whether p-values are what they say: unmarked sounds against keys that marked nothing."""
    spectra = []
    for sound in sounds:
        flat = whiten(sound.samples[: 4 * PERIOD_SAMPLES])
        rows = np.pad(flat, (0, -len(flat) % PERIOD_SAMPLES)).reshape(-1, PERIOD_SAMPLES)
        spectra.append(np.fft.rfft(rows.sum(axis=0)))
    keys = [f"wrong {index}".encode() for index in range(WRONG_KEYS)]
    p_values = np.array([p_of(peak(spectrum, key), PERIOD_SAMPLES) for key in keys for spectrum in spectra])
    yield "| p below | expected | seen |"
    yield "| --- | --- | --- |"
    for level in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5):
        yield f"| {level:g} | {level * len(p_values):.1f} | {np.sum(p_values < level)} |"
    yield f"\n{len(p_values)} trials; the lowest p-value is {p_values.min():.2g}."


def quality(hosts: Sequence[Audio]) -> Iterator[str]:
    """What marking does to speech: predicted MOS, level of the mark against the speech, and in its pauses; time."""
    judge = Judge()
    started = time.process_time()
    marked = [mark(host) for host in hosts]
    share = (time.process_time() - started) / sum(host.seconds for host in hosts)
    losses = np.array([judge.mos(host) - judge.mos(after) for host, after in zip(hosts, marked, strict=True)])
    levels = [_levels_db(host, after) for host, after in zip(hosts, marked, strict=True)]
    speech, noise = (np.concatenate([pair[side] for pair in levels]) for side in (0, 1))
    spoken = speech > -45
    yield f"* MOS lost: {losses.mean():.3f} on average of {len(hosts)}, worst {losses.max():.3f}"
    yield (
        f"* speech over mark, {1000 * FRAME_S:.0f} ms frames: median {np.median((speech - noise)[spoken]):.1f} dB, "
        + (f"5th percentile {np.percentile((speech - noise)[spoken], 5):.1f} dB")
    )
    yield f"* mark where the speech is under -60 dBFS: median {np.median(noise[speech < -60]):.0f} dBFS, " + (
        f"95th percentile {np.percentile(noise[speech < -60], 95):.0f} dBFS"
    )
    yield f"* time: {100 * share:.2f} % of real time, one thread"


def _levels_db(host: Audio, marked: Audio) -> tuple[np.ndarray, np.ndarray]:
    """Levels of speech and of mark in each frame, in dB of full scale."""
    size = int(FRAME_S * host.rate_hz)
    count = len(host.samples) // size
    pair = (host.samples, marked.samples - host.samples)
    power = [np.mean(samples[: count * size].reshape(count, size) ** 2, axis=1) for samples in pair]
    return 10 * np.log10(power[0] + 1e-12), 10 * np.log10(power[1] + 1e-12)
