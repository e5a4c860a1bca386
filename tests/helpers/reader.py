"""Someone who reads sentences into the microphone of a desk, well or badly; the stock voice, made a size larger."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from engine.bank import spoil
from engine.bank.verdict import Reason
from engine.training.invent.stock import Stock
from engine.types import FloatArray
from tests.helpers.desk import Desk

RATE_HZ = 48_000  # of the microphone: what is clipped here reaches the studio as a sound card would give it
_SIZE = 1.12
_LEVEL = 0.06
_ROOM = 10 ** (-66 / 20)
_ROOM_S = 1200
_ANSWER_S = 20.0
_TIMES = 8  # the first go to the room and the level


class Reader:
    """Reads into a desk's microphone; what the studio made of it is read from the bank's index on the disk."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder, self._stock = desk, folder, Stock()
        folder.mkdir()

    def says(self, text: str, badly: Reason | None = None, seed: int = 0) -> Path:
        """A sentence as a sound file; with WORDS another one is said."""
        words = "Nobody has ever seen so many yellow butterflies." if badly is Reason.WORDS else text
        said = self._stock.say(words, seed, speed=_SIZE).samples
        samples = soxr.resample(said, 24_000, RATE_HZ * _SIZE)
        quiet = np.zeros(RATE_HZ // 4)
        samples = np.concatenate([quiet, samples * (_LEVEL / spoil.active_rms(samples)), quiet]).astype(np.float32)
        if badly is not None and badly in spoil.SPOILERS:
            samples = spoil.SPOILERS[badly](samples, RATE_HZ, np.random.default_rng(seed)).astype(np.float32)
        return self._write(f"{seed}-{badly or 'well'}.wav", samples)

    @contextmanager
    def room(self) -> Iterator[None]:
        """The sound of a quiet room, while the context lasts: no microphone gives nothing at all."""
        noise = np.random.default_rng(0).normal(0, _ROOM, _ROOM_S * 16_000)
        path = self._folder / "room.flac"
        soundfile.write(path, noise, 16_000)
        playing = self._desk.start("paplay", "-d", "mic", str(path))
        try:
            yield
        finally:
            playing.terminate()
            playing.wait()

    def begin(self, path: Path) -> subprocess.Popen:
        """Play a sound file to whoever records, without waiting for its end."""
        return self._desk.start("paplay", "-d", "mic", str(path))

    def read(self, bank: Path, text: str, badly: Reason | None = None, seed: int = 0) -> dict[str, Any]:
        """Say a sentence until the studio has judged it, and give the take back; it may have been busy, or checking."""
        known = {t["id"] for t in takes(bank)}
        path = self.says(text, badly, seed)
        for _ in range(_TIMES):
            self._desk.say_into_microphone(path)
            end = time.monotonic() + _ANSWER_S
            while time.monotonic() < end:
                if new := [t for t in takes(bank) if t["id"] not in known]:
                    return new[-1]
                time.sleep(0.1)
        raise AssertionError(f"the studio never heard {text!r}")

    def _write(self, name: str, samples: FloatArray) -> Path:
        path = self._folder / name
        soundfile.write(path, np.clip(samples, -1, 1), RATE_HZ)
        return path


def takes(bank: Path) -> list[dict[str, Any]]:
    """The takes that the index of a bank names."""
    return json.loads(bank.read_text(encoding="utf-8"))["takes"]
