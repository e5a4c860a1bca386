"""Prints the figures of the mark as Markdown; engine/provenance/README.md holds the last of them."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from hibari import Hibari

from engine.audio import read
from engine.evaluation import sentences
from engine.provenance.benchmark import figures
from engine.provenance.marker import mark
from engine.types import SAMPLE_RATE_HZ, Audio

SHARED = Path("../shared/speech")


def main() -> int:
    """Measure and print; real speech, synthetic speech and the stock voice, marked and not."""
    parser = argparse.ArgumentParser(prog="python -m engine.provenance.benchmark", description=__doc__)
    parser.add_argument("--real", type=Path, default=SHARED / "librispeech", help="folder of recordings of people")
    parser.add_argument(
        "--synthetic", type=Path, default=SHARED / "synthetic", help="folder of unmarked synthetic speech"
    )
    parser.add_argument("--hosts", type=Path, help="folder of unmarked speech to mark, instead of stock and synthetic")
    parser.add_argument("--own", type=Path, help="folder of files that this engine wrote: they are marked already")
    parser.add_argument("--files", type=int, default=500, help="most files taken of a folder")
    options = parser.parse_args()

    stock = _stock()
    real, synthetic = _folder(options.real, options.files), _folder(options.synthetic, options.files)
    hosts = _folder(options.hosts, 100) if options.hosts else stock + synthetic[:20]
    _table("Cost", figures.quality(hosts[:: len(hosts) // 20][:20]))
    if options.own:
        _table("Found in the engine's own files", figures.robustness(_folder(options.own, 100)))
    _table("Found in speech of the engine's kind", figures.robustness([mark(host) for host in hosts]))
    _table("Found in recordings, marked for this test", figures.robustness([mark(sound) for sound in real[:30]]))
    _table("False positives", [*figures.FALSE_POSITIVES_HEADER])
    for name, sounds in {"recordings": real, "synthetic": synthetic, "stock voice": stock}.items():
        print(*figures.false_positives(name, sounds), flush=True)
    _table("Are the p-values true?", figures.calibration(real + synthetic))
    return 0


def _table(title: str, lines: Iterable[str]) -> None:
    print(f"\n## {title}\n")
    for line in lines:
        print(line, flush=True)


def _stock() -> list[Audio]:
    """The stock voice saying the evaluation's sentences, two at a time so that each sound has 3 s or more."""
    texts = [sentence.text for sentence in sentences.choose(sentences.load(), ["everyday", "hard"])]
    pairs = [" ".join(texts[index : index + 2]) for index in range(0, len(texts), 2)]
    voice = Hibari()
    return [Audio(np.asarray(voice(text, seed=seed), np.float32), SAMPLE_RATE_HZ) for seed, text in enumerate(pairs)]


def _folder(folder: Path, most: int) -> list[Audio]:
    """Up to so many sounds of a folder, drawn at random but always the same, at 24 kHz."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".wav", ".flac", ".opus", ".ogg", ".mp3"))
    random.Random(0).shuffle(paths)
    return [read(path) for path in paths[:most]]


if __name__ == "__main__":
    raise SystemExit(main())
