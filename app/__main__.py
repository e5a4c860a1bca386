"""Starts the app: arguments, log, crash hook, window."""

from __future__ import annotations

import argparse
import logging
import logging.handlers
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from app.access import attach
from app.data.backup import finish_interrupted_restore, forget_everything, restore
from app.language import use_language
from app.main_window import MainWindow
from app.screens import save_all
from app.services import Services
from app.settings.choices import Appearance, FirstStart
from app.studio.unlocking import Unlocking
from engine.errors import VivaError
from engine.paths import data_dir


def main(arguments: list[str] | None = None) -> int:
    """The app's entry: returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="vivavoce-app", description="Type, tap or scan, and be heard in your own voice."
    )
    parser.add_argument("--data", type=Path, help="keep your data in this folder instead of the usual one")
    parser.add_argument("--screens", type=Path, metavar="DIR", help="save a picture of every screen to DIR and leave")
    parser.add_argument("--language", default="", help="language of the interface, for example de, this time only")
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Viva Voce")
    folder: Path = options.data or data_dir()
    finish_interrupted_restore(folder)
    anew: str | None = ""
    while anew is not None:
        anew = _run(app, folder, options.screens, options.language)
        if anew is not None:
            _replace_data(folder, anew)
    return 0


def _run(app: QApplication, folder: Path, screens: Path | None, language: str) -> str | None:
    """One life of the window. The backup to put in place before the next ("": none, forget all), or None to leave."""
    _log_to(folder)
    services = Services(folder)
    sys.excepthook = _Crash(services)
    use_language(app, language or services.settings.get(Appearance).language)
    if screens:
        save_all(services, screens)
        services.close()
        _log_off()
        return None
    window = MainWindow(services)
    attach(window, services)
    wanted: list[str] = []
    services.start_anew.connect(lambda backup: (wanted.append(backup), app.quit()))
    try:
        if services.lock.locked:
            _ask_for_passphrase(window, services)
        else:
            _begin(window, services)
        window.show()
        app.exec()
        return wanted[0] if wanted else None
    finally:
        window.close()
        services.close()
        window.deleteLater()
        _log_off()


def _begin(window: MainWindow, services: Services) -> None:
    window.open("voices" if services.settings.get(FirstStart).wanted else "speak")


def _ask_for_passphrase(window: MainWindow, services: Services) -> None:
    def go_on() -> None:
        window.answered()
        _begin(window, services)

    window.ask(Unlocking(services, go_on, without=go_on))


def _replace_data(folder: Path, backup: str) -> None:
    if backup:
        restore(Path(backup), folder)
    else:
        forget_everything(folder)


class _Crash:
    """What no one caught goes to the log and is told; the window stays, so that the person can go on speaking."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, VivaError):
            self._services.notices.error(error)
            return
        logging.getLogger("app").error("Unexpected", exc_info=(kind, error, trace))
        self._services.notices.error(VivaError("Something did not work.", "You can go on; the log says what happened."))


def _log_to(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "log.txt", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)


def _log_off() -> None:
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, logging.handlers.RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


if __name__ == "__main__":
    sys.exit(main())
