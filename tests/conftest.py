from pathlib import Path

import pytest

from tests.helpers.tiny import tiny_bundle as built


@pytest.fixture(scope="session")
def tiny_bundle() -> Path:
    """A bundle with small random weights. Copy it before changing it."""
    return built()
