"""A fine-tuning job as a folder: what is wanted, how far it is, and the person's word to pause or cancel.

    FOLDER/job.json        what is wanted; written once
    FOLDER/progress.json   how far it is; replaced as a whole
    FOLDER/alive           touched every second while a process works on it
    FOLDER/pause, cancel   put there by whoever wants that; the process obeys within a step
Everything else belongs to the process: prepared takes, checkpoints, the bundle being made.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from engine import atomic
from engine.config import from_mapping
from engine.errors import AdaptationError, StorageError, VivaError

_DEAD_AFTER_S = 20.0  # without a sign of life; on a busy computer a polite process waits long


class State(StrEnum):
    """WORKING: a process is at it, or was when it died; Job.running tells them apart."""

    WAITING = "waiting"
    WORKING = "working"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FAILED = "failed"
    DONE = "done"


class Step(StrEnum):
    """What is done, in order."""

    PREPARE = "prepare"
    AR = "ar"
    NAR = "nar"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Wanted:
    """bank, base, target: paths of the takes, the bundle to start from, the bundle to make.

    sealed: the bank's key comes on standard input. minutes, steps: the most that training may take, of
    each model the steps; 0: by how much speech there is. takes: ids; none are all that are kept.
    """

    bank: str
    base: str
    target: str
    name: str
    sealed: bool = False
    minutes: float = 0.0
    steps: int = 0
    threads: int = 0
    rank: int = 16
    learning_rate: float = 2e-3
    seed: int = 0
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """share: of the whole, 0 to 1. loss, held_back: of the step's model; before: held_back of the model as shipped.

    message, remedy: why it failed.
    """

    state: State = State.WAITING
    step: Step = Step.PREPARE
    share: float = 0.0
    steps: int = 0
    loss: float | None = None
    held_back: float | None = None
    before: float | None = None
    seconds_left: float | None = None
    speech_s: float = 0.0
    takes: int = 0
    refused: int = 0
    message: str = ""
    remedy: str = ""

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str | bytes) -> Progress:
        data: dict[str, Any] = json.loads(text)
        return cls(**{**data, "state": State(data["state"]), "step": Step(data["step"])})


@dataclass(frozen=True, slots=True)
class Job:
    """The folder of a job, seen from either side."""

    folder: Path

    @classmethod
    def create(cls, folder: Path, wanted: Wanted) -> Job:
        """A new job. Raises StorageError."""
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise atomic.refused(folder, error) from error
        atomic.write_bytes(folder / "job.json", json.dumps(asdict(wanted), indent=1).encode())
        return cls(folder)

    @property
    def exists(self) -> bool:
        """Whether it was not deleted, with the voice."""
        return (self.folder / "job.json").exists()

    @property
    def wanted(self) -> Wanted:
        """Raises StorageError when it cannot be read."""
        try:
            return from_mapping(Wanted, json.loads((self.folder / "job.json").read_bytes()), "job.json")
        except (OSError, ValueError, VivaError) as error:
            raise StorageError("The fine-tuning cannot be read.", "Start it anew.") from error

    @property
    def progress(self) -> Progress:
        """How far it is; of a job that has not begun, or cannot be read, that it waits."""
        try:
            return Progress.from_json((self.folder / "progress.json").read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return Progress()

    def report(self, progress: Progress) -> None:
        """Say how far it is. Raises StorageError."""
        atomic.write_bytes(self.folder / "progress.json", progress.to_json().encode())

    @property
    def running(self) -> bool:
        """Whether a process is working on it now."""
        try:
            return time.time() - (self.folder / "alive").stat().st_mtime < _DEAD_AFTER_S
        except OSError:
            return False

    @property
    def resumable(self) -> bool:
        """Whether run would go on: paused, failed, or cut short by a crash."""
        return not self.running and self.progress.state not in (State.DONE, State.CANCELLED)

    def pause(self) -> None:
        """Stop within a step, keeping what was learnt; to go on is to run it again."""
        (self.folder / "pause").touch()

    def cancel(self) -> None:
        """Stop within a step, for good."""
        (self.folder / "cancel").touch()


def require_none(models: Path) -> None:
    """Before files are sealed or opened: raises AdaptationError while a fit has files of its own among the models."""
    for folder in models.glob("*/job"):
        job = Job(folder)
        if job.running or job.resumable:
            raise AdaptationError("Fine-tuning is under way.", "Wait until it is done, or cancel it first.")
