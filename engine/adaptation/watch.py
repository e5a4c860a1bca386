"""A sign of life from the process that works on a job, and an ear for what the person wants."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from engine.adaptation.job import Job, Progress, State
from engine.errors import AdaptationError

_EVERY_S = 1.0


class Stopped(Exception):
    """The person paused or cancelled."""


class Watch:
    """Used as a context: while inside, the job is alive. tell: called with every progress, beside the file."""

    def __init__(self, job: Job, tell: Callable[[Progress], None] = lambda _: None) -> None:
        self.job = job
        self.progress = Progress()
        self._tell = tell
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._live, name="alive", daemon=True)

    def __enter__(self) -> Watch:
        if self.job.running:
            raise AdaptationError("This fine-tuning is running already.", "Wait for it, or pause it.")
        (self.job.folder / "pause").unlink(missing_ok=True)
        self._touch()
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()
        (self.job.folder / "alive").unlink(missing_ok=True)

    @property
    def wanted(self) -> State:
        """WORKING, or what the person wants instead: PAUSED, CANCELLED, as also when the voice was deleted."""
        if (self.job.folder / "cancel").exists() or not self.job.exists:
            return State.CANCELLED
        return State.PAUSED if (self.job.folder / "pause").exists() else State.WORKING

    def check(self) -> None:
        """Raises Stopped when the person wants it."""
        if self.wanted is not State.WORKING:
            raise Stopped

    def report(self, **changes: Any) -> None:
        """Say how far it is."""
        self.progress = replace(self.progress, **changes)
        if self.job.exists:
            self.job.report(self.progress)
        self._tell(self.progress)

    def _live(self) -> None:
        while not self._end.wait(_EVERY_S):
            self._touch()

    def _touch(self) -> None:
        with suppress(OSError):  # the voice was deleted, and this folder with it
            (self.job.folder / "alive").touch()
