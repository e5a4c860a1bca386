"""A person who types without end: for each folder named on standard input a process is forked that types there.

The modules are loaded once, so that a test can kill many. Each writes "length time" to the folder's typed.txt.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.audio.fake import FakeSound
from app.services import Services
from app.speak.model import SpeakModel


def type_for_ever(home: Path) -> None:
    app = QApplication([])
    services = Services(home, FakeSound(()), engine=None)
    model = SpeakModel(services)
    typed = (home / "typed.txt").open("a")

    def key() -> None:
        text = f"{model.text}x"
        model.edited(text, len(text))
        typed.write(f"{len(text)} {time.monotonic()}\n")
        typed.flush()

    timer = QTimer(interval=20)
    timer.timeout.connect(key)
    timer.start()
    app.exec()


for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        type_for_ever(Path(line.strip()))
    sys.stdout.write(f"{pid}\n")
    sys.stdout.flush()
