"""An utterance of the stock voice alone. Heavy to import: see stock.py."""

from __future__ import annotations

from collections.abc import Generator

from app.speak.stock import LANGUAGE
from engine.runtime.stock import StockVoice
from engine.runtime.utterance import Utterance, Voices
from engine.text.lexicon import Lexicon
from engine.text.phonemes import phonemizer
from engine.text.planning import plan
from engine.types import AudioChunk, SpeakOptions, SpeakReport

_VOICES = Voices(None, None, StockVoice())  # loading the models is what this voice must not wait for


def say(text: str, options: SpeakOptions, lexicon: Lexicon) -> Generator[AudioChunk, None, None]:
    """Pieces of sound; TextError when there is nothing that can be said."""
    yield from Utterance(text, plan(text, phonemizer(LANGUAGE), lexicon), _VOICES, options, SpeakReport())
