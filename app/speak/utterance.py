"""What is to be said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """One thing to say. text is what was written; spoken what is said, when that differs.

    recording: a sound file played as it is. louder_db: on top of the voice's own volume. kind: "speech", or "hold",
    which waits for nothing.
    """

    text: str
    spoken: str = ""
    recording: Path | None = None
    louder_db: float = 0.0
    kind: str = "speech"

    @property
    def words(self) -> str:
        """What is said."""
        return self.spoken or self.text
