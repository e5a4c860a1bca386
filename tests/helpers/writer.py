"""A person who types without end: for each folder named on standard input a process is forked that types there.

The modules are loaded once, so that a test can kill many. Each writes "length ticks" to the folder's typed.txt. Its
clock ticks at each key, every 20 ms at the soonest: it stands still while the machine does, and while the disk is busy.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.audio.fake import FakeSound
from app.services import Services
from app.speak.model import SpeakModel

KEY_MS = 20


def type_for_ever(home: Path) -> None:
    app = QApplication([])
    services = Services(home, FakeSound(()), engine=None)
    model = SpeakModel(services)
    typed = (home / "typed.txt").open("w")
    ticks = 0

    def key() -> None:
        nonlocal ticks
        ticks += not model.saving
        text = f"{model.text}x"
        model.edited(text, len(text))
        typed.write(f"{len(text)} {ticks}\n")
        typed.flush()

    timer = QTimer(interval=KEY_MS)
    timer.timeout.connect(key)
    timer.start()
    app.exec()


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            type_for_ever(Path(line.strip()))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
