"""Invented speech as a WebDataset shard, which the stage corpus reads."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import soundfile
from tqdm import tqdm

from engine.atomic import replacing
from engine.errors import ConfigError
from engine.training.config import InventRun
from engine.training.invent.kokoro import Kokoro, draw_mixture
from engine.training.invent.speech import RATE_HZ, Invented
from engine.training.invent.stock import Stock


def write_shard(path: Path, utterances: Iterable[tuple[str, Invented]]) -> int:
    """Write (speaker, utterance) pairs as Opus with their text and times; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with replacing(path) as temporary, tarfile.open(temporary, "w") as tar:
        for speaker, said in utterances:
            sound = io.BytesIO()
            soundfile.write(sound, said.samples, RATE_HZ, format="OGG", subtype="OPUS")
            times = list(said.ends_samples)
            row = {"text": said.text, "speaker": speaker, "phonemes": said.phonemes, "ends_samples": times}
            _add(tar, f"{count:06}.opus", sound.getvalue())
            _add(tar, f"{count:06}.json", json.dumps(row, ensure_ascii=False).encode())
            count += 1
    return count


def kokoro_speakers(settings: InventRun) -> Iterable[tuple[str, Invented]]:
    """New speakers, each saying some of the sentences."""
    sentences, rng, kokoro = _sentences(settings), np.random.default_rng(settings.seed), Kokoro()
    for number in tqdm(range(settings.speakers), desc="speakers"):
        speaker = draw_mixture(rng, kokoro.voices)
        for index in rng.permutation(len(sentences))[: settings.sentences]:
            yield f"K{settings.seed}-{number:04}", kokoro.say(sentences[index], speaker)


def stock_speech(settings: InventRun) -> Iterable[tuple[str, Invented]]:
    """Every sentence in the stock voice, at a pace of its own: text coverage, almost for free."""
    rng, stock = np.random.default_rng(settings.seed), Stock()
    for number, sentence in enumerate(tqdm(_sentences(settings), desc="stock")):
        yield "stock", stock.say(sentence, number, float(np.exp(rng.normal(0, 0.1))))


def _sentences(settings: InventRun) -> list[str]:
    try:
        lines = Path(settings.text).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"{settings.text} cannot be read.", "Give a file with a sentence a line.") from error
    return [line.strip() for line in lines if line.strip()]


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
