"""Sentences of a text, lazily, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from engine.text.symbols import EMOJI_RUN

MAX_CHARACTERS = 400  # no sentence is read in longer pieces: memory and the time to first sound stay bounded


class Boundary(Enum):
    """What ends a piece of text."""

    WORD = "word"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters start to end of the text (no white space at the ends), and how they end."""

    start: int
    end: int
    boundary: Boundary


# A run of marks is tried once, from its first: a text of nothing else would take the square of its length.
_END = re.compile(
    rf"(?:(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?:\s*{EMOJI_RUN})?|(?<=\s){EMOJI_RUN})\s+(?=\S)"
    r"|[。！？؟।]+\s*(?=\S)"
)
_CLAUSE = re.compile(r"[,;:—–،、，；)][\"'”’]*\s+|[،、，；]")
_LINES = re.compile(r"[\n\r\u2028\u2029]+")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’]*)\.[\"'”’)\]]*\s*$")
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "st",
        "mt",
        "ft",
        "gen",
        "gov",
        "sen",
        "rep",
        "capt",
        "lt",
        "col",
        "sgt",
        "cmdr",
        "rev",
        "hon",
        "pres",
        "supt",
        "cpl",
        "maj",
        "adm",
        "fr",
        "msgr",
        "vs",
        "approx",
        "e.g",
        "i.e",
        "cf",
        "no",
        "nos",
        "vol",
        "fig",
        "ch",
        "pp",
        "p",
        "dept",
        "univ",
    ]
)
_OPEN_ENDED = frozenset(
    [
        "a.m",
        "p.m",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "ave",
        "blvd",
        "rd",
        "ln",
        "hwy",
        "apt",
        "u.s",
        "u.k",
        "u.s.a",
        "ph.d",
        "m.d",
        "b.a",
        "d.c",
        "dr",
        "st",
    ]
)
_STARTERS = frozenset(
    [
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "the",
        "this",
        "that",
        "these",
        "those",
        "there",
        "then",
        "please",
        "what",
        "when",
        "where",
        "who",
        "why",
        "how",
        "my",
        "your",
        "his",
        "her",
        "our",
        "their",
        "a",
        "an",
        "and",
        "but",
        "so",
        "if",
        "in",
        "on",
        "at",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "let",
        "come",
        "go",
        "thank",
        "thanks",
        "yes",
        "no",
        "not",
        "just",
        "now",
        "i'm",
        "it's",
        "i'll",
        "i've",
        "he's",
        "she's",
        "we're",
        "you're",
        "they're",
        "don't",
    ]
)


def sentences(text: str) -> Iterator[Piece]:
    """Pieces of the text in order: whole sentences, or parts of one where it is longer than MAX_CHARACTERS."""
    start = 0
    while start < len(text):
        line = _LINES.search(text, start)
        stop = line.start() if line else len(text)
        yield from _of_paragraph(text, start, stop)
        start = line.end() if line else len(text)


def _of_paragraph(text: str, start: int, stop: int) -> Iterator[Piece]:
    at = start
    for match in _END.finditer(text, start, stop):
        if match.end() < stop and _ends_sentence(text, at, match):
            yield from _of_sentence(text, at, match.end(), Boundary.SENTENCE)
            at = match.end()
    yield from _of_sentence(text, at, stop, Boundary.PARAGRAPH)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = re.match(r"[\"'“‘(\[]*([^\s.,!?]*)", text[match.end() : match.end() + 40])
    next_word = following.group(1) if following else ""
    before = _WORD_BEFORE.search(text, max(start, match.start() - 40), match.start() + len(match.group().rstrip()))
    if match.group()[0] != "." or before is None:
        return match.group()[0] not in ".…" or not next_word[:1].islower()
    word = before.group(1).lower()
    starts_anew = next_word[:1].isupper() and next_word.lower().replace("’", "'") in _STARTERS
    if word in _OPEN_ENDED or "." in word:
        return starts_anew
    if word in _TITLES:
        return word in ("no", "p") and not next_word[:1].isdigit() and not next_word[:1].islower()
    return not (len(word) == 1 and before.group(1) != "I" and not starts_anew) and not next_word[:1].islower()


def _of_sentence(text: str, start: int, stop: int, boundary: Boundary) -> Iterator[Piece]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while stop - start > MAX_CHARACTERS:
        cut, kind = _cut(text, start)
        yield Piece(start, start + len(text[start:cut].rstrip()), kind)
        start = cut
        while start < stop and text[start].isspace():
            start += 1
    if start < stop:
        yield Piece(start, stop, boundary)


def _cut(text: str, start: int) -> tuple[int, Boundary]:
    """Where to end the first piece: after the last clause that fits, else the last word, else in the middle of one."""
    limit = start + MAX_CHARACTERS
    clauses = [m.end() for m in _CLAUSE.finditer(text, start + 1, limit)]
    if clauses:
        return clauses[-1], Boundary.CLAUSE
    spaces = [m.start() for m in re.finditer(r"\s", text[start + 1 : limit])]
    return (start + 1 + spaces[-1], Boundary.WORD) if spaces else (limit, Boundary.WORD)
