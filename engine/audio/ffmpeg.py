"""The sound of MP3, OGG, Opus, M4A, WMA and video files, by FFmpeg's libraries (PyAV)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import av
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.error import FFmpegError

from engine.audio.reading import ANOTHER
from engine.errors import SampleError
from engine.types import FloatArray

_log = logging.getLogger(__name__)


def decoded(path: Path) -> Iterator[tuple[FloatArray, int]]:
    """Mono samples as the file has them, with its rate, frame by frame. Raises SampleError."""
    try:
        # Playlists name other files; only those on this computer may be opened.
        container = av.open(str(path), container_options={"protocol_whitelist": "file"})
    except (FFmpegError, ValueError, OSError) as error:
        raise SampleError(f"{path.name} is not a sound file, or it is damaged.", ANOTHER) from error
    with container:
        if not container.streams.audio:
            raise SampleError(f"There is no sound in {path.name}.", ANOTHER)
        yield from _frames(container, path.name)


def _frames(container: InputContainer, name: str) -> Iterator[tuple[FloatArray, int]]:
    mixer: AudioResampler | None = None
    heard = False
    try:
        for frame in container.decode(audio=0):
            mixer = mixer or AudioResampler(format="flt", layout="mono", rate=frame.sample_rate)
            for mono in mixer.resample(frame):
                heard = True
                yield mono.to_ndarray()[0], mono.sample_rate
    except FFmpegError as error:
        if not heard:
            raise SampleError(f"The sound in {name} is damaged.", ANOTHER) from error
        _log.info("A sound file is damaged; the part before the damage is used.")
