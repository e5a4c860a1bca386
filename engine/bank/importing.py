"""Recordings that exist: found, cut at pauses, scored; the good pieces are kept, the others say why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from engine.bank import transcripts
from engine.bank.bank import Bank, new_take
from engine.bank.decode import blocks
from engine.bank.levels import frame_levels_db
from engine.bank.listen import Listener, ListenOptions
from engine.bank.speaker import SpeakerEncoder
from engine.bank.takes import Take
from engine.bank.verdict import Judge, Person, Reason
from engine.errors import SampleError
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray

PIECES = ListenOptions(end_s=0.45, before_s=0.2, after_s=0.25, longest_s=12.0, shortest_s=0.8)
_LONGEST_SENTENCE_S = 30.0
_PROBE_S = 20.0


class Transcriber(Protocol):
    """Writes down what is said; "" when nothing was understood."""

    def __call__(self, audio: Audio) -> str: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A file to bring in, and what is said in it ("" when that is not known)."""

    path: Path
    text: str


@dataclass(slots=True)
class Report:
    """What came of it. takes: ids, kept or not; unread: files that could not be read, with the reason."""

    takes: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    cancelled: bool = False

    def reasons(self, bank: Bank) -> Counter[str]:
        """How many pieces were refused for which reason."""
        return Counter(r for i in self.takes if not bank.takes[i].kept for r in bank.takes[i].reasons)


def find(folder: Path, names_are_text: bool = False) -> list[Source]:
    """The recordings in a folder (or one file) and their texts. Raises SampleError when there is none."""
    sounds = transcripts.sounds_in(folder)
    if not sounds:
        raise SampleError(f"There are no recordings in {folder.name}.", "Choose a folder with sound or video files.")
    texts = transcripts.find(folder, sounds, names_are_text)
    return [Source(p, texts.get(p, "")) for p in sounds]


def bring_in(
    bank: Bank,
    sources: list[Source],
    judge: Judge,
    encoder: SpeakerEncoder,
    transcriber: Transcriber | None = None,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Bring sources into the bank; memory does not grow with their length. Cancelled, it leaves the bank as it was."""
    report = Report()
    with bank.together():
        for number, source in enumerate(sources):
            try:
                for audio, cut, share in pieces(source):
                    progress((number + share) / len(sources))
                    if cancelled():
                        report.cancelled = True
                        break
                    if audio is not None:
                        text = source.text or (transcriber(audio) if transcriber else "")
                        report.takes.append(_add(bank, source, audio, text, cut, judge).id)
            except SampleError as error:
                report.unread[source.path.name] = error.message
            if report.cancelled:
                bank.delete(report.takes)
                report.takes.clear()
                return report
        refuse_other_voices(bank, report.takes, encoder)
    progress(1.0)
    return report


def pieces(source: Source) -> Iterator[tuple[Audio | None, bool, float]]:
    """(piece or None, whether it was cut in speech, share of the file done), often enough to show and cancel.

    A sentence with a text is one piece, however often the person paused in it; anything else is cut at pauses.
    """
    stream = blocks(source.path)
    start: list[FloatArray] = []
    for block, _ in islice(stream, 2000):
        start.append(block)
        if sum(map(len, start)) > _LONGEST_SENTENCE_S * SAMPLE_RATE_HZ:
            break
    head = np.concatenate(start) if start else np.zeros(0, np.float32)
    if source.text and len(head) <= _LONGEST_SENTENCE_S * SAMPLE_RATE_HZ:
        yield _trimmed(Audio(head, SAMPLE_RATE_HZ)), False, 1.0
        return
    listener = Listener(SAMPLE_RATE_HZ, PIECES, _noise_of(head))
    for block, share in _joined(head, stream):
        heard = list(listener.feed(block))
        for piece in heard:
            yield piece.audio, piece.cut, share
        yield None, False, share
    last = listener.flush()
    if last:
        yield last.audio, last.cut, 1.0


def refuse_other_voices(bank: Bank, take_ids: list[str], encoder: SpeakerEncoder) -> None:
    """Refuse pieces that are not spoken by the person of the bank; in a new bank, by the one who speaks most."""
    voices = {i: bank.takes[i].embedding for i in take_ids if bank.takes[i].voice}
    mine = [t.embedding for t in bank.kept() if t.id not in voices and t.voice]
    good = [v for i, v in voices.items() if bank.takes[i].kept]
    centre = Person.of(mine, ()).voice if len(mine) >= Judge.takes_to_know_a_person else _main_voice(good, encoder)
    if centre is None:
        return
    for take_id, voice in voices.items():
        take, similarity = bank.takes[take_id], float(voice @ centre)
        other = similarity < encoder.take
        reasons = (*take.reasons, str(Reason.VOICE)) if other and Reason.VOICE not in take.reasons else take.reasons
        scores = {**take.scores, "similarity": round(similarity, 3)}
        bank.change(take_id, scores=scores, reasons=reasons, kept=take.kept and not other)


def _main_voice(voices: list[FloatArray], encoder: SpeakerEncoder) -> FloatArray | None:
    """The mean of the largest group around one piece; None with too few to tell."""
    if len(voices) < Judge.takes_to_know_a_person:
        return None
    every = np.stack(voices[:2000])
    alike = every @ every.T >= encoder.take
    return Person.of(list(every[alike[int(alike.sum(1).argmax())]]), ()).voice


def _add(bank: Bank, source: Source, audio: Audio, text: str, cut: bool, judge: Judge) -> Take:
    verdict = judge(audio, text, Person(), cut)
    return bank.add(audio, new_take(text, verdict, verdict.good, source.path.name))


def _trimmed(audio: Audio) -> Audio:
    """Without long silence at either end: a third of a second stays."""
    db = frame_levels_db(audio)
    if not len(db):
        return audio
    loud = np.flatnonzero(db > max(float(np.quantile(db, 0.95)) - 35, float(np.quantile(db, 0.05)) + 6))
    if not len(loud):
        return audio
    frame = round(audio.rate_hz * 0.02)
    keep = slice(max(0, int(loud[0]) - 17) * frame, (int(loud[-1]) + 18) * frame)
    return Audio(audio.samples[keep], audio.rate_hz)


def _noise_of(head: FloatArray) -> float:
    db = frame_levels_db(Audio(head[: int(_PROBE_S * SAMPLE_RATE_HZ)], SAMPLE_RATE_HZ))
    return float(np.quantile(db, 0.1)) if len(db) else -96.0


def _joined(head: FloatArray, stream: Iterator[tuple[FloatArray, float]]) -> Iterator[tuple[FloatArray, float]]:
    for start in range(0, len(head), SAMPLE_RATE_HZ):
        yield head[start : start + SAMPLE_RATE_HZ], 0.0
    yield from stream
