"""Word completion and the next word: a small n-gram model that begins with a frequency list and learns from the person.

Stupid backoff (Brants et al. 2007) over counts of one, two and three words; no Qt, nothing but these counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BACKOFF = 0.4
_OWN = 12.0  # what the person wrote weighs this much more than the sentences to begin with
START = "<s>"


def tokens(text: str) -> list[str]:
    """The words of a text, as written."""
    return [m.group().replace("’", "'") for m in _WORD.finditer(text)]


class Predictor:
    """learn() sentences, suggest() words. Words are compared without case and suggested as they are mostly written."""

    def __init__(self, ranked: Iterable[str] = (), sentences: Iterable[str] = ()) -> None:
        self._base: dict[str, float] = {}
        self._spelling: dict[str, Counter[str]] = defaultdict(Counter)
        for rank, word in enumerate(ranked):
            self._base.setdefault(word.lower(), 1 / (rank + 30))
            self._spelling[word.lower()][word] += 1
        self._followers: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self._counts: Counter[str] = Counter()
        self._sorted = sorted(self._base)
        for sentence in sentences:
            self.learn(sentence, weight=1.0)

    def learn(self, text: str, weight: float = _OWN) -> None:
        """Count the words of a text and what follows what."""
        for sentence in re.split(r"[.!?…\n]+", text):
            words = tokens(sentence)
            lower = [START, *(w.lower() for w in words)]
            for index, word in enumerate(words, 1):
                self._count(word, lower, index, weight)

    def _count(self, word: str, lower: list[str], index: int, weight: float) -> None:
        key = lower[index]
        if index > 1 or not word[:1].isupper() or word.isupper() or key not in self._base:
            self._spelling[key][word] += 1  # a capital at the start of a sentence says nothing
        if key not in self._base and key not in self._counts:
            self._sorted.insert(bisect_left(self._sorted, key), key)
        self._counts[key] += weight  # type: ignore[assignment]
        self._followers[(lower[index - 1],)][key] += weight  # type: ignore[assignment]
        if index > 1:
            self._followers[tuple(lower[index - 2 : index])][key] += weight  # type: ignore[assignment]

    def suggest(self, before: str, count: int = 5) -> list[str]:
        """Words to go on with after this text: completions of a word begun, else next words."""
        begun = re.search(r"[^\W\d_][^\s]*$", before)
        prefix = begun.group().lower().replace("’", "'") if begun else ""
        sentence = re.split(r"[.!?…\n]+", before[: begun.start()] if begun else before)[-1]
        context = [START, *(w.lower() for w in tokens(sentence))][-2:]
        scores: dict[str, float] = {}
        for order, discount in ((tuple(context), 1.0), (tuple(context[-1:]), _BACKOFF)):
            followers = self._followers.get(order, Counter())
            total = sum(followers.values()) + 5
            for word, times in followers.items():
                if word.startswith(prefix) and word != prefix:
                    scores[word] = max(scores.get(word, 0.0), discount * times / total)
        if prefix or len(scores) < count:
            self._add_single(prefix, scores)
        best = sorted(scores, key=lambda w: -scores[w])[:count]
        starts = context == [START]
        return [self._written(word, capital=begun.group()[:1].isupper() if begun else starts) for word in best]

    def _add_single(self, prefix: str, scores: dict[str, float]) -> None:
        total = sum(self._counts.values()) + 200
        candidates = self._with_prefix(prefix) if prefix else [w for w, _ in self._counts.most_common(30)]
        for word in candidates:
            single = self._counts.get(word, 0) / total + 0.1 * self._base.get(word, 0.0)
            scores[word] = max(scores.get(word, 0.0), _BACKOFF**2 * single)

    def _with_prefix(self, prefix: str) -> list[str]:
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + "\uffff")
        return [w for w in self._sorted[first:last] if w != prefix]

    def _written(self, word: str, *, capital: bool) -> str:
        spelling = self._spelling.get(word)
        written = spelling.most_common(1)[0][0] if spelling else word
        return written[:1].upper() + written[1:] if capital else written


def english(folder: Path) -> Predictor:
    """The predictor to begin with, from assets/words."""
    ranked = (folder / "en.txt").read_text(encoding="utf-8").split()
    return Predictor(ranked, (folder / "everyday.txt").read_text(encoding="utf-8").splitlines())
