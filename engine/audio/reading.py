"""Sound out of any file a person may have, as mono at the engine's rate, in blocks: a long file costs no more memory.

libsndfile reads WAV, FLAC, AIFF and the like; FFmpeg's libraries (PyAV) read MP3, OGG, Opus, M4A, WMA and the sound of
video files. Both go by what is in the file, never by its name.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr

from engine.errors import SampleError
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray

_log = logging.getLogger(__name__)
_READ_FRAMES = 4096  # of a damaged file no more than this is lost
_LOWEST_RATE_HZ, _HIGHEST_RATE_HZ = 4_000, 768_000
_SOUGHT = ("MP3", "OGG")  # soundfile seeks after every block, which these cannot do without a click
ANOTHER = "Choose another file, or save it again as WAV."


def read(path: Path, max_seconds: float | None = None) -> Audio:
    """All of a file, or its first max_seconds, at 24 kHz mono. Raises SampleError with the reason and what to do."""
    blocks: list[FloatArray] = []
    wanted = None if max_seconds is None else round(max_seconds * SAMPLE_RATE_HZ)
    for block in stream(path):
        blocks.append(block.samples)
        if wanted is not None and sum(map(len, blocks)) >= wanted:
            break
    return Audio(np.concatenate(blocks)[:wanted], SAMPLE_RATE_HZ)


def stream(path: Path, block_s: float = 10.0) -> Iterator[Audio]:
    """The file in blocks of block_s (the last is shorter), each 24 kHz mono. Raises SampleError, also for no sound."""
    path = Path(path)
    _check(path)
    size = max(1, round(block_s * SAMPLE_RATE_HZ))
    waiting = np.empty(0, np.float32)
    total = 0
    for samples in _resampled(path):
        waiting = np.concatenate([waiting, np.nan_to_num(samples, posinf=0.0, neginf=0.0)])
        while len(waiting) >= size:
            total += size
            yield Audio(waiting[:size], SAMPLE_RATE_HZ)
            waiting = waiting[size:]
    if len(waiting):
        yield Audio(waiting, SAMPLE_RATE_HZ)
    elif not total:
        raise SampleError(f"There is no sound in {path.name}.", ANOTHER)


def _check(path: Path) -> None:
    if path.is_dir():
        raise SampleError(f"{path.name} is a folder.", "Choose a sound file in it.")
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise SampleError(f"{path.name} is empty.", "Choose another file, or record it again.")
    except FileNotFoundError as error:
        raise SampleError(f"There is no file {path}.", "Check the name and the folder.") from error
    except OSError as error:
        raise SampleError(f"{path.name} cannot be opened.", "Check that you may read it.") from error


def _resampled(path: Path) -> Iterator[FloatArray]:
    converter: soxr.ResampleStream | None = None
    for samples, rate_hz in _decoded(path):
        if not _LOWEST_RATE_HZ <= rate_hz <= _HIGHEST_RATE_HZ:
            raise SampleError(f"{path.name} has a sample rate of {rate_hz} Hz, which cannot be used.", ANOTHER)
        if rate_hz == SAMPLE_RATE_HZ:
            yield samples
            continue
        converter = converter or soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1, dtype="float32")
        yield converter.resample_chunk(samples)
    if converter is not None:
        yield converter.resample_chunk(np.empty(0, np.float32), last=True)


def _decoded(path: Path) -> Iterator[tuple[FloatArray, int]]:
    """Mono samples as the file has them, with its rate; libsndfile first, FFmpeg for what that does not know."""
    try:
        file = soundfile.SoundFile(path)
    except (soundfile.LibsndfileError, TypeError):  # TypeError: a name that ends in .raw
        yield from _by_ffmpeg(path)
        return
    with file:
        if file.format in _SOUGHT:
            yield from _by_ffmpeg(path)
            return
        while len(block := _next_block(file)):
            yield block.mean(axis=1, dtype=np.float32), file.samplerate


def _next_block(file: soundfile.SoundFile) -> FloatArray:
    try:
        return np.asarray(file.read(_READ_FRAMES, dtype="float32", always_2d=True), np.float32)
    except soundfile.LibsndfileError:  # damaged from here on: what came before is good
        _log.info("A sound file is damaged; the part before the damage is used.")
        return np.empty((0, 1), np.float32)


def _by_ffmpeg(path: Path) -> Iterator[tuple[FloatArray, int]]:
    from engine.audio.ffmpeg import decoded  # noqa: PLC0415  # its libraries take half a second to load

    return decoded(path)
