"""Abbreviations in full, where it is sure what they stand for."""

from __future__ import annotations

import re

from hibari.g2p.normalize import ABBREV, TITLES

from engine.text.traced import Replacement

# Also ordinary words or names: only with what follows can one tell.
_BEFORE_NUMBER = {"no.": "number", "No.": "Number", "nos.": "numbers", "Nos.": "Numbers", "fig.": "figure",
                  "Fig.": "Figure",
                  "ch.": "chapter", "Ch.": "Chapter", "vol.": "volume", "Vol.": "Volume", "pp.": "pages", "p.": "page",
                  "ed.": "edition", "Apt.": "Apartment", "apt.": "apartment"}  # fmt: skip
_ALSO_WORDS = frozenset(
    [
        "Jan.",
        "Mar.",
        "Jun.",
        "Mon.",
        "Sat.",
        "Sun.",
        "Wed.",
        "Fri.",
        "Thu.",
        "Co.",
        "est.",
        "Ms.",
        "Dr.",
        "St.",
        "Rep.",
        "Hon.",
        "Ed.",
        "ed.",
    ]
)
_DAYS = {a: ABBREV[a] for a in ("Mon.", "Tue.", "Tues.", "Wed.", "Thu.", "Thurs.", "Fri.", "Sat.", "Sun.")}
_ALWAYS = {k: v for k, v in ABBREV.items() if k not in _ALSO_WORDS and k not in _BEFORE_NUMBER and k not in _DAYS} | {
    "Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard", "approx": "approximately", "dept.": "department",
    "appt": "appointment", "appt.": "appointment", "Mx.": "Mix", "b/c": "because", "c/o": "care of",
}  # fmt: skip
# Typed in haste; none of them is a word of its own that anybody says.
_HASTY = {w.replace("'", ""): w for w in (
    "don't", "can't", "won't", "didn't", "doesn't", "isn't", "aren't", "wasn't", "weren't", "couldn't", "wouldn't",
    "shouldn't", "haven't", "hasn't", "hadn't", "I'm", "I've", "you're", "you've", "they're", "they've", "we've",
    "that's", "what's",
    "he's", "she's", "where's", "who's",
)} | {"im": "I'm", "ive": "I've"}  # fmt: skip
_ACRONYMS = {"ALS": "A.L.S.", "MS": "M.S.", "PALS": "pals", "SMA": "S.M.A.", "COPD": "C.O.P.D."}
_BARE_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Mt")
_NOT_STREETS = frozenset(
    [
        "thanks",
        "thank",
        "hi",
        "hello",
        "hey",
        "dear",
        "yes",
        "no",
        "ok",
        "okay",
        "morning",
        "good",
        "goodbye",
        "bye",
        "well",
        "see",
        "ask",
        "call",
        "my",
        "the",
        "a",
        "your",
    ]
)


def _any(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


def abbreviations() -> list[tuple[re.Pattern[str], Replacement]]:
    """The rules, for `normalise`."""
    return [
        (re.compile(r"\b(Dr|St)\b\.?|\b(dr)\.(?=\s)"), _doctor_or_drive),
        (
            re.compile(rf"\b({_any(TITLES)})\.(?=\s+[A-Z])|\b({_any(_BARE_TITLES)})(?=\s+[A-Z])"),
            lambda m: TITLES[m.group(1) or m.group(2)],
        ),
        (re.compile(r"\b(Mr|Mrs|Ms)\b\.?(?=\s+(?:and|or|&))"), lambda m: TITLES[m.group(1)]),
        (re.compile(rf"(?<![\w.])({_any(_BEFORE_NUMBER)})\s*(?=\d)"), lambda m: _BEFORE_NUMBER[m.group(1)] + " "),
        (
            re.compile(rf"(?<![\w.])({_any(_DAYS)})(?=,?\s+(?:\d|[a-z]|[A-Z][a-z]+\.?\s\d))"),
            lambda m: _DAYS[m.group(1)],
        ),
        (re.compile(rf"(?<![\w.])({_any(_ALWAYS)})(?![\w/])"), _in_full),
        (re.compile(rf"\b({_any(_ACRONYMS)})\b(?!\.\w)"), lambda m: _ACRONYMS[m.group(1)].rstrip(".") + _stop(m)),
        (
            re.compile(rf"(?i)\b({_any(_HASTY)})\b(?!['.]\w)"),
            lambda m: _HASTY.get(m.group(1)) or _HASTY.get(m.group(1).lower()),
        ),
        (re.compile(r"(?i)\bno\.(?= of\b)"), "number"),
        (re.compile(r"(?<![\w.])(\d+)((?:\.\d+){2,})(?!\w)"), lambda m: _version(m.group(1), m.group(2))),
        (re.compile(r"(?<=\b[Vv]ersion )(\d+)((?:\.\d+)+)"), lambda m: _version(m.group(1), m.group(2))),
        (re.compile(r"\b[vV](\d+)((?:\.\d+)+)"), lambda m: "version " + _version(m.group(1), m.group(2))),
    ]


def _doctor_or_drive(match: re.Match[str]) -> str:
    """The title before a name, the road after one: "Dr. Smith lives on Main Dr."."""
    doctor, drive = ("Doctor", "Drive") if match.group(1) != "St" else ("Saint", "Street")
    following = match.string[match.end() :]
    words_before = re.findall(r"[\w']+", match.string[: match.start()])
    last = words_before[-1] if words_before and re.search(r"\w\s+$", match.string[: match.start()]) else ""
    after_name = last[:1].isupper() and last.lower() not in _NOT_STREETS
    if re.match(r"\s+[A-Z]", following) and not (after_name and len(words_before) > 1):
        return doctor
    said = drive if after_name or (doctor == "Saint" and words_before) else doctor
    return said + ("." if match.group().endswith(".") and not following.strip() else "")


def _in_full(match: re.Match[str]) -> str:
    return _ALWAYS[match.group(1)].rstrip(".") + _stop(match)


def _stop(match: re.Match[str]) -> str:
    """The full stop that an abbreviation at the end of a sentence is also the end of; dotted letters keep theirs."""
    dotted = match.group(1) in _ACRONYMS
    return "." if dotted or (match.group(1).endswith(".") and not match.string[match.end() :].strip()) else ""


def _version(first: str, rest: str) -> str:
    return first + "".join(f" point {part}" for part in rest.split(".") if part)
