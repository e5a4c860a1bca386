"""Records from a device, with its level as it goes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.audio.backend import Backend, Stream
from engine.errors import DeviceError, VivaError
from engine.types import Audio, FloatArray

SILENCE_DB = -90.0


class Recorder(QObject):
    """start(), then stop(), which gives the recording. Signals reach the GUI thread by themselves.

    level: (peak, RMS) of each block in dB of full scale. block: its samples (n,) and rate. failed: the device refused
    or was pulled out; what was recorded until then comes with stopped all the same.
    """

    level = Signal(float, float)
    block = Signal(object, int)
    stopped = Signal(Audio)
    failed = Signal(VivaError)
    _lost = Signal()

    def __init__(self, backend: Backend, name: str) -> None:
        super().__init__()
        self._backend, self._name = backend, name
        self._blocks: list[FloatArray] = []
        self._stream: Stream | None = None
        self._rate_hz = 48_000
        self._lost.connect(self._device_lost)

    @property
    def recording(self) -> bool:
        return self._stream is not None

    @property
    def seconds(self) -> float:
        """How long it has recorded."""
        return sum(len(b) for b in list(self._blocks)) / self._rate_hz

    def start(self) -> bool:
        """Begin; False (and failed) when there is no device."""
        self._blocks = []
        try:
            self._stream = self._backend.open_input(self._name, self._take, self._lost.emit)
        except DeviceError:
            self.failed.emit(DeviceError("There is no microphone.", "Connect one, or choose it in Settings, Sound."))
            return False
        self._rate_hz = self._stream.rate_hz
        return True

    def stop(self) -> Audio:
        """End; the recording, mono, at the device's own rate. Also emitted by stopped."""
        if self._stream:
            self._stream.close()
            self._stream = None
        audio = Audio(np.concatenate(self._blocks) if self._blocks else np.zeros(0, np.float32), self._rate_hz)
        self.stopped.emit(audio)
        return audio

    def _take(self, samples: FloatArray) -> None:
        self._blocks.append(samples)
        rate = self._stream.rate_hz if self._stream else self._rate_hz
        self.block.emit(samples, rate)
        self.level.emit(_db(float(np.max(np.abs(samples)))), _db(float(np.sqrt(np.mean(samples**2)))))

    def _device_lost(self) -> None:
        if self._stream:
            self.stop()
            self.failed.emit(
                DeviceError("The microphone was unplugged.", "Connect it again; what was recorded is kept.")
            )


def _db(value: float) -> float:
    return max(SILENCE_DB, 20 * float(np.log10(max(value, 1e-9))))
