"""How far a bank is: sentences, minutes, and what that is enough for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.bank.bank import Bank
from engine.bank.text import normal

# Seconds of good speech, and what they are enough for (engine/adaptation: what fine-tuning makes of them).
STEPS = (
    (0.0, "A few more sentences make your first voice."),
    (10.0, "Enough for a first voice."),
    (60.0, "Enough to choose the best sample from, and to fine-tune a little."),
    (300.0, "Enough for a fine-tuned voice."),
    (900.0, "Enough for a very good voice. More helps only a little."),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """done of sentences have a good take; step indexes STEPS; next_s: seconds of speech to the next, or None."""

    done: int
    sentences: int
    skipped: int
    speech_s: float
    step: int
    next_s: float | None

    @property
    def enough_for(self) -> str:
        return STEPS[self.step][1]


def progress(bank: Bank) -> Progress:
    """Of the bank and the script it is at."""
    kept = bank.kept()
    speech_s = sum(t.scores.get("speech_s", t.seconds) for t in kept)
    step = max(i for i, (seconds, _) in enumerate(STEPS) if speech_s >= seconds)
    following = STEPS[step + 1][0] - speech_s if step + 1 < len(STEPS) else None
    texts = {normal(t.text) for t in kept}
    sentences = bank.place.script.sentences if bank.place else ()
    done = sum(normal(s) in texts for s in sentences)
    return Progress(done, len(sentences), len(bank.place.skipped) if bank.place else 0, speech_s, step, following)
