"""The one way off the GUI thread: an operation, what to do with its result, what to do with its failure."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from engine.errors import VivaError

log = logging.getLogger(__name__)
T = TypeVar("T")


class Job(QObject):
    """A running operation. The operation reads cancelled and may report progress (0 to 1); callers may cancel()."""

    progress = Signal(float)
    _done = Signal()  # without arguments: PySide 6.12 miscounts references to a None sent between threads

    def __init__(self) -> None:
        super().__init__()
        self._cancel = threading.Event()
        self.outcome: tuple[Any, Exception | None] = (None, None)

    @property
    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the operation to stop; neither success nor failure is called after this."""
        self._cancel.set()


class Tasks(QObject):
    """Runs operations on a few threads; success and failure are called on the GUI thread.

    failed: called with a VivaError when a call to run() names no failure of its own.
    """

    def __init__(self, failed: Callable[[VivaError], None], workers: int = 3) -> None:
        super().__init__()
        self._failed = failed
        self._jobs: set[Job] = set()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="task")

    def run(
        self,
        op: Callable[[Job], T],
        success: Callable[[T], None] = lambda _: None,
        failure: Callable[[VivaError], None] | None = None,
    ) -> Job:
        """Run op(job) on another thread. op must not touch a widget. Cancel the job when its widget goes."""
        job = Job()
        self._jobs.add(job)

        def done() -> None:
            self._jobs.discard(job)
            result, error = job.outcome
            if job.cancelled:
                return
            if error is None:
                success(result)
            else:
                (failure or self._failed)(_plain(error))

        job._done.connect(done, Qt.ConnectionType.QueuedConnection)
        self._pool.submit(_perform, job, op)
        return job

    def close(self) -> None:
        """Cancel what runs and wait for it."""
        for job in self._jobs:
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()


def _perform(job: Job, op: Callable[[Job], Any]) -> None:
    if job.cancelled:
        return
    try:
        job.outcome = (op(job), None)
    except Exception as error:
        job.outcome = (None, error)
    job._done.emit()


def _plain(error: Exception) -> VivaError:
    if isinstance(error, VivaError):
        return error
    log.error("An operation failed", exc_info=error)
    return VivaError("Something did not work.", "Try it again; the log says what happened.")
