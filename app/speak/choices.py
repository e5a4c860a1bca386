"""The person's choices about speaking."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpeakChoices:
    """How speaking behaves. Nothing is said while a sentence is being built unless by_word or by_sentence is on."""

    interrupt: bool = True  # a new utterance stops the one being said; else it waits its turn
    by_word: bool = False
    by_sentence: bool = False
    clear_after: bool = False
    private: bool = False  # nothing is remembered
    predict: bool = True
    learn: bool = True
    expand: bool = True
    louder_db: float = 6.0
    hold: str = "One moment, I am typing."
