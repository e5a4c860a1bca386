"""A string that remembers, character by character, where in the original it came from."""

from __future__ import annotations

import re
from collections.abc import Callable

Replacement = str | Callable[[re.Match[str]], str | None]


class Traced:
    """Text under rewriting. `spans[i]` is (start, end) in the original of the character `text[i]`.

    What replaces a match belongs as a whole to the span of the match, so that "twelve thirty" still points at "12:30".
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [(i, i + 1) for i in range(len(text))]

    def sub(self, pattern: re.Pattern[str], replacement: Replacement) -> None:
        """Replace each match by a string, or by what a function of the match returns (None leaves it as it is).

        A plain string is taken literally: no group references.
        """
        text: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        for match in pattern.finditer(self.text):
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new is None or match.start() == match.end() or new == match.group():
                continue
            text += self.text[at : match.start()], new
            spans += self.spans[at : match.start()]
            spans += [self._origin(match)] * len(new)
            at = match.end()
        if at:
            self.text = "".join([*text, self.text[at:]])
            self.spans = spans + self.spans[at:]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that text[start:end] came from."""
        return min(s for s, _ in self.spans[start:end]), max(e for _, e in self.spans[start:end])

    def _origin(self, match: re.Match[str]) -> tuple[int, int]:
        body = match.group()
        start = match.start() + len(body) - len(body.lstrip())
        end = match.end() - len(body) + len(body.rstrip())
        return self.origin(start, end) if start < end else self.origin(*match.span())
