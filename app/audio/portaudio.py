"""PortAudio, through sounddevice: the only module that knows it. Imported when sound is first wanted."""

from __future__ import annotations

import threading
from typing import Any

import sounddevice

from app.audio.backend import Device, Fill, Lost
from engine.errors import DeviceError

LATENCY_S = 0.05  # enough for a busy Python, short enough for a tap on a tile
_REMEDY = "Connect a device, or choose another in Settings, Sound."


class PortAudio:
    """The computer's devices. PortAudio counts devices once; they are counted again while nothing is open."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._open = 0

    def devices(self) -> tuple[Device, ...]:
        with self._lock:
            self._count_again()
            return tuple(
                Device(
                    d["name"],
                    d["max_input_channels"],
                    d["max_output_channels"],
                    round(d["default_samplerate"] or 48_000),
                )
                for d in self._query()
            )

    def open_output(self, name: str, fill: Fill, lost: Lost) -> _Stream:
        def callback(block: Any, _frames: int, _time: Any, _status: Any) -> None:
            fill(block[:, 0])
            block[:, 1:] = block[:, :1]

        return self._start(sounddevice.OutputStream, "max_output_channels", name, callback, lost)

    def open_input(self, name: str, take: Fill, lost: Lost) -> _Stream:
        def callback(block: Any, _frames: int, _time: Any, _status: Any) -> None:
            take(block[:, 0].copy())

        return self._start(sounddevice.InputStream, "max_input_channels", name, callback, lost)

    def _start(self, kind: Any, channels_key: str, name: str, callback: Any, lost: Lost) -> _Stream:
        with self._lock:
            self._count_again()
            found = [d for d in self._query() if d["name"] == name and d[channels_key] > 0]
            default = sounddevice.default.device[0 if "input" in channels_key else 1]
            index = found[0]["index"] if found else default
            try:
                device = sounddevice.query_devices(index)
                stream = kind(
                    samplerate=round(device["default_samplerate"]),  # type: ignore[call-overload]
                    device=index,
                    channels=1 if "input" in channels_key else min(2, device[channels_key]),  # type: ignore[call-overload]
                    dtype="float32",
                    latency=LATENCY_S,
                    callback=callback,
                )
                result = _Stream(self, stream, lost)
                stream.start()
            except (sounddevice.PortAudioError, ValueError, KeyError) as error:
                raise DeviceError("There is no sound device that can be used.", _REMEDY) from error
            self._open += 1
            return result

    def released(self) -> None:
        """A stream was closed."""
        with self._lock:
            self._open -= 1

    def _query(self) -> list[dict[str, Any]]:
        try:
            return list(sounddevice.query_devices())  # type: ignore[arg-type]
        except sounddevice.PortAudioError:
            return []

    def _count_again(self) -> None:
        if self._open == 0:
            sounddevice._terminate()
            sounddevice._initialize()


class _Stream:
    def __init__(self, owner: PortAudio, stream: Any, lost: Lost) -> None:
        self._owner, self._stream, self._closing = owner, stream, False
        self.rate_hz = round(stream.samplerate)
        self.latency_s = float(stream.latency)
        self._lost = lost
        stream._finished_callback = None
        self._watch = threading.Thread(target=self._look, name="sound-watch", daemon=True)
        self._stop = threading.Event()
        self._watch.start()

    def close(self) -> None:
        self._stop.set()
        self._stream.close()
        self._owner.released()

    def _look(self) -> None:
        """A device that was pulled out stops its stream, and says nothing else on some systems."""
        while not self._stop.wait(0.5):
            if not self._stream.active:
                self._lost()
                return
