"""The engine's own process: reads requests from standard input, writes sound to standard output, knows no Qt.

Messages are pickled tuples. In: ("speak", id, text, voice, options, lexicon), ("call", id, method, arguments),
("stop", id). Out: ("ready", device, version), ("chunk", id, AudioChunk), ("end", id, result), ("error", id, VivaError),
("failed", VivaError).
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import sys
import threading
from typing import Any, BinaryIO

from engine.errors import VivaError
from engine.types import SpeakReport

log = logging.getLogger(__name__)


class Child:
    """Does one request after the other; a thread reads ahead, so that a stop is heard at once."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO) -> None:
        self._requests, self._replies = requests, replies
        self._queue: queue.Queue[tuple[Any, ...]] = queue.Queue()
        self._stopped: set[int] = set()
        self._chunks: tuple[int, Any] | None = None  # the request being spoken, which a stop closes

    def run(self) -> None:
        """Load the engine and serve until the app is gone."""
        threading.Thread(target=self._read, daemon=True).start()
        try:
            from app.engine_calls import Calls  # noqa: PLC0415 - loads the networks; its failure must be told

            calls = Calls()
        except VivaError as error:
            self._send("failed", error)
            return
        self._send("ready", *calls.about)
        while True:
            self._serve(calls, *self._queue.get())

    def _serve(self, calls: Any, kind: str, number: int, *request: Any) -> None:
        if number in self._stopped:
            return
        try:
            if kind == "speak":
                report = SpeakReport()
                self._chunks = (number, calls.speak(*request, report))
                for chunk in self._chunks[1]:
                    if number in self._stopped:  # before there was anything to close
                        return
                    self._send("chunk", number, chunk)
                self._send("end", number, report)
            else:
                method, arguments = request
                self._send("end", number, getattr(calls, method)(*arguments))
        except VivaError as error:
            self._send("error", number, error)
        except Exception:
            log.exception("A request failed")
            self._send("error", number, VivaError("The voice engine failed.", "The stock voice speaks meanwhile."))

    def _read(self) -> None:
        while True:
            try:
                message = pickle.load(self._requests)
            except (EOFError, OSError, pickle.UnpicklingError):
                os._exit(0)  # the app is gone
            if message[0] == "stop":
                self._stopped.add(message[1])
                if self._chunks and self._chunks[0] == message[1]:
                    self._chunks[1].close()
            else:
                self._queue.put(message)

    def _send(self, *message: Any) -> None:
        pickle.dump(message, self._replies, pickle.HIGHEST_PROTOCOL)
        self._replies.flush()


def main() -> None:
    """Entry of the process. Whatever prints goes to standard error: standard output is the pipe."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    Child(sys.stdin.buffer, replies).run()


if __name__ == "__main__":
    main()
