"""A reader that never fails: where it would, it goes on word by word, then letter by letter."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

from engine.text.phonemes import Override, Phonemes, Phonemizer, WordSpan

_log = logging.getLogger(__name__)
_WORD = re.compile(r"\S+")


class Unfailing:
    """A Phonemizer around another: a fault in its rules costs at most the one letter that it cannot read."""

    def __init__(self, reader: Phonemizer) -> None:
        self._reader = reader

    def __call__(self, sentence: str, overrides: Sequence[Override] = ()) -> Phonemes:
        """As the reader itself reads it; in parts where that raises."""
        return self._read(sentence, overrides) or _joined(
            (part, start)
            for start, end in _words(sentence, overrides)
            for part in [self._word(sentence, start, end, overrides)]
        )

    def _word(self, sentence: str, start: int, end: int, overrides: Sequence[Override]) -> Phonemes:
        word = sentence[start:end]
        inside = [
            Override(o.char_start - start, o.char_end - start, o.phonemes)
            for o in overrides
            if start <= o.char_start < end
        ]
        read = self._read(word, inside)
        if read is not None:
            return read
        letters = _joined((self._read(letter) or Phonemes(""), 0) for letter in word if letter.isalnum())
        return Phonemes(letters.text, (WordSpan(0, len(letters.text), 0, len(word)),) if letters.text else ())

    def _read(self, text: str, overrides: Sequence[Override] = ()) -> Phonemes | None:
        try:
            return self._reader(text, overrides)
        except Exception as error:  # whatever it is, the rest of the text must be heard; what was typed is not logged
            _log.info("A reader failed (%s); it goes on in smaller parts.", type(error).__name__)
            return None


def _words(sentence: str, overrides: Sequence[Override]) -> Iterator[tuple[int, int]]:
    """Where the words stand; those that share an override are one."""
    start = end = 0
    for match in _WORD.finditer(sentence):
        if not any(o.char_start < end and o.char_end > match.start() for o in overrides):
            if end > start:
                yield start, end
            start = match.start()
        end = match.end()
    if end > start:
        yield start, end


def _joined(parts: Iterator[tuple[Phonemes, int]]) -> Phonemes:
    """Phonemes of parts, each with the character where it starts, apart by a space."""
    text, words = "", []
    for part, character in parts:
        if part.text:
            at = len(text) + bool(text)
            text = f"{text} {part.text}" if text else part.text
            words += [
                WordSpan(w.start + at, w.end + at, w.char_start + character, w.char_end + character) for w in part.words
            ]
    return Phonemes(text, tuple(words))
