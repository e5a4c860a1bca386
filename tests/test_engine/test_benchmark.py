"""The memory that the benchmark states is that of the process it measures."""

import subprocess
import sys

import numpy as np
import pytest

from engine.benchmark.memory import peak_mb

_ASK = "from engine.benchmark.memory import peak_mb; print(peak_mb())"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_what_is_used_is_counted() -> None:
    before = peak_mb()
    held = np.ones(64 << 20, np.uint8)
    after = peak_mb()
    assert before is not None and after is not None
    assert after > len(held) >> 20


@pytest.mark.skipif(sys.platform != "linux", reason="what is inherited is Linux's")
def test_what_the_parent_uses_is_not() -> None:
    held = np.ones(512 << 20, np.uint8)
    said = subprocess.run([sys.executable, "-c", _ASK], check=True, capture_output=True, text=True).stdout
    assert float(said) < (len(held) >> 20) / 2
