"""When two sentences are the same one."""

from __future__ import annotations

import unicodedata


def normal(text: str) -> str:
    """A phrase without case, punctuation and doubled spaces: what must agree for a take to be replayed."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    kept = "".join(c if c.isalnum() or c == "'" or unicodedata.category(c).startswith("M") else " " for c in folded)
    return " ".join(kept.split())
