"""The label: what a file says of itself. Product, voice and time, in the comment that every sound format has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

SENTENCE = "Synthetic speech, made by a computer, not a recording of a person speaking."
# IPTC's vocabulary, which photo and sound archives use for what a trained model has made.
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a sound comes from: the product and its version, the voice's id, and when (ISO 8601, UTC)."""

    product: str
    voice_id: str
    created: str

    @classmethod
    def now(cls, product: str, voice_id: str) -> Provenance:
        return cls(product, voice_id, datetime.now(UTC).isoformat(timespec="seconds"))

    def comment(self) -> str:
        """A sentence for people, then the same for programs as JSON; ASCII, so that no tool can garble it."""
        return f"{SENTENCE} {json.dumps(asdict(self) | {'digital_source_type': SOURCE_TYPE})}"

    def info(self) -> dict[str, str]:
        """The label as RIFF INFO entries, for engine.audio.write_wav: software, comment, date."""
        return {"ISFT": self.product, "ICMT": self.comment(), "ICRD": self.created}

    @classmethod
    def from_tags(cls, tags: Mapping[str, str]) -> Provenance | None:
        """The label in a file's tags (names in any case), or None where there is none that is whole."""
        comments = [value for name, value in tags.items() if name.lower() in ("comment", "description")]
        for comment in comments:
            _, found, rest = comment.partition(SENTENCE)
            try:
                fields = json.loads(rest) if found else None
            except ValueError:
                continue
            if isinstance(fields, dict) and all(isinstance(fields.get(name), str) for name in cls.__slots__):
                return cls(*(fields[name] for name in cls.__slots__))
        return None
