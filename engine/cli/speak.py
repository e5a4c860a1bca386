"""vivavoce speak: one text, played or written to a file, or a batch of jobs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.audio import write_wav
from engine.cli import batch, options
from engine.cli.playing import play
from engine.cli.sampling import SAMPLE_SECONDS, read_sample, warn
from engine.errors import StorageError, TextError
from engine.provenance.label import Provenance
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import PRODUCT, Synthesizer
from engine.types import Audio, SpeakOptions, SpeakReport
from engine.vault.asking import add_passphrase, unlocked
from engine.voices.fitted import load_fitted
from engine.voices.own import OwnModels
from engine.voices.prompt import prompt_of
from engine.voices.store import VoiceStore
from engine.voices.voice import MANNERS, Voice

_LARGEST_SEED = 2**32 - 1


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("text", nargs="?", help="what to say; - reads it from standard input")
    parser.add_argument("--batch", metavar="JOBS.jsonl", help="many jobs, one JSON object a line; - is standard input")
    voice = parser.add_mutually_exclusive_group()
    voice.add_argument("--voice", help="a kept voice, by name (default: the stock voice)")
    parser.add_argument("--manner", choices=("", *MANNERS), default="", help="of a kept voice that has a sample of it")
    voice.add_argument("--sample", type=Path, help=f"a recording of the voice, {SAMPLE_SECONDS} of clear speech")
    parser.add_argument("--transcript", help="what is said in the sample")
    parser.add_argument("-o", "--output", type=Path, help="WAV file (default: played)")
    parser.add_argument("--seed", type=options.between(0, _LARGEST_SEED, int), default=0)
    parser.add_argument("--speed", type=options.between(0.5, 2), default=1.0)
    parser.add_argument("--volume", type=options.between(-30, 12), default=0.0, metavar="DB")
    parser.add_argument("--pauses", type=options.between(0, 4), default=1.0, metavar="FACTOR", help="stretch of pauses")
    parser.add_argument("--attempts", type=options.between(1, 20, int), default=5, help="most drawings of a piece")
    parser.add_argument("--json", action="store_true", help="print what was spoken as one line of JSON")
    add_passphrase(parser)
    options.add_engine(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Speak; exit code 0, or in a batch 2 when a job failed."""
    if (arguments.batch is None) == (arguments.text is None):
        raise TextError("There is nothing to say.", "Give a text, or jobs with --batch.")
    if arguments.batch is not None:
        return batch.run(arguments)
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if arguments.text == "-" else arguments.text
    if not text.strip():
        raise TextError("There is no text to say.", "Type something first.")
    kept = None
    if arguments.voice is not None:
        kept = VoiceStore(vault=unlocked(arguments.passphrase_file)).get(arguments.voice)
    synthesizer = _synthesizer(arguments, kept)
    voice_id, prompt = _voice(arguments, kept, synthesizer)
    report = SpeakReport()
    how = SpeakOptions(
        arguments.seed, arguments.speed, arguments.volume, arguments.pauses, arguments.attempts, arguments.manner
    )
    chunks = synthesizer.speak(text, prompt, how, report)
    if arguments.output is None:
        play(chunk.audio for chunk in chunks)
    else:
        write(arguments.output, (chunk.audio for chunk in chunks), voice_id)
    if arguments.json:
        print(json.dumps(summary(report, arguments.output), ensure_ascii=False))
    return 0


def _synthesizer(arguments: argparse.Namespace, kept: Voice | None) -> Synthesizer:
    """With the models that the options name, or those fitted to the voice, or those of the program."""
    own = OwnModels(kept.id).bundle if kept is not None and arguments.bundle is None else None
    if kept is None or own is None:
        return options.load(arguments)
    return load_fitted(own, kept.vault, arguments.device, arguments.threads)


def _voice(
    arguments: argparse.Namespace, kept: Voice | None, synthesizer: Synthesizer
) -> tuple[str, VoicePrompt | None]:
    """The voice's id, for the label, and its prompt."""
    if kept is not None:
        return kept.id, prompt_of(kept, synthesizer, arguments.manner)
    if arguments.sample is not None:
        prompt = synthesizer.make_prompt(read_sample(arguments.sample), arguments.transcript)
        warn(prompt.warnings)
        return "sample", prompt
    return "stock", None


def write(path: Path, sound: Iterable[Audio], voice_id: str) -> None:
    """A labelled WAV, whole or not at all. Raises StorageError."""
    if path.suffix.lower() != ".wav":
        raise StorageError(f"{path.name} does not end in .wav.", "Sound is written as WAV: name the file so.")
    if not path.parent.is_dir():
        raise StorageError(
            f"The folder {path.parent} does not exist.", "Choose another folder, or make this one first."
        )
    write_wav(path, sound, Provenance.now(PRODUCT, voice_id).info())


def summary(report: SpeakReport, output: Path | None) -> dict[str, Any]:
    """What is told of a job that was spoken."""
    return {
        "output": None if output is None else str(output),
        "seconds": round(report.seconds, 3),
        "compute_seconds": round(report.compute_seconds, 3),
        "first_audio_seconds": round(report.first_audio_seconds, 3),
        "source": report.source.value,
        "attempts": report.attempts,
        "score": round(report.score, 4),
        "words": [asdict(word) for word in report.words],
    }
