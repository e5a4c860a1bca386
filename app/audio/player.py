"""Plays tracks on one device: opens it when there is something to play, moves to the default when it is pulled out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.audio.backend import Backend, Stream
from app.audio.track import Track, limit
from engine.errors import DeviceError
from engine.types import FloatArray

REST_S = 120.0  # how long a device stays open after the last sound, so that the next starts at once


class Player:
    """Mixes tracks. play() returns at once: a thread of its own opens the device, which may take long.

    backend: gives the sound system. name: gives the wanted device's name each time one is opened.
    """

    def __init__(self, backend: Callable[[], Backend], name: Callable[[], str]) -> None:
        self._backend, self._name = backend, name
        self._tracks: list[Track] = []
        self._lock = threading.Lock()
        self._stream: Stream | None = None
        self._opened = ""
        self._last_sound = time.monotonic()
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="player")

    def play(self, track: Track) -> Track:
        """Start a track. When no device can be opened, track.error says so and it is finished."""
        with self._lock:
            self._tracks.append(track)
        self._hand.submit(self._open)
        return track

    def prime(self) -> None:
        """Open the device now, so that the first sound need not wait for it; silent when there is none."""
        self._last_sound = time.monotonic()
        self._hand.submit(self._open)

    def rest(self) -> None:
        """Close the device if nothing was heard for a while; call now and then."""
        if self._stream and time.monotonic() - self._last_sound > REST_S:
            self._hand.submit(self._close)

    def reopen(self) -> None:
        """Another device was chosen: move to it."""
        self._hand.submit(self._move)

    def close(self) -> None:
        """Stop everything and close the device."""
        with self._lock:
            for track in self._tracks:
                track.finished.set()
            self._tracks.clear()
        self._hand.submit(self._close)
        self._hand.shutdown(wait=True)

    def _open(self) -> None:
        try:
            if self._stream is None:
                self._opened = self._name()
                self._stream = self._backend().open_output(self._opened, self._fill, self._lost)
            with self._lock:
                for track in self._tracks:
                    track.begin(self._stream.rate_hz, self._stream.latency_s)
        except DeviceError as error:
            with self._lock:
                for track in self._tracks:
                    track.fail(error)
                self._tracks.clear()

    def _close(self) -> None:
        if self._stream:
            self._stream.close()
            self._stream = None

    def _move(self) -> None:
        if self._stream and self._opened != self._name():
            self._close()
            if self._tracks:
                self._open()

    def _lost(self) -> None:
        self._hand.submit(self._after_loss)

    def _after_loss(self) -> None:
        self._close()
        if self._tracks:
            self._open()

    def _fill(self, block: FloatArray) -> None:
        block[:] = 0
        stream = self._stream
        if stream is None:
            return
        with self._lock:
            for track in self._tracks:
                if track.ready:
                    track.mix(block)
            if self._tracks:
                self._last_sound = time.monotonic()
            self._tracks = [t for t in self._tracks if not t.finished.is_set()]
        limit(block)
