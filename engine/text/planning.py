"""A text, of any length, as sentences ready to be spoken."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.errors import TextError
from engine.text.lexicon import Lexicon
from engine.text.phonemes import Phonemes, Phonemizer, WordSpan
from engine.text.sentences import Boundary, Piece, sentences
from engine.text.unfailing import Unfailing

MAX_PHONEMES = 200  # what the models see at once; longer sentences are split
PAUSE_S = {Boundary.WORD: 0.0, Boundary.CLAUSE: 0.15, Boundary.SENTENCE: 0.35, Boundary.PARAGRAPH: 0.7}
_CLAUSE_MARKS = ";:,.!?—…)”"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is spoken in one go, with the silence that follows it.

    text is as typed and starts at char_start of the whole text. The words' char_start and char_end count in the whole
    text too, so that `whole[word.char_start:word.char_end]` is the word as written.
    """

    text: str
    char_start: int
    phonemes: Phonemes
    pause_after_s: float


def plan(text: str, phonemizer: Phonemizer, lexicon: Lexicon | None = None) -> Iterator[Sentence]:
    """Read a text sentence by sentence, lazily: the first is ready at once, and memory does not grow with the text.

    The last has no pause after it. Raises TextError, from the first `next`, when nothing in it can be said.
    """
    previous: Sentence | None = None
    reader = Unfailing(phonemizer)
    for piece in sentences(text):
        for sentence in _read(text, piece, reader, lexicon or Lexicon()):
            if previous is not None:
                yield previous
            previous = sentence
    if previous is None:
        raise _nothing_to_say(text)
    yield replace(previous, pause_after_s=0.0)


def _read(text: str, piece: Piece, phonemizer: Phonemizer, lexicon: Lexicon) -> Iterator[Sentence]:
    written = text[piece.start : piece.end]
    whole = phonemizer(written, lexicon.overrides(written, phonemizer))
    whole = replace(whole, words=tuple(_moved(w, piece.start) for w in whole.words))
    parts = list(split(whole)) if whole.text else []
    for index, (part, boundary) in enumerate(parts):
        start = part.words[0].char_start if index and part.words else piece.start
        end = (
            parts[index + 1][0].words[0].char_start
            if index + 1 < len(parts) and parts[index + 1][0].words
            else piece.end
        )
        last = index + 1 == len(parts)
        yield Sentence(
            text[start : max(start, end)].rstrip(), start, part, PAUSE_S[piece.boundary if last else boundary]
        )


def split(phonemes: Phonemes, limit: int = MAX_PHONEMES) -> Iterator[tuple[Phonemes, Boundary]]:
    """Parts of at most `limit` characters, cut after the last clause that fits, else a word, else inside one."""
    text, start = phonemes.text, 0
    while len(text) - start > limit:
        window = text[start : start + limit + 1]
        spaces = [i for i, c in enumerate(window) if c == " " and i]
        clauses = [i for i in spaces if window[i - 1] in _CLAUSE_MARKS and i > limit // 4]
        cut = (clauses or spaces or [limit])[-1]
        yield _slice(phonemes, start, start + cut), Boundary.CLAUSE if clauses else Boundary.WORD
        start += cut + (text[start + cut] == " ")
    yield _slice(phonemes, start, len(text)), Boundary.SENTENCE


def _slice(phonemes: Phonemes, start: int, end: int) -> Phonemes:
    inside = (w for w in phonemes.words if w.start < end and w.end > start)
    words = (replace(w, start=max(w.start, start) - start, end=min(w.end, end) - start) for w in inside)
    return Phonemes(phonemes.text[start:end], tuple(words))


def _moved(word: WordSpan, characters: int) -> WordSpan:
    return replace(word, char_start=word.char_start + characters, char_end=word.char_end + characters)


def _nothing_to_say(text: str) -> TextError:
    if not text.strip():
        return TextError("There is no text to say.", "Type something first.")
    if any(c.isalpha() for c in itertools.islice(text, 10_000)):
        return TextError("This voice reads English and cannot say this writing.", "Type it in English letters.")
    return TextError("This text has only signs that make no sound.", "Type at least one word.")
