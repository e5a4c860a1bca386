"""The person's own pronunciations: names and words said the way they say them, above every other rule."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine import atomic
from engine.errors import StorageError, TextError
from engine.text.phonemes import Override, Phonemizer
from engine.text.units import STRESS, UNIT_ID

VERSION = 1
_PLAIN_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a word is said: spelled another way ("shivawn"), or in misaki's phonemes. One of the two is empty."""

    respelling: str = ""
    phonemes: str = ""


@dataclass(slots=True)
class Lexicon:
    """How to say words or short phrases. One entered in capitals ("US") is meant only so, others in any case."""

    words: dict[str, Pronunciation] = field(default_factory=dict)

    def add(self, word: str, *, respelling: str = "", phonemes: str = "") -> None:
        """Set how a word is said. Raises TextError for an empty word, or phonemes outside the alphabet."""
        word = _PLAIN_SPACE.sub(" ", word.strip())
        if not word or bool(respelling.strip()) == bool(phonemes.strip()):
            raise TextError("A word and one way to say it are needed.", "Give a respelling or phonemes, not both.")
        if strange := sorted(set(phonemes) - set(UNIT_ID) - set(STRESS)):
            raise TextError(f"“{strange[0]}” is not a phoneme sign.", "Use the signs of misaki's phoneme alphabet.")
        self.words[word] = Pronunciation(respelling.strip(), phonemes.strip())

    def remove(self, word: str) -> None:
        """Forget a word; unknown words are no error."""
        self.words.pop(word, None)

    def overrides(self, sentence: str, reader: Phonemizer) -> list[Override]:
        """The places in a sentence that this lexicon decides, in order; the longest entry wins where two could."""
        found: list[Override] = []
        for word in sorted(self.words, key=len, reverse=True):
            for match in _pattern(word).finditer(sentence):
                if all(match.end() <= o.char_start or match.start() >= o.char_end for o in found):
                    phonemes = self._phonemes(self.words[word], reader)
                    found.append(Override(match.start(), match.end(), phonemes))
        return sorted(found, key=lambda o: o.char_start)

    @staticmethod
    def _phonemes(pronunciation: Pronunciation, reader: Phonemizer) -> str:
        return pronunciation.phonemes or reader(pronunciation.respelling).text

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read a lexicon; a file that is not there is an empty one. Raises StorageError for one that cannot be used."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError) as error:
            raise StorageError(
                f"The pronunciations in {path} cannot be read.", "Restore the file from a backup, or delete it."
            ) from error
        return cls._from_data(data, path)

    @classmethod
    def _from_data(cls, data: object, path: Path) -> Lexicon:
        if not isinstance(data, Mapping) or not isinstance(data.get("words"), Mapping):
            raise StorageError(
                f"{path} is not a file of pronunciations.", "Restore the file from a backup, or delete it."
            )
        if data.get("version") != VERSION:
            raise StorageError(f"The pronunciations in {path} are from a newer program.", "Update this program.")
        lexicon = cls()
        try:
            for word, entry in data["words"].items():
                lexicon.add(word, **entry)
        except (TypeError, AttributeError, TextError) as error:
            raise StorageError(
                f"The pronunciations in {path} are damaged.", "Restore the file from a backup, or delete it."
            ) from error
        return lexicon

    def save(self, path: Path) -> None:
        """Write the lexicon atomically. Raises StorageError."""
        words = {
            word: {"respelling": p.respelling} if p.respelling else {"phonemes": p.phonemes}
            for word, p in sorted(self.words.items())
        }
        text = json.dumps({"version": VERSION, "words": words}, ensure_ascii=False, indent=1)
        atomic.write_bytes(path, text.encode())


def _pattern(word: str) -> re.Pattern[str]:
    body = r"\s+".join(re.escape(part).replace("'", "['’]") for part in word.split(" "))
    start = r"(?<!\w)" if word[0].isalnum() else ""
    end = r"(?!\w)" if word[-1].isalnum() else ""
    return re.compile(start + body + end, 0 if word.isupper() and len(word) > 1 else re.IGNORECASE)
