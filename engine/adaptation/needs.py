"""What fine-tuning needs beyond speaking, whether it is here, and the command that would fetch it."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from engine.errors import AdaptationError

# As in pyproject.toml, extra "training", without what only the long training of a model needs.
_PACKAGES = {
    "torch": "torch>=2.6,<3",
    "onnx": "onnx>=1.16,<2",
    "onnxscript": "onnxscript>=0.2,<1",
    "safetensors": "safetensors>=0.4,<1",
    "tqdm": "tqdm>=4.66,<5",
}
# torch from its own index is made for the processor alone: a tenth of the size of what PyPI has for Linux.
_CPU_WHEELS = "https://download.pytorch.org/whl/cpu"
DOWNLOAD_MB = 260


def missing() -> list[str]:
    """The packages that are not installed; nothing is imported to find out."""
    return [name for name in _PACKAGES if find_spec(name) is None]


def command() -> list[str]:
    """What fetches the missing ones by pip. To be run only when the person asks for it: it uses the network."""
    wanted = [_PACKAGES[name] for name in missing()]
    return [sys.executable, "-m", "pip", "install", "--extra-index-url", _CPU_WHEELS, *wanted]


def require() -> None:
    """Raises AdaptationError naming what is not installed."""
    if names := missing():
        raise AdaptationError(
            f"Fine-tuning needs parts that are not installed: {', '.join(names)}.",
            f"Install them: {' '.join(command())}",
        )
