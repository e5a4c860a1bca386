"""Fine-tuning one model: a stage of training on adapters, stopped when held-back takes get no better."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from engine.adaptation import low_rank
from engine.training.loop import LoopConfig, Stage, read, train, write
from engine.vault.vault import Vault

BEST = "best.pt"
_HELD_BACK_BATCHES = 3


@dataclass(frozen=True)
class Patience:
    """Held-back takes are tried every so many steps; after so many tries without gain it is enough."""

    every: int = 20
    tries: int = 3
    gain: float = 0.002  # relative; less than this is noise


class Seen(NamedTuple):
    """What a step tells: steps done, share of the loop, the loss, the best on held-back takes, and before training."""

    step: int
    share: float
    loss: float
    best: float
    before: float
    seconds: float


class Adapting(Stage):
    """Wraps the stage of a model: same batches, same losses, but only adapters learn.

    stop: asked after every step. seen: told after every step. vault: how what was learnt is stored.
    """

    def __init__(
        self,
        learning: Stage,
        held_back: Stage,
        folder: Path,
        loop: LoopConfig,
        patience: Patience,
        stop: Callable[[], bool],
        seen: Callable[[Seen], None],
        vault: Vault | None = None,
    ) -> None:
        self.vault = vault or Vault()
        self.module, self._learning, self._held_back = learning.module, learning, held_back
        self._folder, self._loop, self._patience = folder, loop, patience
        self._stop, self._seen = stop, seen
        self._loss = float("nan")
        self._done = 0  # steps
        self._began = time.monotonic()
        self.stopped = False  # by the person, not because it is enough
        stored = folder / BEST
        self._best = read(stored, self.vault) if stored.exists() else None

    def to(self, device: torch.device) -> None:
        """Bring both stages to the device, and take the measure of the model as it was."""
        self.device = device
        self._learning.to(device)
        self._held_back.to(device)
        if self._best is None:
            loss = self._measure()
            self._best = {"loss": loss, "before": loss, "step": 0, "adapters": low_rank.learnt(self.module)}
            self._keep()

    @property
    def best(self) -> tuple[float, float]:
        """The loss on held-back takes: the best, and that of the model as it was."""
        assert self._best is not None
        return self._best["loss"], self._best["before"]

    def conclude(self) -> None:
        """Training is over: the adapters of the best moment, the last one included."""
        assert self._best is not None
        if self._done % self._patience.every:
            self._try()
        low_rank.put_back(self.module, self._best["adapters"])

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        found = self._learning.losses(model, rng, step)
        self._loss = float(_total(found))
        return found

    def after_step(self, step: int) -> None:
        """Try the held-back takes when it is time, tell, and stop where it is enough or wanted."""
        assert self._best is not None
        done, patience = step + 1, self._patience
        self._done = done
        if done % patience.every == 0:
            self._try()
        seconds = time.monotonic() - self._began
        self._seen(Seen(done, done / self._loop.max_steps, self._loss, *self.best, seconds))
        enough = done - self._best["step"] >= patience.every * patience.tries
        self.stopped = self._stop()
        self.finished = enough or self.stopped

    def _try(self) -> None:
        """Keep the adapters when held-back takes are said better than ever."""
        assert self._best is not None
        loss = self._measure()
        if loss < self._best["loss"] * (1 - self._patience.gain):
            self._best |= {"loss": loss, "step": self._done, "adapters": low_rank.learnt(self.module)}
            self._keep()

    def _measure(self) -> float:
        """Mean loss over the same batches of held-back takes every time."""
        state, losses = torch.get_rng_state(), []
        with torch.no_grad(), torch.autocast(self.device.type, torch.bfloat16, enabled=self._loop.bf16):
            for number in range(_HELD_BACK_BATCHES):
                torch.manual_seed(number)
                found = self._held_back.losses(self._held_back.module, np.random.default_rng(number), 0)
                losses.append(float(_total(found)))
        torch.set_rng_state(state)
        return float(np.mean(losses))

    def _keep(self) -> None:
        assert self._best is not None
        write(self._folder / BEST, self._best, self.vault)


def adapt(stage: Adapting, loop: LoopConfig, folder: Path) -> bool:
    """Train, or go on where it was; False when the person stopped it. Else the module has its best adapters."""
    train(stage, replace(loop, warmup_steps=20, save_minutes=1.0, log_steps=10), folder, vault=stage.vault)
    if not stage.stopped:
        stage.conclude()
    return not stage.stopped


def bf16_is_faster(size: int = 512, rounds: int = 4) -> bool:
    """Whether this processor multiplies bfloat16 faster than float32: without AVX-512 or AMX it is far slower."""

    def seconds(kind: torch.dtype) -> float:
        a = torch.ones(size, size, dtype=kind)
        torch.mm(a, a)
        began = time.perf_counter()
        for _ in range(rounds):
            torch.mm(a, a)
        return time.perf_counter() - began

    return torch.cuda.is_available() or seconds(torch.bfloat16) < seconds(torch.float32)


def _total(losses: dict[str, Tensor]) -> Tensor:
    return torch.stack([v.detach() for k, v in losses.items() if not k.startswith("_")]).sum()
