"""Where the models run: CUDA when it really does, else the processor; and with how many threads."""

from __future__ import annotations

import os
import platform
from functools import lru_cache
from pathlib import Path
from typing import Literal

import onnxruntime as ort

from engine.errors import BundleError

Device = Literal["auto", "cpu", "cuda"]
_CUDA, _CPU = "CUDAExecutionProvider", "CPUExecutionProvider"


@lru_cache(maxsize=1)
def physical_cores() -> int:
    """Cores this process may use, hyper-threads not counted."""
    logical = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        blocks = Path("/proc/cpuinfo").read_text().split("\n\n")
    except OSError:
        # No list of cores here: Apple's have one thread each, others are taken to have two.
        return logical if platform.machine() in ("arm64", "aarch64") else max(1, logical // 2)
    fields = [dict(line.split(":", 1) for line in block.splitlines() if ":" in line) for block in blocks]
    cores = {(f.get("physical id\t"), f["core id\t\t"]) for f in fields if "core id\t\t" in f}
    return min(logical, len(cores)) if cores else logical


def open_session(model: Path | bytes, device: Literal["cpu", "cuda"], threads: int) -> ort.InferenceSession:
    """An ONNX session of a file or its contents. Raises BundleError when that is no model."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = max(1, min(threads, physical_cores()))
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait by spinning would take the processor from the interface between two steps.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if device == "cpu":
        _share_working_memory()
        options.add_session_config_entry("session.use_env_allocators", "1")
    providers = [_CUDA, _CPU] if device == "cuda" else [_CPU]
    try:
        return ort.InferenceSession(model if isinstance(model, bytes) else str(model), options, providers=providers)
    except Exception as error:  # ONNX Runtime's exceptions share no base class
        name = "" if isinstance(model, bytes) else f" {model.name}"
        raise BundleError(f"The model's file{name} cannot be loaded.", f"Install the models again. ({error})") from None


@lru_cache(maxsize=1)
def _share_working_memory() -> None:
    """One arena for all sessions of this process: they run in turn, and apart each would keep what it once needed."""
    arena = ort.OrtMemoryInfo("Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT)
    ort.create_and_register_allocator(arena, ort.OrtArenaCfg({"arena_extend_strategy": 0}))


def runs_on_cuda(model: Path | bytes) -> bool:
    """Whether a session of this model really gets the card: being listed as available does not mean that it loads."""
    if _CUDA not in ort.get_available_providers():
        return False
    if hasattr(ort, "preload_dlls"):
        ort.preload_dlls()
    return open_session(model, "cuda", 1).get_providers()[0] == _CUDA


def choose_device(wanted: Device, probe: Path | bytes) -> Literal["cpu", "cuda"]:
    """The device that will speak, found by opening a model. Raises BundleError when CUDA was demanded in vain."""
    if wanted == "cpu":
        return "cpu"
    if runs_on_cuda(probe):
        return "cuda"
    if wanted == "cuda":
        raise BundleError("The NVIDIA card cannot be used.", "Run 'vivavoce doctor' to see why, or use the processor.")
    return "cpu"
