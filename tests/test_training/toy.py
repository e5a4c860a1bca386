"""A stage of one matrix that learns to double; python toy.py FOLDER STEPS trains it, alone or under torchrun."""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from engine.codec.quantiser import ResidualQuantiser
from engine.training import processes
from engine.training.loop import LoopConfig, Stage, train


class Toy(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(4, 4)
        self.quantiser = ResidualQuantiser(4)

    def forward(self, x: Tensor) -> Tensor:
        if self.quantiser.ready:
            self.quantiser.train_step(x, 2)
        return self.linear(x)


class ToyStage(Stage):
    def __init__(self, fail_at: int | None = None) -> None:
        torch.manual_seed(7)
        self.module = self.toy = Toy()
        self.fail_at = fail_at
        self.drawn: list[float] = []

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        if step == self.fail_at:
            raise KeyboardInterrupt
        x = torch.tensor(rng.normal(size=(32, 4)), dtype=torch.float32) + torch.randn(32, 4) / 10
        self.drawn.append(float(x.mean()))
        self._x = x
        return {"error": (model(x) - 2 * x).pow(2).mean(), "_seen": x.std()}

    def after_step(self, step: int) -> None:
        if step == 1:
            self.toy.quantiser.initialise(self._x, rounds=1)


def config(**changes) -> LoopConfig:
    return LoopConfig(**{"minutes": 5, "bf16": False, "log_steps": 1, "warmup_steps": 1, **changes})


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    stage = ToyStage()
    train(stage, config(max_steps=int(sys.argv[2]), save_minutes=0.0), folder)
    torch.save(stage.module.state_dict(), folder / f"rank{processes.rank()}.pt")
    torch.save(stage.drawn, folder / f"drawn{processes.rank()}.pt")
