"""The tiny bundle, exported once and kept beside its like by what it was made from."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import onnxruntime

_ENGINE = Path(__file__).resolve().parents[2] / "engine"
_MADE_FROM = (
    "align/network.py",
    *(f"codec/{name}.py" for name in ("blocks", "channel", "features", "networks", "quantiser", "synthesiser")),
    *(f"export/{name}.py" for name in ("bundle", "graphs", "onnx_export")),
    *(f"lm/{name}.py" for name in ("ar", "blocks", "nar", "text_encoder")),
    "runtime/bundle.py",
    "text/units.py",
)


def kept(name: str, build: Callable[[Path], object]) -> Path:
    """The folder that build fills, built anew only when the sources changed."""
    folder = Path(tempfile.gettempdir()) / f"vivavoce-tests-{os.getuid()}" / f"{name}-{_digest()}"
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=folder.parent)) / name
        build(making)
        if folder.exists():  # another test run was faster
            shutil.rmtree(making.parent)
        else:
            making.rename(folder)
            making.parent.rmdir()
    return folder


def tiny_bundle(group: int = 2) -> Path:
    def build(folder: Path) -> None:
        from engine.export.bundle import build_tiny_bundle  # noqa: PLC0415 - torch is only loaded to build it

        build_tiny_bundle(folder, group)

    return kept(f"bundle{group}", build)


def _digest() -> str:
    made_from = hashlib.sha256(onnxruntime.__version__.encode())
    for part in _MADE_FROM:
        made_from.update((_ENGINE / part).read_bytes())
    return made_from.hexdigest()[:16]
