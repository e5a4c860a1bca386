"""Opens a model fitted to a voice, sealed or not."""

from __future__ import annotations

from pathlib import Path

from engine.runtime.bundle import Bundle
from engine.runtime.graphs import Graphs
from engine.runtime.providers import Device
from engine.synthesizer import Synthesizer
from engine.vault.vault import Vault


def load_fitted(folder: Path, vault: Vault, device: Device = "auto", threads: int | None = None) -> Synthesizer:
    """The engine with the models in a folder. Raises BundleError, LockedError."""
    bundle = Bundle.open(folder, vault)
    bundle.verify_once()
    return Synthesizer(Graphs(bundle, device, threads))
