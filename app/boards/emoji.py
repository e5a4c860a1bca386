"""Emoji as pictures: the same on every computer, and drawn from files rather than from whatever font is there."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache

from engine.paths import ASSETS

FOLDER = ASSETS / "emoji"


def svg(emoji: str) -> bytes:
    """The drawing of an emoji; for one that is not shipped, an SVG that asks the reader's own font for it."""
    path = FOLDER / _file_name(emoji)
    if path.is_file():
        return path.read_bytes()
    text = "".join(f"&#{ord(c)};" for c in emoji)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">'
        f'<text x="18" y="29" font-size="30" text-anchor="middle">{text}</text></svg>'
    ).encode()


@lru_cache(maxsize=1)
def groups() -> dict[str, list[str]]:
    """The emoji shipped, by subject, in the order a picker shows them."""
    return json.loads((FOLDER / "groups.json").read_text(encoding="utf-8"))


def name(emoji: str) -> str:
    """What it is called in Unicode, in small letters, for search and screen readers (English)."""
    return " ".join(unicodedata.name(c, "").lower() for c in emoji if c not in "\ufe0f\u200d")


def search(words: str) -> list[str]:
    """Emoji whose names hold all these words."""
    wanted = words.lower().split()
    return [e for group in groups().values() for e in group if all(w in name(e) for w in wanted)]


def _file_name(emoji: str) -> str:
    points = [f"{ord(c):x}" for c in emoji]
    if "200d" not in points:  # Twemoji drops the emoji presentation mark outside joined sequences
        points = [p for p in points if p != "fe0f"]
    return "-".join(points) + ".svg"
