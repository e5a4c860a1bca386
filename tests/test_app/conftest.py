import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app.audio.fake import FakeSound
from app.services import Services


@pytest.fixture
def sound() -> FakeSound:
    """Loudspeakers and a microphone that are not there, at twenty times real time."""
    return FakeSound(speed=20)


@pytest.fixture
def services(qapp: QApplication, tmp_path: Path, sound: FakeSound) -> Iterator[Services]:
    """Everything real but the devices; the engine's process is left out."""
    made = Services(tmp_path / "data", sound, engine=None)
    yield made
    made.close()
