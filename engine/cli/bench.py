"""vivavoce bench: speed and size on this computer."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from engine.cli import options
from engine.cli.sampling import read_sample

_QUICK_SENTENCES, _QUICK_STOPS = 5, 10


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--sample", type=Path, help="a recording of a voice (default: the stock voice's sound)")
    parser.add_argument("--transcript")
    parser.add_argument("--sentences", type=options.between(1, 1000, int), default=50, metavar="N")
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK_SENTENCES} sentences and {_QUICK_STOPS} stops")
    parser.add_argument("--json", action="store_true")
    options.add_engine(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from engine.benchmark import run  # noqa: PLC0415  # only this command needs it
    from engine.evaluation import sentences  # noqa: PLC0415

    count = min(arguments.sentences, _QUICK_SENTENCES) if arguments.quick else arguments.sentences
    texts = [sentence.text for sentence in sentences.choose(sentences.load(), limit=count)]
    sample = None if arguments.sample is None else read_sample(arguments.sample)
    stops = _QUICK_STOPS if arguments.quick else run.STOPS
    result = run.run(options.load(arguments), texts, sample, arguments.transcript, stops)
    print(json.dumps(asdict(result)) if arguments.json else run.table(result))
    return 0
