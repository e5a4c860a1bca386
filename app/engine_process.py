"""The engine in a process of its own: typing never waits for it, and when it dies it is started again."""

from __future__ import annotations

import itertools
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from engine.errors import VivaError
from engine.text.lexicon import Lexicon
from engine.types import AudioChunk, SpeakOptions

log = logging.getLogger(__name__)
State = Literal["starting", "ready", "gone"]
COMMAND = (sys.executable, "-m", "app.engine_child")
QUICK_DEATH_S = 10.0  # dying sooner than this, it is not started again at once


class EngineGone(VivaError):
    """The engine is not there now: loading, or fallen over."""

    def __init__(self) -> None:
        super().__init__("Your voice is not ready.", "The stock voice speaks until it is.")


class EngineProcess(QObject):
    """speak() and call() may be used from any thread but the GUI's: they wait for the child.

    folder: the person's data. state_changed: "starting", "ready", "gone". device, version: of the engine, once ready.
    """

    state_changed = Signal(str)
    failed = Signal(VivaError)  # it cannot work here: no model, for example

    def __init__(self, folder: Path, command: tuple[str, ...] = COMMAND) -> None:
        super().__init__()
        self._command, self._environment = command, {**os.environ, "VIVAVOCE_HOME": str(folder)}
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: dict[int, queue.Queue[tuple[Any, ...]]] = {}
        self._numbers = itertools.count(1)
        self._write_lock = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._deaths = 0
        self._key: tuple[bytes | None, bool] | None = None  # handed to every child
        self.state: State = "gone"
        self.device = self.version = ""

    def start(self) -> None:
        """Start the child; returns at once."""
        self._set("starting")
        self._thread = threading.Thread(target=self._live, name="engine", daemon=True)
        self._thread.start()

    def speak(
        self,
        text: str,
        voice: str,
        options: SpeakOptions,
        lexicon: Lexicon,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        within_s: float = 8.0,
    ) -> Generator[AudioChunk, None, None]:
        """The pieces of an utterance as the child makes them; no more once cancelled() says so.

        Raises EngineGone when it is not ready, dies, or is silent for within_s; other VivaErrors as the engine.
        """
        number, replies = self._ask("speak", text, voice, options, lexicon)
        try:
            while not cancelled():
                kind, *rest = self._next(replies, within_s, cancelled)
                if kind != "chunk":
                    return
                yield rest[0]
        finally:
            self._forget(number)

    def call(self, method: str, *arguments: Any, timeout_s: float = 120.0) -> Any:
        """One of engine_calls.Calls' other methods, and what it returns."""
        number, replies = self._ask("call", method, arguments)
        try:
            return self._next(replies, timeout_s)[1]
        finally:
            self._forget(number)

    def use_key(self, key: bytes | None, seals: bool = True) -> None:
        """The person's files are read with this key, and sealed by it if seals, in this child and those after it.

        When it returns, a child that is there has done so.
        """
        self._key = (key, seals)
        with suppress(EngineGone):
            self.call("use_key", key, seals)

    def close(self) -> None:
        """End the child."""
        self._closing.set()
        if process := self._process:
            process.kill()
        if self._thread:
            self._thread.join(5)

    def _ask(self, kind: str, *request: Any) -> tuple[int, queue.Queue[tuple[Any, ...]]]:
        if self.state != "ready":
            raise EngineGone
        number, replies = next(self._numbers), queue.Queue()
        self._replies[number] = replies
        self._send(kind, number, *request)
        return number, replies

    def _next(
        self, replies: queue.Queue[tuple[Any, ...]], timeout_s: float, cancelled: Callable[[], bool] = lambda: False
    ) -> tuple[Any, ...]:
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                message = replies.get(timeout=0.05)
            except queue.Empty:
                if cancelled():
                    return ("cancelled",)
                if time.monotonic() > deadline:
                    raise EngineGone from None
                continue
            if message[0] == "error":
                raise message[1]
            return message

    def _forget(self, number: int) -> None:
        del self._replies[number]
        self._send("stop", number)

    def _send(self, *message: Any) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return
        try:
            with self._write_lock:
                pickle.dump(message, process.stdin, pickle.HIGHEST_PROTOCOL)
                process.stdin.flush()
        except (OSError, ValueError):
            log.info("The engine's process did not take a message")

    def _live(self) -> None:
        while not self._closing.is_set():
            began = time.monotonic()
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self._environment
            )
            may_restart = self._listen(self._process)
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    _close(stream)
            for replies in list(self._replies.values()):
                replies.put(("error", EngineGone()))
            if self._closing.is_set():
                return
            if not may_restart:
                self._set("gone")
                return
            self._set("starting")
            quick = time.monotonic() - began < QUICK_DEATH_S
            self._deaths = self._deaths + 1 if quick else 0
            log.warning("The engine's process ended; it is started again")
            self._closing.wait(min(30.0, 2.0**self._deaths) if quick else 0.0)

    def _listen(self, process: subprocess.Popen[bytes]) -> bool:
        """Hand replies out until the child ends; False when it says that it cannot work here."""
        assert process.stdout is not None
        while True:
            try:
                kind, *rest = pickle.load(process.stdout)
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                return True
            if kind == "ready":
                if self._key is not None:
                    self._send("call", 0, "use_key", self._key)
                self.device, self.version = rest
                self._set("ready")
            elif kind == "failed":
                log.warning("The engine cannot be loaded: %s", rest[0])
                self.failed.emit(rest[0])
                return False
            elif replies := self._replies.get(rest[0]):
                replies.put((kind, *rest[1:]))

    def _set(self, state: State) -> None:
        self.state = state
        if not self._closing.is_set():
            self.state_changed.emit(state)


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        log.debug("The pipe was closed already")
