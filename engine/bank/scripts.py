"""What to read aloud: scripts chosen by a greedy cover of phonemes and diphones, and a person's own.

`python -m engine.bank.scripts` chooses the shipped scripts again from assets/prompts/candidates.txt.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from engine.errors import StorageError, TextError
from engine.paths import ASSETS
from engine.text.phonemes import phonemizer
from engine.text.units import SILENT, STRESS

PROMPTS = ASSETS / "prompts"
SIZES = (20, 50, 150)
LONGEST_SENTENCE = 240  # characters: some twenty seconds, the longest take
_LARGEST_FILE = 1_000_000
_ENOUGH = 3  # a phoneme heard this often is covered; a diphone is with once
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Script:
    """A named list of sentences to read."""

    name: str
    sentences: tuple[str, ...]


def shipped(name: str) -> Script:
    """The script "sample", "20", "50" or "150" of assets/prompts."""
    return Script(name, tuple((PROMPTS / f"{name}.txt").read_text("utf-8").split("\n")[:-1]))


def own(path: Path) -> Script:
    """A script from a text file: a sentence a line, or running text cut up. Raises TextError, StorageError."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path.name} cannot be read.", "Choose another file.") from error
    if len(raw) > _LARGEST_FILE or b"\0" in raw:
        raise TextError(
            f"{path.name} is not a plain text file.", "Save your script as plain text, one sentence a line."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    sentences = dict.fromkeys(s for line in text.splitlines() for s in _sentences(line))
    if not sentences:
        raise TextError(f"There are no sentences in {path.name}.", "Write one sentence a line.")
    return Script(path.stem, tuple(sentences))


def _sentences(line: str) -> list[str]:
    line = " ".join(line.split())
    parts = [line] if len(line) <= LONGEST_SENTENCE else re.split(r"(?<=[.!?;:,])\s+", line)
    return [p[:LONGEST_SENTENCE] for p in parts if any(c.isalpha() for c in p)]


def sounds(phonemes: str) -> Counter[str]:
    """Phonemes and diphones of a phoneme string; words run together, punctuation and both ends are a pause ("_")."""
    plain = "".join(c for c in phonemes if c not in STRESS and c != " ")
    row = re.sub("_+", "_", f"_{''.join('_' if c in SILENT else c for c in plain)}_")
    return Counter(c for c in row if c != "_") + Counter(a + b for a, b in pairwise(row))


def choose(candidates: Sequence[str], count: int, phonemes_of: Callable[[str], str]) -> list[str]:
    """The count sentences that cover most, in an order in which every beginning covers most too.

    At each step the sentence that adds most new sound for its length: a diphone counts once, weighted
    by how often the candidates have it; a phoneme counts until it was heard three times.
    """
    of = {c: sounds(phonemes_of(c)) for c in candidates}
    common = sum(of.values(), Counter[str]())
    heard: Counter[str] = Counter()
    left, chosen = dict.fromkeys(candidates), []

    def gain(sentence: str) -> float:
        new = 0.0
        for sound, times in of[sentence].items():
            wanted = _ENOUGH if len(sound) == 1 else 1
            new += min(times, max(0, wanted - heard[sound])) * (3.0 if len(sound) == 1 else common[sound] ** 0.5)
        return new / (8 + sum(of[sentence].values()) / 2)

    while left and len(chosen) < count:
        best = max(left, key=gain)
        del left[best]
        heard += of[best]
        chosen.append(best)
    return chosen


def coverage(
    sentences: Sequence[str], candidates: Sequence[str], phonemes_of: Callable[[str], str]
) -> dict[str, float]:
    """Share of the candidates' phonemes and of their diphones (by occurrence) that the sentences have."""
    have = sum((sounds(phonemes_of(s)) for s in sentences), Counter[str]())
    want = sum((sounds(phonemes_of(s)) for s in candidates), Counter[str]())
    single = [s for s in want if len(s) == 1]
    double = [s for s in want if len(s) == 2]
    return {
        "phonemes": round(sum(s in have for s in single) / len(single), 4),
        "diphones": round(sum(s in have for s in double) / len(double), 4),
        "diphones_by_use": round(sum(want[s] for s in double if s in have) / sum(want[s] for s in double), 4),
    }


def main() -> None:
    """Choose and write the shipped scripts and their coverage."""
    reader = phonemizer()
    candidates = (PROMPTS / "candidates.txt").read_text("utf-8").splitlines()
    phonemes = {c: reader(c).text for c in candidates}
    order = choose(candidates, max(SIZES), phonemes.__getitem__)
    report = {}
    for size in SIZES:
        (PROMPTS / f"{size}.txt").write_text("\n".join(order[:size]) + "\n", "utf-8")
        report[str(size)] = coverage(order[:size], candidates, phonemes.__getitem__)
        _log.info("%d sentences: %s", size, report[str(size)])
    (PROMPTS / "coverage.json").write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
