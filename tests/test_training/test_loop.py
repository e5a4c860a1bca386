"""The loop: resume, budget, kill, curves, several processes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from engine.errors import ConfigError
from engine.training import curves, loop
from engine.training.config import load
from engine.training.loop import train
from tests.test_training.toy import ToyStage, config

ROOT = Path(__file__).resolve().parents[2]
TOY = [str(Path(__file__).with_name("toy.py"))]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def test_a_resumed_run_is_the_run_that_was_never_stopped(tmp_path):
    whole, stopped, resumed = ToyStage(), ToyStage(fail_at=3), ToyStage()
    train(whole, config(max_steps=6), tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        train(stopped, config(max_steps=6, save_minutes=0.0), tmp_path / "parts")
    train(resumed, config(max_steps=6), tmp_path / "parts")
    assert stopped.drawn + resumed.drawn == whole.drawn
    for name, value in whole.module.state_dict().items():
        assert torch.allclose(value, resumed.module.state_dict()[name], atol=1e-6), name
    state = torch.load(tmp_path / "parts" / "resume.pt", weights_only=True)
    assert state["step"] == 6
    assert state["seconds"] > 0


def test_fresh_begins_anew(tmp_path):
    train(ToyStage(), config(max_steps=3), tmp_path)
    again = ToyStage()
    train(again, config(max_steps=2), tmp_path, resume=False)
    assert len(again.drawn) == 2


def test_it_learns_and_says_how(tmp_path):
    train(ToyStage(), config(max_steps=60, learning_rate=0.05), tmp_path)
    points = curves.read(tmp_path / "curves.csv")
    assert points["error"][-1][1] < points["error"][0][1]
    assert [step for step, _ in points["_seen"]][:2] == [1, 2]
    assert json.loads((tmp_path / "run.json").read_text())["steps"] == 60


def test_the_wall_clock_stops_it_over_all_resumes(tmp_path):
    budget = config(minutes=1.0 / 60)
    began = time.monotonic()
    train(ToyStage(), budget, tmp_path)
    assert time.monotonic() - began < 10
    assert (tmp_path / "weights.pt").exists()
    again = ToyStage()
    train(again, budget, tmp_path)
    assert again.drawn == []  # nothing left


def test_the_learning_rate_warms_up_and_falls_to_almost_nothing(tmp_path):
    rates = []

    class Watched(ToyStage):
        def after_step(self, step):
            super().after_step(step)
            rates.append(optimisers[0].param_groups[0]["lr"])

    optimisers = []
    adamw = torch.optim.AdamW

    class Kept(adamw):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **named)
            optimisers.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch.optim, "AdamW", Kept)
        train(Watched(), config(max_steps=40, warmup_steps=10, learning_rate=1.0), tmp_path)
    assert rates[0] < rates[5] < rates[10]
    assert rates[-1] < 0.02
    assert max(rates) < 1.0


def test_a_kill_at_any_moment_leaves_files_that_can_be_used(tmp_path):
    """The child saves at every step; it is killed with no warning."""
    child = subprocess.Popen(
        [sys.executable, *TOY, str(tmp_path), "100000"], env=ENVIRONMENT, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (tmp_path / "resume.pt").exists():
        time.sleep(0.05)
    time.sleep(0.3)
    child.send_signal(signal.SIGKILL)
    child.wait()
    step = torch.load(tmp_path / "resume.pt", weights_only=True)["step"]
    assert step > 0
    stage = ToyStage()
    train(stage, config(max_steps=step + 2), tmp_path)
    assert len(stage.drawn) == 2


def test_a_kill_between_two_files_leaves_the_old_or_the_new_of_each(tmp_path, monkeypatch):
    train(ToyStage(), config(max_steps=2), tmp_path)
    saved = loop.write

    def killed(path, content, vault):
        if "resume" in path.name:
            (path.parent / ".resume.pt.half.part").write_bytes(b"half")  # the disk was slower than the kill
            raise KeyboardInterrupt
        saved(path, content, vault)

    monkeypatch.setattr(loop, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        train(ToyStage(), config(max_steps=4), tmp_path)
    monkeypatch.undo()
    stage = ToyStage()
    train(stage, config(max_steps=4), tmp_path)
    assert len(stage.drawn) == 2  # from step 2, with newer weights


def test_two_processes_end_with_equal_weights(tmp_path):
    """torchrun, as in README.md; they talk over this machine's loopback."""
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-addr", "127.0.0.1"]
    command += [
        "--master-port",
        "0",
        "--rdzv-backend",
        "c10d",
        "--rdzv-endpoint",
        "localhost:0",
        *TOY,
        str(tmp_path),
        "8",
    ]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    first, second = (torch.load(tmp_path / f"rank{rank}.pt", weights_only=True) for rank in (0, 1))
    for name, value in first.items():
        assert torch.equal(value, second[name]), name
    assert bool(first["quantiser.ready"])
    drawn = [torch.load(tmp_path / f"drawn{rank}.pt") for rank in (0, 1)]
    assert drawn[0] != drawn[1]  # each its own batches
    assert torch.load(tmp_path / "resume.pt", weights_only=True)["step"] == 8


def test_curves_widen_when_a_value_is_new(tmp_path):
    path = tmp_path / "codec" / "curves.csv"
    path.parent.mkdir()
    curves.append(path, 1, 0.5, {"loss": 2.0})
    curves.append(path, 2, 1.0, {"loss": 1.0, "_distortion_1": 9.0})
    curves.append(path, 3, 1.5, {"loss": 0.5})
    assert curves.read(path) == {"loss": [(1, 2.0), (2, 1.0), (3, 0.5)], "_distortion_1": [(2, 9.0)]}
    picture = curves.plot(tmp_path)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_no_curves_is_said_plainly(tmp_path):
    with pytest.raises(ConfigError, match="no curves"):
        curves.plot(tmp_path)


@pytest.mark.parametrize("name", ["base", "quick"])
def test_configurations_can_be_read(name):
    assert load(ROOT / "engine" / "training" / "configs" / f"{name}.yaml").roots


def test_an_unknown_setting_is_refused(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("ar: {network: {widht: 3}}\n")
    with pytest.raises(ConfigError, match="widht"):
        load(path)
