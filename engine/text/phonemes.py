"""Phonemes with the words they belong to, and the registry of who makes them for which language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from engine.errors import TextError
from engine.text.units import to_units
from engine.types import IntArray


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A written word: phonemes text[start:end] say the characters char_start to char_end of what was typed."""

    start: int
    end: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Phonemes:
    """A phoneme string in misaki's alphabet, words apart by a space, punctuation kept; words in order, apart."""

    text: str
    words: tuple[WordSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """These characters of the sentence are to be said with these phonemes, whatever the rules say."""

    char_start: int
    char_end: int
    phonemes: str


class Phonemizer(Protocol):
    """Reads one language: a sentence as typed (at most some hundred characters) to phonemes.

    Normalisation is the language's own, so it happens here. Empty text means that there is nothing it can say.
    """

    def __call__(self, sentence: str, overrides: Sequence[Override] = ()) -> Phonemes: ...


_factories: dict[str, Callable[[], Phonemizer]] = {}


def register(language: str, factory: Callable[[], Phonemizer]) -> None:
    """Make a language known (a BCP 47 tag in lower case); the factory runs once, when it is first asked for."""
    _factories[language] = factory
    phonemizer.cache_clear()


def languages() -> list[str]:
    """The tags of the languages that can be read."""
    return sorted(_factories)


@lru_cache(maxsize=4)
def phonemizer(language: str = "en-us") -> Phonemizer:
    """Who reads this language. Raises TextError for one that nobody reads."""
    if language not in _factories:
        raise TextError(f"There is no reader for the language {language}.", f"Choose one of {', '.join(languages())}.")
    return _factories[language]()


def _english(british: bool) -> Phonemizer:
    from engine.text.english import English  # noqa: PLC0415  # its lexicon takes 0.3 s to load

    return English(british=british)


register("en-us", lambda: _english(british=False))
register("en-gb", lambda: _english(british=True))


def unit_words(phonemes: Phonemes) -> IntArray:
    """For each unit of `to_units(phonemes.text)` the index of its word in phonemes.words, -1 between. Shape (U,)."""
    _, origin = to_units(phonemes.text)
    word_at = np.full(len(phonemes.text) + 1, -1)  # the last one answers for origin -1, the pauses at the ends
    for index, word in enumerate(phonemes.words):
        word_at[word.start : word.end] = index
    return word_at[origin]
