"""The Voices room's states, for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from app.library.sample_model import Step
from app.library.view import LibraryView
from app.services import Services


def scenes(view: LibraryView, _services: Services) -> Iterator[str]:
    """First start, the sample at each step, the list."""
    view.stack.setCurrentWidget(view.welcome)
    yield "welcome"
    view.stack.setCurrentWidget(view.sample)
    view.sample.begin()
    yield "sample"
    model = view.sample.model
    model.step = Step.READING
    model.changed.emit()
    model.level.emit(-14.0)
    model.progress.emit(0.4)
    yield "recording"
    model.step, model.is_usable = Step.JUDGED, True
    model.verdict = model.tr("Good: a voice can be made of this.")
    model.changed.emit()
    yield "verdict"
    model.cancel()
    view.stack.setCurrentWidget(view.home)
    yield "voices"
