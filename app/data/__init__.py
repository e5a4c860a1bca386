"""The person's data: one SQLite file, small stores over it, backup and restore."""

from app.data.database import Database, Store
from app.data.settings import Settings

__all__ = ["Database", "Settings", "Store"]
