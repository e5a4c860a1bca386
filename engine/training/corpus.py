"""The training set as one packed folder: features, sound, units and their ends, speakers.

Sources: the speech beside this repository (its README), any folder in LJSpeech form
(metadata.csv, wavs/), and WebDataset shards (.tar of audio with .json or .txt). Stage `corpus`
analyses each utterance once; every other stage maps the packed arrays into memory.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import soundfile
import soxr
from tqdm import tqdm

from engine.codec import features
from engine.codec.channel import ChannelFill
from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ, FloatArray, IntArray

_META_STEP_SAMPLES = 600  # Kokoro counts phoneme durations in steps of 25 ms
_LAG_SAMPLES = 1100  # and its times come 46 ms after the sound: where voicing fits vowels and not plosives best


@dataclass(frozen=True, slots=True)
class Source:
    """One recording before analysis. ends_samples: where each phoneme character of phonemes ends, if known."""

    id: str
    speaker: str
    path: str
    text: str
    phonemes: str | None = None
    ends_samples: tuple[int, ...] = ()
    member: str = ""  # inside a tar


@dataclass(frozen=True, slots=True)
class Entry:
    """One analysed utterance: where its frames and samples stand in the packed arrays."""

    id: str
    speaker: str
    text: str
    frame_start: int
    frames: int
    sample_start: int
    samples: int
    cutoff_hz: int  # 0: full band
    real: bool
    phonemes: str | None = None
    ends_samples: tuple[int, ...] = ()


class Corpus:
    """A packed corpus, mapped into memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with (folder / "index.jsonl").open(encoding="utf-8") as lines:
            self.entries = [Entry(**{**j, "ends_samples": tuple(j["ends_samples"])}) for j in map(json.loads, lines)]
        self._features = np.load(folder / "features.npy", mmap_mode="r")
        self._audio = np.load(folder / "audio.npy", mmap_mode="r")

    def features(self, entry: Entry) -> FloatArray:
        """(T, 65) unscaled features of an utterance."""
        return np.asarray(self._features[entry.frame_start : entry.frame_start + entry.frames], np.float32)

    def audio(self, entry: Entry, start: int = 0, stop: int | None = None) -> FloatArray:
        """Samples start to stop of an utterance, at the level its features were taken at."""
        stop = entry.samples if stop is None else min(stop, entry.samples)
        pcm = self._audio[entry.sample_start + start : entry.sample_start + stop]
        return np.asarray(pcm, np.float32) / np.float32(32768)

    @cached_property
    def scale(self) -> tuple[FloatArray, FloatArray]:
        """Mean (65,) and scale (65,) that bring features to the codec's metric: one scale for the envelope, so that
        distance is spectral distortion; aperiodicity, log f0 and voicing weighted over their own deviation."""
        with np.load(self.folder / "scale.npz") as stored:
            return stored["mean"], stored["scale"]


def kokoro_ends(durations: list[int] | IntArray) -> tuple[int, ...]:
    """Where the sound of each phoneme ends, in samples, from Kokoro's durations: one per phoneme and a pad at each end.

    The closing pad has no end. hibari, which learnt from Kokoro, counts in the same way.
    """
    return tuple(int(e) for e in np.maximum(np.cumsum(durations)[:-1] * _META_STEP_SAMPLES - _LAG_SAMPLES, 0))


def shared_speech(root: Path) -> Iterator[Source]:
    """The invented speakers with their phoneme times, and the LibriSpeech readers."""
    with (root / "synthetic" / "meta.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "id" in row:
                speaker = row["id"].split("/")[0]
                path = str(root / "synthetic" / f"{row['id']}.opus")
                yield Source(row["id"], speaker, path, row["text"], row["phonemes"], kokoro_ends(row["durations"]))
    with (root / "librispeech" / "transcripts.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            path = root / "librispeech" / f"{row['id']}.opus"
            yield Source(f"librispeech/{row['id']}", f"L{row['speaker']}", str(path), row["text"])


def ljspeech(root: Path) -> Iterator[Source]:
    """A folder in LJSpeech form: metadata.csv of id|text|normalised text, and wavs/id.wav (or flac, mp3, opus)."""
    with (root / "metadata.csv").open(encoding="utf-8") as lines:
        for line in lines:
            name, *texts = line.rstrip("\n").split("|")
            found = sorted((root / "wavs").glob(f"{name}.*"))
            if found and texts:
                yield Source(f"{root.name}/{name}", root.name, str(found[0]), texts[-1])


def webdataset(shard: Path) -> Iterator[Source]:
    """A WebDataset shard: members KEY.wav|flac|mp3|opus beside KEY.json (text, speaker, ...) or KEY.txt."""
    with tarfile.open(shard) as tar:
        texts: dict[str, dict] = {}
        sounds: dict[str, str] = {}
        for member in tar:
            key, _, extension = member.name.rpartition(".")
            handle = tar.extractfile(member) if member.isfile() else None
            if handle is None:
                continue
            if extension == "json":
                texts[key] = json.load(handle)
            elif extension == "txt":
                texts[key] = {"text": handle.read().decode("utf-8").strip()}
            else:
                sounds[key] = member.name
    for key in sorted(sounds.keys() & texts.keys()):
        row = texts[key]
        yield Source(
            f"{shard.stem}/{key}",
            str(row.get("speaker", shard.stem)),
            str(shard),
            row["text"],
            row.get("phonemes"),
            tuple(row.get("ends_samples", ())),
            sounds[key],
        )


def sources(roots: Iterable[str]) -> Iterator[Source]:
    """Utterances of every root, told apart by what lies in it."""
    for root in map(Path, roots):
        if root.suffix == ".tar":
            yield from webdataset(root)
        elif (root / "metadata.csv").exists():
            yield from ljspeech(root)
        else:
            yield from shared_speech(root)


def read_24k(source: Source) -> FloatArray:
    """Mono samples at 24 kHz."""
    target: str | io.BytesIO = source.path
    if source.member:
        with tarfile.open(source.path) as tar:
            handle = tar.extractfile(source.member)
            assert handle is not None
            target = io.BytesIO(handle.read())
    samples, rate = soundfile.read(target, dtype="float32", always_2d=True)
    return soxr.resample(samples.mean(1), rate, SAMPLE_RATE_HZ).astype(np.float32)


def _analyse(source: Source) -> tuple[Source, FloatArray, FloatArray, int]:
    """Level, features and channel of one utterance. Invented voices are clean enough for DIO; rooms need Harvest."""
    samples = features.bring_to_level(read_24k(source)).astype(np.float32)
    f0, log_envelope, aperiodicity = features.world(samples, "dio" if source.ends_samples else "harvest")
    cutoff = features.channel_cutoff_hz(log_envelope)
    if cutoff:
        log_envelope = features.flatten_above(log_envelope, cutoff)
    return source, features.code(f0, log_envelope, aperiodicity), samples, cutoff or 0


def _analysed(todo: list[Source], processes: int) -> Iterator[tuple[Source, FloatArray, FloatArray, int]]:
    if processes < 2:
        yield from map(_analyse, todo)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(_analyse, todo, 8)


def pack(roots: Iterable[str], folder: Path, processes: int) -> Corpus:
    """Analyse every utterance of the roots and write the packed corpus; narrow channels are filled."""
    folder.mkdir(parents=True, exist_ok=True)
    todo = list(sources(roots))
    entries: list[Entry] = []
    parts: list[FloatArray] = []
    frame = sample = 0
    audio_path = folder / "audio.raw"
    with audio_path.open("wb") as audio:
        for source, feats, samples, cutoff in tqdm(_analysed(todo, processes), total=len(todo), desc="corpus"):
            pcm = np.clip(np.round(samples * 32768), -32768, 32767).astype("<i2")
            audio.write(pcm.tobytes())
            given = {k: v for k, v in asdict(source).items() if k in ("id", "speaker", "text", "phonemes")}
            entries.append(
                Entry(
                    **given,
                    ends_samples=source.ends_samples,
                    frame_start=frame,
                    frames=len(feats),
                    sample_start=sample,
                    samples=len(pcm),
                    cutoff_hz=cutoff,
                    real=not source.ends_samples,
                )
            )
            parts.append(feats)
            frame, sample = frame + len(feats), sample + len(pcm)
    np.save(folder / "audio.npy", np.fromfile(audio_path, "<i2"))
    audio_path.unlink()
    everything = np.concatenate(parts)
    fill = ChannelFill.fit([everything[e.frame_start : e.frame_start + e.frames] for e in entries if not e.cutoff_hz])
    fill.save(folder / "channel.npz")
    for entry in entries:
        if entry.cutoff_hz:
            span = slice(entry.frame_start, entry.frame_start + entry.frames)
            everything[span] = fill(everything[span], entry.cutoff_hz)
    np.save(folder / "features.npy", everything.astype(np.float16))
    mean, scale = metric(everything, np.concatenate([np.full(e.frames, e.real) for e in entries]))
    np.savez(folder / "scale.npz", mean=mean, scale=scale)
    with (folder / "index.jsonl").open("w", encoding="utf-8") as out:
        for entry in entries:
            out.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
    return Corpus(folder)


def metric(everything: FloatArray, real: IntArray) -> tuple[FloatArray, FloatArray]:
    """Mean and scale over all real frames and as many others."""
    rng = np.random.default_rng(0)
    kinds = [np.flatnonzero(real), np.flatnonzero(~real)]
    size = min((len(k) for k in kinds if len(k)), default=0)
    chosen = np.concatenate([rng.choice(k, min(size, 200_000), replace=False) for k in kinds if len(k)])
    x = everything[chosen].astype(np.float64)
    deviation = x.std(0) + 1e-6
    scale = np.empty(features.FEATURES)
    scale[: features.ENVELOPE] = 1 / np.sqrt(x[:, : features.ENVELOPE].var(0).mean())
    scale[features.APERIODICITY] = 0.5 / deviation[features.APERIODICITY]
    scale[features.LOG_F0] = 1.2 / deviation[features.LOG_F0]
    scale[features.VOICING] = 1 / deviation[features.VOICING]
    return x.mean(0).astype(np.float32), scale.astype(np.float32)


def unit_ends_frames(ends_samples: IntArray, frames: int) -> IntArray:
    """Ends of units in frames, from ends in samples."""
    return np.minimum(np.round(np.asarray(ends_samples) / HOP_SAMPLES).astype(np.int64), frames)
