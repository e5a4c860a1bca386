"""How fast the app is: `python -m app.benchmark` prints cold start, first speech, a tile's start, idle load, typing
latency and memory.

A child starts as a person would start it, on a folder of its own, and measures itself, Python's own start included.
Idle load and memory are read from /proc: Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.access import attach
from app.audio.player import REST_S
from app.language import use_language
from app.main_window import MainWindow
from app.services import Services
from app.speak.view import SpeakView

SENTENCE = "The train to the coast leaves at half past nine, and we have to change once on the way. "
IDLE_S = 10.0
KEYS = 120
TILE, TILES = "Please wait.", 15


def main() -> None:
    """Start the child, print what it found beside what was promised."""
    parser = argparse.ArgumentParser(prog="app.benchmark", description=__doc__)
    parser.add_argument("--child", type=float, help=argparse.SUPPRESS)
    started = parser.parse_args().child
    if started is not None:
        sys.stdout.write(json.dumps(_measure(started)) + "\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "VIVAVOCE_HOME": folder}
        command = [sys.executable, "-m", "app.benchmark", "--child", str(time.time())]
        output = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    for name, value in json.loads(output.splitlines()[-1]).items():
        sys.stdout.write(f"{name:42} {value}\n")


def _measure(started: float) -> dict[str, str]:
    app = QApplication(sys.argv[:1])
    services = Services()
    use_language(app, "en")
    window = MainWindow(services)
    attach(window, services)
    view = window.open("speak")
    assert isinstance(view, SpeakView)
    window.show()
    window.repaint()
    results = {"cold start to a window (2 s)": f"{time.time() - started:.2f} s"}
    heard: list[float] = []
    services.voice_out.started.connect(lambda _utterance: heard.append(time.time()))
    services.voice_out.say("Hello.")
    _pump(lambda: bool(heard) or services.voice_out.idle, 30)
    results["to first speech (4 s)"] = f"{heard[0] - started:.2f} s" if heard else "no sound device"
    _pump(lambda: services.engine.state != "starting", 60)
    _pump(lambda: services.voice_out.idle, 30)
    results["the engine"] = f"{services.engine.state} {services.engine.device}".strip()
    _pump(lambda: False, REST_S + 6)  # the loudspeaker is closed by then
    results["idle load of one core (1 %)"] = f"{_idle_percent():.2f} %"
    results["a tile, from the tap, median (100 ms)"] = _tiles(services, heard)
    services.voice_out.prepare([SENTENCE * 3 + str(n) for n in range(5)])
    services.voice_out.say(SENTENCE * 5)
    latencies = sorted(_type(view) for _ in range(KEYS))
    results["typing while speaking, median (16 ms)"] = f"{latencies[KEYS // 2] * 1000:.1f} ms"
    results["typing while speaking, 95th percentile"] = f"{latencies[KEYS * 95 // 100] * 1000:.1f} ms"
    results["memory with the engine (900 MB)"] = f"{_memory_mb():.0f} MB"
    window.close()
    services.close()
    return results


def _tiles(services: Services, heard: list[float]) -> str:
    """From the tap to the loudspeaker, with the sound rendered ahead as a board does."""
    out, manner = services.voice_out, services.voice_out.manner()
    out.prepare([TILE])
    _pump(lambda: services.phrases.find(manner.voice, TILE, manner.style(TILE)) is not None, 60)
    taken: list[float] = []
    for _ in range(TILES):
        _pump(lambda: out.idle, 30)
        heard.clear()
        tapped = time.time()
        out.say(TILE)
        _pump(lambda: bool(heard) or out.idle, 10)
        taken += [moment - tapped for moment in heard]
    return f"{sorted(taken)[len(taken) // 2] * 1000:.0f} ms" if taken else "no sound device"


def _type(view: SpeakView) -> float:
    """Seconds from a key to the letter painted."""
    _pump(lambda: False, 0.03)
    painted = view.editor.viewport()
    began = time.perf_counter()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(view.editor, QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    painted.repaint()
    return time.perf_counter() - began


def _idle_percent() -> float:
    """Processor time of the app and its engine while nothing happens, in percent of one core."""
    before = _processor_s()
    rest = QEventLoop()
    QTimer.singleShot(round(IDLE_S * 1000), rest.quit)
    rest.exec()
    return (_processor_s() - before) / IDLE_S * 100


def _processor_s() -> float:
    own = time.process_time()
    return own + sum(_child_ticks(pid) for pid in _children()) / os.sysconf("SC_CLK_TCK")


def _children() -> list[int]:
    files = Path("/proc/self/task").glob("*/children")
    return [int(pid) for file in files for pid in file.read_text().split()]


def _child_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _memory_mb() -> float:
    pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in (os.getpid(), *_children())]
    return sum(pages) * os.sysconf("SC_PAGESIZE") / 1e6


def _pump(until: Callable[[], bool], at_most_s: float = 5.0) -> None:
    end = time.monotonic() + at_most_s
    loop, look = QEventLoop(), QTimer(interval=min(20, round(at_most_s * 1000)))
    look.timeout.connect(lambda: (until() or time.monotonic() >= end) and loop.quit())
    look.start()
    loop.exec()


if __name__ == "__main__":
    main()
