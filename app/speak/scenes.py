"""The Speak room's states, for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from app.services import Services
from app.speak.pronounce import PronunciationDialog
from app.speak.view import SpeakView

_TEXT = "It is good to see you. Shall we have our coffee in the gar"
_SPOKEN = "see"


def scenes(view: SpeakView, services: Services) -> Iterator[str]:
    """Empty, writing, speaking, history, the partner's window, pronunciation."""
    yield "empty"
    for text in ("Could we go into the garden after lunch?", "I would like a cup of tea, please.", "See you tomorrow."):
        services.history.add(text)
    view.editor.replace(_TEXT, len(_TEXT))
    yield "writing"
    start = _TEXT.index(_SPOKEN)
    view.editor.tint(start, start + len(_SPOKEN))
    yield "speaking"
    view.editor.tint(-1, -1)
    view.history_button.setChecked(True)
    yield "history"
    view.history_button.setChecked(False)
    view.partner.show_text("Shall we have our coffee in the garden?")
    view.partner.show()
    yield "partner"
    view.partner.close()
    dialog = PronunciationDialog(services, "Siobhan", view)
    dialog.show()
    yield "pronunciation"
    dialog.close()
