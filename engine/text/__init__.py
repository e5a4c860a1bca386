"""Text to phonemes and units: what is typed, read the way a person would read it."""

from engine.text.lexicon import Lexicon, Pronunciation
from engine.text.phonemes import Override, Phonemes, Phonemizer, WordSpan, languages, phonemizer, register, unit_words
from engine.text.planning import Sentence, plan

__all__ = [
    "Lexicon",
    "Override",
    "Phonemes",
    "Phonemizer",
    "Pronunciation",
    "Sentence",
    "WordSpan",
    "languages",
    "phonemizer",
    "plan",
    "register",
    "unit_words",
]
