"""The whole job on a tiny bundle: paused, killed, resumed, exported, spoken with."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.adaptation.job import Job, Progress, State, Step, Wanted
from engine.adaptation.prepare import Said, pack
from engine.adaptation.run import run
from engine.codec.features import FEATURES, LOG_F0, VOICING
from engine.errors import AdaptationError
from engine.export.bundle import load_modules
from engine.runtime.bundle import Bundle
from engine.synthesizer import Synthesizer
from engine.text.units import UNIT_ID
from engine.vault.vault import Vault, is_sealed
from tests.helpers.tiny import tiny_bundle

UNITS = [UNIT_ID[c] for c in "_hɛlO_"]


def said(number: int, units: int = 30) -> Said:
    """Something as regular as speech, without any sound."""
    rng = np.random.default_rng(number)
    inner = [UNITS[1 + i % 4] for i in range(units)]
    ids = np.array([UNITS[0], *inner, UNITS[-1]])
    ends = np.cumsum(rng.integers(5, 9, len(ids)))
    features = np.repeat(rng.normal(size=(len(ids), FEATURES)) * 0.3, np.diff(ends, prepend=0), axis=0)
    features[:, 0], features[:, LOG_F0], features[:, VOICING] = -9, 5, 1
    return Said(ids, np.zeros_like(ids), ends, features.astype(np.float32))


def made(tmp_path: Path, takes: int = 10, key: bytes | None = None, **changes) -> Job:
    wanted = Wanted("none", str(tiny_bundle()), str(tmp_path / "models" / "1"), "Ada", minutes=5, threads=1, rank=4)
    job = Job.create(tmp_path / "job", replace(wanted, learning_rate=0.03, **changes))
    Vault(key).write(job.folder / "takes.npz", pack([said(n) for n in range(takes)]))
    return job


def test_paused_resumed_and_done(tmp_path: Path):
    job = made(tmp_path, steps=6)
    first: list[Progress] = []

    def pause_in_ar(progress: Progress) -> None:
        first.append(progress)
        if progress.step is Step.AR and progress.steps == 2:
            job.pause()

    assert run(job, tell=pause_in_ar) is State.PAUSED
    assert first[-1].steps == 2 and job.resumable and not (tmp_path / "models").exists()
    second: list[Progress] = []
    assert run(job, tell=second.append) is State.DONE
    assert next(p.steps for p in second if p.step is Step.AR and p.loss) == 3  # not from the beginning
    assert [s for s in Step if s in {p.step for p in second}] == list(Step)
    shares = [p.share for p in second]
    assert shares == sorted(shares) and shares[-1] == 1
    _check(Path(job.wanted.target))
    assert sorted(p.name for p in job.folder.iterdir()) == ["job.json", "progress.json"]  # nothing of the takes is left


def _check(folder: Path) -> None:
    """The person's bundle is whole; only AR and NAR are others than they were, and its graphs say what it says."""
    base, own = Bundle.open(tiny_bundle()), Bundle.open(folder)
    own.verify()
    assert own.config == base.config and own.about["adapted"]["from"] == base.digest
    before, after = (load_modules(b.folder, b.about["networks"]) for b in (base, own))
    assert torch.equal(before.codec.decoder_out.weight, after.codec.decoder_out.weight)
    assert not torch.equal(before.ar.out.weight, after.ar.out.weight)
    others = {n for n in base.files if own.files[n].sha256 != base.files[n].sha256}
    assert {"ar.onnx", "weights.safetensors"} <= others <= {"ar.onnx", "nar.onnx", "weights.safetensors"}
    Synthesizer.load(folder, device="cpu", threads=1).warm()


def test_killed_and_resumed(tmp_path: Path):
    job = made(tmp_path, steps=400, sealed=True, key=bytes(32))
    command = [sys.executable, "-m", "engine.adaptation", "run", str(job.folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin and process.stdout
    process.stdin.write(bytes(32).hex().encode() + b"\n")
    process.stdin.close()
    for line in process.stdout:
        if json.loads(line)["steps"] >= 2:
            break
    assert job.running and not job.resumable
    with pytest.raises(AdaptationError, match="already"):
        run(job, bytes(32))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    stale = time.time() - 60
    os.utime(job.folder / "alive", (stale, stale))
    assert job.resumable and job.progress.step is Step.AR

    def pause(progress: Progress) -> None:
        if progress.steps:
            job.pause()

    assert run(job, bytes(32), pause) is State.PAUSED
    learnt = [p for p in job.folder.rglob("*") if p.suffix in (".pt", ".npz")]
    assert {p.name for p in learnt} == {"takes.npz", "best.pt", "weights.pt", "resume.pt"}
    assert all(map(is_sealed, learnt))  # what was learnt of a voice is as private as its recordings
    job.cancel()
    assert run(job, bytes(32)) is State.CANCELLED
    assert not (job.folder / "takes.npz").exists() and not (job.folder / "ar").exists()


def test_a_voice_deleted_meanwhile_leaves_nothing(tmp_path: Path):
    job = made(tmp_path / "ada", steps=6)

    def delete(progress: Progress) -> None:
        if progress.steps == 2:
            shutil.rmtree(tmp_path / "ada", ignore_errors=True)

    assert run(job, tell=delete) is State.CANCELLED
    assert not (tmp_path / "ada").exists()


def test_too_little_speech(tmp_path: Path):
    job = made(tmp_path, takes=2)
    with pytest.raises(AdaptationError, match="too little"):
        run(job)
    assert job.progress.state is State.FAILED and "minute" in job.progress.remedy
