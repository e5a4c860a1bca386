"""The loop every stage shares: bf16, seeded, resumable, stopped by the wall clock, on one process or several."""

from __future__ import annotations

import json
import math
import time
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from tqdm import tqdm

from engine.training import curves, processes
from engine.vault.vault import Vault


@dataclass(frozen=True)
class LoopConfig:
    """How to train. minutes: wall clock over all resumes; the learning rate falls to zero as a cosine of it."""

    minutes: float = 30.0
    learning_rate: float = 1.2e-3
    warmup_steps: int = 200
    weight_decay: float = 0.05
    beta1: float = 0.9
    beta2: float = 0.98
    clip: float = 1.0
    seed: int = 0
    threads: int = 1
    bf16: bool = True
    compile: bool = False
    save_minutes: float = 3.0
    log_steps: int = 25
    max_steps: int = 0


class Stage(ABC):
    """What is trained: one module, and how a step makes its losses.

    A stage draws its own batches from rng, on the CPU, and brings them to its device.
    """

    module: nn.Module
    device = torch.device("cpu")
    finished = False  # set by a stage that knows it is done before its time is up

    @abstractmethod
    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        """Losses of one fresh batch; the sum of those whose name has no leading underscore is descended."""

    def after_step(self, step: int) -> None:
        """Anything beside the gradient, such as codebooks that start late."""

    def to(self, device: torch.device) -> None:
        """Bring every module and table of the stage to the device."""
        self.device = device
        for name, part in vars(self).items():
            if isinstance(part, nn.Module | Tensor):
                setattr(self, name, part.to(device))

    def compile(self) -> None:
        """Compile what is called every step; shapes are fixed."""
        self.module.compile(dynamic=False)

    def sample(self, folder: Path, step: int) -> None:
        """Leave something to listen to in the folder; called at every checkpoint."""


def train(stage: Stage, config: LoopConfig, folder: Path, *, resume: bool = True, vault: Vault | None = None) -> Path:
    """Train until the wall clock's budget is spent; returns the path of the weights.

    Under torchrun each process draws its own batches and gradients are averaged (DDP); the first one logs.
    vault: how checkpoints are stored; one with a key seals them.
    """
    vault = vault or Vault()
    torch.set_num_threads(config.threads)
    device, rank, world = processes.join(), processes.rank(), processes.world()
    folder.mkdir(parents=True, exist_ok=True)
    stage.to(device)
    stage.module.train()
    model: nn.Module = (
        stage.module if world == 1 else DistributedDataParallel(stage.module, find_unused_parameters=True)
    )
    optimiser = torch.optim.AdamW(
        [p for p in stage.module.parameters() if p.requires_grad],
        config.learning_rate,
        betas=(config.beta1, config.beta2),
        weight_decay=config.weight_decay,
        fused=True,
    )
    state = _resume(stage, optimiser, folder, device, vault) if resume else {"step": 0, "seconds": 0.0}
    step, spent = int(state["step"]), float(state["seconds"])
    started, saved = time.monotonic() - spent, time.monotonic()
    smooth: dict[str, float] = {}
    bar = tqdm(desc=folder.name, initial=step, disable=rank > 0, mininterval=5)
    while True:
        seconds = float(processes.of_first(torch.tensor(time.monotonic() - started, device=device)))
        progress = seconds / 60 / config.minutes
        if config.max_steps:
            progress = max(progress, step / config.max_steps)
        if progress >= 1 or stage.finished:
            break
        rate = config.learning_rate * min(1, (step + 1) / config.warmup_steps)
        for group in optimiser.param_groups:
            group["lr"] = rate * max(0.5 * (1 + math.cos(math.pi * progress)), 0.01)
        rng = _seed(config.seed, rank, step)
        with torch.autocast(device.type, torch.bfloat16, enabled=config.bf16):
            losses = stage.losses(model, rng, step)
        optimiser.zero_grad()
        total = torch.stack([v for k, v in losses.items() if not k.startswith("_")]).sum()
        total.backward()
        nn.utils.clip_grad_norm_(stage.module.parameters(), config.clip)
        optimiser.step()
        stage.after_step(step)
        step += 1
        for key, value in losses.items():
            smooth[key] = 0.97 * smooth.get(key, value.item()) + 0.03 * value.item()
        bar.update()
        if rank == 0 and step % config.log_steps == 0:
            curves.append(folder / "curves.csv", step, seconds, smooth)
            bar.set_postfix({k: f"{v:.3f}" for k, v in smooth.items()})
        if rank == 0 and time.monotonic() - saved > config.save_minutes * 60:
            save(stage, optimiser, folder, step, time.monotonic() - started, vault)
            stage.sample(folder, step)
            saved = time.monotonic()
    bar.close()
    if rank == 0:
        save(stage, optimiser, folder, step, time.monotonic() - started, vault)
        stage.sample(folder, step)
        (folder / "run.json").write_text(
            json.dumps({"steps": step, "loop": asdict(config), "losses": smooth}, indent=1)
        )
    return folder / "weights.pt"


def save(stage: Stage, optimiser: torch.optim.Optimizer, folder: Path, step: int, seconds: float, vault: Vault) -> None:
    """Write weights and optimiser so that a kill at any moment leaves the old or the new ones whole."""
    write(folder / "weights.pt", stage.module.state_dict(), vault)
    write(folder / "resume.pt", {"optimiser": optimiser.state_dict(), "step": step, "seconds": seconds}, vault)


def write(path: Path, content: dict[str, Any], vault: Vault) -> None:
    """Write what torch can, as the vault stores it; whole or not at all."""
    data = BytesIO()
    torch.save(content, data)
    vault.write(path, data.getvalue())


def read(path: Path, vault: Vault, device: torch.device | None = None) -> dict[str, Any]:
    """What write wrote: tensors and plain values only, never code."""
    return torch.load(BytesIO(vault.read(path)), map_location=device, weights_only=True)


def _resume(
    stage: Stage, optimiser: torch.optim.Optimizer, folder: Path, device: torch.device, vault: Vault
) -> dict[str, Any]:
    goes_on = (folder / "resume.pt").exists()
    if (folder / "weights.pt").exists():
        # Not all of it where a run begins from another's weights: a discriminator is new beside a trained model.
        stage.module.load_state_dict(read(folder / "weights.pt", vault, device), strict=goes_on)
    if not goes_on:
        return {"step": 0, "seconds": 0.0}
    state = read(folder / "resume.pt", vault, device)
    optimiser.load_state_dict(state["optimiser"])
    return state


def _seed(seed: int, rank: int, step: int) -> np.random.Generator:
    """Draws depend on the step alone, so that a resumed run is the run that was never stopped."""
    rng = np.random.default_rng([seed, rank, step])
    torch.manual_seed(int(rng.integers(2**62)))
    return rng
