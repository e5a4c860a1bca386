"""What the app has to tell: plain sentences that stay until they are read, and never take the focus."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from engine.errors import VivaError


class Level(StrEnum):
    """How grave a notice is; also the name of its icon's colour."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, and what to do next ("" when nothing need be done)."""

    message: str
    remedy: str = ""
    level: Level = Level.INFO


class Notices(QObject):
    """The notices now standing, oldest first. The same words are never listed twice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.standing: tuple[Notice, ...] = ()

    def tell(self, message: str, remedy: str = "", level: Level = Level.INFO) -> None:
        """Say something that is not an error."""
        self._add(Notice(message, remedy, level))

    def error(self, error: VivaError) -> None:
        """Say what went wrong and what to do."""
        self._add(Notice(error.message, error.remedy, Level.WARNING))

    def dismiss(self, notice: Notice) -> None:
        """It was read."""
        self.standing = tuple(n for n in self.standing if n != notice)
        self.changed.emit()

    def _add(self, notice: Notice) -> None:
        self.standing = (*(n for n in self.standing if n.message != notice.message), notice)[-3:]
        self.changed.emit()
