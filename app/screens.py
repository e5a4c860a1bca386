"""Pictures of every screen: each room in each of its states, in every theme, on a small window and at 200 % text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.main_window import MainWindow
from app.rooms import ROOMS, load
from app.services import Services
from app.theme import Mode


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to look at the app. width and height in pixels."""

    name: str
    mode: Mode
    scale: float = 1.0
    width: int = 1280
    height: int = 800


VARIANTS = (
    Variant("light", Mode.LIGHT),
    Variant("light-small", Mode.LIGHT, 1.0, 800, 600),
    Variant("light-200", Mode.LIGHT, 2.0),
    Variant("light-small-200", Mode.LIGHT, 2.0, 800, 600),
    Variant("dark", Mode.DARK),
    Variant("contrast", Mode.CONTRAST),
)


def save_all(services: Services, folder: Path) -> list[Path]:
    """Walk through everything and save PNGs as <room>-<state>-<variant>.png; what was saved.

    Each room is in a window of its own: a change of theme takes as long as there are widgets.
    """
    folder.mkdir(parents=True, exist_ok=True)
    saved: list[Path] = []
    for room in ROOMS:
        window = MainWindow(services)
        window.show()
        view = window.open(room.key)
        states: Iterator[str] = load(room.scenes)(view, services) if room.scenes else iter(("start",))
        for state in states:
            for variant in VARIANTS:
                path = folder / f"{room.key}-{state}-{variant.name}.png"
                _picture(services, window, variant).save(str(path))
                saved.append(path)
        window.close()
        window.deleteLater()
        settle()
    return saved


def _picture(services: Services, window: MainWindow, variant: Variant):
    services.theme.set(variant.mode, variant.scale)
    window.resize(variant.width, variant.height)
    settle()
    top = uppermost(window)
    if isinstance(top, QDialog):
        top.resize(top.sizeHint())
    else:
        top.resize(variant.width, variant.height)
    settle()
    return top.grab()


def uppermost(window: MainWindow) -> QWidget:
    """The dialogue or full-screen window over the main one, if there is one."""
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    dialogs = [w for w in others if w.isWindow() and w.metaObject().className() not in ("QTipLabel", "QMenu")]
    return dialogs[-1] if dialogs else window


def settle(seconds: float = 0.05) -> None:
    """Let layouts and signals come to rest."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
