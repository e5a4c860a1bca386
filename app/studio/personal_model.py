"""Fine-tuning as its page sees it: what is missing, the job and its process, the blind comparison. No widgets."""

from __future__ import annotations

import logging
import shutil
import subprocess
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from app.services import Services
from app.studio.model import StudioModel
from app.tasks import Job as Task
from engine.adaptation import needs, process
from engine.adaptation.comparison import Comparison
from engine.adaptation.job import Job, Progress, State, Wanted
from engine.bank import consent
from engine.errors import AdaptationError, VivaError, VoiceError
from engine.paths import default_bundle
from engine.types import Audio
from engine.voices.own import OwnModels

log = logging.getLogger(__name__)
_LOOK_MS = 1000


class PersonalModel(QObject):
    """changed: the job, the comparison or the chosen model is another, or the job went on."""

    changed = Signal()

    def __init__(self, services: Services, studio: StudioModel) -> None:
        super().__init__()
        self._services, self._studio = services, studio
        self._process: subprocess.Popen[bytes] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.comparison: Comparison | None = None

    @property
    def voice(self) -> str:
        """The voice that is made of the bank; "" while there is none."""
        return self._studio.voice

    @property
    def models(self) -> OwnModels:
        """The models fitted to the voice. Raises VoiceError."""
        return self._services.voices.models(self.voice)

    # The parts that are not shipped

    def missing(self) -> list[str]:
        """Packages that fine-tuning needs and that are not here."""
        return needs.missing()

    def install(self, _task: Task) -> None:
        """Fetch them, by the command the person has read and agreed to; for a task. Raises AdaptationError."""
        done = subprocess.run(needs.command(), capture_output=True, text=True, check=False)
        if done.returncode:
            log.warning("pip: %s", done.stderr)
            raise AdaptationError("The parts could not be installed.", "Check the connection, and try again.")

    # The job

    @property
    def job(self) -> Job | None:
        """The job of this voice, running or not; None when there is none."""
        if not self.voice:
            return None
        folder = self._folder()
        return Job(folder) if (folder / "job.json").exists() else None

    @property
    def progress(self) -> Progress | None:
        """How far the job is."""
        return self.job.progress if self.job else None

    def start(self) -> None:
        """Begin fine-tuning. Raises ConsentError, VoiceError, AdaptationError, StorageError."""
        bank = self._studio.bank
        if bank is None or not self.voice:
            raise VoiceError("There is no voice yet.", "Make the voice first.")
        consent.require(bank.consent)
        shutil.rmtree(self._folder(), ignore_errors=True)
        target, base = self.models.new(), default_bundle()
        wanted = Wanted(str(bank.folder), str(base), str(target), bank.person, sealed=self._key is not None)
        Job.create(self._folder(), wanted)
        self.go_on()

    def go_on(self) -> None:
        """Work on the job, or go on where it was. Raises AdaptationError."""
        job = self.job
        if job is None:
            raise AdaptationError("There is no fine-tuning to go on with.", "Start it.")
        self._process = process.start(job, self._key)
        self._timer.start()
        self.changed.emit()

    def pause(self) -> None:
        """Stop for now."""
        if self.job:
            self.job.pause()

    def cancel(self) -> None:
        """Stop for good."""
        if job := self.job:
            job.cancel()
            if not job.running:
                shutil.rmtree(job.folder, ignore_errors=True)
        self.changed.emit()

    @property
    def running(self) -> bool:
        """Whether it works now, also when another start of the program began it."""
        alive = self._process is not None and self._process.poll() is None
        return alive or bool(self.job and self.job.running)

    def watch(self) -> None:
        """Look after a job that may be running already."""
        if self.running:
            self._timer.start()

    def _look(self) -> None:
        if not self.running:
            self._timer.stop()
            job = self.job
            if job and job.progress.state is State.CANCELLED:
                shutil.rmtree(job.folder, ignore_errors=True)
        self.changed.emit()

    # The comparison

    def newest(self) -> str:
        """The newest model that is not the one that speaks; "" when there is none."""
        try:
            names = [n for n in self.models.names() if n != self.models.chosen]
        except VivaError:
            return ""
        return names[-1] if names else ""

    def compare(self) -> Comparison:
        """Begin to compare the newest model with the one that speaks, or go on. Raises VoiceError, StorageError."""
        models, new = self.models, self.newest()
        path = models.path(new).with_name(f"{new}.votes.json")
        self.comparison = Comparison.begin(path, models.chosen, new)
        return self.comparison

    def sound(self, position: Literal["first", "second"]) -> Audio:
        """The sentence to be judged, as the first or the second says it; for a task."""
        found = self.comparison
        if found is None:
            raise AdaptationError("There is nothing to compare.", "Begin the comparison.")
        model = found.new if found.speaker(position) == "new" else found.old
        return self._services.engine.call("say_with", model, found.sentence, self.voice)

    def choose(self, name: str) -> None:
        """This model speaks from now on; the others stay until deleted. Raises VoiceError, StorageError."""
        self.models.choose(name)
        self.comparison = None
        self._services.voices.changed.emit()
        self.changed.emit()

    def delete(self, name: str) -> None:
        """Delete a model for good. Raises VoiceError, StorageError."""
        self.models.delete(name)
        self._services.voices.changed.emit()
        self.changed.emit()

    # The best samples

    def find_best_samples(self, _task: Task) -> list[str]:
        """Choose the voice's samples among all takes; the manners found; for a task. Raises VivaError."""
        bank = self._studio.bank
        if bank is None or not self.voice:
            raise VoiceError("There is no voice yet.", "Make the voice first.")
        return self._services.engine.call("find_best_samples", self.voice, str(bank.folder), timeout_s=900.0)

    @property
    def _key(self) -> bytes | None:
        return self._studio.vault.key

    def _folder(self) -> Path:
        return self.models.folder / "job"
