"""Were these words said? The bundle's aligner hears a take against its text.

Limits.word is where a word counts as not said; the worst word of a take decides. Errors on speakers that no model has
heard (`python -m engine.bank verdicts` counts them, spoil.word_errors): 24 takes of 8 invented speakers; and 22
LibriSpeech readers, one recording each of 35 words, where a studio sentence has 8, by Whisper's transcripts, which are
not always right.

    limit    good takes refused    one word swapped, passed    one word more in the text, passed    another sentence
    invented -3.0   21 %            4 %                          0 %                                 0 %
    invented -4.0   12 %            4 %                         17 %                                 0 %
    invented -5.0    4 %           29 %                         38 %                                 0 %
    readers  -3.0   86 %            0 %                          0 %                                 0 %
    readers  -4.0   55 %            0 %                          9 %                                 0 %
    readers  -5.0   23 %           14 %                         41 %                                 0 %

If words erred alone, readers would have one good sentence of eight words in six refused at -4, and one in seventeen
at -5. A wrong word that passes costs little among the others, breath costs the person more: hence -5.
"""

from __future__ import annotations

import logging
from pathlib import Path

import soxr

from engine.align.judge import judge
from engine.bank.verdict import WordJudge
from engine.codec.features import bring_to_level, code, world
from engine.errors import BundleError
from engine.runtime.bundle import Bundle
from engine.runtime.graphs import Graphs
from engine.text.phonemes import Phonemizer, phonemizer, unit_words
from engine.text.units import to_units
from engine.types import SAMPLE_RATE_HZ, Audio

_log = logging.getLogger(__name__)


class AlignedWords:
    """A WordJudge by forced alignment: the log posterior ratio of each word."""

    def __init__(self, graphs: Graphs, reader: Phonemizer) -> None:
        self._graphs = graphs
        self._reader = reader

    def score(self, audio: Audio, text: str) -> list[float]:
        """One number a word, 0 is certain; [] when there is nothing to say in the text."""
        phonemes = self._reader(text)
        if not phonemes.words:
            return []
        samples = soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ)
        # DIO instead of Harvest: a tenth of the time, and the aligner looks at the envelope above all.
        features = code(*world(bring_to_level(samples), "dio"))
        units, _ = to_units(phonemes.text)
        log_probs = self._graphs.log_probs(self._graphs.scaled(features))
        heard = judge(log_probs, units.ids, unit_words(phonemes)).words
        return [heard.get(index, 0.0) for index in range(len(phonemes.words))]


def word_judge(bundle: Path | None = None, language: str = "en-us") -> WordJudge | None:
    """The judge of the bundle that is there; None without a bundle: then a take is judged by its sound alone."""
    try:
        return AlignedWords(Graphs(Bundle.open(bundle), "cpu", threads=1), phonemizer(language))
    except BundleError as error:
        _log.info("Words are not judged: %s", error.message)
        return None
