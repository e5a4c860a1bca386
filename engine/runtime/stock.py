"""The stock voice: hibari's "heart", in its wheel. It says what the live voice cannot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from hibari import Hibari

from engine.text.phonemes import Phonemes, WordSpan
from engine.types import SAMPLE_RATE_HZ, FloatArray

STOCK_VOICE = "heart"  # the only one that never downloads
STOCK_GAIN = 10 ** (5.9 / 20)  # "heart" speaks at -25.9 LUFS (deviation 0.3), all voices at -20
_LONGEST = 400  # phonemes it reads at once


@dataclass(frozen=True, slots=True)
class StockSpeech:
    """Samples (n,) at 24 kHz; words: index in the phonemes given, start and end in seconds."""

    samples: FloatArray
    words: tuple[tuple[int, float, float], ...]


class StockVoice:
    """Loads at its first word."""

    @cached_property
    def _hibari(self) -> Hibari:
        return Hibari(voice=STOCK_VOICE, threads=1, g2p=_no_g2p)

    def open(self) -> None:
        """Load now, so that the first word does not wait for it."""
        _ = self._hibari

    def say(self, phonemes: Phonemes, start: int = 0, speed: float = 1.0, seed: int = 0) -> StockSpeech:
        """Say phonemes.text from the character start on."""
        sound, words, at = [np.zeros(0, np.float32)], [], 0.0
        for first, last in _parts(phonemes, start):
            samples = self._hibari.from_phonemes(phonemes.text[first:last], speed, seed)
            seconds = len(samples) / SAMPLE_RATE_HZ
            words += [(i, at + a, at + b) for i, a, b in _word_times(phonemes, first, last, seconds)]
            sound.append(samples)
            at += seconds
        return StockSpeech(np.concatenate(sound), tuple(words))


def _no_g2p(sentence: str) -> str:
    raise NotImplementedError(f"phonemes come from engine.text: {sentence}")


def _parts(phonemes: Phonemes, start: int) -> list[tuple[int, int]]:
    """Stretches of at most _LONGEST characters, cut between words where there is a gap."""
    text, parts = phonemes.text, []
    while start < len(text):
        end = min(len(text), start + _LONGEST)
        if end < len(text):
            gap = text.rfind(" ", start + 1, end)
            end = gap if gap > start else end
        if text[start:end].strip():
            parts.append((start, end))
        start = end
    return parts


def _word_times(phonemes: Phonemes, first: int, last: int, seconds: float) -> list[tuple[int, float, float]]:
    """Words that start in text[first:last], timed by the usual length of each phoneme, fitted to the length spoken."""
    text = phonemes.text[first:last]
    lengths = np.array([_ENDS_S, *(_LENGTH_S.get(c, _OTHER_S) for c in text), _ENDS_S])
    ends = np.cumsum(lengths) * (seconds / lengths.sum())
    inside = [(i, w) for i, w in enumerate(phonemes.words) if first <= w.start < last]
    return [(i, float(ends[w.start - first]), float(ends[_stop(w, first, last)])) for i, w in inside]


def _stop(word: WordSpan, first: int, last: int) -> int:
    return min(word.end, last) - first


# The usual length of each phoneme: least squares over the lengths of 586 sentences said by "heart" (residual 0.16 s).
_ENDS_S, _OTHER_S = 0.24, 0.07
_BY_LENGTH_MS = {
    4: " ",
    25: "ˌ",
    35: "j",
    38: "T",
    40: "kp",
    42: "t",
    44: "?",
    45: "ɹ",
    46: "ᵊ",
    47: "h",
    48: "ðŋ",
    49: "m—”",
    50: "w",
    51: "“",
    53: ":f",
    56: "ʊ",
    60: "dv",
    61: "lɡ",
    62: "b",
    66: ".",
    67: "n",
    68: "θ",
    69: "ɛ",
    71: "ʃˈ",
    73: "ᵻ",
    76: "əɪ",
    78: "sɜ",
    80: "ʌ",
    82: "ʧ",
    85: "ɔ",
    93: "ɑ",
    94: "!",
    95: "uz",
    99: "i",
    103: "ʤ",
    104: "ɐ",
    105: "A",
    106: "W",
    109: "æ",
    115: "Y",
    117: "O",
    121: "I",
    126: "ʒ",
    134: ",",
}
_LENGTH_S = {character: ms / 1000 for ms, group in _BY_LENGTH_MS.items() for character in group}
