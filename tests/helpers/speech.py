"""A little real speech: the stock voice at three sizes, with the times of its phonemes."""

from __future__ import annotations

import io
import json
import tarfile
from functools import cache
from pathlib import Path

import soundfile
import soxr

from engine.training.invent.stock import Stock

RATE_HZ = 24_000
SENTENCES = (
    "The kettle is on, would you like some tea?",
    "Put the blue mug beside the window, please.",
    "Good morning, did you sleep well?",
    "I think that we should go home before it rains.",
)
SIZES = {"small": 0.88, "middle": 1.0, "large": 1.14}


@cache
def _stock() -> Stock:
    return Stock()


def write_shard(path: Path) -> None:
    """Four sentences of three people, made from one by resampling, as a WebDataset shard."""
    with tarfile.open(path, "w") as tar:
        for speaker, size in SIZES.items():
            for number, sentence in enumerate(SENTENCES):
                said = _stock().say(sentence, number)
                samples = soxr.resample(said.samples, RATE_HZ, RATE_HZ * size)
                ends = [round(e * size) for e in said.ends_samples]
                row = {"text": sentence, "speaker": speaker, "phonemes": said.phonemes, "ends_samples": ends}
                sound = io.BytesIO()
                soundfile.write(sound, samples, RATE_HZ, format="FLAC")
                _add(tar, f"{speaker}-{number}.json", json.dumps(row).encode())
                _add(tar, f"{speaker}-{number}.flac", sound.getvalue())


def write_ljspeech(folder: Path) -> None:
    """Two sentences whose times are not known."""
    (folder / "wavs").mkdir(parents=True)
    with (folder / "metadata.csv").open("w", encoding="utf-8") as lines:
        for number, sentence in enumerate(SENTENCES[:2]):
            samples = _stock().say(sentence, 10 + number).samples
            soundfile.write(folder / "wavs" / f"LJ-{number}.wav", soxr.resample(samples, RATE_HZ, 22_050), 22_050)
            lines.write(f"LJ-{number}|{sentence.upper()}|{sentence}\n")


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
