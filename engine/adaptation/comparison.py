"""The blind comparison of two models: five sentences, each said by both, in an order that only the file knows."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from engine import atomic
from engine.errors import StorageError

SENTENCES = (
    "Good morning, did you sleep well last night?",
    "Could you please open the window a little?",
    "I would rather stay at home and read this evening.",
    "Thank you for coming, it was lovely to see you.",
    "My brother is visiting on Thursday with both of his children.",
)
Which = Literal["old", "new"]
Vote = Literal["first", "second", "same"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the sentences voted on: which were liked better."""

    old: int
    new: int
    same: int

    @property
    def winner(self) -> Which | None:
        """None: nobody could tell, or as many for each."""
        return None if self.new == self.old else "new" if self.new > self.old else "old"


@dataclass(slots=True)
class Comparison:
    """old, new: names of the bundles. order: for each sentence, who speaks first. votes: so far, in order."""

    path: Path
    old: str
    new: str
    sentences: tuple[str, ...]
    order: tuple[Which, ...]
    votes: list[Vote] = field(default_factory=list)

    @classmethod
    def begin(cls, path: Path, old: str, new: str, sentences: tuple[str, ...] = SENTENCES) -> Comparison:
        """The comparison at path, where it was left, or a new one. Raises StorageError."""
        if (stored := cls._read(path)) and (stored.old, stored.new) == (old, new) and not stored.finished:
            return stored
        # Each is first as often as the other, but for one: nobody learns the order from the first answers.
        sides: list[Which] = ["old", "new"] * len(sentences)
        if random.random() < 0.5:
            sides.reverse()
        order = sides[: len(sentences)]
        random.shuffle(order)
        made = cls(path, old, new, sentences, tuple(order))
        made._save()
        return made

    @property
    def finished(self) -> bool:
        """Whether every sentence was voted on."""
        return len(self.votes) == len(self.sentences)

    @property
    def sentence(self) -> str:
        """The one to be listened to now."""
        return self.sentences[len(self.votes)]

    def speaker(self, position: Literal["first", "second"]) -> Which:
        """Who says the sentence first, or second: for whoever makes the sound, not for the screen."""
        first = self.order[len(self.votes)]
        return first if position == "first" else _other(first)

    def vote(self, vote: Vote) -> None:
        """Which of the two is liked better; kept at once. Raises StorageError."""
        self.votes.append(vote)
        self._save()

    @property
    def tally(self) -> Tally:
        """What the votes say."""
        liked = [
            None if vote == "same" else first if vote == "first" else _other(first)
            for first, vote in zip(self.order, self.votes, strict=False)
        ]
        return Tally(liked.count("old"), liked.count("new"), liked.count(None))

    def _save(self) -> None:
        data = {k: v for k, v in asdict(self).items() if k != "path"}
        atomic.write_bytes(self.path, json.dumps(data, ensure_ascii=False, indent=1).encode())

    @classmethod
    def _read(cls, path: Path) -> Comparison | None:
        try:
            d = json.loads(path.read_bytes())
            return cls(path, d["old"], d["new"], tuple(d["sentences"]), tuple(d["order"]), list(d["votes"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StorageError("The comparison cannot be read.", f"Delete {path.name} and begin anew.") from error


def _other(which: Which) -> Which:
    return "old" if which == "new" else "new"
