"""Settings: frozen dataclasses, one per subject, kept as JSON; read one, put one back, hear of changes."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, fields
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from app.data.database import Database, Store
from engine.config import from_mapping
from engine.errors import ConfigError

log = logging.getLogger(__name__)
T = TypeVar("T")


class _SettingsStore(Store):
    name = "settings"
    migrations = ("CREATE TABLE setting (name TEXT PRIMARY KEY, json TEXT NOT NULL)",)


class Settings(QObject):
    """get(SoundSettings) gives the stored one or its defaults; put(settings) keeps it and emits changed(settings)."""

    changed = Signal(object)

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._store = _SettingsStore(database)
        self._cache: dict[type, Any] = {}

    def get(self, cls: type[T]) -> T:
        """The settings of a subject. Keys this version does not know are left alone, a broken value is its default."""
        if cls not in self._cache:
            row = self._store.row("SELECT json FROM setting WHERE name = ?", cls.__name__)
            known = {f.name for f in fields(cast(Any, cls))}
            data = {k: v for k, v in json.loads(row["json"]).items() if k in known} if row else {}
            try:
                self._cache[cls] = from_mapping(cls, data, cls.__name__)
            except ConfigError as error:
                log.warning("Settings were set back: %s", error)
                self._cache[cls] = cls()
        return self._cache[cls]

    def put(self, settings: Any) -> None:
        """Keep these settings, at once and for good."""
        text = json.dumps(asdict(settings))
        self._store.write("INSERT OR REPLACE INTO setting VALUES (?, ?)", type(settings).__name__, text)
        self._cache[type(settings)] = settings
        self.changed.emit(settings)
