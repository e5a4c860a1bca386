"""The sound of any audio or video file as a stream of blocks, at constant memory however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av.container
import av.error
import numpy as np

from engine.errors import SampleError
from engine.types import SAMPLE_RATE_HZ, FloatArray

AUDIO = frozenset(
    {".wav", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".aif", ".aiff", ".wma", ".amr", ".caf"}
)
VIDEO = frozenset({".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg", ".3gp", ".wmv"})
# A file may be a playlist in disguise that names other files or addresses: only real containers, only this file.
_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": "wav,w64,aiff,mp3,mov,ogg,flac,matroska,webm,avi,aac,asf,mpeg,mpegts,amr,caf",
}


def blocks(path: Path) -> Iterator[tuple[FloatArray, float]]:
    """Mono blocks (n,) at 24 kHz, each with the share of the file read so far (0 when its length is unknown).

    Raises SampleError when there is no sound in it, or it is damaged at the beginning; later damage ends the stream.
    """
    try:
        with av.open(str(path), options=_OPTIONS) as container:
            if not container.streams.audio:
                raise SampleError(f"There is no sound in {path.name}.", "Choose another file.")
            yield from _decode(container)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise SampleError(
            f"{path.name} cannot be read as sound.", "Choose another file, or convert it to WAV."
        ) from error


def _decode(container: av.container.InputContainer) -> Iterator[tuple[FloatArray, float]]:
    total_s = (container.duration or 0) / av.time_base
    resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ)
    done = 0
    frames = container.decode(container.streams.audio[0])
    while True:
        try:
            frame = next(frames, None)
        except av.error.FFmpegError:
            if not done:
                raise
            frame = None
        for piece in resampler.resample(frame):
            samples = piece.to_ndarray().reshape(-1).astype(np.float32, copy=False)
            samples = np.nan_to_num(samples, posinf=0.0, neginf=0.0)
            done += len(samples)
            yield samples, min(1.0, done / SAMPLE_RATE_HZ / total_s) if total_s > 0 else 0.0
        if frame is None:
            return
