"""Reading the sample of a voice from a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from engine.audio import best_window
from engine.types import Audio

SAMPLE_SECONDS = "3 to 10 s"
_LONGEST_S = 20.0


def read_sample(path: Path) -> Audio:
    """The best stretch of the file. Raises SampleError."""
    return best_window(path, _LONGEST_S)


def warn(warnings: Iterable[str], name: str = "") -> None:
    """Say on standard error what could be better about a sample; name it where there are several."""
    for warning in warnings:
        print(f"{name}: {warning}" if name else warning, file=sys.stderr)
