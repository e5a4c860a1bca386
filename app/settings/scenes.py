"""The pages of Settings, for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from app.services import Services
from app.settings.pages import PAGES
from app.settings.view import SettingsView


def scenes(view: SettingsView, _services: Services) -> Iterator[str]:
    """Each page."""
    for page in PAGES:
        view.open_page(page.key)
        view.setFocus()
        yield page.key
