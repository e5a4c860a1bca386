"""Plays chunks as they come, on the computer's own device."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.errors import DeviceError
from engine.types import Audio

_REMEDY = "Connect a loudspeaker, or write a file with -o FILE.wav."


def play(sound: Iterable[Audio]) -> None:
    """Play to the end. Raises DeviceError when there is no device, before anything is computed."""
    first_rate = 24_000
    stream = _open(first_rate)
    try:
        for piece in sound:
            stream.write(piece.samples[:, None])
    finally:
        stream.stop()
        stream.close()


def _open(rate_hz: int) -> Any:
    try:
        import sounddevice  # noqa: PLC0415  # fails to load where PortAudio is missing
    except OSError:
        raise DeviceError("The sound library PortAudio is not on this computer.", _REMEDY) from None
    try:
        stream = sounddevice.OutputStream(samplerate=rate_hz, channels=1, dtype="float32")
        stream.start()
    except (sounddevice.PortAudioError, ValueError) as error:
        raise DeviceError("There is no sound device that can play.", _REMEDY) from error
    return stream
