"""Sound in and out of files: reading, judging a sample, loudness, speed, writing."""

from engine.audio.loudness import LoudnessMeter, StreamNormaliser, integrated_lufs, normalise
from engine.audio.reading import read, stream
from engine.audio.sample import SampleReport, best_window, check_sample
from engine.audio.speed import change_speed
from engine.audio.writing import write_wav

__all__ = [
    "LoudnessMeter",
    "SampleReport",
    "StreamNormaliser",
    "best_window",
    "change_speed",
    "check_sample",
    "integrated_lufs",
    "normalise",
    "read",
    "stream",
    "write_wav",
]
