"""Several processes of one training run, as torchrun starts them: who am I, what is mine, what do all agree on."""

from __future__ import annotations

import os

import torch
from torch import Tensor


def rank() -> int:
    """This process's number; the first one, 0, writes files."""
    return int(os.environ.get("RANK", "0"))


def world() -> int:
    """How many processes there are."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def join() -> torch.device:
    """Meet the others, once; returns the device that is this process's own."""
    on_gpu = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0"))) if on_gpu else torch.device("cpu")
    if on_gpu:
        torch.cuda.set_device(device)
    if world() > 1 and not torch.distributed.is_initialized():
        torch.distributed.init_process_group("nccl" if on_gpu else "gloo")
    return device


def of_first(value: Tensor) -> Tensor:
    """The first process's value, in place, everywhere."""
    if world() > 1:
        torch.distributed.broadcast(value, 0)
    return value


def wait_for_all() -> None:
    """Go on when every process is here."""
    if world() > 1:
        join()
        torch.distributed.barrier()
