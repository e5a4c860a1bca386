"""Consent: no voice without a record of it, and the record is spoken by the person the takes are of.

Who can no longer speak is not shut out: a relative, or whoever may decide, states it, and the record says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from engine.bank.scripts import PROMPTS
from engine.bank.speaker import SpeakerEncoder
from engine.errors import BankError, ConsentError
from engine.types import Audio, FloatArray

Kind = Literal["spoken", "relative"]


@dataclass(frozen=True, slots=True)
class Consent:
    """kind: "spoken" by the person, or stated by a "relative" (by, relation) on their behalf.

    statement: the words. take: id of the recording of them, "" when the statement is only written. similarity: of that
    recording to the takes (None for a relative's), threshold: what it had to reach. at: ISO 8601, UTC.
    """

    kind: Kind
    person: str
    statement: str
    at: str
    by: str = ""
    relation: str = ""
    take: str = ""
    similarity: float | None = None
    threshold: float | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Consent:
        """Raises BankError."""
        try:
            if data["kind"] not in ("spoken", "relative"):
                raise ValueError
            person, said, at, by, relation, take = (
                str(data.get(k, "")) for k in ("person", "statement", "at", "by", "relation", "take")
            )
            similarity, threshold = (
                None if data.get(k) is None else float(data[k]) for k in ("similarity", "threshold")
            )
            return cls(data["kind"], person, said, at, by, relation, take, similarity, threshold)
        except (KeyError, TypeError, ValueError) as error:
            raise BankError("The record of consent is damaged.", "Record it again.") from error


def statement(kind: Kind, person: str, by: str = "", relation: str = "") -> str:
    """The words to be said or signed."""
    words = json.loads((PROMPTS / "consent.json").read_text("utf-8"))[kind]
    return words.format(name=person, by=by, relation=relation)


def spoken(
    person: str, audio: Audio, take: str, voices: Sequence[FloatArray], encoder: SpeakerEncoder, at: str
) -> Consent:
    """The record of a consent spoken by the person. voices: embeddings of the takes kept.

    Raises ConsentError when the one who spoke does not sound like the one in the takes.
    """
    if not len(voices):
        raise ConsentError("There is no recording to compare the consent with.", "Record a sentence or two first.")
    mean = np.mean(voices, axis=0)
    similarity = float(encoder(audio) @ mean / max(float(np.linalg.norm(mean)), 1e-9))
    if similarity < encoder.same:
        raise ConsentError(
            "The consent does not sound like the person in the recordings.",
            "Say it again close to the microphone. If the person can no longer speak, a relative can state it instead.",
        )
    text = statement("spoken", person)
    return Consent("spoken", person, text, at, "", "", take, round(similarity, 3), round(encoder.same, 3))


def stated(person: str, by: str, relation: str, at: str, take: str = "") -> Consent:
    """The record of a relative's statement. Raises ConsentError when it does not say by whom."""
    by, relation = by.strip(), relation.strip()
    if not (by and relation):
        raise ConsentError("A statement needs a name.", "Write who you are, and how you know the person.")
    return Consent("relative", person, statement("relative", person, by, relation), at, by, relation, take)


def require(consent: Consent | None) -> Consent:
    """The consent, before a voice is made of recordings. Raises ConsentError when there is none."""
    if consent is None:
        raise ConsentError("There is no consent for this voice yet.", "Record the consent sentence first.")
    return consent
