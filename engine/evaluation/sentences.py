"""What is said: the evaluation's own sentences, each of a kind, never used in training."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

KINDS = ("everyday", "short", "numbers", "names", "hard", "long")


@dataclass(frozen=True, slots=True)
class Sentence:
    """id is kind-NN; spoken is what should be heard, where it differs from what is written (numbers)."""

    id: str
    kind: str
    text: str
    spoken: str = ""

    @property
    def reference(self) -> str:
        return self.spoken or self.text


def load() -> list[Sentence]:
    """All sentences, in the order of their file (which decides who says which)."""
    lines = (Path(__file__).parent / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
    return [Sentence(**json.loads(line)) for line in lines]


def choose(sentences: list[Sentence], kinds: Collection[str] = (), limit: int | None = None) -> list[Sentence]:
    """Those of the kinds (all when none are named), thinned evenly to at most limit."""
    chosen = [s for s in sentences if not kinds or s.kind in kinds]
    if limit is None or limit >= len(chosen):
        return chosen
    return [chosen[i * len(chosen) // limit] for i in range(limit)]
