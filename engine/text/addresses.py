"""E-mail addresses, web addresses and file names, said as people say them."""

from __future__ import annotations

import re

from engine.text.traced import Replacement

_DOMAINS = "com|org|net|edu|gov|io|co|uk|de|fr|info|biz|us|ca|au|tv|me|ly|ai|app|dev|eu|ie|nz|int|nhs"
_FILES = "pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|mp3|mp4|wav|zip|exe|html?|py"
_SIGNS = {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", "?": "question mark", "=": "equals",
          "&": "and", "#": "hash", "+": "plus", ":": "colon", "%": "percent", "~": "tilde"}  # fmt: skip
_SPELLED = frozenset(
    ["www", "uk", "io", "de", "fr", "us", "tv", "ai", "eu", "ie", "nz", "pdf", "html", "htm", "php", "nhs", "bbc"]
)
_TAIL = r"(?:[/?#][^\s<>\"]*[\w/])?"
_PATTERNS = (
    r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    rf"\b(?:https?|ftp)://[^\s<>\"/]*\w{_TAIL}",
    rf"(?i)\b(?:www\.)?(?:[\w-]+\.)+(?:{_DOMAINS})\b(?!\.\w|['’@]){_TAIL}",
    rf"(?i)\b[\w-]+\.(?:{_FILES})\b",
)


def addresses() -> list[tuple[re.Pattern[str], Replacement]]:
    """The rules, for `normalise`."""
    return [(re.compile(pattern), _spell) for pattern in _PATTERNS]


def _spell(match: re.Match[str]) -> str | None:
    address = re.sub(r"^(?:https?|ftp)://", "", match.group())
    if re.fullmatch(r"(?:\w\.)+\w{1,2}", address):  # initials: "U.S"
        return None
    parts = re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", address)
    return " ".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if part.isdigit():
        return part if len(part) < 3 else " ".join(part)
    if part.lower() in _SPELLED:
        return " ".join(part.upper())
    return _SIGNS.get(part, part)
