"""A sound system without devices: plays into memory, records what it is given. For tests and silent machines."""

from __future__ import annotations

import threading
import time

import numpy as np

from app.audio.backend import Device, Fill, Lost
from engine.errors import DeviceError
from engine.types import Audio, FloatArray

RATE_HZ = 48_000
BLOCK = 480  # 10 ms


class FakeSound:
    """Devices that can be plugged and unplugged by name. speed: times real time that its clock runs at."""

    def __init__(self, names: tuple[str, ...] = ("Speaker", "Headphones", "Microphone"), speed: float = 1.0) -> None:
        self.speed = speed
        self._names = list(names)
        self._streams: list[_Stream] = []
        self._heard: dict[str, list[FloatArray]] = {}
        self.microphone = Audio(np.zeros(RATE_HZ, np.float32), RATE_HZ)  # repeated for ever

    def devices(self) -> tuple[Device, ...]:
        return tuple(_device(name) for name in self._names)

    def heard(self, name: str) -> Audio:
        """Everything a device played so far, silence at both ends left out."""
        samples = np.concatenate(self._heard.get(name) or [np.zeros(0, np.float32)])
        loud = np.flatnonzero(np.abs(samples) > 1e-4)
        return Audio(samples[loud[0] : loud[-1] + 1] if len(loud) else samples[:0], RATE_HZ)

    def unplug(self, name: str) -> None:
        """Pull a device out, sounding or not."""
        self._names.remove(name)
        for stream in [s for s in self._streams if s.name == name]:
            stream.lose()

    def plug(self, name: str) -> None:
        """Put a device in."""
        self._names.append(name)

    def open_output(self, name: str, fill: Fill, lost: Lost) -> _Stream:
        name = self._find(name, output=True)
        heard = self._heard.setdefault(name, [])

        def step() -> None:
            block = np.zeros(BLOCK, np.float32)
            fill(block)
            heard.append(block)

        return self._start(name, step, lost)

    def open_input(self, name: str, take: Fill, lost: Lost) -> _Stream:
        position = 0

        def step() -> None:
            nonlocal position
            take(np.take(self.microphone.samples, np.arange(position, position + BLOCK), mode="wrap"))
            position += BLOCK

        return self._start(self._find(name, output=False), step, lost)

    def _find(self, name: str, *, output: bool) -> str:
        fitting = [d.name for d in self.devices() if (d.outputs if output else d.inputs)]
        if not fitting:
            raise DeviceError("There is no sound device that can be used.", "Connect one.")
        return name if name in fitting else fitting[0]

    def _start(self, name: str, step, lost: Lost) -> _Stream:
        stream = _Stream(name, step, lost, self)
        self._streams.append(stream)
        return stream


class _Stream:
    def __init__(self, name: str, step, lost: Lost, owner: FakeSound) -> None:
        self.name, self.rate_hz, self.latency_s = name, RATE_HZ, 0.0
        self._step, self._lost, self._owner = step, lost, owner
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fake-sound", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        if self in self._owner._streams:
            self._owner._streams.remove(self)

    def lose(self) -> None:
        self._stop.set()
        self._thread.join()
        self._lost()

    def _run(self) -> None:
        due = time.monotonic()
        while not self._stop.is_set():
            self._step()
            due += BLOCK / RATE_HZ / self._owner.speed
            self._stop.wait(max(0.0, due - time.monotonic()))


def _device(name: str) -> Device:
    is_input = "mic" in name.lower()
    return Device(name, int(is_input), int(not is_input), RATE_HZ)
