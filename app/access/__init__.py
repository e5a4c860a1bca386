"""Access: switch scanning and dwell for the whole app, and a keyboard on the screen for both."""

from app.access.controller import attach

__all__ = ["attach"]
