"""The work of a job: prepare, fit AR and NAR, export. It goes on where it was, whenever and however it was stopped."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import torch
from torch import nn

from engine.adaptation import low_rank
from engine.adaptation.adapting import Adapting, Patience, Seen, adapt, bf16_is_faster
from engine.adaptation.fitted import write_fitted
from engine.adaptation.job import Job, Progress, State, Step, Wanted
from engine.adaptation.person import Person, split
from engine.adaptation.prepare import Said, pack, prepared, unpack
from engine.adaptation.watch import Stopped, Watch
from engine.bank.bank import Bank
from engine.errors import VivaError
from engine.export.bundle import load_modules
from engine.export.graphs import Modules
from engine.runtime.bundle import Bundle
from engine.runtime.graphs import Graphs
from engine.runtime.providers import physical_cores
from engine.synthesizer import Synthesizer
from engine.training.loop import LoopConfig, Stage
from engine.training.stages.ar import ARStage
from engine.training.stages.nar import NARStage
from engine.vault.vault import Vault, files

_SHARES = {Step.PREPARE: (0.0, 0.08), Step.AR: (0.08, 0.55), Step.NAR: (0.55, 0.92), Step.EXPORT: (0.92, 1.0)}
_EXPORT_S = 60.0
_NAR_COST = 0.8  # of a step of AR
_LONGEST_S = 3600.0
_BATCH = 4
NOTHING_GAINED = ("Fine-tuning did not bring the voice nearer, so it stays as it is.", "More takes may help.")


def run(job: Job, key: bytes | None = None, tell: Callable[[Progress], None] = lambda _: None) -> State:
    """Work on a job until it is done or stopped; key: the bank's, when it is sealed. VivaErrors are told and raised."""
    with Watch(job, tell) as watch:
        try:
            brought = Adaptation(job, watch, Vault(key)).work()
            words = ("", "") if brought else NOTHING_GAINED
            watch.report(state=State.DONE, share=1.0, seconds_left=0.0, message=words[0], remedy=words[1])
            _clear(job)
        except Stopped:
            watch.report(state=watch.wanted, seconds_left=None)
            if watch.wanted is State.CANCELLED:
                _clear(job)
        except VivaError as error:
            watch.report(state=State.FAILED, message=error.message, remedy=error.remedy, seconds_left=None)
            raise
        except BaseException:
            watch.report(state=State.FAILED, message="Fine-tuning failed.", remedy="Go on with it, or start it anew.")
            raise
    return watch.progress.state


class Adaptation:
    """One run of a job."""

    def __init__(self, job: Job, watch: Watch, vault: Vault) -> None:
        self._job, self._watch, self._vault = job, watch, vault
        self._wanted: Wanted = job.wanted
        self._first: dict[Step, int] = {}  # the step each model began at in this run
        self._base = Bundle.open(Path(self._wanted.base))
        self._base.verify_once()

    def work(self) -> bool:
        """All steps; False when held-back takes were said no better, and no bundle was made."""
        takes = self._takes()
        modules = load_modules(self._base.folder, self._base.about["networks"])
        modules.codec.requires_grad_(False)
        people = split(takes, self._wanted.seed)
        fitted = [str(step) for step in (Step.AR, Step.NAR) if self._fit(step, modules, people, takes)]
        if fitted:
            self._export(modules, fitted, sum(t.seconds for t in takes))
        return bool(fitted)

    def _takes(self) -> list[Said]:
        """The takes as they were said; found once, kept for a later run, sealed when the bank is."""
        path = self._job.folder / "takes.npz"
        if not path.exists():
            self._watch.report(state=State.WORKING, step=Step.PREPARE)
            said, refused = self._listen()
            self._vault.write(path, pack(said))
            self._watch.report(refused=refused)
        takes = unpack(self._vault.read(path))
        self._watch.report(state=State.WORKING, takes=len(takes), speech_s=sum(t.seconds for t in takes))
        return takes

    def _listen(self) -> tuple[list[Said], int]:
        bank = Bank.open(Path(self._wanted.bank), self._vault)
        chosen = [t for t in bank.kept() if t.text.strip() and (not self._wanted.takes or t.id in self._wanted.takes)]
        synthesizer = Synthesizer(Graphs(self._base, "cpu", self._threads))
        said: list[Said] = []
        seconds = 0.0
        low, high = _SHARES[Step.PREPARE]
        sounds = ((t.text, bank.audio(t.id)) for t in chosen)
        count = 0
        for count, take in enumerate(prepared(sounds, synthesizer), 1):
            self._watch.check()
            if take is not None:
                said.append(take)
                seconds += take.seconds
            self._watch.report(share=low + (high - low) * count / len(chosen))
            if seconds > _LONGEST_S:
                break
        return said, count - len(said)

    def _fit(self, step: Step, modules: Modules, people: tuple[Person, Person], takes: list[Said]) -> bool:
        """Fit one model and merge what it learnt; whether held-back takes are said better."""
        self._watch.check()
        model: nn.Module = modules.ar if step is Step.AR else modules.nar
        folder = self._job.folder / step
        folder.mkdir(exist_ok=True)
        torch.manual_seed(self._wanted.seed)
        low_rank.attach(model, self._wanted.rank)
        learning, held_back = (_stage(step, modules, person) for person in people)
        loop = self._loop(takes)
        seen = partial(self._seen, step, loop)
        stage = Adapting(learning, held_back, folder, loop, Patience(), self._stop, seen, self._vault)
        self._watch.report(state=State.WORKING, step=step, share=_SHARES[step][0], loss=None, held_back=None)
        if (folder / "finished").exists():
            stage.conclude()
        elif adapt(stage, loop, folder):
            (folder / "finished").touch()
        else:
            raise Stopped
        stage.to(torch.device("cpu"))
        low_rank.merge(model)
        best, before = stage.best
        return best < before

    def _export(self, modules: Modules, fitted: list[str], speech_s: float) -> None:
        """The person's own bundle, put in its place when it is whole."""
        self._watch.report(step=Step.EXPORT, share=_SHARES[Step.EXPORT][0], seconds_left=_EXPORT_S)
        making = self._job.folder / "bundle"
        write_fitted(making, self._wanted.name, self._base, modules, fitted, speech_s, self._watch.check)
        if self._vault.key is not None:
            self._vault.protect(files([making]))
        self._watch.check()
        target = Path(self._wanted.target)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        making.rename(target)

    def _loop(self, takes: list[Said]) -> LoopConfig:
        """More speech is worth more steps, 12 a minute; a small bank is learnt by heart soon (README)."""
        minutes = sum(t.seconds for t in takes) / 60
        steps = self._wanted.steps or int(min(400, max(40, 12 * minutes)))
        budget = self._wanted.minutes or min(45.0, 12.0 + 4.0 * minutes)
        return LoopConfig(
            minutes=budget / 2,
            max_steps=steps,
            learning_rate=self._wanted.learning_rate,
            weight_decay=0.1,
            seed=self._wanted.seed,
            threads=self._threads,
            bf16=bf16_is_faster(),
        )

    @property
    def _threads(self) -> int:
        return self._wanted.threads or physical_cores()

    def _stop(self) -> bool:
        return self._watch.wanted is not State.WORKING

    def _seen(self, step: Step, loop: LoopConfig, seen: Seen) -> None:
        low, high = _SHARES[step]
        steps_left = max(0, loop.max_steps - seen.step)
        budget_left = max(0.0, loop.minutes * 60 - seen.seconds)
        done = max(1, seen.step - self._first.setdefault(step, seen.step - 1))
        per_step = seen.seconds / done
        left = min(steps_left * per_step, budget_left) + _EXPORT_S
        if step is Step.AR:
            left += min(loop.max_steps * per_step * _NAR_COST, loop.minutes * 60)
        share = max(seen.share, seen.seconds / 60 / loop.minutes)
        self._watch.report(
            share=low + (high - low) * min(1.0, share),
            steps=seen.step,
            loss=round(seen.loss, 4),
            held_back=round(seen.best, 4),
            before=round(seen.before, 4),
            seconds_left=round(left),
        )


def _stage(step: Step, modules: Modules, person: Person) -> Stage:
    if step is Step.AR:
        return ARStage(modules.ar, modules.codec, person, _BATCH)
    return NARStage(modules.nar, modules.codec, person, _BATCH)


def _clear(job: Job) -> None:
    """What a finished job needs no more: prepared takes, checkpoints; of a deleted one, whatever was written since."""
    if not job.exists:
        shutil.rmtree(job.folder, ignore_errors=True)
        with suppress(OSError):  # not empty: a model is left there
            job.folder.parent.rmdir()
        return
    (job.folder / "takes.npz").unlink(missing_ok=True)
    for name in (Step.AR, Step.NAR, "bundle"):
        shutil.rmtree(job.folder / name, ignore_errors=True)
