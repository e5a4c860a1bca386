"""The Speak room without widgets: the text, what to do with it, what to suggest, and that none of it is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.audio.chime import chime
from app.services import Services
from app.speak.choices import SpeakChoices
from app.speak.history import Draft
from app.tasks import Job

SAVE_AFTER_MS = 500  # counted from the first change not yet saved, so that nothing waits longer


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to make to the text: characters start to end become `text`."""

    start: int
    end: int
    text: str


class SpeakModel(QObject):
    """The view tells it of each change (edited) and makes the edits it asks for (edit_wanted)."""

    suggestions_changed = Signal(list)
    edit_wanted = Signal(Edit)
    text_wanted = Signal(str, int)  # the whole text anew, and the cursor
    history_changed = Signal()
    can_restore_changed = Signal(bool)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._draft = Draft(services.database)
        self.text, self.cursor = self._draft.load()
        self._cleared = ""
        self._saved = self.text
        self._saving: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        services.settings.changed.connect(lambda value: isinstance(value, SpeakChoices) and self._suggest())

    @property
    def choices(self) -> SpeakChoices:
        return self._services.settings.get(SpeakChoices)

    @property
    def saving(self) -> bool:
        """Whether the draft is on its way to the disk."""
        return self._saving is not None

    def edited(self, text: str, cursor: int) -> None:
        """The text is this now. Speaks the word or sentence just finished when the person chose that; expands."""
        typed = text[cursor - 1] if len(text) == len(self.text) + 1 and cursor else ""
        changed, self.text, self.cursor = text != self.text, text, cursor
        if changed and not self._timer.isActive():
            self._timer.start()
        if typed and not typed.isalnum() and self._expand(typed):
            return
        if typed:
            self._speak_as_typed(typed)
        self._suggest()

    def save(self) -> None:
        """Keep the draft now; in private mode an empty one."""
        text = "" if self.choices.private else self.text
        if self._saving is None and text != self._saved:
            self._saving = self._services.tasks.run(lambda _job: self._draft.save(text, self.cursor), self._was_saved)
            self._saved = text

    def close(self) -> None:
        """The last chance to keep the draft."""
        self._timer.stop()
        self._draft.save("" if self.choices.private else self.text, self.cursor)

    def speak(self, part: str = "", louder: bool = False) -> None:
        """Say the text, or a part of it; when there is nothing written, the last thing again."""
        said = (part or self.text).strip()
        if not said:
            self.again(louder)
            return
        self._services.voice_out.say(said, louder_db=self.choices.louder_db if louder else 0.0)
        self._remember(said)
        if not part and self.choices.clear_after:
            self.clear()

    def again(self, louder: bool = False) -> None:
        """Say the last thing again."""
        self._services.voice_out.again(self.choices.louder_db if louder else 0.0)

    def stop(self) -> None:
        """Fall silent."""
        self._services.voice_out.stop()

    def attention(self) -> None:
        """A soft sound that says 'look here'."""
        self._services.sound.play(chime())

    def clear(self) -> None:
        """Empty the text; restore() brings it back."""
        if self.text:
            self._cleared = self.text
            self.can_restore_changed.emit(True)
            self.text_wanted.emit("", 0)

    def restore(self) -> None:
        """What was cleared, before what was written since."""
        if self._cleared:
            text = f"{self._cleared} {self.text}".strip()
            self._cleared = ""
            self.can_restore_changed.emit(False)
            self.text_wanted.emit(text, len(text))

    def choose(self, word: str) -> None:
        """Put a suggested word in place of the one begun."""
        before = self.text[: self.cursor]
        begun = re.search(r"[^\W\d_][^\s]*$", before)
        self.edit_wanted.emit(Edit(begun.start() if begun else self.cursor, self.cursor, f"{word} "))

    def refresh(self) -> None:
        """Suggest again."""
        self._suggest()

    def _suggest(self) -> None:
        on = self.choices.predict
        self.suggestions_changed.emit(self._services.predictor.suggest(self.text[: self.cursor]) if on else [])

    def _expand(self, typed: str) -> bool:
        if not self.choices.expand:
            return False
        before = self.text[: self.cursor - 1]
        found = self._services.lists.expansion(before)
        if found:
            self.edit_wanted.emit(Edit(found[0], self.cursor, found[1] + typed))
        return bool(found)

    def _speak_as_typed(self, typed: str) -> None:
        before = self.text[: self.cursor].rstrip()
        if self.choices.by_sentence and typed in ".!?…":
            self._services.voice_out.say(re.split(r"[.!?…]+\s*", before[:-1])[-1] + typed)
        elif self.choices.by_word and typed.isspace() and before:
            self._services.voice_out.say(before.split()[-1])

    def _remember(self, said: str) -> None:
        if self.choices.private:
            return
        self._services.history.add(said)
        if self.choices.learn:
            self._services.predictor.learn(said)
        self.history_changed.emit()

    def _was_saved(self, _result: None) -> None:
        self._saving = None
        self.save()
