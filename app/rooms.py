"""Rooms: the parts of the app that stand on the rail. A room is named here and loaded when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.services import Services


@dataclass(frozen=True, slots=True)
class Room:
    """One place on the rail.

    key: stable, for settings and shortcuts. title: as the rail says it, marked for translation in the context "Room".
    icon: a file of assets/icons without .svg. view: "module:Class" of a QWidget built with (services), on first visit.
    scenes: "module:function" called with (view, services), brings the room into each state worth a picture and
    yields the name of that state (`python -m app --screens`).
    """

    key: str
    title: object  # Qt types its markers so; a str
    icon: str
    view: str
    scenes: str = ""

    @property
    def name(self) -> str:
        """The title in the person's language."""
        return QCoreApplication.translate("Room", str(self.title))

    def build(self, services: Services) -> QWidget:
        """The room's widget; it is the caller's."""
        return load(self.view)(services)


def load(target: str):
    """What "module:name" names."""
    module, name = target.split(":")
    return getattr(import_module(module), name)


ROOMS: tuple[Room, ...] = (
    Room(
        "speak",
        QT_TRANSLATE_NOOP("Room", "Speak"),
        "message-circle",
        "app.speak.view:SpeakView",
        "app.speak.scenes:scenes",
    ),
    Room(
        "boards",
        QT_TRANSLATE_NOOP("Room", "Boards"),
        "layout-grid",
        "app.boards.view:BoardsView",
        "app.boards.scenes:scenes",
    ),
    Room(
        "voices",
        QT_TRANSLATE_NOOP("Room", "Voices"),
        "audio-lines",
        "app.library.view:LibraryView",
        "app.library.scenes:scenes",
    ),
    Room(
        "studio", QT_TRANSLATE_NOOP("Room", "Studio"), "mic", "app.studio.view:StudioView", "app.studio.scenes:scenes"
    ),
    Room(
        "settings",
        QT_TRANSLATE_NOOP("Room", "Settings"),
        "settings",
        "app.settings.view:SettingsView",
        "app.settings.scenes:scenes",
    ),
)
