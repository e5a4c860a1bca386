"""Whose voices are spoken with: speakers held out of training (held_out.json), and their recordings."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from engine.errors import StorageError
from engine.types import Audio

GROUPS = ("synthetic", "librispeech")
SHORTEST_SAMPLE_S = 4.0
LONGEST_SAMPLE_S = 8.0
_PAUSE_BLOCK_S = 0.05


@dataclass(frozen=True, slots=True)
class Recording:
    """Something a held-out speaker said. text is as the data set has it (LibriSpeech: by Whisper-base)."""

    id: str
    path: Path
    text: str
    seconds: float

    def read(self) -> Audio:
        """Its sound, mono, at the file's rate."""
        samples, rate_hz = soundfile.read(self.path, dtype="float32", always_2d=True)
        return Audio(samples.mean(1), rate_hz)


@dataclass(frozen=True, slots=True)
class Voice:
    """A held-out speaker; name is group/speaker."""

    group: str
    speaker: str
    recordings: tuple[Recording, ...]

    @property
    def name(self) -> str:
        return f"{self.group}/{self.speaker}"

    @property
    def recording(self) -> Recording | None:
        """The recording the sample is taken from: the first long enough, one that needs no cut before others."""
        long_enough = [r for r in self.recordings if r.seconds >= SHORTEST_SAMPLE_S]
        return next((r for r in long_enough if r.seconds <= LONGEST_SAMPLE_S), long_enough[0] if long_enough else None)

    def sample(self) -> tuple[Audio, str | None]:
        """4 to 8 s of the speaker, and the transcript (None when the recording had to be cut)."""
        if self.recording is None:
            raise ValueError(f"{self.name} has no recording of {SHORTEST_SAMPLE_S} s")
        audio = self.recording.read()
        if audio.seconds <= LONGEST_SAMPLE_S:
            return audio, self.recording.text
        return cut_at_pause(audio), None


def cut_at_pause(audio: Audio) -> Audio:
    """The beginning, up to the quietest moment between the shortest and the longest length of a sample."""
    block = int(_PAUSE_BLOCK_S * audio.rate_hz)
    first, last = (int(s * audio.rate_hz) // block for s in (SHORTEST_SAMPLE_S, LONGEST_SAMPLE_S))
    power = (audio.samples[first * block : last * block].reshape(-1, block) ** 2).mean(1)
    around = np.convolve(power, np.ones(3), "same")
    end = (first + int(around.argmin())) * block + block // 2
    return Audio(audio.samples[:end], audio.rate_hz)


@cache
def held_out() -> dict[str, tuple[str, ...]]:
    """Speakers of each group that training never hears."""
    lists = json.loads((Path(__file__).parent / "held_out.json").read_text(encoding="utf-8"))
    return {group: tuple(lists[group]) for group in GROUPS}


def load(speech: Path) -> list[Voice]:
    """All held-out voices under the speech folder (its README). Raises StorageError when it is not there."""
    try:
        recordings = _synthetic(speech / "synthetic") | _librispeech(speech / "librispeech")
    except OSError as error:
        raise StorageError(
            f"The speech to evaluate with is not in {speech}.", "Name its folder with --speech."
        ) from error
    return [Voice(g, s, tuple(recordings.get((g, s), ()))) for g in GROUPS for s in held_out()[g]]


def choose(voices: list[Voice], names: Collection[str] = ()) -> list[Voice]:
    """Those that have a sample, of the groups or names given (all when none are)."""
    return [v for v in voices if v.recording and (not names or v.group in names or v.name in names)]


def _synthetic(folder: Path) -> dict[tuple[str, str], list[Recording]]:
    found: dict[tuple[str, str], list[Recording]] = {}
    for row in _rows(folder / "meta.jsonl"):
        if "id" in row:
            key = ("synthetic", row["id"].split("/")[0])
            path = folder / f"{row['id']}.opus"
            found.setdefault(key, []).append(Recording(row["id"], path, row["text"], row["seconds"]))
    return found


def _librispeech(folder: Path) -> dict[tuple[str, str], list[Recording]]:
    found: dict[tuple[str, str], list[Recording]] = {}
    for row in _rows(folder / "transcripts.jsonl"):
        recording = Recording(row["id"], folder / f"{row['id']}.opus", row["text"], row["seconds"])
        found.setdefault(("librispeech", row["speaker"]), []).append(recording)
    return found


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
