"""What is measured, by name. A system is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from engine.errors import ConfigError
from engine.evaluation.jobs import System

# name: module of this package, factory (taking the bundle's folder, None for the default), its arguments
_SYSTEMS: dict[str, tuple[str, str, dict]] = {
    "vivavoce": ("vivavoce", "VivaVoce", {"attempts": 1}),
    "vivavoce-best-of-5": ("vivavoce", "VivaVoce", {"attempts": 5}),
    "recordings": ("resynthesis", "Recordings", {}),
    "world": ("resynthesis", "WorldResynthesis", {}),
    "codec-1": ("resynthesis", "CodecResynthesis", {"codebooks": 1}),
    "codec-2": ("resynthesis", "CodecResynthesis", {"codebooks": 2}),
    "codec-4": ("resynthesis", "CodecResynthesis", {"codebooks": 4}),
    "codec-8": ("resynthesis", "CodecResynthesis", {"codebooks": 8}),
    "true-first-codebook": ("resynthesis", "TrueFirstCodebook", {}),
    "kokoro": ("kokoro", "Kokoro", {}),
    "hibari": ("stock", "Hibari", {}),
    "espeak": ("espeak", "Espeak", {}),
}
NAMES = tuple(_SYSTEMS)
DEFAULT = ("vivavoce", "recordings", "codec-8", "kokoro", "hibari", "espeak")
CODEC_REPORT = ("recordings", "world", "codec-1", "codec-2", "codec-4", "codec-8")


def load(name: str, bundle: Path | None = None) -> System:
    """The system of this name. Raises ConfigError for an unknown name, VivaError when its parts are missing."""
    if name not in _SYSTEMS:
        raise ConfigError(f"There is no system called {name}.", f"Choose from {', '.join(NAMES)}.")
    module, factory, arguments = _SYSTEMS[name]
    make: Callable[..., System] = getattr(import_module(f"{__name__}.{module}"), factory)
    return make(name=name, bundle=bundle, **arguments)
