"""Word error rate: both sides brought to the same spelling, then the fewest insertions, deletions and substitutions."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transformers.models.whisper.english_normalizer import EnglishTextNormalizer

GARBLED = 0.5  # more than this share of the words wrong: nobody would understand the sentence

_SPELLING = re.compile(r"\b[A-Z] [A-Z]\b")  # "F B I": then what is heard as "FBI" is three letters too
_CAPITALS = re.compile(r"[A-Z]{2,}(?![a-z])")


@dataclass(frozen=True, slots=True)
class WordErrors:
    """Errors against a reference of so many words."""

    errors: int
    words: int

    @property
    def rate(self) -> float:
        return self.errors / max(self.words, 1)

    @property
    def garbled(self) -> bool:
        return self.rate > GARBLED


@cache
def _whisper_normalizer() -> EnglishTextNormalizer:
    spellings = json.loads((Path(__file__).parent / "spellings.json").read_text(encoding="utf-8"))
    return EnglishTextNormalizer(spellings)


def normalise(text: str) -> list[str]:
    """Words of a text as they are compared.

    Whisper's own normaliser (Radford et al. 2022, appendix C), then what it leaves to chance: digits stand alone, so
    that "911", "9-1-1" and "nine one one" are the same three words.
    """
    text = re.sub(r"(?<=\d)/(?=\d)", " over ", text)
    text = re.sub(r"\b0(?=\d)", "zero ", text)  # a number loses its leading zeros, a telephone number must not
    text = _whisper_normalizer()(text)
    text = re.sub(r"\bone\b", "1", text)
    text = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text)
    text = re.sub(r"\ba (?=1\d\d)", "", text)  # "a hundred" is 100
    return re.sub(r"(\d|[%$£€¢])", r" \1 ", text).replace(".", " ").split()


def distance(reference: Sequence[str], heard: Sequence[str]) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(reference, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]


def word_errors(reference: str, heard: str) -> WordErrors:
    """Errors of what was heard against what should have been said."""
    if _SPELLING.search(reference):
        heard = _CAPITALS.sub(lambda found: " ".join(found[0]), heard)
    ours, theirs = normalise(reference), normalise(heard)
    words = _spelt(ours, theirs)
    return WordErrors(distance(words, _spelt(theirs, ours)), len(words))


def _spelt(words: Sequence[str], other: Sequence[str]) -> list[str]:
    """Words with those taken apart into letters that the other side spells ("FBI" where it has "F B I")."""
    letters = "".join(w if len(w) == 1 and w.isalpha() else " " for w in other).split()
    return [part for w in words for part in (w if any(w in run for run in letters) else (w,))]
