"""A take: one recording of one sentence, and what is known of it. As FLAC it carries all of that in its own comment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any

import numpy as np
import soundfile

from engine.bank.verdict import Verdict
from engine.errors import BankError
from engine.types import Audio, FloatArray

LONGEST_S = 60.0


@dataclass(frozen=True, slots=True)
class Take:
    """id: letters and digits, the file's name. source: "studio", or the file it was cut from. at: ISO 8601, UTC.

    reasons: why it is not good, empty when it is. kept: it belongs to the voice. verbatim: say this phrase exactly as
    recorded here. manner: "", "calm", "glad" or "firm". scores: numbers of measure.py, words and similarity. voice: the
    embedding of speaker.py.
    """

    id: str
    text: str
    seconds: float
    at: str
    source: str = "studio"
    reasons: tuple[str, ...] = ()
    kept: bool = True
    verbatim: bool = False
    manner: str = ""
    comment: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    voice: tuple[float, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Take:
        """Raises BankError when a field is missing or of the wrong kind; fields of newer versions are left out."""
        try:
            take = cls(
                id=_checked_id(data["id"]),
                text=_string(data["text"]),
                seconds=float(data["seconds"]),
                at=_string(data["at"]),
                source=_string(data.get("source", "")),
                reasons=tuple(_string(r) for r in data.get("reasons", ())),
                kept=bool(data.get("kept", True)),
                verbatim=bool(data.get("verbatim", False)),
                manner=_string(data.get("manner", "")),
                comment=_string(data.get("comment", "")),
                scores={_string(k): float(v) for k, v in data.get("scores", {}).items()},
                voice=tuple(float(v) for v in data.get("voice", ())),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BankError("The description of a recording is damaged.", "Use another copy of the bank.") from error
        return take

    @property
    def embedding(self) -> FloatArray:
        return np.array(self.voice, np.float32)


def scores_of(verdict: Verdict) -> dict[str, float]:
    """The numbers of a verdict that are worth keeping."""
    m = verdict.measures
    scores = {
        "speech_s": m.speech_s, "speech_db": m.speech_db, "noise_db": m.noise_db, "peak": m.peak, "clipped": m.clipped,
        "clear_db": m.clear_db,
    }  # fmt: skip
    if m.syllables_per_s is not None:
        scores["syllables_per_s"] = m.syllables_per_s
    if verdict.words:
        scores["words"] = float(np.mean(verdict.words))
    if verdict.similarity is not None:
        scores["similarity"] = verdict.similarity
    return {k: round(float(v), 3) for k, v in scores.items()}


def to_flac(audio: Audio, take: Take) -> bytes:
    """16-bit FLAC with the take's text as title and all of it as comment."""
    out = BytesIO()
    with soundfile.SoundFile(out, "w", audio.rate_hz, 1, "PCM_16", format="FLAC") as file:
        if title := take.text.replace("\0", ""):
            file.title = title
        file.comment = json.dumps(take.to_json(), ensure_ascii=True)
        file.write(np.clip(audio.samples, -1, 1))
    return out.getvalue()


def from_flac(data: bytes) -> Audio:
    """The sound. Raises BankError when it is no FLAC, or longer than a take can be."""
    with _open(data) as file:
        if file.frames > LONGEST_S * file.samplerate or file.channels > 2:
            raise BankError("A recording is longer than a take can be.", "Leave it out.")
        samples = file.read(dtype="float32", always_2d=True)
        return Audio(samples.mean(1), file.samplerate)


def take_in_flac(data: bytes) -> Take:
    """What a FLAC says about itself. Raises BankError when it says nothing."""
    with _open(data) as file:
        try:
            described = json.loads(file.comment)
        except ValueError as error:
            raise BankError("A recording does not say what it is.", "Leave it out.") from error
    return Take.from_json(described)


def _open(data: bytes) -> soundfile.SoundFile:
    if not data.startswith(b"fLaC"):
        raise BankError("A recording is not FLAC.", "Leave it out.")
    try:
        return soundfile.SoundFile(BytesIO(data))
    except soundfile.LibsndfileError as error:
        raise BankError("A recording is damaged.", "Leave it out, or use another copy.") from error


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _checked_id(value: Any) -> str:
    if not (isinstance(value, str) and 1 <= len(value) <= 64 and value.isascii() and value.isalnum()):
        raise ValueError
    return value
